"""Nobody told us whether an order is paid, so the return page asks WeChat."""

from webapp.gateways.wechat import wechat
from webapp.kernel.db import transaction
from webapp.trade import orders, payments
from webapp.trade.orders import states


def check_payment(buyer_id: int, order_no: str) -> orders.OrderView:
    """Ask WeChat about the open attempts of the buyer's own order, and return the order as it stands then."""
    for out_trade_no in _open_attempts(buyer_id, order_no):
        status = wechat().pay.query(out_trade_no)
        with transaction():
            payments.record_payment_status(status, notice_id=None)
    return orders.order_for(buyer_id, order_no)


def _open_attempts(buyer_id: int, order_no: str) -> list[str]:
    with transaction():
        order = orders.order_for(buyer_id, order_no)
        if order.state != states.PENDING_PAYMENT:
            return []
        return [attempt.out_trade_no for attempt in payments.open_attempts(order.id)]
