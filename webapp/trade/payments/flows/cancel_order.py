"""The buyer does not want an order any more."""

from webapp.trade import orders
from webapp.trade.payments.flows.close_order import close_order


def cancel_order(buyer_id: int, order_no: str) -> orders.OrderView:
    """Close the buyer's own unpaid order. Paid meanwhile: it stays paid, and they are told."""
    orders.order_for(buyer_id, order_no)
    if not close_order(order_no, event="cancelled", actor=f"person:{buyer_id}"):
        raise orders.OrderChanged
    return orders.order_for(buyer_id, order_no)
