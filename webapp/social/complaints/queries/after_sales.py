"""A shopkeeper's after-sale desk: what waits for them, most urgent first, and how fast they have been.

Each kind of thing that waits is one function below that answers a list; a further kind joins as a further one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta

from webapp.kernel.db import rows
from webapp.kernel.privacy import masked_nickname
from webapp.social.complaints.kinds import AfterSalesItemKind, ComplaintAction, ComplaintState

LOOK_BACK = timedelta(days=90)
MAX_ITEMS = 100
# A refund's own words: why it is made, where it stands.
_REQUESTED, _SUCCEEDED = "requested", "succeeded"
_UNFINISHED = ("requested", "processing", "abnormal")


@dataclass(frozen=True, kw_only=True, slots=True)
class AfterSalesItem:
    """One thing on the desk: `due_at` is when it is taken away from the shopkeeper, None when others act on it.

    `ref` is the id of the complaint or the number of the refund, `about` the complaint's kind or the refund's state;
    `nickname` is the buyer's, masked or empty.
    """

    kind: AfterSalesItemKind
    ref: str
    about: str
    buyer_id: int
    nickname: str
    order_no: str
    name_zh: str
    name_en: str
    picture: str
    since: datetime
    due_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class AfterSalesFigures:
    """How a shopkeeper's sales went afterwards.

    Complaints are those filed since then; `answered` of them by the shopkeeper, however late, and `decided` of them
    by staff. `tried` are those that were answered or left beyond their term; `in_time` of these never were, and
    `in_time_upheld` of these were upheld all the same. Sales are orders paid since then, what shopkeepers bought of
    themselves left out; refunds what was asked back of these sales. Medians are of what was answered and of what was
    paid back, None where nothing was.
    """

    complaints: int = 0
    answered: int = 0
    median_answer_seconds: float | None = None
    upheld: int = 0
    decided: int = 0
    tried: int = 0
    in_time: int = 0
    in_time_upheld: int = 0
    sales: int = 0
    refunds: int = 0
    refunds_done: int = 0
    median_refund_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class AfterSalesQueue:
    """What waits, and the shopkeeper's own figures of the last 90 days."""

    items: list[AfterSalesItem]
    figures: AfterSalesFigures


def after_sales_queue(shopkeeper_id: int, now: datetime) -> AfterSalesQueue:
    """What waits for a shopkeeper: first what has a term, the shortest before, then what others act on, oldest first.

    Four statements, whatever there is.
    """
    waiting = [*_complaints(shopkeeper_id), *_refunds(shopkeeper_id)]
    masked = [replace(each, nickname=masked_nickname(each.nickname)) for each in waiting]
    items = sorted(masked, key=lambda each: (each.due_at is None, each.due_at or each.since))
    return AfterSalesQueue(items, after_sales_figures([shopkeeper_id], now - LOOK_BACK, now)[shopkeeper_id])


def after_sales_figures(shopkeeper_ids: Sequence[int], since: datetime, now: datetime) -> dict[int, AfterSalesFigures]:
    """The figures of these shopkeepers from `since` until `now`; two statements, however many they are."""
    period = {"ids": list(shopkeeper_ids), "since": since, "now": now}
    decided = {"upheld": ComplaintState.UPHELD.value, "dismissed": ComplaintState.DISMISSED.value}
    complaints = rows(_ComplaintFigures, _COMPLAINTS, overdue=ComplaintAction.OVERDUE.value, **decided, **period)
    sales = rows(_SalesFigures, _SALES, succeeded=_SUCCEEDED, requested=_REQUESTED, **period)
    figures = dict.fromkeys(shopkeeper_ids, AfterSalesFigures())
    found: list[_FiguresOfShop] = [*complaints, *sales]
    for each in found:
        values = {it.name: getattr(each, it.name) for it in fields(each) if it.name != "shopkeeper_id"}
        figures[each.shopkeeper_id] = replace(figures[each.shopkeeper_id], **values)
    return figures


@dataclass(frozen=True, slots=True)
class _FiguresOfShop:
    shopkeeper_id: int


@dataclass(frozen=True, slots=True)
class _ComplaintFigures(_FiguresOfShop):
    complaints: int
    answered: int
    median_answer_seconds: float | None
    upheld: int
    decided: int
    tried: int
    in_time: int
    in_time_upheld: int


@dataclass(frozen=True, slots=True)
class _SalesFigures(_FiguresOfShop):
    sales: int
    refunds: int
    refunds_done: int
    median_refund_seconds: float | None


_COMPLAINTS = """
SELECT shopkeeper_id, count(*) AS complaints, count(answered_at) AS answered,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM answered_at - created_at)::float8)
           AS median_answer_seconds,
       count(*) FILTER (WHERE state = :upheld) AS upheld,
       count(*) FILTER (WHERE state IN (:upheld, :dismissed)) AS decided,
       count(*) FILTER (WHERE answered_at IS NOT NULL OR late) AS tried,
       count(*) FILTER (WHERE answered_at IS NOT NULL AND NOT late) AS in_time,
       count(*) FILTER (WHERE answered_at IS NOT NULL AND NOT late AND state = :upheld) AS in_time_upheld
FROM complaint CROSS JOIN LATERAL (
    SELECT EXISTS (SELECT FROM complaint_step WHERE complaint_id = complaint.id AND action = :overdue) AS late
) AS term
WHERE shopkeeper_id = ANY(:ids) AND created_at BETWEEN :since AND :now
GROUP BY shopkeeper_id
"""
# Of an order whose refund WeChat closed and that was asked for again, the last refund counts.
_SALES = """
SELECT shopkeeper_id, count(*) AS sales, count(refund.id) AS refunds,
       count(*) FILTER (WHERE refund.state = :succeeded) AS refunds_done,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM finished_at - refund.created_at)::float8)
           FILTER (WHERE refund.state = :succeeded) AS median_refund_seconds
FROM orders JOIN shopkeeper AS keeper ON keeper.id = shopkeeper_id AND keeper.person_id <> buyer_id
LEFT JOIN LATERAL (
    SELECT id, state, created_at, finished_at FROM refund
    WHERE order_id = orders.id AND reason = :requested ORDER BY id DESC LIMIT 1
) AS refund ON true
WHERE shopkeeper_id = ANY(:ids) AND paid_at BETWEEN :since AND :now
GROUP BY shopkeeper_id
"""


def _complaints(shopkeeper_id: int) -> list[AfterSalesItem]:
    return rows(
        AfterSalesItem,
        # The state is written out, so that the index of open complaints is found.
        f"""SELECT CAST(:kind AS text) AS kind, CAST(complaint.id AS text) AS ref, complaint.kind AS about,
                  complaint.person_id AS buyer_id, coalesce(person.nickname, '') AS nickname, orders.no AS order_no,
                  line.name_zh, line.name_en, line.picture, complaint.since, answer_due_at AS due_at
           FROM complaint JOIN order_line AS line ON line.id = order_line_id
                JOIN orders ON orders.id = complaint.order_id JOIN person ON person.id = complaint.person_id
           WHERE complaint.shopkeeper_id = :keeper AND complaint.state = '{ComplaintState.OPEN.value}'
           ORDER BY answer_due_at LIMIT :most""",  # noqa: S608 - a constant
        kind=AfterSalesItemKind.COMPLAINT.value,
        keeper=shopkeeper_id,
        most=MAX_ITEMS,
    )


def _refunds(shopkeeper_id: int) -> list[AfterSalesItem]:
    return rows(
        AfterSalesItem,
        # The order's state is written out, so that the index of orders being refunded is found.
        """SELECT CAST(:kind AS text) AS kind, refund.out_refund_no AS ref, refund.state AS about,
                  orders.buyer_id, coalesce(person.nickname, '') AS nickname, orders.no AS order_no, line.name_zh,
                  line.name_en, line.picture, refund.created_at AS since, CAST(NULL AS timestamptz) AS due_at
           FROM orders JOIN refund ON refund.order_id = orders.id AND reason = :requested
                JOIN person ON person.id = orders.buyer_id
                JOIN order_line AS line ON line.order_id = orders.id AND line.position = (
                    SELECT min(position) FROM order_line WHERE order_id = orders.id)
           WHERE orders.shopkeeper_id = :keeper AND orders.state = 'refunding'
             AND refund.state = ANY(:unfinished) ORDER BY refund.created_at LIMIT :most""",
        kind=AfterSalesItemKind.REFUND.value,
        requested=_REQUESTED,
        unfinished=list(_UNFINISHED),
        keeper=shopkeeper_id,
        most=MAX_ITEMS,
    )
