"""WeChat notifies us that an order is paid."""

from webapp.gateways.wechat import PaymentStatus
from webapp.kernel.db import transaction
from webapp.trade import payments
from webapp.trade.payments import Confirmation


def confirm_payment(status: PaymentStatus, *, notice_id: str | None) -> Confirmation:
    """Take in what WeChat says of a payment, once for all its repetitions."""
    with transaction():
        return payments.record_payment_status(status, notice_id=notice_id)
