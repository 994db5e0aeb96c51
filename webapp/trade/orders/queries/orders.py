"""Orders as their buyer, their shopkeeper and staff see them."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from webapp.kernel.db import row, rows
from webapp.kernel.paging import Page, decode, page
from webapp.kernel.privacy import masked_name, masked_nickname, masked_phone
from webapp.trade.orders.facts import EventView, LineView, OrderColumns, OrderView, Sale
from webapp.trade.orders.rules import OrderNotFound


@dataclass(frozen=True, kw_only=True, slots=True)
class _OrderRow(OrderColumns):
    """An order with its lines as JSON."""

    buyer: str
    lines: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _HeldStock:
    sku_id: int
    quantity: int


_COLUMNS = tuple(each.name for each in fields(OrderColumns))

_ORDER = """
SELECT orders.*, (SELECT nickname FROM person WHERE person.id = orders.buyer_id) AS buyer,
       (SELECT json_agg(json_build_object(
                   'product_id', line.product_id, 'sku_id', sku_id, 'sku_code', sku.code, 'name_zh', line.name_zh,
                   'name_en', line.name_en, 'picture', picture, 'quantity', quantity,
                   'unit_price_fen', unit_price_fen, 'amount_fen', amount_fen) ORDER BY line.position)
        FROM order_line AS line JOIN sku ON sku.id = sku_id WHERE line.order_id = orders.id) AS lines
FROM orders
"""


def order_for(buyer_id: int, no: str) -> OrderView:
    """The buyer's own order; somebody else's does not exist."""
    return _one(row(_OrderRow, _ORDER + " WHERE no = :no AND buyer_id = :buyer", no=no, buyer=buyer_id))


def order_through(shopkeeper_id: int, no: str) -> OrderView:
    """An order a shopkeeper is credited with, its buyer masked."""
    return _masked(
        _one(row(_OrderRow, _ORDER + " WHERE no = :no AND shopkeeper_id = :keeper", no=no, keeper=shopkeeper_id))
    )


def order(no: str) -> OrderView:
    """Any order, for staff and flows."""
    return _one(row(_OrderRow, _ORDER + " WHERE no = :no", no=no))


def lock(no: str) -> OrderView:
    """Any order, its row locked until the flow commits."""
    return _one(row(_OrderRow, _ORDER + " WHERE no = :no FOR UPDATE OF orders", no=no))


def stock_of(order_id: int) -> dict[int, int]:
    """What an order holds or has sold: SKU id → quantity."""
    found = rows(_HeldStock, "SELECT sku_id, quantity FROM order_line WHERE order_id = :id", id=order_id)
    return {each.sku_id: each.quantity for each in found}


def orders_of(buyer_id: int, *, cursor: str | None = None, limit: int = 20) -> Page[OrderView]:
    """A buyer's orders, newest first."""
    return _page(cursor, limit, buyer_id=buyer_id)


def orders_through(shopkeeper_id: int, *, cursor: str | None = None, limit: int = 20) -> Page[OrderView]:
    """Orders credited to a shopkeeper, newest first, their buyers masked."""
    found = _page(cursor, limit, shopkeeper_id=shopkeeper_id)
    return Page([_masked(each) for each in found.items], found.next_cursor)


def sales_through(share_ids: Sequence[int]) -> list[Sale]:
    """Sales shares led to: paid and not refunded. An order nobody paid is no sale."""
    return rows(
        Sale,
        """SELECT share_id, visit_ref FROM attribution AS given JOIN orders ON orders.attribution_id = given.id
           WHERE share_id = ANY(:ids) AND paid_at IS NOT NULL AND refunded_at IS NULL""",
        ids=list(share_ids),
    )


def history(no: str) -> list[EventView]:
    """What happened to an order, in order."""
    return rows(
        EventView,
        """SELECT event, from_state, to_state, actor, detail, at FROM order_event
           WHERE order_id = (SELECT id FROM orders WHERE no = :no) ORDER BY id""",
        no=no,
    )


_FILTERS = {
    "buyer_id": "orders.buyer_id = :buyer_id",
    "shopkeeper_id": "orders.shopkeeper_id = :shopkeeper_id",
    "after": "orders.id < :after",
}


def _page(cursor: str | None, limit: int, **whose: int) -> Page[OrderView]:
    after = decode(cursor, int)
    given = {**whose, **({"after": after[0]} if after else {})}
    conditions = " AND ".join(_FILTERS[name] for name in given)
    found = rows(
        _OrderRow,
        _ORDER + f" WHERE {conditions} ORDER BY orders.id DESC LIMIT :limit",
        **given,
        limit=limit + 1,
    )
    return page([_view(each) for each in found], limit, lambda view: (view.id,))


def _one(found: _OrderRow | None) -> OrderView:
    if found is None:
        raise OrderNotFound
    return _view(found)


def _view(found: _OrderRow) -> OrderView:
    columns = {name: getattr(found, name) for name in _COLUMNS}
    return OrderView(**columns, buyer=found.buyer, lines=[LineView(**line) for line in found.lines])


def _masked(view: OrderView) -> OrderView:
    """A shopkeeper sees that somebody bought, not who and where (PIPL art. 23)."""
    hidden = {
        "recipient": masked_name(view.address.get("recipient", "")),
        "phone": masked_phone(view.address.get("phone", "")),
        "region": view.address.get("region", ""),
        "detail": "",
    }
    return replace(view, buyer=masked_nickname(view.buyer), address=hidden, note="")
