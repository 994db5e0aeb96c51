"""The service account's OAuth: the page in the browser inside WeChat, and the exchange behind it."""

from flask import Blueprint, Response, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from webapp.sandbox import oauth, people, tokens
from webapp.sandbox.context import current_context
from webapp.sandbox.errors import ApiError
from webapp.sandbox.faults import endpoint
from webapp.sandbox.oauth import AuthorizeRefused, AuthorizeRequest, Grant
from webapp.sandbox.people import Person
from webapp.sandbox.wire.answers import as_text, refused

PERSON_COOKIE = "wx_person"
PERSON_HEADER = "X-Sandbox-Person"

blueprint = Blueprint("oauth", __name__, template_folder="../templates")
blueprint.register_error_handler(ApiError, refused)


@blueprint.app_errorhandler(AuthorizeRefused)
def show_refusal(refusal: AuthorizeRefused) -> Response:
    """A page, not a redirect: an address that may not be trusted gets nothing, not even the state."""
    return make_response(render_template("oauth_error.html", refusal=refusal), 200)


@blueprint.get("/connect/oauth2/authorize")
def authorize() -> Answer:
    asked = oauth.check_authorize_request(current_context(), request.args.to_dict())
    person = _who_holds_the_phone()
    if person is None:
        return make_response(render_template("outside_wechat.html"), 200)
    if asked.scope == oauth.BASE:
        return redirect(asked.redirect_url(oauth.approve(current_context(), person=person.id, scope=asked.scope)))
    return make_response(
        render_template("consent.html", asked=asked, person=person, merchant=current_context().accounts), 200
    )


@blueprint.post("/connect/oauth2/authorize")
def decide() -> Answer:
    """What the person tapped on the consent page."""
    asked: AuthorizeRequest = oauth.check_authorize_request(current_context(), request.args.to_dict())
    person = _who_holds_the_phone()
    if person is None:
        return make_response(render_template("outside_wechat.html"), 200)
    allowed = request.form.get("decision") == "allow"
    code = oauth.approve(current_context(), person=person.id, scope=asked.scope) if allowed else None
    return redirect(asked.redirect_url(code))


@blueprint.get("/sns/oauth2/access_token")
@endpoint("oauth.access_token", dialect="api")
def access_token() -> Response:
    asked = request.args
    appid = tokens.check_secret(current_context(), appid=asked.get("appid"), secret=asked.get("secret"))
    if asked.get("grant_type") != "authorization_code":
        raise ApiError(40002)
    if not asked.get("code"):
        raise ApiError(41008)
    grant = oauth.exchange(current_context(), appid=appid, code=asked["code"])
    body = _token_body(grant)
    if grant.snapshot_openid:
        return as_text({**body, "is_snapshotuser": 1})
    return as_text({**body, "unionid": grant.person.unionid} if grant.scope == oauth.USERINFO else body)


@blueprint.get("/sns/oauth2/refresh_token")
@endpoint("oauth.refresh_token", dialect="api")
def refresh_token() -> Response:
    asked = request.args
    if not asked.get("appid"):
        raise ApiError(41002)
    if not asked.get("refresh_token"):
        raise ApiError(41003)
    if asked.get("grant_type") != "refresh_token":
        raise ApiError(40002)
    return as_text(
        _token_body(oauth.refresh(current_context(), appid=asked["appid"], refresh_token=asked["refresh_token"]))
    )


@blueprint.get("/sns/userinfo")
@endpoint("oauth.userinfo", dialect="api")
def userinfo() -> Response:
    grant = _grant()
    if grant.scope != oauth.USERINFO:
        raise ApiError(48001)
    return as_text(
        {
            "openid": grant.openid,
            "nickname": grant.person.name,
            "sex": 0,
            "language": "",
            "city": "",
            "province": "",
            "country": "",
            "headimgurl": f"{current_context().accounts.origin}/avatar/{grant.person.id}.svg",
            "privilege": [],
            "unionid": grant.person.unionid,
        }
    )


@blueprint.get("/sns/auth")
@endpoint("oauth.auth", dialect="api")
def auth() -> Response:
    _grant()
    return as_text({"errcode": 0, "errmsg": "ok"})


@blueprint.get("/avatar/<person_id>.svg")
def avatar(person_id: str) -> Response:
    drawn = render_template("avatar.svg", person=people.get(current_context(), person_id))
    return Response(drawn, content_type="image/svg+xml")


def _grant() -> Grant:
    return oauth.grant_of_token(
        current_context(), access_token=request.args.get("access_token"), openid=request.args.get("openid")
    )


def _token_body(grant: Grant) -> dict[str, object]:
    return {
        "access_token": grant.access_token,
        "expires_in": grant.expires_in,
        "refresh_token": grant.refresh_token,
        "openid": grant.openid,
        "scope": grant.scope,
    }


def _who_holds_the_phone() -> Person | None:
    """A browser is 'inside WeChat' when it says whose phone it runs on."""
    named = request.headers.get(PERSON_HEADER) or request.args.get("person") or request.cookies.get(PERSON_COOKIE)
    return people.find(current_context(), named) if named else None
