"""An attempt to pay ends: WeChat is asked first, closed there, and only then forgotten here."""

from webapp.gateways.wechat import PaymentStatus, wechat
from webapp.kernel import clock
from webapp.trade.payments.service.attempts import mark_closed
from webapp.trade.payments.service.confirmation import PAID, record_payment_status

NEVER_SEEN_OR_CLOSED = frozenset({"UNKNOWN_ORDER", "CLOSED", "REVOKED"})


def close_at_wechat(out_trade_no: str) -> PaymentStatus | None:
    """Make sure at WeChat that nobody can pay this attempt any more; what WeChat says of it when somebody has paid.

    Speaks with WeChat, so outside any transaction; `record_closing` takes in what it gives. An attempt WeChat never saw
    is closed without asking: a late announcement of it finds it closed and closes it there.
    """
    pay = wechat().pay
    status = pay.query(out_trade_no)
    if status.trade_state in PAID:
        return status
    if status.trade_state not in NEVER_SEEN_OR_CLOSED and not pay.close(out_trade_no):
        # Paid between the question and the closing.
        return pay.query(out_trade_no)
    return None


def record_closing(out_trade_no: str, paid: PaymentStatus | None) -> bool:
    """Take in what `close_at_wechat` gave; False when the attempt was paid, which is confirmed on the way.

    A payment that had to be set aside pays nothing either.
    """
    if paid is None:
        mark_closed(out_trade_no, clock.now())
        return True
    return record_payment_status(paid, notice_id=None).outcome in ("quarantined", "not_paid")
