"""An order with its payments and refunds as staff see it, and money that needs somebody."""

from dataclasses import dataclass
from typing import Any

from webapp.kernel.db import row, rows
from webapp.trade.orders import _BUYER, OrderNotFound


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderDetails:
    """One order with its lines, history, payment attempts and refunds, as rows."""

    order: dict[str, Any]
    lines: list[dict[str, Any]]
    events: list[dict[str, Any]]
    payments: list[dict[str, Any]]
    refunds: list[dict[str, Any]]


def order_details(no: str) -> OrderDetails:
    """Everything about one order; raises OrderNotFound."""
    found = row(
        f"""SELECT o.*, {_BUYER} AS buyer, keeper.code AS shopkeeper_code, keeper.shop_name
           FROM orders AS o JOIN person ON person.id = o.buyer_id
                LEFT JOIN shopkeeper AS keeper ON keeper.id = o.shopkeeper_id WHERE o.no = :no""",  # noqa: S608 - constants
        no=no,
    )
    if found is None:
        raise OrderNotFound
    return OrderDetails(
        order=dict(found),
        lines=_belonging(
            """SELECT line.*, product.code AS product_code FROM order_line AS line
               JOIN product ON product.id = line.product_id WHERE order_id = :id ORDER BY position""",
            found["id"],
        ),
        events=_belonging(
            """SELECT event.*, coalesce(staff.name, '') AS staff_name FROM order_event AS event
               LEFT JOIN staff ON event.actor = 'staff:' || staff.id WHERE order_id = :id ORDER BY event.id""",
            found["id"],
        ),
        payments=_belonging("SELECT * FROM payment WHERE order_id = :id ORDER BY id", found["id"]),
        refunds=_belonging("SELECT * FROM refund WHERE order_id = :id ORDER BY id", found["id"]),
    )


def _belonging(sql: str, order_id: int) -> list[dict[str, Any]]:
    return [dict(each) for each in rows(sql, id=order_id)]


def payment_and_refund_problems() -> list[dict[str, Any]]:
    """Payments that do not match their order and refunds somebody must act for, newest first, at most twenty.

    A refund waits for somebody when WeChat calls it abnormal, when the merchant's balance is too low, and when WeChat
    closed one that had begun by itself: its order stays closed and its money is still here.
    """
    found = rows(
        """SELECT * FROM (
               SELECT 'quarantined' AS kind, o.no, p.out_trade_no AS number, p.amount_fen, p.trouble, p.created_at AS at
               FROM payment AS p JOIN orders AS o ON o.id = p.order_id WHERE p.state = 'quarantined'
               UNION ALL
               SELECT 'abnormal', o.no, r.out_refund_no, r.amount_fen, r.trouble, r.created_at
               FROM refund AS r JOIN orders AS o ON o.id = r.order_id
               WHERE r.trouble <> ''
                 AND (r.state IN ('requested', 'abnormal') OR r.state = 'closed' AND r.reason <> 'requested')
           ) AS trouble ORDER BY at DESC LIMIT 20"""
    )
    return [dict(each) for each in found]
