"""An attempt to pay ends: WeChat is asked first, closed there, and only then forgotten here."""

from webapp.gateways.wechat import PaymentStatus, wechat
from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.trade import payments
from webapp.trade.payments.flows.confirm_payment import confirm_payment

PAID = frozenset({"SUCCESS", "REFUND"})
NEVER_SEEN_OR_CLOSED = frozenset({"UNKNOWN_ORDER", "CLOSED", "REVOKED"})


def close_payment_attempt(out_trade_no: str) -> bool:
    """Make sure nobody can pay this attempt any more; False when it was paid, which is confirmed on the way.

    An attempt WeChat never saw is closed without asking: a late announcement of it finds it closed and closes it there.
    """
    pay = wechat().pay
    status = pay.query(out_trade_no)
    if status.trade_state in PAID:
        return _nobody_paid(status)
    if status.trade_state not in NEVER_SEEN_OR_CLOSED and not pay.close(out_trade_no):
        # Paid between the question and the closing.
        return _nobody_paid(pay.query(out_trade_no))
    with transaction():
        payments.mark_closed(out_trade_no, clock.now())
    return True


def _nobody_paid(status: PaymentStatus) -> bool:
    """Take in what WeChat said; a payment that had to be set aside pays nothing either."""
    return confirm_payment(status, notice_id=None).outcome in ("quarantined", "not_paid")
