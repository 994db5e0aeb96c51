"""Orders as staff see them: all of them, with filters, and each with everything that belongs to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from webapp.kernel.db import row, rows
from webapp.kernel.paging import Page, decode, page
from webapp.trade.orders.kinds import states

PER_PAGE = 50
# WeChat gives no nickname by itself; then the recipient's name tells a buyer from others. Faces show either masked.
_BUYER = "coalesce(nullif(person.nickname, ''), o.address->>'recipient', '')"


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderFilter:
    """What staff look for; empty fields do not filter. `until` is exclusive."""

    search: str = ""
    state: str = ""
    source: str = ""
    shopkeeper_code: str = ""
    product_code: str = ""
    since: datetime | None = None
    until: datetime | None = None

    def conditions(self) -> list[str]:
        """The parts of WHERE that apply; values travel as parameters."""
        known = {
            "state": "o.state = :state",
            "source": "o.source = :source",
            "shopkeeper_code": "keeper.code = :shopkeeper_code",
            "product_code": """EXISTS (SELECT 1 FROM order_line AS l JOIN product AS p ON p.id = l.product_id
                               WHERE l.order_id = o.id AND p.code = :product_code)""",
            "since": "o.created_at >= :since",
            "until": "o.created_at < :until",
            "search": """(o.no = upper(:search) OR keeper.code = :search
                        OR strpos(lower(keeper.shop_name), lower(:search)) > 0
                        OR EXISTS (SELECT 1 FROM order_line AS l WHERE l.order_id = o.id
                           AND (strpos(l.name_zh, :search) > 0 OR strpos(lower(l.name_en), lower(:search)) > 0)))""",
        }
        return [sql for name, sql in known.items() if getattr(self, name)]

    def parameters(self) -> dict[str, Any]:
        """The values of the conditions."""
        return {name: getattr(self, name) for name in self.__slots__ if getattr(self, name)}


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderRow:
    """An order in a list, with its first line and how many lines there are."""

    id: int
    no: str
    state: str
    source: str
    total_fen: int
    created_at: datetime
    buyer: str
    shopkeeper_code: str | None
    shop_name: str | None
    name_zh: str
    name_en: str
    picture: str
    lines: int
    pieces: int


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderFigures:
    """What was placed, paid and refunded in a time: counts and fen."""

    placed: int
    paid: int
    paid_fen: int
    refunded: int
    refunded_fen: int


@dataclass(frozen=True, kw_only=True, slots=True)
class DailySales:
    """A Shanghai day (`2026-06-01`): orders placed, and fen paid and refunded."""

    day: str
    orders: int = 0
    paid_fen: int = 0
    refunded_fen: int = 0


@dataclass(frozen=True, slots=True)
class _ShopSales:
    shopkeeper_id: int
    number: int
    fen: int


def orders(wanted: OrderFilter, *, cursor: str | None) -> Page[OrderRow]:
    """Fifty orders, newest first: one statement."""
    after = decode(cursor, int)
    conditions = wanted.conditions() + (["o.id < :after"] if after else [])
    found = rows(
        OrderRow,
        f"""SELECT o.id, o.no, o.state, o.source, o.total_fen, o.created_at, {_BUYER} AS buyer,
                   keeper.code AS shopkeeper_code, keeper.shop_name, first.name_zh, first.name_en, first.picture,
                   sums.lines, sums.pieces
            FROM orders AS o JOIN person ON person.id = o.buyer_id
                 LEFT JOIN shopkeeper AS keeper ON keeper.id = o.shopkeeper_id
                 JOIN LATERAL (SELECT name_zh, name_en, picture FROM order_line WHERE order_id = o.id
                               ORDER BY position LIMIT 1) AS first ON true
                 JOIN LATERAL (SELECT count(*)::int AS lines, sum(quantity)::int AS pieces FROM order_line
                               WHERE order_id = o.id) AS sums ON true
            WHERE {" AND ".join(conditions) or "true"} ORDER BY o.id DESC LIMIT :limit""",  # noqa: S608 - constants
        **wanted.parameters(),
        **({"after": after[0]} if after else {}),
        limit=PER_PAGE + 1,
    )
    return page(found, PER_PAGE, lambda order: (order.id,))


def figures(since: datetime, until: datetime) -> OrderFigures:
    """What was placed, paid and refunded from a moment to before another."""
    (found,) = rows(
        OrderFigures,
        """SELECT (SELECT count(*) FROM orders WHERE created_at >= :since AND created_at < :until) AS placed,
                  count(*) FILTER (WHERE paid_at >= :since AND paid_at < :until) AS paid,
                  coalesce(sum(total_fen) FILTER (WHERE paid_at >= :since AND paid_at < :until), 0)::bigint AS paid_fen,
                  count(*) FILTER (WHERE refunded_at >= :since AND refunded_at < :until) AS refunded,
                  coalesce(sum(total_fen) FILTER (WHERE refunded_at >= :since AND refunded_at < :until), 0)::bigint
                      AS refunded_fen
           FROM orders WHERE paid_at >= :since OR refunded_at >= :since""",
        since=since,
        until=until,
    )
    return found


def count_to_ship() -> int:
    """How many paid orders nobody has shipped yet."""
    return row(int, "SELECT count(*) FROM orders WHERE state = :paid", paid=states.PAID) or 0


def daily(since: datetime) -> dict[str, DailySales]:
    """Orders placed, paid and refunded by Shanghai day; days without any are missing."""
    found = rows(
        DailySales,
        """SELECT to_char(at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS day, sum(placed)::int AS orders,
                  sum(paid_fen)::bigint AS paid_fen, sum(refunded_fen)::bigint AS refunded_fen
           FROM (SELECT created_at AS at, 1 AS placed, 0 AS paid_fen, 0 AS refunded_fen FROM orders
                 WHERE created_at >= :since
                 UNION ALL SELECT paid_at, 0, total_fen, 0 FROM orders WHERE paid_at >= :since
                 UNION ALL SELECT refunded_at, 0, 0, total_fen FROM orders WHERE refunded_at >= :since) AS step
           GROUP BY day""",
        since=since,
    )
    return {each.day: each for each in found}


def sales_of(shopkeeper_ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Orders that stand (paid, not refunded) of each shopkeeper: how many and for how many fen."""
    found = rows(
        _ShopSales,
        """SELECT shopkeeper_id, count(*)::int AS number, sum(total_fen)::bigint AS fen FROM orders
           WHERE shopkeeper_id = ANY(:ids) AND state = ANY(:sold)
           GROUP BY shopkeeper_id""",
        ids=list(shopkeeper_ids),
        sold=list(states.SOLD),
    )
    return {each.shopkeeper_id: (each.number, each.fen) for each in found}
