"""Ada's after-sale desk: what waits for her, most urgent first, and how fast she has been."""

from datetime import timedelta

import pytest
from apiflask import APIFlask

from tests.cast import Keeper, ListedProduct, Somebody, add_person, add_shopkeeper, add_staff
from tests.social.complaints.complaining import answer, complain, decide, hand_to_staff
from tests.statements import count_statements
from tests.trade import buying
from webapp.gateways.wechat.fake import FakeWechat
from webapp.kernel import clock
from webapp.social.complaints import AfterSalesFigures, AfterSalesItemKind, after_sales_figures, after_sales_queue
from webapp.social.complaints.flows.escalate_overdue_complaints import escalate_overdue_complaints
from webapp.trade.refunds.flows.finish_refund import finish_refund
from webapp.trade.refunds.flows.request_refund import request_refund
from webapp.trade.refunds.flows.start_refund import start_refund

pytestmark = pytest.mark.usefixtures("noon")
HOUR = timedelta(hours=1)
LONG_AGO = timedelta(days=90)


def sold(fake_wechat: FakeWechat, keeper: Keeper, buyer: Somebody, shelf: ListedProduct) -> str:
    return buying.buy(fake_wechat, buyer, shelf, token=buying.share(keeper, shelf))


def figures(keeper: Keeper) -> AfterSalesFigures:
    now = clock.now()
    return after_sales_figures([keeper.id], now - LONG_AGO, now)[keeper.id]


def test_an_empty_desk_has_no_figures_either(app: APIFlask, ada: Keeper) -> None:
    found = after_sales_queue(ada.id, clock.now())
    assert (found.items, found.figures) == ([], AfterSalesFigures())


def test_the_most_urgent_comes_first_and_what_others_act_on_last(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    refunding = sold(fake_wechat, ada, bo, tea)
    number = request_refund(refunding, by=f"person:{bo.id}")
    clock.advance(HOUR)
    first = complain(bo, sold(fake_wechat, ada, bo, tea), tea)
    clock.advance(HOUR)
    second = complain(bo, sold(fake_wechat, ada, bo, tea), tea, kind="delivery")
    items = after_sales_queue(ada.id, clock.now()).items
    assert [(each.kind, each.ref) for each in items] == [
        (AfterSalesItemKind.COMPLAINT, str(first.id)),
        (AfterSalesItemKind.COMPLAINT, str(second.id)),
        (AfterSalesItemKind.REFUND, number),
    ]
    assert [each.due_at for each in items] == [first.answer_due_at, second.answer_due_at, None]
    assert [each.about for each in items] == ["quality", "delivery", "requested"]
    assert (items[0].name_zh, items[2].order_no) == ("春茶 · 小罐", refunding)


def test_what_is_answered_or_with_staff_waits_for_others(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    complain(bo, sold(fake_wechat, ada, bo, tea), tea)
    clock.advance(timedelta(days=2))
    escalate_overdue_complaints()
    answer(ada, complain(bo, sold(fake_wechat, ada, bo, tea), tea))
    assert after_sales_queue(ada.id, clock.now()).items == []


def test_nobody_has_somebody_elses_desk(fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct) -> None:
    complain(bo, sold(fake_wechat, ada, bo, tea), tea)
    request_refund(sold(fake_wechat, ada, bo, tea), by=f"person:{bo.id}")
    gus = add_shopkeeper(add_person("Gus"))
    assert after_sales_queue(gus.id, clock.now()).items == []
    assert figures(gus) == AfterSalesFigures()


def test_the_figures_count_answers_decisions_and_refunds_with_their_medians(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    filed = [complain(bo, sold(fake_wechat, ada, bo, tea), tea) for _ in range(4)]
    for hours, complaint in zip((1, 2, 9), filed, strict=False):
        with_ada = clock.now()
        clock.advance(HOUR * hours - (with_ada - complaint.created_at))
        hand_to_staff(ada, bo, complaint)
    decide(filed[0], uphold=True)
    decide(filed[1], uphold=False)
    number = request_refund(filed[3].order_no, by=f"person:{bo.id}")
    request_refund(filed[2].order_no, by=f"staff:{add_staff().id}")
    start_refund(number)
    clock.advance(HOUR)
    finish_refund(fake_wechat.pay.finish_refund(number), notice_id="refund-1")
    found = figures(ada)
    assert (found.complaints, found.answered, found.upheld, found.decided) == (4, 3, 1, 2)
    assert found.median_answer_seconds == 2 * 3600
    assert (found.sales, found.refunds, found.refunds_done) == (4, 2, 1)
    assert found.median_refund_seconds == pytest.approx(3600, abs=60)


def test_what_lies_before_the_period_is_not_counted(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    complain(bo, sold(fake_wechat, ada, bo, tea), tea)
    clock.advance(LONG_AGO + HOUR)
    assert figures(ada) == AfterSalesFigures()


@pytest.mark.parametrize("number", [1, 5])
def test_the_figures_of_many_take_two_statements(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct, number: int
) -> None:
    keepers = [ada, *(add_shopkeeper(add_person(f"Keeper{n}")) for n in range(number - 1))]
    for keeper in keepers:
        complain(bo, sold(fake_wechat, keeper, bo, tea), tea)
    with count_statements() as asked:
        found = after_sales_figures([keeper.id for keeper in keepers], clock.now() - LONG_AGO, clock.now())
    assert len(asked) == 2
    assert {each.complaints for each in found.values()} == {1}
    assert set(found) == {keeper.id for keeper in keepers}
