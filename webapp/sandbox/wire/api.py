"""api.weixin.qq.com: login, an app's tokens, its ticket, its codes and the text check."""

from flask import Blueprint, Response, request

from webapp.sandbox import content_safety, login, mini_codes, tokens
from webapp.sandbox.context import current_context
from webapp.sandbox.errors import ApiError
from webapp.sandbox.faults import endpoint
from webapp.sandbox.wire.answers import as_json, as_text, posted, refused

blueprint = Blueprint("api", __name__)
blueprint.register_error_handler(ApiError, refused)


@blueprint.get("/sns/jscode2session")
@endpoint("login.jscode2session", dialect="api")
def jscode2session() -> Response:
    context, asked = current_context(), request.args
    appid = tokens.check_secret(context, appid=asked.get("appid"), secret=asked.get("secret"))
    if appid != context.accounts.mini_appid:
        raise ApiError(40013)
    if not asked.get("js_code"):
        raise ApiError(41008)
    if asked.get("grant_type", "authorization_code") != "authorization_code":
        raise ApiError(40002)
    person, session_key = login.exchange(context, appid=appid, code=asked["js_code"])
    return as_text({"session_key": session_key, "openid": person.openids[appid], "unionid": person.unionid})


@blueprint.get("/cgi-bin/token")
@endpoint("token.legacy", dialect="api")
def legacy_token() -> Response:
    asked = request.args
    if asked.get("grant_type") != "client_credential":
        raise ApiError(40002)
    appid = tokens.check_secret(current_context(), appid=asked.get("appid"), secret=asked.get("secret"))
    token, expires_in = tokens.legacy(current_context(), appid)
    return as_json({"access_token": token, "expires_in": expires_in})


@blueprint.route("/cgi-bin/stable_token", methods=["GET", "POST"])
@endpoint("token.stable", dialect="api")
def stable_token() -> Response:
    asked = posted()
    if asked.get("grant_type") != "client_credential":
        raise ApiError(40002)
    appid = tokens.check_secret(current_context(), appid=asked.get("appid"), secret=asked.get("secret"))
    token, expires_in = tokens.stable(current_context(), appid, force=asked.get("force_refresh") is True)
    return as_json({"access_token": token, "expires_in": expires_in})


@blueprint.get("/cgi-bin/ticket/getticket")
@endpoint("ticket", dialect="api")
def jsapi_ticket() -> Response:
    appid = _app()
    if request.args.get("type") != "jsapi":
        raise ApiError(40097)
    ticket, expires_in = tokens.ticket(current_context(), appid)
    return as_json({"errcode": 0, "errmsg": "ok", "ticket": ticket, "expires_in": expires_in})


@blueprint.route("/wxa/getwxacodeunlimit", methods=["GET", "POST"])
@endpoint("code.unlimited", dialect="api")
def unlimited_code() -> Response:
    picture = mini_codes.unlimited(current_context(), appid=_mini_app(), wanted=posted())
    return Response(picture, content_type="image/png")


@blueprint.route("/wxa/msg_sec_check", methods=["GET", "POST"])
@endpoint("safety.text", dialect="api")
def text_check() -> Response:
    return as_json(content_safety.check_text(current_context(), appid=_mini_app(), asked=posted()))


def _app() -> str:
    return tokens.app_of(current_context(), request.args.get("access_token"))


def _mini_app() -> str:
    appid = _app()
    if appid != current_context().accounts.mini_appid:
        raise ApiError(48001)
    return appid
