"""`wx.login`: a code that a mini-program exchanges once, within five minutes, for who the person is."""

import base64
import secrets
from dataclasses import dataclass

from webapp.sandbox import people
from webapp.sandbox.context import SandboxContext
from webapp.sandbox.errors import ApiError, Impossible
from webapp.sandbox.people import Person

CODE_SECONDS = 300


@dataclass(frozen=True, kw_only=True)
class LoginCode:
    code: str
    appid: str
    expires_at: float


def new_code(context: SandboxContext, *, person: str, appid: str | None = None) -> LoginCode:
    people.get(context, person)
    appid = appid or context.accounts.mini_appid
    if appid != context.accounts.mini_appid:
        raise Impossible("Only a mini-program logs in with a code.")
    made = LoginCode(
        code="0" + secrets.token_urlsafe(24)[:31], appid=appid, expires_at=context.clock.now() + CODE_SECONDS
    )
    with context.store.writing() as db:
        db.execute("INSERT INTO login_code VALUES (?, ?, ?, ?, NULL)", (made.code, person, appid, made.expires_at))
    return made


def exchange(context: SandboxContext, *, appid: str, code: str) -> tuple[Person, str]:
    """The person and a new session_key; the one before stops being valid, as after every real wx.login."""
    now = context.clock.now()
    session_key = base64.b64encode(secrets.token_bytes(16)).decode()
    with context.store.writing() as db:
        row = db.execute(
            "SELECT person_id, expires_at, used_at FROM login_code WHERE code = ? AND appid = ?", (code, appid)
        ).fetchone()
        if row is None or row[1] < now:
            raise ApiError(40029)
        if row[2] is not None:
            raise ApiError(40163)
        db.execute("UPDATE login_code SET used_at = ? WHERE code = ?", (now, code))
        db.execute(
            "UPDATE person_app SET session_key = ?, seen_at = ? WHERE person_id = ? AND appid = ?",
            (session_key, now, row[0], appid),
        )
    return people.get(context, row[0]), session_key


def seen_at(context: SandboxContext, *, appid: str, openid: str) -> float | None:
    """When the person last opened the app, in virtual seconds, 0 for never; None when the app knows no such openid."""
    with context.store.reading() as db:
        row = db.execute("SELECT seen_at FROM person_app WHERE appid = ? AND openid = ?", (appid, openid)).fetchone()
    return (row[0] or 0.0) if row else None
