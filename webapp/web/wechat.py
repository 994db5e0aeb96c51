"""What WeChat calls: payment and refund notifications, answered within five seconds.

No login and no form token: the signature over the raw body is the authentication. Success and repetition are 204; what
is not WeChat's is 401 (its own probes too, after which it sends the real thing); a payment we do not know is 500, so
that WeChat says it again, because its word may overtake our own commit.
"""

import logging

from flask import Blueprint, Flask, Response, jsonify, request
from flask.typing import ResponseReturnValue

from webapp.gateways.wechat import NoticeForged
from webapp.kernel.registry import of_kind
from webapp.web.errors import page_for

log = logging.getLogger(__name__)

notifications = Blueprint("wechat", __name__)
MAX_BYTES = 64 * 1024
UNKNOWN = frozenset({"unknown_order", "unknown_refund"})


def register(app: Flask) -> None:
    """Open this face; its errors are told in the only words WeChat reads."""
    of_kind("callbacks")  # each adds its routes to the blueprint when it is imported
    app.register_blueprint(notifications)
    for path in ("/wechat/pay/notify", "/wechat/refund/notify"):
        page_for(path, _failed)


@notifications.errorhandler(NoticeForged)
def forged(error: NoticeForged) -> ResponseReturnValue:
    """Refuse quietly: anybody can post here, and WeChat itself sends such probes."""
    log.info("notification refused: %s", error.evidence.get("reason"))
    return _failed(401, error.code, "签名验证失败")


def _raw_body() -> bytes:
    """The body exactly as it was signed, before anything parses it."""
    request.max_content_length = MAX_BYTES
    return request.get_data(cache=True)


def _answer(outcome: str) -> ResponseReturnValue:
    if outcome in UNKNOWN:
        return _failed(500, outcome, "订单不存在，请稍后重试")
    return "", 204


def _failed(status: int, _code: str, message: str) -> ResponseReturnValue:
    answer: Response = jsonify(code="FAIL", message=message or "失败")
    answer.status_code = status
    return answer
