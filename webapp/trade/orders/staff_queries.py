"""Orders as staff see them: all of them, with filters, and each with everything that belongs to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from webapp.kernel.db import row, rows
from webapp.kernel.paging import Page, decode, page

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


def orders(wanted: OrderFilter, *, cursor: str | None) -> Page[OrderRow]:
    """Fifty orders, newest first: one statement."""
    after = decode(cursor, int)
    conditions = wanted.conditions() + (["o.id < :after"] if after else [])
    found = rows(
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
    return page([OrderRow(**each) for each in found], PER_PAGE, lambda order: (order.id,))


def figures(since: datetime, until: datetime) -> dict[str, int]:
    """What was placed, paid and refunded from a moment to before another: counts and fen."""
    found = row(
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
    return dict(found) if found else {}


def count_to_ship() -> int:
    """How many paid orders nobody has shipped yet."""
    found = row("SELECT count(*) AS number FROM orders WHERE state = 'paid'")
    return int(found["number"]) if found else 0


def daily(since: datetime) -> dict[str, dict[str, int]]:
    """Orders placed, paid and refunded by Shanghai day: {"2026-06-01": {"orders": 3, "paid_fen": …, …}}."""
    found = rows(
        """SELECT to_char(at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS day,
                  count(*) FILTER (WHERE what = 'placed')::int AS orders,
                  coalesce(sum(fen) FILTER (WHERE what = 'paid'), 0)::bigint AS paid_fen,
                  coalesce(sum(fen) FILTER (WHERE what = 'refunded'), 0)::bigint AS refunded_fen
           FROM (SELECT 'placed' AS what, created_at AS at, total_fen AS fen FROM orders WHERE created_at >= :since
                 UNION ALL SELECT 'paid', paid_at, total_fen FROM orders WHERE paid_at >= :since
                 UNION ALL SELECT 'refunded', refunded_at, total_fen FROM orders WHERE refunded_at >= :since) AS step
           GROUP BY day""",
        since=since,
    )
    return {each["day"]: {name: each[name] for name in ("orders", "paid_fen", "refunded_fen")} for each in found}


def sales_of(shopkeeper_ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Orders that stand (paid, not refunded) of each shopkeeper: how many and for how many fen."""
    found = rows(
        """SELECT shopkeeper_id, count(*)::int AS number, sum(total_fen)::bigint AS fen FROM orders
           WHERE shopkeeper_id = ANY(:ids) AND state IN ('paid', 'shipped', 'received', 'settled')
           GROUP BY shopkeeper_id""",
        ids=list(shopkeeper_ids),
    )
    return {each["shopkeeper_id"]: (each["number"], each["fen"]) for each in found}
