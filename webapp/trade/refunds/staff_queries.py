"""An order with its payments and refunds as staff see it, and money that needs somebody."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from webapp.kernel.db import row, rows
from webapp.trade.orders import _BUYER, EventView, OrderColumns, OrderNotFound
from webapp.trade.payments import AttemptView, attempts_of
from webapp.trade.refunds.kinds import REQUESTED, RefundState
from webapp.trade.refunds.queries import RefundView, refunds_of


@dataclass(frozen=True, kw_only=True, slots=True)
class StaffOrder(OrderColumns):
    """An order with the names of its buyer and its shopkeeper."""

    buyer: str
    shopkeeper_code: str | None
    shop_name: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class StaffLine:
    """A line as it was promised, in fen and basis points per level."""

    product_code: str
    name_zh: str
    name_en: str
    picture: str
    quantity: int
    unit_price_fen: int
    amount_fen: int
    commission_rates_bp: list[int]


@dataclass(frozen=True, kw_only=True, slots=True)
class StaffEvent(EventView):
    """A step of an order, with the name of the member of staff who took it, empty when it was somebody else."""

    staff_name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderDetails:
    """One order with its lines, history, payment attempts and refunds."""

    order: StaffOrder
    lines: list[StaffLine]
    events: list[StaffEvent]
    payments: list[AttemptView]
    refunds: list[RefundView]


@dataclass(frozen=True, kw_only=True, slots=True)
class MoneyProblem:
    """Money that waits for somebody: `number` is the payment's or the refund's, `no` the order's."""

    kind: Literal["quarantined", "abnormal"]
    no: str
    number: str
    amount_fen: int
    trouble: str
    at: datetime


def order_details(no: str) -> OrderDetails:
    """Everything about one order; raises OrderNotFound."""
    found = row(
        StaffOrder,
        f"""SELECT o.*, {_BUYER} AS buyer, keeper.code AS shopkeeper_code, keeper.shop_name
           FROM orders AS o JOIN person ON person.id = o.buyer_id
                LEFT JOIN shopkeeper AS keeper ON keeper.id = o.shopkeeper_id WHERE o.no = :no""",  # noqa: S608 - constants
        no=no,
    )
    if found is None:
        raise OrderNotFound
    return OrderDetails(
        order=found,
        lines=rows(
            StaffLine,
            """SELECT product.code AS product_code, line.name_zh, line.name_en, picture, quantity, unit_price_fen,
                      amount_fen, commission_rates_bp
               FROM order_line AS line JOIN product ON product.id = line.product_id
               WHERE order_id = :id ORDER BY position""",
            id=found.id,
        ),
        events=rows(
            StaffEvent,
            """SELECT event, from_state, to_state, actor, detail, at, coalesce(staff.name, '') AS staff_name
               FROM order_event AS step LEFT JOIN staff ON step.actor = 'staff:' || staff.id
               WHERE order_id = :id ORDER BY step.id""",
            id=found.id,
        ),
        payments=attempts_of(no),
        refunds=refunds_of(no),
    )


def payment_and_refund_problems() -> list[MoneyProblem]:
    """Payments that do not match their order and refunds somebody must act for, newest first, at most twenty.

    A refund waits for somebody when WeChat calls it abnormal, when the merchant's balance is too low, and when WeChat
    closed one that had begun by itself: its order stays closed and its money is still here.
    """
    # The payments' state is a literal, so that its partial index is read: no parameter matches it.
    return rows(
        MoneyProblem,
        """SELECT * FROM (
               SELECT p.state AS kind, o.no, p.out_trade_no AS number, p.amount_fen, p.trouble, p.created_at AS at
               FROM payment AS p JOIN orders AS o ON o.id = p.order_id WHERE p.state = 'quarantined'
               UNION ALL
               SELECT :abnormal, o.no, r.out_refund_no, r.amount_fen, r.trouble, r.created_at
               FROM refund AS r JOIN orders AS o ON o.id = r.order_id
               WHERE r.trouble <> ''
                 AND (r.state = ANY(:waiting) OR r.state = :closed AND r.reason <> :asked)
           ) AS trouble ORDER BY at DESC LIMIT 20""",
        abnormal=RefundState.ABNORMAL,
        waiting=[RefundState.REQUESTED, RefundState.ABNORMAL],
        closed=RefundState.CLOSED,
        asked=REQUESTED,
    )
