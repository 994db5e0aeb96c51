"""Bo complains about his tea; Ada answers in time or does not, Bo says whether that settles it, else Di decides."""

from datetime import timedelta

import pytest

from tests.cast import Keeper, ListedProduct, Somebody, add_person, add_shopkeeper, add_staff, scalar
from tests.social.complaints.complaining import answer, ask_again, complain, decide, hand_to_staff
from tests.trade import buying
from tests.trade.order_steps import bring_to, refund
from webapp.gateways.wechat.fake import FakeWechat
from webapp.kernel import clock
from webapp.kernel.db import execute, transaction
from webapp.kernel.errors import TooMany
from webapp.people.staff import audit
from webapp.social import complaints, relationships
from webapp.social.complaints import ComplaintAction, ComplaintState, ComplaintView, Party, Viewer, rules
from webapp.social.complaints.flows.add_complaint_message import add_complaint_message, add_staff_message
from webapp.social.complaints.flows.escalate_complaint import escalate_complaint
from webapp.social.complaints.flows.escalate_overdue_complaints import escalate_overdue_complaints
from webapp.social.complaints.flows.resolve_complaint import resolve_complaint
from webapp.social.complaints.queries import complaints as complaints_queries
from webapp.social.relationships import EventKind
from webapp.trade.orders import OrderNotFound

pytestmark = pytest.mark.usefixtures("noon")
TIME_TO_ANSWER = timedelta(hours=48)
TIME_TO_COMPLAIN = timedelta(days=90)


@pytest.fixture
def no(fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct) -> str:
    """Bo has paid for tea Ada shared."""
    return buying.buy(fake_wechat, bo, tea, token=buying.share(ada, tea))


@pytest.fixture
def filed(no: str, bo: Somebody, tea: ListedProduct) -> ComplaintView:
    """And is not content with it."""
    return complain(bo, no, tea)


def deeds(complaint: ComplaintView) -> list[ComplaintAction]:
    return [step.action for step in complaints_queries.history_of(complaint.id)]


def kinds(keeper: Keeper, person: Somebody) -> list[EventKind]:
    return [event.kind for event in relationships.events_of(keeper.id, person.id)]


def test_a_complaint_waits_48_hours_for_ada(filed: ComplaintView, ada: Keeper, no: str) -> None:
    assert (filed.state, filed.shopkeeper_id, filed.order_no) == (ComplaintState.OPEN, ada.id, no)
    assert filed.answer_due_at == clock.now() + TIME_TO_ANSWER
    (message,) = complaints_queries.messages_of([filed.id])
    assert (message.party, message.text, message.action) == (Party.BUYER, "茶是陈的", ComplaintAction.FILED)
    assert deeds(filed) == [ComplaintAction.FILED]


def test_ada_answers_and_bo_says_it_is_solved(filed: ComplaintView, ada: Keeper, bo: Somebody) -> None:
    clock.advance(timedelta(hours=2))
    answered = answer(ada, filed)
    assert (answered.state, answered.answered_at, answered.answer_due_at) == (
        ComplaintState.ANSWERED,
        clock.now(),
        None,
    )
    settled = resolve_complaint(bo.id, filed.id)
    assert (settled.state, settled.closed_at) == (ComplaintState.RESOLVED, clock.now())
    assert resolve_complaint(bo.id, filed.id) == settled
    steps = complaints_queries.history_of(filed.id)
    assert [(step.action, step.actor) for step in steps] == [
        (ComplaintAction.FILED, f"person:{bo.id}"),
        (ComplaintAction.ANSWERED, f"shopkeeper:{ada.id}"),
        (ComplaintAction.SOLVED, f"person:{bo.id}"),
    ]


def test_bo_takes_it_back_before_anybody_answered(filed: ComplaintView, bo: Somebody) -> None:
    assert resolve_complaint(bo.id, filed.id, withdrawn=True).state is ComplaintState.RESOLVED
    assert deeds(filed) == [ComplaintAction.FILED, ComplaintAction.WITHDRAWN]


def test_what_ada_leaves_unanswered_goes_to_staff(filed: ComplaintView) -> None:
    clock.advance(TIME_TO_ANSWER - timedelta(seconds=1))
    assert escalate_overdue_complaints() == 0
    clock.advance(timedelta(seconds=1))
    assert (escalate_overdue_complaints(), escalate_overdue_complaints()) == (1, 0)
    assert complaints.complaint(filed.id).state is ComplaintState.WITH_STAFF
    assert complaints_queries.history_of(filed.id)[-1].actor == "clock"


def test_more_overdue_complaints_than_a_portion_holds_all_go_to_staff(
    filed: ComplaintView,
    fake_wechat: FakeWechat,
    ada: Keeper,
    bo: Somebody,
    tea: ListedProduct,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("webapp.social.complaints.flows.escalate_overdue_complaints.PORTION", 1)
    complain(bo, buying.buy(fake_wechat, bo, tea, token=buying.share(ada, tea)), tea)
    clock.advance(TIME_TO_ANSWER)
    assert escalate_overdue_complaints() == 2


def test_what_a_writer_holds_is_left_to_them(filed: ComplaintView, ada: Keeper) -> None:
    clock.advance(TIME_TO_ANSWER)
    answer(ada, filed)
    assert escalate_overdue_complaints() == 0


def test_bo_may_call_staff_only_after_an_answer(filed: ComplaintView, ada: Keeper, bo: Somebody) -> None:
    with pytest.raises(rules.NotYetAnswered):
        escalate_complaint(bo.id, filed.id)
    answer(ada, filed)
    handed = escalate_complaint(bo.id, filed.id)
    assert handed.state is ComplaintState.WITH_STAFF
    assert escalate_complaint(bo.id, filed.id) == handed


def test_who_asks_again_is_owed_another_answer_and_may_call_staff_meanwhile(
    filed: ComplaintView, ada: Keeper, bo: Somebody
) -> None:
    answer(ada, filed)
    first = clock.now()
    clock.advance(timedelta(hours=5))
    asked = ask_again(bo, filed)
    assert (asked.state, asked.answered_at, asked.answer_due_at) == (
        ComplaintState.OPEN,
        first,
        clock.now() + TIME_TO_ANSWER,
    )
    assert escalate_complaint(bo.id, filed.id).state is ComplaintState.WITH_STAFF


def test_a_late_answer_is_an_answer_and_the_decision_stays_with_staff(filed: ComplaintView, ada: Keeper) -> None:
    clock.advance(TIME_TO_ANSWER)
    escalate_overdue_complaints()
    late = answer(ada, filed)
    assert (late.state, late.answered_at) == (ComplaintState.WITH_STAFF, clock.now())


def test_an_upheld_complaint_is_told_once_and_audited(filed: ComplaintView, ada: Keeper, bo: Somebody) -> None:
    hand_to_staff(ada, bo, filed)
    decided = decide(filed, uphold=True, words="批次确实是陈茶")
    assert (decided.state, decided.closed_at) == (ComplaintState.UPHELD, clock.now())
    assert kinds(ada, bo) == [EventKind.COMPLAINT_UPHELD]
    assert scalar("SELECT source FROM relationship_event WHERE kind = 6") == f"complaint:{filed.id}"
    (line,) = audit.lines(subject=f"complaint:{filed.id}").items
    assert (line.action, line.detail["words"]) == ("complaint.uphold", "批次确实是陈茶")
    assert complaints_queries.messages_of([filed.id])[-1].action is ComplaintAction.UPHELD
    with pytest.raises(rules.ComplaintChanged):
        decide(filed, uphold=False)


def test_a_dismissed_complaint_tells_the_relationship_nothing(filed: ComplaintView, ada: Keeper, bo: Somebody) -> None:
    hand_to_staff(ada, bo, filed)
    assert decide(filed, uphold=False).state is ComplaintState.DISMISSED
    assert EventKind.COMPLAINT_UPHELD not in kinds(ada, bo)
    assert [line.action for line in audit.lines(subject=f"complaint:{filed.id}").items] == ["complaint.dismiss"]


def test_staff_decide_only_what_is_with_them(filed: ComplaintView, ada: Keeper) -> None:
    with pytest.raises(rules.ComplaintChanged):
        decide(filed, uphold=True)
    answer(ada, filed)
    with pytest.raises(rules.ComplaintChanged):
        decide(filed, uphold=True)
    assert scalar("SELECT count(*) FROM relationship_event WHERE kind = 6") == 0


def test_a_sale_of_the_platform_goes_straight_to_staff_and_costs_nobody_trust(
    fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct
) -> None:
    filed = complain(bo, buying.buy(fake_wechat, bo, tea), tea)
    assert (filed.state, filed.shopkeeper_id, filed.answer_due_at) == (ComplaintState.WITH_STAFF, None, None)
    assert decide(filed, uphold=True).state is ComplaintState.UPHELD
    assert scalar("SELECT count(*) FROM relationship_event") == 0


def test_nobody_answers_their_own_complaint(fake_wechat: FakeWechat, ada: Keeper, tea: ListedProduct) -> None:
    no = buying.buy(fake_wechat, ada.person, tea)
    with transaction():
        execute("UPDATE orders SET shopkeeper_id = :id", id=ada.id)
    assert complain(ada.person, no, tea).state is ComplaintState.WITH_STAFF


def test_everybody_may_write_while_staff_look_and_nobody_after_the_end(
    filed: ComplaintView, ada: Keeper, bo: Somebody
) -> None:
    di = add_staff()
    with pytest.raises(rules.NotWithStaff):
        add_staff_message(di.id, filed.id, "在看")
    hand_to_staff(ada, bo, filed)
    add_staff_message(di.id, filed.id, "请发一张照片")
    assert ask_again(bo, filed, "发了").state is ComplaintState.WITH_STAFF
    assert answer(ada, filed, "我也看到了").state is ComplaintState.WITH_STAFF
    assert [message.party for message in complaints_queries.messages_of([filed.id])] == [
        Party.BUYER,
        Party.SHOPKEEPER,
        Party.STAFF,
        Party.BUYER,
        Party.SHOPKEEPER,
    ]
    resolve_complaint(bo.id, filed.id)
    for party in (
        lambda: ask_again(bo, filed),
        lambda: answer(ada, filed),
        lambda: add_staff_message(di.id, filed.id, "?"),
    ):
        with pytest.raises(rules.ComplaintClosed):
            party()


def test_a_second_complaint_about_the_same_line_is_refused_for_ever(
    filed: ComplaintView, no: str, bo: Somebody, tea: ListedProduct
) -> None:
    with pytest.raises(complaints.AlreadyComplained, match="add a message"):
        complain(bo, no, tea)
    resolve_complaint(bo.id, filed.id)
    with pytest.raises(complaints.AlreadyComplained):
        complain(bo, no, tea)


def test_an_order_nobody_paid_has_nothing_to_complain_about(bo: Somebody, tea: ListedProduct) -> None:
    with pytest.raises(rules.NotPaidFor):
        complain(bo, buying.order(bo, tea).no, tea)


def test_the_time_to_complain_runs_from_receipt(no: str, bo: Somebody, tea: ListedProduct) -> None:
    clock.advance(timedelta(days=200))  # it never came: there is no end to that
    bring_to("received", no, bo)
    clock.advance(TIME_TO_COMPLAIN)
    complain(bo, no, tea)


def test_after_that_time_it_is_too_late(no: str, bo: Somebody, tea: ListedProduct) -> None:
    bring_to("received", no, bo)
    clock.advance(TIME_TO_COMPLAIN + timedelta(seconds=1))
    with pytest.raises(rules.TooLateToComplain):
        complain(bo, no, tea)


def test_what_was_paid_back_without_ever_arriving_has_a_term_too(
    fake_wechat: FakeWechat, no: str, bo: Somebody, tea: ListedProduct
) -> None:
    refund(fake_wechat, no)
    clock.advance(TIME_TO_COMPLAIN + timedelta(hours=1))
    with pytest.raises(rules.TooLateToComplain):
        complain(bo, no, tea)


def test_somebody_elses_order_and_complaint_do_not_exist(
    filed: ComplaintView, no: str, cy: Somebody, ada: Keeper, tea: ListedProduct
) -> None:
    gus = add_shopkeeper(add_person("Gus"))
    with pytest.raises(OrderNotFound):
        complain(cy, no, tea)
    for who in (Viewer(cy.id), Viewer(gus.person.id, gus.id)):
        with pytest.raises(rules.NoSuchComplaint):
            add_complaint_message(who, filed.id, "?")
    for act in (resolve_complaint, escalate_complaint):
        for person in (cy, ada.person):
            with pytest.raises(rules.NoSuchComplaint):
                act(person.id, filed.id)


def test_a_line_that_is_not_in_the_order_does_not_exist(no: str, bo: Somebody, tea: ListedProduct) -> None:
    other = ListedProduct(tea.product_id, tea.product_code, tea.other_sku_code, 0, 0, "")
    with pytest.raises(complaints.NoSuchLine):
        complain(bo, no, other)


@pytest.mark.parametrize("words", ["", " \n ", "长" * 501])
def test_words_are_needed_and_not_too_many(
    filed: ComplaintView, fake_wechat: FakeWechat, no: str, ada: Keeper, bo: Somebody, tea: ListedProduct, words: str
) -> None:
    for act in (
        lambda: complain(bo, no, tea, words=words),
        lambda: answer(ada, filed, words),
        lambda: add_staff_message(add_staff().id, filed.id, words),
        lambda: decide(filed, uphold=True, words=words),
    ):
        with pytest.raises(rules.ComplaintTextNeeded):
            act()
    assert scalar("SELECT count(*) FROM complaint_message") == 1


def test_500_characters_fit(no: str, bo: Somebody, tea: ListedProduct) -> None:
    complain(bo, no, tea, words="长" * 500)


def test_an_unknown_kind_is_refused(no: str, bo: Somebody, tea: ListedProduct) -> None:
    with pytest.raises(complaints.UnknownComplaintKind):
        complain(bo, no, tea, kind="anger")


@pytest.mark.parametrize("table", ["complaint_message", "complaint_step"])
def test_what_was_said_and_done_is_never_rewritten(filed: ComplaintView, table: str) -> None:
    with pytest.raises(Exception, match="only grows"), transaction():
        execute(f"UPDATE {table} SET at = at")


def test_whoever_writes_faster_than_people_do_is_slowed_down(
    filed: ComplaintView, ada: Keeper, bo: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.social.complaints.flows.add_complaint_message.MAX_PER_HOUR", 2)
    for _ in range(2):
        ask_again(bo, filed)
    with pytest.raises(TooMany):
        ask_again(bo, filed)
    answer(ada, filed)
