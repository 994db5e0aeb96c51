"""Orders, filtered; what time asks for; and every edge of an order's life."""

from functools import partial

from tests.databases import NOON
from webapp.kernel.paging import encode
from webapp.trade.orders import staff_queries
from webapp.trade.orders.kinds.states import EDGES
from webapp.trade.orders.queries import due, orders
from webapp.trade.orders.service import Transition, apply_transition
from webapp.trade.orders.staff_queries import OrderFilter

# What some edges write beside the state; the others do not look at it.
STAMPS = {"due_at": NOON, "carrier": "SF", "tracking_no": "1"}
EVERY_FILTER = OrderFilter(
    search="tea", state="paid", source="chat", shopkeeper_code="ada", product_code="tea", since=NOON, until=NOON
)


def take(before: str, event: str, after: str) -> None:
    step = Transition(event=event, before=before, after=after, actor="clock", at=NOON)
    apply_transition(1, step, **STAMPS)


CALLS = [
    partial(orders.orders_of, 1),
    partial(orders.orders_through, 1, cursor=encode(7)),
    *(partial(scan, NOON, limit=2) for scan in (due.expired, due.to_receive, due.to_settle)),
    *(partial(take, *edge) for edge in sorted(EDGES)),
    partial(staff_queries.orders, OrderFilter(), cursor=None),
    partial(staff_queries.orders, EVERY_FILTER, cursor=encode(7)),
]
