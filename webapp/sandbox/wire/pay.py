"""api.mch.weixin.qq.com: every request is verified before it is understood, every answer after that is signed."""

import json
import secrets
from typing import Any

from apiflask import APIBlueprint
from flask import Response, g, request

from webapp.sandbox import faults, pay, pay_bodies, payment_sheet, refunds
from webapp.sandbox.context import SandboxContext, current_context
from webapp.sandbox.errors import PayError
from webapp.sandbox.faults import endpoint
from webapp.sandbox.signing import Authorization, broken, lines

TOLERANCE = 300
"""Seconds a request's timestamp may be off, and twice that is how long a nonce is remembered."""

# Not a plain Blueprint: APIFlask's document fails on one that has a before_request of its own.
blueprint = APIBlueprint("pay", __name__, url_prefix="/v3", enable_openapi=False)


@blueprint.errorhandler(PayError)
def refused(error: PayError) -> Response:
    return _answer(error.body(), status=error.status)


@blueprint.before_request
def verify() -> None:
    context, raw = current_context(), request.get_data(cache=True)
    given = Authorization.parse(request.headers.get("Authorization", ""))
    if given is None:
        raise PayError("SIGN_ERROR", "Http头Authorization值格式错误，请参考《微信支付商户REST API签名规则》")
    _check_identity(context, given)
    # The target as it was sent: a path that a client re-encoded after signing must fail here, as it does at WeChat.
    target = request.environ.get("REQUEST_URI") or request.full_path.rstrip("?")
    message = lines(request.method, target, str(given.timestamp), given.nonce_str, raw.decode("utf-8", "replace"))
    if not context.keys.merchant_signed(message, given.signature):
        raise PayError("SIGN_ERROR", "签名错误，请检查后再试")
    _use_nonce(context, given)
    g.verified = True


@blueprint.after_request
def sign(answer: Response) -> Response:
    """Sign what passed verification, errors and empty 204s too, unless a fault says otherwise."""
    answer.headers["Request-ID"] = "SBX" + secrets.token_hex(12).upper()
    fault = g.get("answer_fault")
    if not g.get("verified") or fault == "unsigned":
        return answer
    headers = current_context().keys.headers_for(answer.get_data(), at=current_context().clock.shop_now())
    answer.headers.extend(broken(headers) if fault == "wrong_signature" else headers)
    return answer


@blueprint.post("/pay/transactions/jsapi")
@endpoint("pay.create", dialect="v3")
def create() -> Response:
    context, raw = current_context(), _body()
    prepay_id = pay.create(context, pay_bodies.parse(pay_bodies.JsapiOrder, raw), raw=raw)
    if faults.take(context, "pay.create", kinds={"early_notification"}):
        payment_sheet.settle(context, prepay_id, before_answer=True)
    return _answer({"prepay_id": prepay_id})


@blueprint.get("/pay/transactions/out-trade-no/<out_trade_no>")
@endpoint("pay.query", dialect="v3")
def query(out_trade_no: str) -> Response:
    pay.check_merchant(current_context(), request.args.get("mchid"))
    return _answer(pay.transaction(current_context(), pay.by_number(current_context(), out_trade_no)))


@blueprint.get("/pay/transactions/id/<transaction_id>")
@endpoint("pay.query", dialect="v3")
def query_transaction(transaction_id: str) -> Response:
    pay.check_merchant(current_context(), request.args.get("mchid"))
    return _answer(pay.transaction(current_context(), pay.by_transaction(current_context(), transaction_id)))


@blueprint.post("/pay/transactions/out-trade-no/<out_trade_no>/close")
@endpoint("pay.close", dialect="v3")
def close(out_trade_no: str) -> Response:
    pay.check_merchant(current_context(), pay_bodies.parse(pay_bodies.Close, _body()).mchid)
    pay.close(current_context(), out_trade_no)
    closed = Response(status=204)
    del closed.headers["Content-Type"]
    return closed


@blueprint.post("/refund/domestic/refunds")
@endpoint("pay.refund", dialect="v3")
def refund() -> Response:
    raw = _body()
    accepted = refunds.create(current_context(), pay_bodies.parse(pay_bodies.Refund, raw), raw=raw)
    if faults.take(current_context(), "pay.refund", kinds={"early_notification"}):
        refunds.hurry(current_context(), accepted["out_refund_no"])
    return _answer(accepted)


@blueprint.get("/refund/domestic/refunds/<out_refund_no>")
@endpoint("pay.refund_query", dialect="v3")
def query_refund(out_refund_no: str) -> Response:
    return _answer(refunds.by_number(current_context(), out_refund_no))


@blueprint.get("/certificates")
@endpoint("pay.certificates", dialect="v3")
def certificates() -> Response:
    """A merchant who verifies by public key has no platform certificates."""
    raise PayError("RESOURCE_NOT_EXISTS", "无可用的平台证书，请在商户平台-API安全申请使用微信支付公钥")


def _check_identity(context: SandboxContext, given: Authorization) -> None:
    if given.mchid != context.accounts.mchid:
        raise PayError("SIGN_ERROR", "商户号与签名不匹配")
    if given.serial_no != context.accounts.cert_serial:
        raise PayError("SIGN_ERROR", "商户证书序列号有误")
    # A merchant who moved its own clock with ours, and one whose library reads the machine's, are both on time.
    moments = {context.clock.shop_now(), context.clock.machine_now()}
    if all(abs(moment - given.timestamp) > TOLERANCE for moment in moments):
        raise PayError("SIGN_ERROR", "Http头Authorization中的timestamp与发起请求的时间不得超过5分钟")


def _use_nonce(context: SandboxContext, given: Authorization) -> None:
    """After the signature, so that nobody else can use up a merchant's nonce."""
    now = context.clock.machine_now()
    with context.store.writing() as db:
        db.execute("DELETE FROM request_nonce WHERE seen_at < ?", (now - 2 * TOLERANCE,))
        if not db.execute("INSERT OR IGNORE INTO request_nonce VALUES (?, ?)", (given.nonce_str, now)).rowcount:
            raise PayError("SIGN_ERROR", "请求的nonce_str已经使用过，疑似重放")


def _body() -> dict[str, Any]:
    body = request.get_json(force=True, silent=True)
    if not isinstance(body, dict):
        raise PayError("PARAM_ERROR", "请求正文不是 JSON 对象")
    return body


def _answer(body: dict[str, Any], *, status: int = 200) -> Response:
    return Response(
        json.dumps(body, ensure_ascii=False, separators=(",", ":")),
        status=status,
        content_type="application/json; charset=utf-8",
    )
