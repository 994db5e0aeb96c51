"""What WeChat Pay says of payments."""

from flask import request
from flask.typing import ResponseReturnValue

from webapp.gateways.wechat import wechat
from webapp.trade.payments.flows.confirm_payment import confirm_payment
from webapp.web.wechat import _answer, _raw_body, notifications


@notifications.post("/wechat/pay/notify")
def payment_notified() -> ResponseReturnValue:
    """Take in that a payment succeeded."""
    notice = wechat().pay.read_payment_notice(dict(request.headers), _raw_body())
    return _answer(confirm_payment(notice.status, notice_id=notice.notice_id).outcome)
