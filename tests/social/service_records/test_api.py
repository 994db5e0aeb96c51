"""Ada sees how able she has shown to be, what that stands on, and what it changes."""

import pytest

from tests.cast import Keeper
from tests.web.api.phone import Phone
from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.social.relationships.service import events
from webapp.social.service_records import ServiceFigures, service


def test_a_new_shop_is_neutral_and_nothing_is_made_up(ada_phone: Phone) -> None:
    told = ada_phone.get("/shopkeepers/me/ability").json
    assert told == {"ability": 0.5, "share_cost_factor": 1.0, "skills": [], "signals": []}


def test_ability_is_explained_skill_by_skill(ada_phone: Phone, ada: Keeper) -> None:
    record = ServiceFigures(shopkeeper_id=ada.id, asked=10, answered=9, rated=4, satisfied=4)
    with transaction():
        service.save_service_records([record], now=clock.now())
        events.save_abilities({ada.id: 0.75}, now=clock.now())
    told = ada_phone.get("/shopkeepers/me/ability").json
    assert (told["ability"], told["share_cost_factor"]) == (0.75, pytest.approx(0.75))
    assert [(each["skill"], each["good"], each["total"], bool(each["advice"])) for each in told["skills"]] == [
        ("answering", 9, 10, True),
        ("satisfaction", 4, 4, False),
    ]


def test_who_has_no_shop_has_no_ability_here(bo_phone: Phone) -> None:
    assert bo_phone.get("/shopkeepers/me/ability").status_code == 403
