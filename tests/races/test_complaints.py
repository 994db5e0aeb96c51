"""Two complaints about one line, or a buyer who settles while a colleague decides: one of them, once."""

import pytest
from apiflask import APIFlask

from tests.cast import Keeper, ListedProduct, Somebody, add_staff, scalar
from tests.races.together import meet_before, together
from tests.social.complaints.complaining import complain, hand_to_staff
from tests.trade import buying
from webapp.gateways.wechat.fake import FakeWechat
from webapp.kernel import clock
from webapp.kernel.db import execute, transaction
from webapp.kernel.errors import Conflict
from webapp.social.complaints import service
from webapp.social.complaints.flows.decide_complaint import decide_complaint
from webapp.social.complaints.flows.escalate_overdue_complaints import escalate_overdue_complaints
from webapp.social.complaints.flows.resolve_complaint import resolve_complaint
from webapp.social.complaints.queries import complaints

pytestmark = [pytest.mark.race, pytest.mark.usefixtures("noon")]
EIGHT = 8
ONCE = "CREATE UNIQUE INDEX uq_complaint_once_per_line ON complaint (order_line_id)"


@pytest.fixture
def no(fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct) -> str:
    """Bo has paid for tea Ada shared."""
    return buying.buy(fake_wechat, bo, tea, token=buying.share(ada, tea))


@pytest.mark.parametrize("guarded", [True, False], ids=["with the index", "without it each is filed"])
def test_of_complaints_about_one_line_at_once_one_is_filed(
    app: APIFlask, no: str, bo: Somebody, tea: ListedProduct, guarded: bool
) -> None:
    def file(_: int) -> object:
        return complain(bo, no, tea)

    if guarded:
        refused = [each for each in together(app, EIGHT, file) if isinstance(each, Conflict)]
        assert (len(refused), scalar("SELECT count(*) FROM complaint")) == (EIGHT - 1, 1)
        assert scalar("SELECT count(*) FROM complaint_message") == 1
        return
    with transaction():
        execute("DROP INDEX uq_complaint_once_per_line")
    try:
        together(app, EIGHT, file)
        assert scalar("SELECT count(*) FROM complaint") == EIGHT
    finally:
        with transaction():
            execute("SET LOCAL session_replication_role = replica")
            for table in ("complaint_message", "complaint_step", "complaint"):
                execute(f"DELETE FROM {table}")
            execute(ONCE)


@pytest.mark.parametrize("guarded", [True, False], ids=["with lock and state", "without them both have their way"])
def test_a_buyer_who_settles_while_staff_decide_gets_one_outcome(
    app: APIFlask,
    no: str,
    ada: Keeper,
    bo: Somebody,
    tea: ListedProduct,
    guarded: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    complaint, di = hand_to_staff(ada, bo, complain(bo, no, tea)), add_staff()
    if not guarded:
        monkeypatch.setattr(complaints, "_HELD", "")
        monkeypatch.setattr(service, "_MOVE", service._MOVE.replace("AND state = :before", ""))
        meet_before(monkeypatch, "UPDATE complaint SET state", 2)

    def act(number: int) -> object:
        if number:
            return resolve_complaint(bo.id, complaint.id)
        return decide_complaint(di.id, complaint.id, uphold=True, text="看过了")

    ends = together(app, 2, act)
    refused = sum(isinstance(each, Conflict) for each in ends)
    told = scalar("SELECT count(*) FROM relationship_event WHERE kind = 6")
    upheld = scalar("SELECT count(*) FROM complaint WHERE state = 'upheld'")
    closings = scalar("SELECT count(*) FROM complaint_step WHERE to_state IN ('resolved', 'upheld')")
    assert (refused, closings) == ((1, 1) if guarded else (0, 2))
    if guarded:
        assert told == upheld == scalar("SELECT count(*) FROM audit_entry WHERE action = 'complaint.uphold'")


@pytest.mark.parametrize("guarded", [True, False], ids=["with the lock", "without it each hands it over"])
def test_workers_beside_each_other_hand_a_complaint_over_once(
    app: APIFlask, no: str, bo: Somebody, tea: ListedProduct, guarded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    complaint = complain(bo, no, tea)
    assert complaint.answer_due_at
    clock.advance(complaint.answer_due_at - clock.now())
    if not guarded:
        monkeypatch.setattr(service, "_SKIP_HELD", "")
        meet_before(monkeypatch, "UPDATE complaint SET state", EIGHT)
    together(app, EIGHT, lambda _: escalate_overdue_complaints())
    steps = scalar("SELECT count(*) FROM complaint_step WHERE action = 'overdue'")
    assert steps == (1 if guarded else EIGHT)
