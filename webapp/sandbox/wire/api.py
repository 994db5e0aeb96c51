"""api.weixin.qq.com: login, an app's tokens, its ticket, its codes and the text check."""

from flask import Blueprint, Response, request

from webapp.sandbox import codes, login, safety, tokens
from webapp.sandbox.errors import ApiError
from webapp.sandbox.faults import endpoint
from webapp.sandbox.wire.answers import as_json, as_text, posted, refused
from webapp.sandbox.world import here

blueprint = Blueprint("api", __name__)
blueprint.register_error_handler(ApiError, refused)


@blueprint.get("/sns/jscode2session")
@endpoint("login.jscode2session", dialect="api")
def jscode2session() -> Response:
    world, asked = here(), request.args
    appid = tokens.check_secret(world, appid=asked.get("appid"), secret=asked.get("secret"))
    if appid != world.founding.mini_appid:
        raise ApiError(40013)
    if not asked.get("js_code"):
        raise ApiError(41008)
    if asked.get("grant_type", "authorization_code") != "authorization_code":
        raise ApiError(40002)
    person, session_key = login.exchange(world, appid=appid, code=asked["js_code"])
    return as_text({"session_key": session_key, "openid": person.openids[appid], "unionid": person.unionid})


@blueprint.get("/cgi-bin/token")
@endpoint("token.legacy", dialect="api")
def legacy_token() -> Response:
    asked = request.args
    if asked.get("grant_type") != "client_credential":
        raise ApiError(40002)
    appid = tokens.check_secret(here(), appid=asked.get("appid"), secret=asked.get("secret"))
    token, expires_in = tokens.legacy(here(), appid)
    return as_json({"access_token": token, "expires_in": expires_in})


@blueprint.route("/cgi-bin/stable_token", methods=["GET", "POST"])
@endpoint("token.stable", dialect="api")
def stable_token() -> Response:
    asked = posted()
    if asked.get("grant_type") != "client_credential":
        raise ApiError(40002)
    appid = tokens.check_secret(here(), appid=asked.get("appid"), secret=asked.get("secret"))
    token, expires_in = tokens.stable(here(), appid, force=asked.get("force_refresh") is True)
    return as_json({"access_token": token, "expires_in": expires_in})


@blueprint.get("/cgi-bin/ticket/getticket")
@endpoint("ticket", dialect="api")
def jsapi_ticket() -> Response:
    appid = _app()
    if request.args.get("type") != "jsapi":
        raise ApiError(40097)
    ticket, expires_in = tokens.ticket(here(), appid)
    return as_json({"errcode": 0, "errmsg": "ok", "ticket": ticket, "expires_in": expires_in})


@blueprint.route("/wxa/getwxacodeunlimit", methods=["GET", "POST"])
@endpoint("code.unlimited", dialect="api")
def unlimited_code() -> Response:
    picture = codes.unlimited(here(), appid=_mini_app(), wanted=posted())
    return Response(picture, content_type="image/png")


@blueprint.route("/wxa/msg_sec_check", methods=["GET", "POST"])
@endpoint("safety.text", dialect="api")
def text_check() -> Response:
    return as_json(safety.check_text(here(), appid=_mini_app(), asked=posted()))


def _app() -> str:
    return tokens.app_of(here(), request.args.get("access_token"))


def _mini_app() -> str:
    appid = _app()
    if appid != here().founding.mini_appid:
        raise ApiError(48001)
    return appid
