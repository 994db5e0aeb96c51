"""Who acts in an experiment, and what they can do: each action is one of the shop's own flows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from webapp.demo import products
from webapp.gateways.wechat.fake import FakeWechat
from webapp.journeys.make_share import CreatedShare, make_share
from webapp.journeys.place_order import OrderInput, place_order
from webapp.journeys.record_ignored_shares import record_ignored_shares
from webapp.journeys.record_visit import record_visit
from webapp.kernel import clock
from webapp.kernel.db import execute, row, transaction
from webapp.kernel.settings import settings
from webapp.people.identity.flows.login import login
from webapp.people.identity.flows.open_shop import open_root_shop
from webapp.people.staff.flows.staff_accounts import create_staff
from webapp.referral import visits
from webapp.referral.visits.flows.ingest_visits import ingest_visits
from webapp.social import relationships
from webapp.social.complaints.flows.decide_complaint import decide_complaint
from webapp.social.complaints.flows.escalate_overdue_complaints import escalate_overdue_complaints
from webapp.social.complaints.flows.file_complaint import ComplaintInput, file_complaint
from webapp.social.relationships import EventKind
from webapp.social.relationships.flows.record_share_openings import record_share_openings
from webapp.trade.catalog.flows.list_products import list_brand, list_product
from webapp.trade.orders import Address
from webapp.trade.orders.flows.confirm_receipt import confirm_receipt
from webapp.trade.orders.flows.settle_orders import settle_orders
from webapp.trade.orders.flows.ship_order import ship_order
from webapp.trade.payments.flows.check_payment import check_payment
from webapp.trade.payments.flows.start_payment import start_payment

TEA = products.PRODUCTS[0]
CIRCLE = 6


@dataclass(frozen=True, slots=True)
class Pair:
    """One shopkeeper and one consumer of an experiment."""

    shopkeeper_id: int
    person_id: int


class SimulatedShop:
    """A shop with one product on sale; people enter by logging in, `circle` of them around each shopkeeper."""

    def __init__(self, fake_wechat: FakeWechat, *, circle: int = CIRCLE) -> None:
        self._fake_wechat = fake_wechat
        self.circle = circle
        self._people = 0
        for brand in products.BRANDS:
            list_brand(brand, staff_id=None)
        list_product(TEA, staff_id=None)
        self.staff_id = create_staff("simulation", "Simulation", "admin", "a password nobody types").id

    def consumer(self) -> int:
        """Somebody new logs in; their person's id."""
        self._people += 1
        name = f"p{self._people}"
        return login(self._fake_wechat.mini.code_for(f"mini-{name}", f"union-{name}")).person_id

    def shopkeeper(self, *, ability: float = 0.5) -> int:
        """Somebody new opens a shop, as able as the experiment says."""
        name = f"Shop {self._people}"
        version = settings().agreement_version
        keeper = open_root_shop(self.consumer(), name, version, staff_id=None, reason="an experiment")
        with transaction():
            execute(
                "INSERT INTO shopkeeper_score (shopkeeper_id, score, ability, at) VALUES (:id, 0, :ability, :now)",
                id=keeper.id,
                ability=ability,
                now=clock.now(),
            )
        return keeper.id

    def acquaint(self, shopkeeper_id: int, consumers: Sequence[int]) -> None:
        """Each has once opened something this shopkeeper shared, so that they are known to each other."""
        self.look(make_share(shopkeeper_id, TEA.code), consumers)

    def share(self, shopkeeper_id: int, audience: Sequence[int]) -> CreatedShare | None:
        """Share with those the app lets through: below the gate nobody is pushed to."""
        gate = relationships.parameters().gate
        willing = [person for person in audience if self.trust(Pair(shopkeeper_id, person)) >= gate]
        return make_share(shopkeeper_id, TEA.code, audience=willing) if willing else None

    def look(self, made: CreatedShare, viewers: Sequence[int]) -> None:
        """These open the share."""
        for person in viewers:
            record_visit(made.token, visits.visitor_of_person(person), source="mini")
        ingest_visits()
        record_share_openings()

    def buy(self, pair: Pair) -> str:
        """The consumer opens a share of this shopkeeper, buys, pays, and the parcel leaves; the order's number."""
        made = make_share(pair.shopkeeper_id, TEA.code)
        visitor = visits.visitor_of_person(pair.person_id)
        visit = record_visit(made.token, visitor, source="mini")
        wish = OrderInput(
            buyer_id=pair.person_id,
            items=[(TEA.skus[0].code, 1)],
            address=Address(recipient="Bo", phone="13800000000", region="浙江省 杭州市", detail="1 Lake Road"),
            visitor_id=visitor,
            token=made.token,
            visit_ref=visit.visit_ref,
            source="mini",
        )
        placed = place_order(wish)
        start_payment(pair.person_id, placed.no, appid=settings().wechat_mini_appid)
        out_trade_no = row(
            str, "SELECT out_trade_no FROM payment p JOIN orders o ON o.id = p.order_id WHERE o.no = :n", n=placed.no
        )
        assert out_trade_no is not None  # noqa: S101 - start_payment has just written it
        self._fake_wechat.pay.succeed(out_trade_no)
        check_payment(pair.person_id, placed.no)
        ship_order(placed.no, carrier="顺丰速运", tracking_no=f"SF{placed.no[-10:]}", staff_id=self.staff_id)
        return placed.no

    def receive(self, pair: Pair, order_no: str) -> None:
        """The parcel has arrived."""
        confirm_receipt(pair.person_id, order_no)

    def complain(self, pair: Pair, order_no: str) -> int:
        """The consumer is not content; the complaint's id."""
        wish = ComplaintInput(order_no=order_no, sku_code=TEA.skus[0].code, kind="quality", text="It is stale.")
        return file_complaint(pair.person_id, wish).id

    def uphold(self, complaint_id: int) -> None:
        """A colleague decides for the consumer."""
        decide_complaint(self.staff_id, complaint_id, uphold=True, text="The batch was stale.")

    def days(self, number: float) -> None:
        """Let time pass and do what falls due."""
        clock.advance(timedelta(days=number))
        record_ignored_shares()
        settle_orders()
        escalate_overdue_complaints()

    def satisfied(self, pair: Pair) -> int:
        """How many purchases of the pair have stood the time for returns."""
        events = relationships.events_of(pair.shopkeeper_id, pair.person_id)
        return sum(event.kind is EventKind.PURCHASE_SATISFIED for event in events)

    def trust(self, pair: Pair) -> float:
        """The mean of the pair's trust now."""
        return relationships.pair_for(pair.shopkeeper_id, pair.person_id, now=clock.now()).mean
