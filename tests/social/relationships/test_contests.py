"""Bo says that something held about him is wrong; Di looks at it and answers, once."""

from datetime import timedelta

import pytest

from tests.cast import Keeper, Somebody, add_staff, scalar
from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.kernel.errors import Conflict, Invalid, NotFound
from webapp.people.staff import audit
from webapp.social import relationships
from webapp.social.relationships import EventKind, Stage, Telling, contests
from webapp.social.relationships.flows.contest_event import contest
from webapp.social.relationships.flows.decide_contest import decide

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
        relationships.tell(
            Telling(shopkeeper_id=ada.id, person_id=bo.id, kind=EventKind.SHARE_IGNORED, source="share:1", at=now),
            now=now,
        )
    return int(str(scalar("SELECT id FROM relationship_event")))


def test_what_bo_contests_with_success_no_longer_counts(ada: Keeper, bo: Somebody, di: int, ignored: int) -> None:
    asked = contest(bo.id, ignored, "  我打开过  ")
    assert (asked.state, asked.words, asked.kind) == ("open", "我打开过", EventKind.SHARE_IGNORED)
    assert contests.open_contests(None, 10) == [asked]
    clock.advance(timedelta(days=1))
    decided = decide(di, asked.id, uphold=True, answer="确实打开过")
    assert (decided.state, decided.answer, decided.staff_id) == ("upheld", "确实打开过", di)
    assert relationships.events_of(ada.id, bo.id) == []
    assert contests.contests_of(bo.id) == [decided]
    assert contests.open_contests(None, 10) == []
    assert [line.action for line in audit.lines(subject=f"contest:{asked.id}").items] == ["contest.uphold"]


def test_when_the_only_event_is_struck_the_pair_stands_as_if_it_had_never_met(
    ada: Keeper, bo: Somebody, di: int, ignored: int
) -> None:
    decide(di, contest(bo.id, ignored, "我打开过").id, uphold=True, answer="确实打开过")
    pair = relationships.pair_for(ada.id, bo.id, now=clock.now())
    assert (pair.stage, pair.events, pair.r, pair.s, pair.mean) == (Stage.STRANGER, 0, 0.0, 0.0, 0.5)


def test_what_is_dismissed_still_counts_and_has_an_answer(ada: Keeper, bo: Somebody, di: int, ignored: int) -> None:
    decided = decide(di, contest(bo.id, ignored, "不对").id, uphold=False, answer="记录无误")
    assert (decided.state, decided.answer) == ("dismissed", "记录无误")
    assert len(relationships.events_of(ada.id, bo.id)) == 1


def test_each_event_is_contested_once_and_decided_once(bo: Somebody, di: int, ignored: int) -> None:
    asked = contest(bo.id, ignored, "不对").id
    with pytest.raises(Conflict):
        contest(bo.id, ignored, "还是不对")
    decide(di, asked, uphold=False, answer="记录无误")
    with pytest.raises(Conflict):
        decide(di, asked, uphold=True, answer="确实")


def test_somebody_elses_event_does_not_exist(cy: Somebody, ignored: int) -> None:
    with pytest.raises(NotFound):
        contest(cy.id, ignored, "不对")
    with pytest.raises(NotFound):
        contests.contest(1 << 40)


@pytest.mark.parametrize("words", ["", "  ", "x" * 501])
def test_words_are_needed_and_not_too_many(bo: Somebody, di: int, ignored: int, words: str) -> None:
    with pytest.raises(Invalid):
        contest(bo.id, ignored, words)
    with pytest.raises(Invalid):
        decide(di, contest(bo.id, ignored, "不对").id, uphold=True, answer=words)
