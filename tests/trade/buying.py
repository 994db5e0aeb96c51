"""How the cast buys in tests: one line each for sharing, ordering and paying."""

from tests.cast import Keeper, ListedProduct, Somebody
from webapp.gateways.wechat import PaymentStatus
from webapp.gateways.wechat.fake import CREDENTIALS, FakeWechat
from webapp.journeys.make_share import make_share
from webapp.journeys.place_order import OrderInput, PlacedOrder, place_order
from webapp.journeys.record_visit import record_visit
from webapp.referral import visits
from webapp.referral.visits.flows.ingest_visits import ingest_visits
from webapp.trade import orders
from webapp.trade.orders import Address
from webapp.trade.payments import Confirmation
from webapp.trade.payments.flows.confirm_payment import confirm_payment
from webapp.trade.payments.flows.start_payment import start_payment

HOME = Address("王博", "13800138000", "浙江省 杭州市 西湖区", "龙井路 1 号")
MINI = str(CREDENTIALS["wechat_mini_appid"])
H5 = str(CREDENTIALS["wechat_h5_appid"])


def share(keeper: Keeper, shelf: ListedProduct) -> str:
    """A token of a fresh share."""
    return make_share(keeper.id, shelf.product_code).token


def wish(buyer: Somebody, shelf: ListedProduct, *, token: str | None = None, quantity: int = 1) -> OrderInput:
    return OrderInput(
        buyer_id=buyer.id,
        items=[(shelf.sku_code, quantity)],
        address=HOME,
        token=token,
        visitor_id=buyer.id * 1_000 + 7 if token else None,
    )


def order(buyer: Somebody, shelf: ListedProduct, *, token: str | None = None, quantity: int = 1) -> PlacedOrder:
    return place_order(wish(buyer, shelf, token=token, quantity=quantity))


def pay(fake_wechat: FakeWechat, buyer: Somebody, no: str) -> PaymentStatus:
    """Open the sheet in the mini-program and pay; nobody has told the shop yet."""
    sheet = start_payment(buyer.id, no, appid=MINI)
    return fake_wechat.pay.succeed(sheet.out_trade_no)


def buy(
    fake_wechat: FakeWechat, buyer: Somebody, shelf: ListedProduct, *, token: str | None = None, quantity: int = 1
) -> str:
    """An order that is paid; returns its number."""
    no = order(buyer, shelf, token=token, quantity=quantity).no
    told: Confirmation = confirm_payment(pay(fake_wechat, buyer, no), notice_id=f"notice-{no}")
    assert told.outcome == "paid"
    return no


def state_of(no: str) -> str:
    return orders.order(no).state


def look(token: str, person: Somebody) -> None:
    """The person opens a share in the mini-program, and the shop has taken it in."""
    record_visit(token, visits.visitor_of_person(person.id), source="mini")
    ingest_visits()
