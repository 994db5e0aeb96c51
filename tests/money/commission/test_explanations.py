"""Ada reads why she is paid, when, and why not: in both languages, in figures she can check."""

from datetime import timedelta

import pytest

from tests.cast import Keeper, ListedProduct, Somebody, add_person, add_shopkeeper
from tests.trade import buying
from tests.trade.order_steps import bring_to, refund
from webapp.gateways.wechat.fake import FakeWechat
from webapp.journeys.place_order import place_order
from webapp.journeys.record_visit import record_visit
from webapp.kernel import clock, short_codes
from webapp.kernel.db import execute, transaction
from webapp.kernel.errors import NotFound
from webapp.money import commission
from webapp.money.commission.queries import explanations
from webapp.people.identity import alias_code, alias_of_person
from webapp.referral.visits.queries import opening
from webapp.trade.payments.flows import confirm_payment
from webapp.trade.payments.flows.close_order import cancel_order

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def token(ada: Keeper, tea: ListedProduct) -> str:
    return buying.share(ada, tea)


def told(ada: Keeper, language: str = "en") -> explanations.Explanation:
    (earning,) = commission.earning_entries(ada.id).items
    return commission.explain(earning, language)


def test_a_promise_names_share_visit_line_rule_and_arithmetic(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct, token: str
) -> None:
    buying.buy(fake_wechat, bo, tea, token=token, quantity=2)
    words = told(ada)
    assert words.title == "¥19.80 pending"
    assert words.lines[0].startswith("It came through your share #")
    assert f"the visit of the buyer, {alias_of_person(ada.id, bo.id)}, that counted is #" in words.lines[0]
    assert words.lines[1:4] == [
        "The buyer opened your share directly; nobody forwarded it.",
        "Credited by the last valid visit before the order.",
        "Bought: 2 × Spring tea · Small tin at ¥99.00, together ¥198.00.",
    ]
    assert "Rule direct, version 2026-01, level 1, 10%" in words.lines[4]
    assert words.lines[5] == "Arithmetic: ¥198.00 × 10% = ¥19.80; fractions of a fen are dropped."
    assert "15 days after the buyer confirms receipt" in words.next


def test_the_same_in_chinese(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct, token: str
) -> None:
    buying.buy(fake_wechat, bo, tea, token=token)
    words = told(ada, "zh")
    assert words.title == "¥9.90 待结算"
    assert "商品：春茶 · 小罐 ×\N{NO-BREAK SPACE}1，每件 ¥99.00，共 ¥99.00。" in words.lines
    assert any(line.startswith("佣金规则「直接销售」（direct），版本 2026-01，") for line in words.lines)
    assert "计算：¥99.00 × 10% = ¥9.90，不足一分的部分舍去。" in words.lines


def test_those_who_forwarded_are_drawn_between(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct, token: str
) -> None:
    first = record_visit(token, 11, source="h5")
    second = record_visit(first.forward_token, 12, source="h5")
    no = place_order(buying.wish(bo, tea, token=second.forward_token)).no
    confirm_payment.confirm_payment(buying.pay(fake_wechat, bo, no), notice_id="n")
    path = f"{alias_code(ada.id, 11)} → {alias_code(ada.id, 12)}"
    assert f"you → {path} → the buyer, {alias_of_person(ada.id, bo.id)}." in " ".join(told(ada).lines)
    with transaction():
        execute("DELETE FROM touch")
        execute("DELETE FROM visit")
    code = short_codes.short_code(first.visit_ref)
    assert f"you → visit {code} → visit " in " ".join(told(ada).lines)


@pytest.mark.parametrize(
    ("state", "next_words"),
    [
        ("paid", "the goods are shipped"),
        ("shipped", "10 days after shipping at the latest"),
        ("received", "payable on 16 June 2026"),
        ("settled", "joined your payable balance on 16 June 2026"),
    ],
)
def test_what_happens_next_follows_the_order(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct, token: str, state: str, next_words: str
) -> None:
    bring_to(state, buying.buy(fake_wechat, bo, tea, token=token), bo)
    assert next_words in told(ada).next


@pytest.mark.parametrize(("state", "title"), [("received", "¥9.90 cancelled"), ("settled", "¥9.90 taken back")])
def test_a_refund_says_what_it_took(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct, token: str, state: str, title: str
) -> None:
    no = buying.buy(fake_wechat, bo, tea, token=token)
    bring_to(state, no, bo)
    refund(fake_wechat, no)
    words = told(ada)
    assert words.title == title
    assert "refunded in full" in words.next


def test_the_purse_says_what_comes_next(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct, token: str
) -> None:
    bring_to("received", buying.buy(fake_wechat, bo, tea, token=token), bo)
    purse = commission.earnings_of(ada.id)
    assert (purse.pending_fen, purse.next_due_fen) == (990, 990)
    assert purse.next_due_at == clock.now() + timedelta(days=15)


def test_why_was_i_paid(fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct, token: str) -> None:
    no = buying.buy(fake_wechat, bo, tea, token=token)
    assert explanations.explain_order(no, ada.id, "en") == told(ada)


def test_why_was_i_not_paid_another_share_came_later(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct, token: str
) -> None:
    eve = add_shopkeeper(add_person("Eve"))
    visitor = buying.wish(bo, tea, token=token).visitor_id
    assert visitor is not None
    record_visit(token, visitor, source="h5")
    clock.advance(timedelta(hours=1))
    no = buying.buy(fake_wechat, bo, tea, token=buying.share(eve, tea))
    words = explanations.explain_order(no, ada.id, "en")
    assert words.title == "No commission for you on this order"
    assert "the last share they opened before ordering was another shopkeeper's" in words.lines[0]


def test_why_was_i_not_paid_nobody_has_paid_yet(
    ada: Keeper, fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct, token: str
) -> None:
    no = buying.order(bo, tea, token=token).no
    assert explanations.explain_order(no, ada.id, "zh").title == "这笔订单还没有付款"
    cancel_order(bo.id, no)
    assert explanations.explain_order(no, ada.id, "en").lines == ["The order was closed without being paid."]


def test_why_was_i_not_paid_it_was_my_own_purchase(
    fake_wechat: FakeWechat, ada: Keeper, tea: ListedProduct, token: str
) -> None:
    no = buying.buy(fake_wechat, ada.person, tea, token=token)
    assert "your own purchase" in explanations.explain_order(no, ada.id, "en").lines[0]


def test_who_had_no_part_in_an_order_learns_nothing_about_it(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    no = buying.buy(fake_wechat, bo, tea)
    with pytest.raises(NotFound):
        explanations.explain_order(no, ada.id, "en")
    assert explanations.explain_order_for_staff(no, "en") == [
        "No visit through a shopkeeper's share was known before the order, so the sale is the platform's."
    ]


def test_ada_cannot_open_eves_earning(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct, token: str
) -> None:
    buying.buy(fake_wechat, bo, tea, token=token)
    (earning,) = commission.earning_entries(ada.id).items
    assert commission.earning_for(ada.id, earning.id) == earning
    with pytest.raises(NotFound):
        commission.earning_for(ada.id + 1, earning.id)


def test_staff_see_every_share_that_was_weighed(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct, token: str
) -> None:
    no = buying.buy(fake_wechat, bo, tea, token=token)
    lines = explanations.explain_order_for_staff(no, "en")
    assert lines[0].endswith("this one counts; the commission is for Ada的小店.")


def test_every_weighed_touch_tells_whose_it_was_and_why_it_did_or_did_not_count(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct, token: str
) -> None:
    eve = add_shopkeeper(add_person("Eve"))
    last = buying.share(ada, tea)
    visitor = buying.wish(bo, tea, token=token).visitor_id
    assert visitor is not None
    opened = [token, buying.share(eve, tea), last]
    codes = [short_codes.short_code(opening.resolve_token(each).ref) for each in opened]
    for each in opened[:2]:
        record_visit(each, visitor, source="h5")
        clock.advance(timedelta(hours=1))
    no = buying.buy(fake_wechat, bo, tea, token=last)
    assert [line.split(": ", 1)[1] for line in explanations.explain_order_for_staff(no, "en")] == [
        "this one counts; the commission is for Ada的小店.",
        "the very visit that was chosen, as it was noted when the page was opened.",
        f"the buyer later opened share {codes[2]} of another shop (Ada的小店), and the later one was chosen.",
        f"an earlier visit to the same shop; the later one, to share {codes[2]}, was chosen.",
    ]
    chinese = explanations.explain_order_for_staff(no, "zh")
    assert [line.split("，")[0] for line in chinese] == [
        f"分享 {code}（{name}的小店）"
        for code, name in ((codes[2], "Ada"), (codes[2], "Ada"), (codes[1], "Eve"), (codes[0], "Ada"))
    ]
    assert "同一家店的较早一次" in chinese[3]
    (to_eve,) = explanations.explain_order(no, eve.id, "zh").lines
    assert to_eve == f"分享 {codes[1]} · 买家打开过您的分享，但下单前最后一次打开的是另一位店主的分享。"


def test_a_purchase_at_ones_own_shop_says_so_of_every_touch(
    fake_wechat: FakeWechat, ada: Keeper, tea: ListedProduct, token: str
) -> None:
    visitor = buying.wish(ada.person, tea, token=token).visitor_id
    assert visitor is not None
    record_visit(token, visitor, source="h5")
    clock.advance(timedelta(hours=1))
    no = buying.buy(fake_wechat, ada.person, tea, token=token)
    assert "the buyer's own shop was chosen" in explanations.explain_order_for_staff(no, "en")[0]
    assert all("another shop" not in line for line in explanations.explain_order_for_staff(no, "en"))
    assert "your own purchase" in explanations.explain_order(no, ada.id, "en").lines[0]


def test_a_product_without_commission_says_zero(fake_wechat: FakeWechat, ada: Keeper, bo: Somebody) -> None:
    from tests.cast import add_product

    plain = add_product("plain", rate_bp=0)
    buying.buy(fake_wechat, bo, plain, token=buying.share(ada, plain))
    assert told(ada).title == "¥0.00 pending"
