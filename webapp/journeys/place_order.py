"""Somebody buys: prices, chain and rates are promised, stock is held, and the order waits for money."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Literal

from webapp.kernel import clock, idempotency, signing
from webapp.kernel.db import transaction
from webapp.kernel.errors import Invalid, NotFound
from webapp.kernel.settings import settings
from webapp.money import commission
from webapp.referral import attribution, visits
from webapp.referral.visits.flows.ingest_visits import ingest_visits
from webapp.trade import catalog, orders
from webapp.trade.catalog import Offer
from webapp.trade.orders import Address, LineDraft, OrderDraft
from webapp.trade.scenes import Scene, scene_of

CREATED = 201


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderInput:
    """What somebody wants: items are (SKU code, quantity); token and visit are of the page they order from."""

    buyer_id: int
    items: Sequence[tuple[str, int]]
    address: Address
    visitor_id: int | None = None
    token: str | None = None
    visit_ref: int | None = None
    note: str = ""
    language: Literal["zh", "en"] = "zh"
    source: Literal["h5", "mini"] = "h5"


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacedOrder:
    """The promise: pay `total_fen` before `expires_at`. `repeated` when a request with the same key came before."""

    no: str
    total_fen: int
    expires_at: datetime
    repeated: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class IdempotentRequest:
    """A request that may be repeated: who asked, their key, and a hash of what they asked for."""

    caller: str
    key: str
    request_hash: str


def place_order(wish: OrderInput, *, repeatable: IdempotentRequest | None = None) -> PlacedOrder:
    """Place an order once; a repeat with the same key gets the same order."""
    ingest_visits()
    address = orders.checked_address(wish.address)
    wanted = orders.merged(wish.items)
    if len(wish.note) > orders.MAX_NOTE_LENGTH:
        raise Invalid(f"a note has at most {orders.MAX_NOTE_LENGTH} characters")
    with transaction():
        if repeatable and (answered := idempotency.begin(repeatable.caller, repeatable.key, repeatable.request_hash)):
            return _placed_before(answered[1])
        placed = _place(wish, wanted, address)
        if repeatable:
            idempotency.finish(repeatable.caller, repeatable.key, CREATED, _answer(placed))
    return placed


def _place(wish: OrderInput, wanted: Mapping[str, int], address: dict[str, str]) -> PlacedOrder:
    now = clock.now()
    no = orders.new_number("G", now)
    scene = _scene(wish.token)
    lines = _lines(catalog.offers(list(wanted)), wanted, scene, now)
    credit = attribution.attribute(f"order:{no}", buyer_id=wish.buyer_id, page=_page(wish), now=now)
    draft = OrderDraft(
        no=no,
        buyer_id=wish.buyer_id,
        shopkeeper_id=credit.shopkeeper_id,
        attribution_id=credit.id,
        chain=credit.chain,
        scene_key=scene.key,
        rule_version=commission.RULE_VERSION,
        source=wish.source,
        language=wish.language,
        total_fen=orders.checked_total(line.amount_fen for line in lines),
        address=address,
        note=wish.note.strip(),
        created_at=now,
        expires_at=now + timedelta(seconds=settings().reservation_seconds),
    )
    orders.add_order(draft, lines)
    # Last, so that the row everybody wants is locked for the shortest time.
    catalog.reserve({line.sku_id: line.quantity for line in lines})
    return PlacedOrder(no=no, total_fen=draft.total_fen, expires_at=draft.expires_at)


def _scene(token: str | None) -> Scene:
    """The scene of the share one orders from; a damaged or vanished link is the plain sale."""
    try:
        key = _scene_key(token) if token else "plain"
    except (signing.ForgedToken, NotFound):
        key = "plain"
    return scene_of(key)


@lru_cache(maxsize=10_000)
def _scene_key(token: str) -> str:
    """The scene a token's share was made for: it never changes, so it is looked up once."""
    return visits.resolve_token(token).scene_key


def _page(wish: OrderInput) -> attribution.OrderPage | None:
    if not wish.token:
        return None
    return attribution.OrderPage(token=wish.token, visitor_id=wish.visitor_id, visit_ref=wish.visit_ref)


def _lines(offers: Mapping[str, Offer], wanted: Mapping[str, int], scene: Scene, now: datetime) -> list[LineDraft]:
    """What each line promises: the scene's price, and the rates of the plan in force."""
    lines = []
    for position, (code, quantity) in enumerate(wanted.items()):
        offer = offers[code]
        catalog.check_quantity(offer, quantity)
        scene.may_buy(offer, quantity, now)
        price = scene.price(offer, quantity, now)
        amount = price * quantity
        lines.append(
            LineDraft(
                position=position,
                product_id=offer.product_id,
                sku_id=offer.sku_id,
                name_zh=offer.name_zh,
                name_en=offer.name_en,
                picture=offer.picture,
                quantity=quantity,
                unit_price_fen=price.fen,
                amount_fen=amount.fen,
                plan=commission.PLAN,
                commission_base_fen=amount.fen,
                commission_rates_bp=commission.plans[commission.PLAN].rates(offer.commission_rate_bp),
            )
        )
    return lines


def _answer(placed: PlacedOrder) -> dict[str, Any]:
    return {"no": placed.no, "total_fen": placed.total_fen, "expires_at": placed.expires_at.isoformat()}


def _placed_before(answer: dict[str, Any]) -> PlacedOrder:
    return PlacedOrder(**{**answer, "expires_at": datetime.fromisoformat(answer["expires_at"]), "repeated": True})
