"""What WeChat Pay says of refunds."""

from flask import request
from flask.typing import ResponseReturnValue

from webapp.gateways.wechat import wechat
from webapp.trade.refunds.flows.finish_refund import finish_refund
from webapp.web.wechat import _answer, _raw_body, notifications


@notifications.post("/wechat/refund/notify")
def refund_notified() -> ResponseReturnValue:
    """Take in what became of a refund."""
    notice = wechat().pay.read_refund_notice(dict(request.headers), _raw_body())
    return _answer(finish_refund(notice.status, notice_id=notice.notice_id).outcome)
