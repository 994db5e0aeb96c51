"""Bo says no while something is being told of him: nothing is recorded afterwards."""

import threading

import pytest
from apiflask import APIFlask

from tests.cast import Keeper, ListedProduct, Somebody, scalar
from tests.races.together import together
from tests.social.relationships.event_factory import happens
from webapp.journeys.make_share import make_share
from webapp.kernel import clock, db
from webapp.kernel.db import row, transaction
from webapp.people import consent
from webapp.people.consent.flows.decide_consent import withdraw_consent
from webapp.people.privacy.flows.delete_purpose_data import delete_purpose_data
from webapp.people.staff import StaffMember
from webapp.social.relationships import EventKind, EventReport
from webapp.social.relationships.flows.decide_objection import decide_objection
from webapp.social.relationships.flows.object_to_event import object_to_event
from webapp.social.relationships.service import events

pytestmark = pytest.mark.race
PATIENCE = 1.0


def look_without_lock(person_id: int, purpose: str, *, at: object) -> bool:
    """The same question without the lock."""
    return (
        row(dict, "SELECT 1 FROM consent WHERE person_id = :p AND purpose = :q AND given", p=person_id, q=purpose)
        is not None
    )


@pytest.mark.parametrize("guarded", [True, False], ids=["with the lock", "without it Bo is remembered after all"])
def test_nothing_is_recorded_after_a_no(
    app: APIFlask, ada: Keeper, bo: Somebody, guarded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The teller has asked and not yet recorded when Bo says no and is forgotten: that waits, or comes too early."""
    asked, forgotten = threading.Event(), threading.Event()
    if not guarded:
        monkeypatch.setattr(consent, "lock_consent", look_without_lock)

    def between_question_and_record(statement: str) -> None:
        if statement.lstrip().startswith("INSERT INTO relationship_event"):
            asked.set()
            forgotten.wait(PATIENCE)

    monkeypatch.setattr(db, "statement_listeners", [between_question_and_record])

    def act(number: int) -> None:
        now = clock.now()
        if number == 0:
            with transaction():
                events.record_event(
                    EventReport(
                        shopkeeper_id=ada.id, person_id=bo.id, kind=EventKind.SHARE_OPENED, source="touch:1", at=now
                    ),
                    now=now,
                )
            return
        asked.wait(10)
        withdraw_consent(bo.id, "relationship", "mini")
        delete_purpose_data(bo.id, "relationship")
        forgotten.set()

    together(app, 2, act)
    assert (scalar("SELECT count(*) FROM relationship_event") == 0) is guarded
    assert not {each.purpose.key: each.on for each in consent.consents_of(bo.id)}["relationship"]


@pytest.mark.parametrize("guarded", [True, False], ids=["with the lock", "without it Bo is in an audience after all"])
def test_nobody_is_in_an_audience_after_a_no(
    app: APIFlask, ada: Keeper, bo: Somebody, tea: ListedProduct, guarded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ada's share has looked whom it may be meant for and not yet kept it when Bo says no and is forgotten."""
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")
    looked, forgotten = threading.Event(), threading.Event()
    if not guarded:
        monkeypatch.setattr(consent, "lock_consents", lambda people, purposes: None)

    def between_look_and_record(statement: str) -> None:
        if statement.lstrip().startswith("INSERT INTO share_audience"):
            looked.set()
            forgotten.wait(PATIENCE)

    monkeypatch.setattr(db, "statement_listeners", [between_look_and_record])

    def act(number: int) -> None:
        if number == 0:
            make_share(ada.id, tea.product_code, audience=[bo.id])
            return
        looked.wait(10)
        withdraw_consent(bo.id, "outreach", "mini")
        delete_purpose_data(bo.id, "outreach")
        forgotten.set()

    together(app, 2, act)
    assert (scalar("SELECT count(*) FROM share_audience") == 0) is guarded


@pytest.mark.parametrize("guarded", [True, False], ids=["with the lock", "without it the answer outlives the record"])
def test_no_decision_about_somebody_outlives_their_no(
    app: APIFlask, ada: Keeper, bo: Somebody, di: StaffMember, guarded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Di has decided what Bo contested and not yet said so when Bo says no and is forgotten."""
    happens(ada, bo, EventKind.SHARE_IGNORED, "share:1")
    contested = object_to_event(bo.id, int(str(scalar("SELECT id FROM relationship_event"))), "没有这回事")
    decided, forgotten = threading.Event(), threading.Event()
    if not guarded:
        monkeypatch.setattr(consent, "lock_consents", lambda people, purposes: None)

    def between_strike_and_log(statement: str) -> None:
        if statement.lstrip().startswith("INSERT INTO audit_entry"):
            decided.set()
            forgotten.wait(PATIENCE)

    monkeypatch.setattr(db, "statement_listeners", [between_strike_and_log])

    def act(number: int) -> None:
        if number == 0:
            decide_objection(di.id, contested.id, uphold=True, answer="查过了")
            return
        decided.wait(10)
        withdraw_consent(bo.id, "relationship", "mini")
        delete_purpose_data(bo.id, "relationship")
        forgotten.set()

    together(app, 2, act)
    left = (
        scalar("SELECT count(*) FROM audit_entry WHERE detail::text LIKE '%查过了%'"),
        scalar("SELECT count(*) FROM relationship_event_void"),
    )
    assert (left == (0, 0)) is guarded
