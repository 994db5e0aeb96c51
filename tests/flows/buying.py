"""How the cast buys in tests: one line each for sharing, ordering and paying."""

from tests.cast import Keeper, Shelf, Somebody
from webapp.domain import orders, referral
from webapp.domain.orders import Address
from webapp.flows.confirm_payment import Confirmation, confirm_payment
from webapp.flows.ingest_visits import ingest_visits
from webapp.flows.make_share import make_share
from webapp.flows.place_order import OrderPlaced, OrderWish, place_order
from webapp.flows.record_visit import record_visit
from webapp.flows.start_payment import start_payment
from webapp.gateways.wechat import PaymentStatus
from webapp.gateways.wechat.twin import CREDENTIALS, Twin

HOME = Address("王博", "13800138000", "浙江省 杭州市 西湖区", "龙井路 1 号")
MINI = str(CREDENTIALS["wechat_mini_appid"])
H5 = str(CREDENTIALS["wechat_h5_appid"])


def share(keeper: Keeper, shelf: Shelf) -> str:
    """A token of a fresh share."""
    return make_share(keeper.id, shelf.product_code).token


def wish(buyer: Somebody, shelf: Shelf, *, token: str | None = None, quantity: int = 1) -> OrderWish:
    return OrderWish(
        buyer_id=buyer.id,
        items=[(shelf.sku_code, quantity)],
        address=HOME,
        token=token,
        visitor_id=buyer.id * 1_000 + 7 if token else None,
    )


def order(buyer: Somebody, shelf: Shelf, *, token: str | None = None, quantity: int = 1) -> OrderPlaced:
    return place_order(wish(buyer, shelf, token=token, quantity=quantity))


def pay(twin: Twin, buyer: Somebody, no: str) -> PaymentStatus:
    """Open the sheet in the mini-program and pay; nobody has told the shop yet."""
    sheet = start_payment(buyer.id, no, appid=MINI)
    return twin.pay.succeed(sheet.out_trade_no)


def buy(twin: Twin, buyer: Somebody, shelf: Shelf, *, token: str | None = None, quantity: int = 1) -> str:
    """An order that is paid; returns its number."""
    no = order(buyer, shelf, token=token, quantity=quantity).no
    told: Confirmation = confirm_payment(pay(twin, buyer, no), notice_id=f"notice-{no}")
    assert told.outcome == "paid"
    return no


def state_of(no: str) -> str:
    return orders.order(no).state


def look(token: str, person: Somebody) -> None:
    """The person opens a share in the mini-program, and the shop has taken it in."""
    record_visit(token, referral.visitor_of_person(person.id), source="mini")
    ingest_visits()
