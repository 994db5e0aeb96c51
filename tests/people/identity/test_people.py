"""A person stays one person, whichever app they come from and whenever WeChat tells the unionid."""

from datetime import timedelta

import pytest
from apiflask import APIFlask
from sqlalchemy import text

from tests.cast import Somebody, scalar
from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.kernel.errors import NotFound
from webapp.people import identity
from webapp.people.identity.service import people

MINI, H5 = "wx-mini", "wx-h5"


def meet(appid: str, openid: str, unionid: str | None = None) -> int:
    with transaction():
        return people.find_or_add_person(appid, openid, unionid, now=clock.now())


def test_who_comes_back_is_the_same_person(app: APIFlask) -> None:
    assert meet(MINI, "o1") == meet(MINI, "o1")
    assert scalar("SELECT count(*) FROM person") == 1


def test_strangers_stay_two_people(app: APIFlask) -> None:
    assert meet(MINI, "o1") != meet(MINI, "o2")


def test_an_openid_means_nothing_in_another_app(app: APIFlask) -> None:
    assert meet(MINI, "o1") != meet(H5, "o1")


def test_the_unionid_joins_the_mini_program_and_the_share_page(app: APIFlask) -> None:
    person = meet(MINI, "o1", "u1")
    assert meet(H5, "h1", "u1") == person
    assert identity.openid_of(person, H5) == "h1"
    assert identity.openid_of(person, MINI) == "o1"


def test_a_unionid_that_comes_later_is_remembered(app: APIFlask) -> None:
    person = meet(H5, "h1")
    assert meet(H5, "h1", "u1") == person
    assert meet(MINI, "o1", "u1") == person


def test_two_who_turn_out_to_be_one_become_the_older(app: APIFlask) -> None:
    older, younger = meet(H5, "h1"), meet(MINI, "o1", "u1")
    with transaction():
        token = identity.open_session(younger, "key")
    assert meet(H5, "h1", "u1") == older
    assert meet(MINI, "o1", "u1") == older
    session = identity.session_for(token)
    assert session is not None
    assert session.person_id == older
    assert scalar("SELECT count(*) FROM person") == 1
    assert scalar("SELECT count(*) FROM audit_entry WHERE action = 'person.joined'") == 1


def test_the_one_with_a_history_is_kept_whoever_is_older(app: APIFlask) -> None:
    older, younger = meet(H5, "h1"), meet(MINI, "o1", "u1")
    with transaction() as current:
        current.execute(
            text("INSERT INTO visitor (id, person_id, linked_at) VALUES (7, :p, :at)"),
            {"p": younger, "at": clock.now()},
        )
    assert meet(H5, "h1", "u1") == younger
    assert identity.openid_of(younger, H5) == "h1"
    with pytest.raises(NotFound):
        identity.person(older)


def test_two_with_histories_are_kept_apart_and_staff_can_read_it(app: APIFlask) -> None:
    first, second = meet(H5, "h1"), meet(MINI, "o1", "u1")
    with transaction() as current:
        for number, person in enumerate((first, second)):
            current.execute(
                text("INSERT INTO visitor (id, person_id, linked_at) VALUES (:n, :p, :at)"),
                {"n": number, "p": person, "at": clock.now()},
            )
    assert [meet(H5, "h1", "u1") for _ in range(2)] == [first, first]
    assert meet(MINI, "o1", "u1") == second
    assert scalar("SELECT detail->>'same_as' FROM audit_entry WHERE action = 'person.kept_apart'") == str(second)


def test_another_unionid_for_a_known_openid_changes_nobody(app: APIFlask) -> None:
    person = meet(MINI, "o1", "u1")
    assert meet(MINI, "o1", "u2") == person
    assert scalar("SELECT unionid FROM person") == "u1"


@pytest.mark.usefixtures("noon")
def test_a_session_opens_ends_and_grows_old(bo: Somebody) -> None:
    with transaction():
        kept, ended = identity.open_session(bo.id, "key"), identity.open_session(bo.id, "key")
        identity.end_session(ended)
    session = identity.session_for(kept)
    assert session is not None
    assert (session.person_id, session.shopkeeper_id, session.language) == (bo.id, None, "zh")
    assert identity.session_for(ended) is None
    clock.advance(timedelta(days=30, seconds=1))
    assert identity.session_for(kept) is None


def test_the_table_of_sessions_logs_nobody_in(bo: Somebody) -> None:
    with transaction():
        token = identity.open_session(bo.id, "secret-session-key")
    assert len(token) >= 43
    assert scalar("SELECT count(*) FROM api_session WHERE encode(token_hash, 'escape') LIKE :t", t=f"%{token}%") == 0
    with transaction():
        identity.end_session(token)
    assert scalar("SELECT session_key FROM api_session") == ""


def test_logging_out_everywhere_ends_every_session(bo: Somebody, cy: Somebody) -> None:
    with transaction():
        mine = [identity.open_session(bo.id, "key") for _ in range(3)]
        hers = identity.open_session(cy.id, "key")
        assert identity.end_sessions_of(bo.id) == 3
    assert [identity.session_for(token) for token in mine] == [None] * 3
    assert identity.session_for(hers) is not None
