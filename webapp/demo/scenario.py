"""Two months of a small platform, day by day: shares, visits, orders, parcels, regrets, complaints, settlements.

Nothing is inserted: every row comes from the flow that makes it in real life, under a clock that the scenario moves.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from webapp.demo import people, products
from webapp.demo.buyer_complaints import BuyerComplaints
from webapp.demo.buyer_questions import BuyerQuestions
from webapp.demo.buyer_reviews import BuyerReviews
from webapp.demo.customer_notes import write_customer_notes
from webapp.demo.material_library import REWRITTEN_ON, MaterialLibrary
from webapp.demo.participants import Participant, Participants
from webapp.journeys.make_share import CreatedShare, make_share
from webapp.journeys.place_order import OrderInput, place_order
from webapp.journeys.record_ignored_shares import record_ignored_shares
from webapp.journeys.record_visit import record_visit
from webapp.kernel import clock
from webapp.kernel.settings import settings
from webapp.referral.visits.flows.ingest_visits import ingest_visits
from webapp.social import relationships
from webapp.social.relationships.flows.recompute_relationships import recompute_relationships
from webapp.social.relationships.flows.record_share_openings import record_share_openings
from webapp.social.service_records.flows.recompute_service_records import recompute_service_records
from webapp.trade.catalog import ProductDraft
from webapp.trade.orders import Address
from webapp.trade.orders.flows.confirm_receipt import confirm_receipt, confirm_receipts
from webapp.trade.orders.flows.settle_orders import settle_orders
from webapp.trade.orders.flows.ship_order import ship_order
from webapp.trade.payments.flows.check_payment import check_payment
from webapp.trade.payments.flows.close_order import expire_orders
from webapp.trade.payments.flows.start_payment import start_payment
from webapp.trade.refunds.flows.request_refund import request_refund

DAYS = 62
# How people behave, in hundredths: rough, and rough is what small shops are.
LOOKS, FORWARDS, BUYS, LEAVES_UNPAID, REGRETS, CONFIRMS = 0.55, 0.18, 0.1, 0.08, 0.05, 0.8
CARDS_LAST_DAYS = 6
DAYS_TO_TRY, DAYS_UNCHECKED = 6, 3
MOST_MEANT, MEANT = 12, 0.4
REMEMBERS_ON = DAYS - 8
WORDS = (
    "自己喝了半个月，才敢推荐",
    "今天新到，先到先得",
    "给爸妈也买了一份",
    "不甜不腻，刚刚好",
    "老客都懂",
    "",
    "",
)

DOUBTFUL_WORDS = "今天下单的，加微信返现两块"


@dataclass(frozen=True, slots=True)
class Bought:
    """An order of the scenario and what its buyer will do with it."""

    no: str
    buyer: Participant
    day: int
    regrets: bool
    confirms: bool


@dataclass
class Scenario:
    """The state of the run."""

    participants: Participants
    begin: datetime
    library: MaterialLibrary
    chance: random.Random = field(default_factory=lambda: random.Random(20260101))  # noqa: S311 - a scenario, no secret
    bought: list[Bought] = field(default_factory=list)
    buyer_complaints: BuyerComplaints = field(default_factory=BuyerComplaints)
    staff_id: int = 0

    def __post_init__(self) -> None:
        self.buyer_reviews = BuyerReviews(self.staff_id)
        self.buyer_questions = BuyerQuestions(self.participants, self.staff_id)

    def run(self) -> Iterator[int]:
        """Live day after day; yields each day's number when it is over."""
        for day in range(DAYS):
            self._morning(day)
            for moment, keeper in self._sharing_today(day):
                self._reach(moment)
                self._share(keeper, day)
            ingest_visits()
            record_share_openings()
            record_ignored_shares()
            self._evening(day)
            if day == DAYS - 1:
                self._leave_something_to_judge()
            yield day

    def _at(self, day: int, hour: float) -> datetime:
        return self.begin + timedelta(days=day, hours=hour)

    def _reach(self, moment: datetime) -> None:
        if moment > clock.now():
            clock.advance(moment - clock.now())

    def _morning(self, day: int) -> None:
        """New shops open; yesterday's parcels leave the warehouse."""
        self._reach(self._at(day, 9))
        if day == REWRITTEN_ON:
            self.library.rewrite()
        for number, keeper in enumerate(people.SHOPKEEPERS):
            if day == REMEMBERS_ON and keeper.name in self.participants.open_since:
                write_customer_notes(self.participants.by_name[keeper.name].shopkeeper_id)
            if keeper.day == day:
                self.participants.open_shop_of(keeper, number)
                self.participants.open_since[keeper.name] = clock.now()
        for order in self.bought:
            if order.day == day - 1 and not order.regrets:
                tracking = f"SF{self.chance.randrange(10**11, 10**12)}"
                ship_order(order.no, carrier="顺丰速运", tracking_no=tracking, staff_id=self.staff_id)

    def _sharing_today(self, day: int) -> list[tuple[datetime, people.ShopkeeperProfile]]:
        """Who shares today and when, in the order of the day."""
        sharing = []
        for keeper in people.SHOPKEEPERS:
            if keeper.name in self.participants.open_since and self.chance.random() < keeper.zeal * 0.85:
                sharing.append((self._at(day, self.chance.uniform(9.5, 20.5)), keeper))
        return sorted(sharing, key=lambda each: each[0])

    def _share(self, keeper: people.ShopkeeperProfile, day: int) -> None:
        participant = self.participants.by_name[keeper.name]
        product = self.chance.choice(products.PRODUCTS)
        audience = self._audience(participant)
        words, chosen = self.chance.choice(WORDS), self.library.words_for(product.code)
        words = chosen[1] if chosen else words
        if words:
            self.participants.open_mini_program(participant)
        made = make_share(
            participant.shopkeeper_id,
            product.code,
            words=words,
            audience=audience,
            material_id=chosen[0] if chosen else None,
        )
        self.participants.let_check(made.share.words_id)
        if day >= DAYS - CARDS_LAST_DAYS:
            self._put_card_into_a_group(participant, made, product)
        for viewer in self.participants.circle_of(keeper.name):
            if self.chance.random() < LOOKS:
                self._look(viewer, made.token, product, day)

    def _leave_something_to_judge(self) -> None:
        """The one sentence of the scenario that WeChat is not sure about: a colleague finds it waiting."""
        participant = self.participants.by_name[people.SUSPENDED_NAME]
        self.participants.open_mini_program(participant)
        made = make_share(participant.shopkeeper_id, products.PRODUCTS[0].code, words=DOUBTFUL_WORDS)
        self.participants.let_check(made.share.words_id)

    def _audience(self, participant: Participant) -> list[int]:
        """A few customers the share is meant for: those the app would not advise against."""
        known = relationships.pairs_of(participant.shopkeeper_id, limit=MOST_MEANT, now=clock.now())
        advice = relationships.advise(participant.shopkeeper_id, [pair.person_id for pair in known], now=clock.now())
        return [about.pair.person_id for about in (*advice.welcomes, *advice.unsure) if self.chance.random() < MEANT]

    def _put_card_into_a_group(self, participant: Participant, made: CreatedShare, product: ProductDraft) -> None:
        groups = self.participants.groups_of(participant.name)
        if not groups:
            return
        self.participants.sandbox.reach(clock.now())
        origin = settings().shop_origin
        card = {
            "title": product.name_zh,
            "desc": product.summary_zh,
            "image": f"{origin}/static/{product.card_picture}",
            "link": f"{origin}/s/{made.token}",
        }
        self.participants.sandbox.send_card(self.chance.choice(groups), participant.account.id, card)

    def _look(self, viewer: Participant, token: str, product: ProductDraft, day: int, generation: int = 1) -> None:
        """Somebody taps a card, looks, and perhaps buys or forwards it to somebody who was not in the group."""
        clock.advance(timedelta(seconds=self.chance.randrange(20, 240)))
        visit = record_visit(token, viewer.visitor_id, source="page")
        if self.chance.random() < BUYS:
            self._buy(viewer, token, visit.visit_ref, product, day)
        elif generation < 4 and self.chance.random() < FORWARDS:
            friend = self.participants.by_name[self.chance.choice(people.CONSUMERS)]
            if friend is not viewer:
                self._look(friend, visit.forward_token, product, day, generation + 1)

    def _buy(self, buyer: Participant, token: str, visit_ref: int, product: ProductDraft, day: int) -> None:
        person_id = self.participants.meet(buyer)
        region, street = people.STREETS[sum(map(ord, buyer.name)) % len(people.STREETS)]
        phone = f"138{sum(map(ord, buyer.name)) * 7919 % 10**8:08d}"
        wish = OrderInput(
            buyer_id=person_id,
            items=[(self.chance.choice(product.skus).code, self.chance.choice((1, 1, 1, 2)))],
            address=Address(recipient=buyer.name, phone=phone, region=region, detail=street),
            visitor_id=buyer.visitor_id,
            token=token,
            visit_ref=visit_ref,
        )
        placed = place_order(wish)
        if self.chance.random() < LEAVES_UNPAID:
            return
        clock.advance(timedelta(seconds=self.chance.randrange(15, 90)))
        self._pay(buyer, placed.no)
        regrets = self.chance.random() < REGRETS
        confirms = self.chance.random() < CONFIRMS
        self.bought.append(Bought(placed.no, buyer, day, regrets, confirms))

    def _pay(self, buyer: Participant, no: str) -> None:
        self.participants.sandbox.reach(clock.now())
        appid = settings().wechat_h5_appid
        sheet = start_payment(buyer.person_id, no, appid=appid)
        self.participants.sandbox.pay(buyer.account.id, sheet.params, appid)
        check_payment(buyer.person_id, no)

    def _evening(self, day: int) -> None:
        """Some regret, most confirm their parcel, time does the rest."""
        self._reach(self._at(day, 21.5))
        for order in self.bought:
            if order.regrets and order.day == day:
                request_refund(order.no, by=f"person:{order.buyer.person_id}", words="拍错了规格")
            elif not order.regrets and order.confirms and order.day == day - 4:
                confirm_receipt(order.buyer.person_id, order.no)
            elif not order.regrets and order.confirms and order.day == day - DAYS_TO_TRY:
                self.participants.sandbox.reach(clock.now())
                checked = day < DAYS - DAYS_UNCHECKED
                self.buyer_questions.perhaps_ask(order.buyer, order.no, answered=checked)
                self.buyer_reviews.perhaps_review(order.buyer.person_id, order.no, checked=checked)
        confirm_receipts()
        settle_orders()
        received = [(each.no, each.buyer) for each in self.bought if not each.regrets and each.day == day - 5]
        self.buyer_complaints.evening(received, self.staff_id, last=day >= DAYS - DAYS_UNCHECKED)
        if day % 7 == 6:
            recompute_service_records()
            recompute_relationships()
        self._reach(self._at(day, 22.5))
        expire_orders()
