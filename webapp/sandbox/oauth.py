"""H5 identity: the service account asks the browser inside WeChat who is looking."""

import secrets
from dataclasses import dataclass, replace
from urllib.parse import urlencode, urlsplit, urlunsplit

from webapp.sandbox import faults, people
from webapp.sandbox.context import SandboxContext
from webapp.sandbox.errors import ApiError
from webapp.sandbox.people import Person

BASE, USERINFO = "snsapi_base", "snsapi_userinfo"
CODE_SECONDS = 300
TOKEN_SECONDS = 7200
REFRESH_SECONDS = 30 * 86400


class AuthorizeRefused(Exception):
    """The authorize page shows a number instead of redirecting."""

    def __init__(self, number: int, text: str) -> None:
        self.number, self.text = number, text
        super().__init__(f"{number} {text}")


@dataclass(frozen=True, kw_only=True)
class AuthorizeRequest:
    """One authorize request, already found to be in order."""

    appid: str
    redirect_uri: str
    scope: str
    state: str

    def redirect_url(self, code: str | None) -> str:
        """Where the browser goes next; a person who refuses comes back with the state alone."""
        parts = urlsplit(self.redirect_uri)
        added = urlencode({"code": code, "state": self.state} if code else {"state": self.state})
        query = f"{parts.query}&{added}" if parts.query else added
        return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


@dataclass(frozen=True, kw_only=True)
class Grant:
    access_token: str
    refresh_token: str
    person: Person
    appid: str
    scope: str
    expires_in: int
    snapshot_openid: str | None = None

    @property
    def openid(self) -> str:
        return self.snapshot_openid or self.person.openids[self.appid]


def check_authorize_request(context: SandboxContext, query: dict[str, str]) -> AuthorizeRequest:
    """Check an authorize request as WeChat does; the redirect must lead to the shop's registered domain."""
    asked = AuthorizeRequest(
        appid=query.get("appid", ""),
        redirect_uri=query.get("redirect_uri", ""),
        scope=query.get("scope", ""),
        state=query.get("state", ""),
    )
    if asked.appid != context.accounts.h5_appid:
        raise AuthorizeRefused(10013, "appid 参数错误")
    if asked.scope not in {BASE, USERINFO} or query.get("response_type") != "code":
        raise AuthorizeRefused(10005, "scope 参数错误或没有 scope 权限")
    if urlsplit(asked.redirect_uri).netloc != urlsplit(context.accounts.shop_origin).netloc:
        raise AuthorizeRefused(10003, "redirect_uri 域名与后台配置不一致")
    if len(asked.state.encode()) > 128:
        raise AuthorizeRefused(10016, "state 参数过长")
    return asked


def approve(context: SandboxContext, *, person: str, scope: str = BASE, appid: str | None = None) -> str:
    """A code for this person, as the silent redirect or the tap on 'allow' makes it."""
    people.get(context, person)
    code = "0" + secrets.token_urlsafe(24)[:31]
    with context.store.writing() as db:
        db.execute(
            "INSERT INTO oauth_code VALUES (?, ?, ?, ?, ?, NULL)",
            (code, person, appid or context.accounts.h5_appid, scope, context.clock.now() + CODE_SECONDS),
        )
    return code


def exchange(context: SandboxContext, *, appid: str, code: str) -> Grant:
    now = context.clock.now()
    with context.store.writing() as db:
        row = db.execute(
            "SELECT person_id, scope, expires_at, used_at FROM oauth_code WHERE code = ? AND appid = ?", (code, appid)
        ).fetchone()
        if row is None or row[2] < now:
            raise ApiError(40029)
        if row[3] is not None:
            raise ApiError(40163)
        db.execute("UPDATE oauth_code SET used_at = ? WHERE code = ?", (now, code))
    grant = _grant(context, person=people.get(context, row[0]), appid=appid, scope=row[1])
    if faults.take(context, "oauth.access_token", kinds={"snapshot_user"}):
        return replace(grant, snapshot_openid="oSNAP" + secrets.token_urlsafe(17))
    return grant


def refresh(context: SandboxContext, *, appid: str, refresh_token: str) -> Grant:
    with context.store.reading() as db:
        row = db.execute(
            "SELECT person_id, scope, refresh_until FROM oauth_token WHERE refresh_token = ? AND appid = ?",
            (refresh_token, appid),
        ).fetchone()
    if row is None:
        raise ApiError(40030)
    if row[2] < context.clock.now():
        raise ApiError(42002)
    return _grant(context, person=people.get(context, row[0]), appid=appid, scope=row[1], refresh_token=refresh_token)


def grant_of_token(context: SandboxContext, *, access_token: str | None, openid: str | None) -> Grant:
    """The grant behind a person's token, when it is theirs and alive."""
    if not access_token:
        raise ApiError(41001)
    if not openid:
        raise ApiError(41009)
    with context.store.reading() as db:
        row = db.execute(
            "SELECT person_id, appid, scope, expires_at, refresh_token FROM oauth_token WHERE access_token = ?",
            (access_token,),
        ).fetchone()
    if row is None:
        raise ApiError(40001)
    if row[3] < context.clock.now():
        raise ApiError(42001)
    grant = Grant(
        access_token=access_token,
        refresh_token=row[4],
        person=people.get(context, row[0]),
        appid=row[1],
        scope=row[2],
        expires_in=int(row[3] - context.clock.now()),
    )
    if grant.openid != openid:
        raise ApiError(40003)
    return grant


def _grant(
    context: SandboxContext, *, person: Person, appid: str, scope: str, refresh_token: str | None = None
) -> Grant:
    now = context.clock.now()
    grant = Grant(
        access_token="81_" + secrets.token_urlsafe(64),
        refresh_token=refresh_token or "81_" + secrets.token_urlsafe(64),
        person=person,
        appid=appid,
        scope=scope,
        expires_in=TOKEN_SECONDS,
    )
    ends = (now + TOKEN_SECONDS, now + REFRESH_SECONDS)
    with context.store.writing() as db:
        db.execute(
            "INSERT INTO oauth_token VALUES (?, ?, ?, ?, ?, ?, ?)",
            (grant.access_token, grant.refresh_token, person.id, appid, scope, *ends),
        )
    return grant
