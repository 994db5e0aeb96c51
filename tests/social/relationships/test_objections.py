"""Bo says that something held about him is wrong; Di looks at it and answers, once."""

from datetime import timedelta

import pytest

from tests.cast import Keeper, Somebody, add_staff, scalar
from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.kernel.errors import Conflict, Invalid, NotFound
from webapp.people.staff import audit
from webapp.social import relationships
from webapp.social.relationships import EventKind, EventReport, Stage, objections
from webapp.social.relationships.flows.decide_objection import decide_objection
from webapp.social.relationships.flows.object_to_event import object_to_event
from webapp.social.relationships.service import events

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def di() -> int:
    """Is staff."""
    return add_staff().id


@pytest.fixture
def ignored(ada: Keeper, bo: Somebody) -> int:
    """Bo is said to have ignored a share of Ada's; the event's id."""
    now = clock.now()
    with transaction():
        events.record_event(
            EventReport(shopkeeper_id=ada.id, person_id=bo.id, kind=EventKind.SHARE_IGNORED, source="share:1", at=now),
            now=now,
        )
    return int(str(scalar("SELECT id FROM relationship_event")))


def test_what_bo_contests_with_success_no_longer_counts(ada: Keeper, bo: Somebody, di: int, ignored: int) -> None:
    asked = object_to_event(bo.id, ignored, "  我打开过  ")
    assert (asked.state, asked.text, asked.kind) == ("open", "我打开过", EventKind.SHARE_IGNORED)
    assert objections.open_objections(None, 10) == [asked]
    clock.advance(timedelta(days=1))
    decided = decide_objection(di, asked.id, uphold=True, answer="确实打开过")
    assert (decided.state, decided.answer, decided.staff_id) == ("upheld", "确实打开过", di)
    assert relationships.events_of(ada.id, bo.id) == []
    assert objections.objections_of(bo.id) == [decided]
    assert objections.open_objections(None, 10) == []
    assert [line.action for line in audit.lines(subject=f"contest:{asked.id}").items] == ["contest.uphold"]


def test_when_the_only_event_is_struck_the_pair_stands_as_if_it_had_never_met(
    ada: Keeper, bo: Somebody, di: int, ignored: int
) -> None:
    decide_objection(di, object_to_event(bo.id, ignored, "我打开过").id, uphold=True, answer="确实打开过")
    pair = relationships.pair_for(ada.id, bo.id, now=clock.now())
    assert (pair.stage, pair.events, pair.r, pair.s, pair.mean) == (Stage.STRANGER, 0, 0.0, 0.0, 0.5)


def test_what_is_dismissed_still_counts_and_has_an_answer(ada: Keeper, bo: Somebody, di: int, ignored: int) -> None:
    decided = decide_objection(di, object_to_event(bo.id, ignored, "不对").id, uphold=False, answer="记录无误")
    assert (decided.state, decided.answer) == ("dismissed", "记录无误")
    assert len(relationships.events_of(ada.id, bo.id)) == 1


def test_each_event_is_contested_once_and_decided_once(bo: Somebody, di: int, ignored: int) -> None:
    asked = object_to_event(bo.id, ignored, "不对").id
    with pytest.raises(Conflict):
        object_to_event(bo.id, ignored, "还是不对")
    decide_objection(di, asked, uphold=False, answer="记录无误")
    with pytest.raises(Conflict):
        decide_objection(di, asked, uphold=True, answer="确实")


def test_somebody_elses_event_does_not_exist(cy: Somebody, ignored: int) -> None:
    with pytest.raises(NotFound):
        object_to_event(cy.id, ignored, "不对")
    with pytest.raises(NotFound):
        objections.objection(1 << 40)


@pytest.mark.parametrize("words", ["", "  ", "x" * 501])
def test_words_are_needed_and_not_too_many(bo: Somebody, di: int, ignored: int, words: str) -> None:
    with pytest.raises(Invalid):
        object_to_event(bo.id, ignored, words)
    with pytest.raises(Invalid):
        decide_objection(di, object_to_event(bo.id, ignored, "不对").id, uphold=True, answer=words)
