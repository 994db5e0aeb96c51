"""One person, one shop, the same six letters; nobody without the key goes from letters to a person."""

import re
from dataclasses import replace

import pytest

from webapp.kernel import settings
from webapp.people.identity import alias_code, alias_of_person

pytestmark = pytest.mark.usefixtures("app")
ADAS, EVES, BO = 1, 2, 7


def test_somebody_has_the_same_six_letters_at_one_shop_by_whatever_they_did_there() -> None:
    assert alias_of_person(ADAS, BO) == alias_of_person(ADAS, BO) == alias_code(ADAS, -BO)
    assert re.fullmatch(r"[A-Z2-7]{6}", alias_of_person(ADAS, BO))


def test_two_shops_call_one_person_by_different_letters() -> None:
    assert alias_of_person(ADAS, BO) != alias_of_person(EVES, BO)


def test_two_people_have_different_letters_at_one_shop() -> None:
    assert len({alias_of_person(ADAS, person_id) for person_id in range(1_000)}) == 1_000


def test_the_letters_cannot_be_reckoned_from_numbers_without_the_key() -> None:
    with_ours = alias_of_person(ADAS, BO)
    settings.use(replace(settings.settings(), secret_keys=("somebody else's guess of thirty-two letters",)))
    assert alias_of_person(ADAS, BO) != with_ours


def test_a_new_key_leaves_the_letters_as_they_were() -> None:
    before, config = alias_of_person(ADAS, BO), settings.settings()
    settings.use(replace(config, secret_keys=(*config.secret_keys, "the newest secret of thirty-two letters")))
    assert alias_of_person(ADAS, BO) == before
