"""Who sits at this browser: one signed cookie that names a member of staff, an epoch and when hands last moved."""

import hashlib
import secrets
from dataclasses import dataclass, replace

from flask import Request, Response, current_app, request
from flask_login import UserMixin
from itsdangerous import BadData, URLSafeSerializer

from config import Config
from webapp.kernel import clock
from webapp.kernel.errors import Invalid
from webapp.people.staff import StaffMember, accounts
from webapp.web import csrf

IDLE_SECONDS = 30 * 60
MAX_SESSION_SECONDS = 12 * 3600
_RENEW_SECONDS = 60
# Kept with the request itself: `g` lives as long as an app context, which may hold several requests.
_SESSION, _READ, _COLLEAGUE = "guanxi.staff_session", "guanxi.staff_session_read", "guanxi.colleague"


class StalePage(Invalid):
    """This page is too old to be believed; open it again and repeat what you did."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BrowserSession:
    """What the cookie says. `stage` is out, enrolling (the password was right) or in; times are Unix seconds."""

    key: str
    stage: str = "out"
    staff_id: int = 0
    epoch: int = 0
    started: int = 0
    seen: int = 0


def current() -> BrowserSession:
    """This browser's session; a fresh one without rights when the cookie is missing, forged or too old."""
    if _SESSION not in request.environ:
        request.environ[_SESSION] = _read() or BrowserSession(key=secrets.token_urlsafe(16), seen=_now())
    session: BrowserSession = request.environ[_SESSION]
    return session


def colleague() -> StaffMember | None:
    """The member of staff who is logged in here, if still welcome."""
    if _COLLEAGUE not in request.environ:
        request.environ[_COLLEAGUE] = _welcome("in")
    found: StaffMember | None = request.environ[_COLLEAGUE]
    return found


class StaffPrincipal(UserMixin):  # type: ignore[misc]
    """A colleague as Flask-Login sees them."""

    def __init__(self, member: StaffMember) -> None:
        self.member = member

    def get_id(self) -> str:
        return f"staff:{self.member.id}"


def principal(_: Request) -> StaffPrincipal | None:
    """Who asks for a page of this face, for `flask_login.current_user`."""
    member = colleague()
    return StaffPrincipal(member) if member else None


def enrolling() -> StaffMember | None:
    """Whose password was right and whose authenticator is still to be confirmed."""
    return _welcome("enrolling")


def begin(member: StaffMember, *, stage: str) -> None:
    """Start a session under a new key, so that a key known before login is worth nothing."""
    now = _now()
    request.environ[_SESSION] = BrowserSession(
        key=secrets.token_urlsafe(16),
        stage=stage,
        staff_id=member.id,
        epoch=member.session_epoch,
        started=now,
        seen=now,
    )
    request.environ[_COLLEAGUE] = member if stage == "in" else None


def end() -> None:
    """Forget who sat here."""
    request.environ[_SESSION] = BrowserSession(key=secrets.token_urlsafe(16), seen=_now())
    request.environ[_COLLEAGUE] = None


def csrf_token() -> str:
    """What every form of this session must send back."""
    return csrf.token(_owner())


def check_csrf() -> None:
    """Refuse a change that did not come from a page of this session; raises StalePage."""
    if not csrf.is_own_form(_owner()):
        raise StalePage


def bind_forms() -> None:
    """Let the forms that are read or shown in this request belong to this session."""
    csrf.bind(_owner())


def _owner() -> str:
    return f"staff:{current().key}"


def remember(response: Response) -> None:
    """Write the cookie when the session is new, changed, or was last seen a minute ago."""
    session: BrowserSession | None = request.environ.get(_SESSION)
    if session is None or (session == request.environ.get(_READ) and _now() - session.seen < _RENEW_SECONDS):
        return
    response.set_cookie(
        cookie_name(),
        _serializer().dumps([getattr(replace(session, seen=_now()), name) for name in BrowserSession.__slots__]),
        secure=_config().production,
        httponly=True,
        samesite="Lax",
        path="/",
    )


def cookie_name() -> str:
    """In production only this host, over https, may have set it."""
    return "__Host-guanxi_staff" if _config().production else "guanxi_staff"


def _read() -> BrowserSession | None:
    try:
        values = _serializer().loads(request.cookies.get(cookie_name(), ""))
    except BadData:
        return None
    session = BrowserSession(**dict(zip(BrowserSession.__slots__, values, strict=True)))
    now = _now()
    if session.stage != "out" and (now - session.seen > IDLE_SECONDS or now - session.started > MAX_SESSION_SECONDS):
        return None
    request.environ[_READ] = session
    return session


def _welcome(stage: str) -> StaffMember | None:
    session = current()
    if session.stage != stage:
        return None
    member = accounts.member(session.staff_id)
    if member is None or member.disabled_at is not None or member.session_epoch != session.epoch:
        return None
    return member


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(
        list(_config().secret_keys),
        salt="guanxi.staff-session",
        signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha256},
    )


def _config() -> Config:
    config: Config = current_app.config["GUANXI"]
    return config


def _now() -> int:
    return int(clock.machine_now().timestamp())
