"""Bo says no while something is being told of him: nothing is recorded afterwards."""

import threading

import pytest
from apiflask import APIFlask

from tests.cast import Keeper, Shelf, Somebody, scalar
from tests.domain.social.happening import happens
from tests.races.together import together
from webapp.domain.identity import consent
from webapp.domain.identity.staff import StaffMember
from webapp.domain.social import relationships
from webapp.domain.social.relationships import EventKind, Telling, service
from webapp.flows.contest_event import contest
from webapp.flows.decide_consent import forget_purpose, withdraw_consent
from webapp.flows.decide_contest import decide
from webapp.flows.make_share import make_share
from webapp.kernel import clock, db
from webapp.kernel.db import row, transaction

pytestmark = pytest.mark.race
PATIENCE = 1.0


def look_without_lock(person_id: int, purpose: str, *, at: object) -> bool:
    """The same question without the lock."""
    return (
        row("SELECT 1 FROM consent WHERE person_id = :p AND purpose = :q AND given", p=person_id, q=purpose) is not None
    )


@pytest.mark.parametrize("guarded", [True, False], ids=["with the lock", "without it Bo is remembered after all"])
def test_nothing_is_recorded_after_a_no(
    app: APIFlask, ada: Keeper, bo: Somebody, guarded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The teller has asked and not yet recorded when Bo says no and is forgotten: that waits, or comes too early."""
    asked, forgotten = threading.Event(), threading.Event()
    if not guarded:
        monkeypatch.setattr(service.consent, "hold", look_without_lock)

    def between_question_and_record(statement: str) -> None:
        if statement.lstrip().startswith("INSERT INTO relationship_event"):
            asked.set()
            forgotten.wait(PATIENCE)

    monkeypatch.setattr(db, "listeners", [between_question_and_record])

    def act(number: int) -> None:
        now = clock.now()
        if number == 0:
            with transaction():
                relationships.tell(
                    Telling(
                        shopkeeper_id=ada.id, person_id=bo.id, kind=EventKind.SHARE_OPENED, source="touch:1", at=now
                    ),
                    now=now,
                )
            return
        asked.wait(10)
        withdraw_consent(bo.id, "relationship", "mini")
        forget_purpose(bo.id, "relationship")
        forgotten.set()

    together(app, 2, act)
    assert (scalar("SELECT count(*) FROM relationship_event") == 0) is guarded
    assert not {each.purpose.key: each.on for each in consent.consents_of(bo.id)}["relationship"]


@pytest.mark.parametrize("guarded", [True, False], ids=["with the lock", "without it Bo is in an audience after all"])
def test_nobody_is_in_an_audience_after_a_no(
    app: APIFlask, ada: Keeper, bo: Somebody, tea: Shelf, guarded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ada's share has looked whom it may be meant for and not yet kept it when Bo says no and is forgotten."""
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")
    looked, forgotten = threading.Event(), threading.Event()
    if not guarded:
        monkeypatch.setattr(consent, "hold_all", lambda people, purposes: None)

    def between_look_and_record(statement: str) -> None:
        if statement.lstrip().startswith("INSERT INTO share_audience"):
            looked.set()
            forgotten.wait(PATIENCE)

    monkeypatch.setattr(db, "listeners", [between_look_and_record])

    def act(number: int) -> None:
        if number == 0:
            make_share(ada.id, tea.product_code, audience=[bo.id])
            return
        looked.wait(10)
        withdraw_consent(bo.id, "outreach", "mini")
        forget_purpose(bo.id, "outreach")
        forgotten.set()

    together(app, 2, act)
    assert (scalar("SELECT count(*) FROM share_audience") == 0) is guarded


@pytest.mark.parametrize("guarded", [True, False], ids=["with the lock", "without it the answer outlives the record"])
def test_no_decision_about_somebody_outlives_their_no(
    app: APIFlask, ada: Keeper, bo: Somebody, di: StaffMember, guarded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Di has decided what Bo contested and not yet said so when Bo says no and is forgotten."""
    happens(ada, bo, EventKind.SHARE_IGNORED, "share:1")
    contested = contest(bo.id, int(str(scalar("SELECT id FROM relationship_event"))), "没有这回事")
    decided, forgotten = threading.Event(), threading.Event()
    if not guarded:
        monkeypatch.setattr(consent, "hold_all", lambda people, purposes: None)

    def between_strike_and_log(statement: str) -> None:
        if statement.lstrip().startswith("INSERT INTO audit_entry"):
            decided.set()
            forgotten.wait(PATIENCE)

    monkeypatch.setattr(db, "listeners", [between_strike_and_log])

    def act(number: int) -> None:
        if number == 0:
            decide(di.id, contested.id, uphold=True, answer="查过了")
            return
        decided.wait(10)
        withdraw_consent(bo.id, "relationship", "mini")
        forget_purpose(bo.id, "relationship")
        forgotten.set()

    together(app, 2, act)
    left = (
        scalar("SELECT count(*) FROM audit_entry WHERE detail::text LIKE '%查过了%'"),
        scalar("SELECT count(*) FROM relationship_strike"),
    )
    assert (left == (0, 0)) is guarded
