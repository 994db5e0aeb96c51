"""An app's own credentials: the legacy token, the stable one, and the JS-SDK ticket they buy."""

import secrets
import sqlite3

from webapp.sandbox.context import SandboxContext
from webapp.sandbox.errors import ApiError

LIFE = 7200
HAND_OVER = 300
"""Seconds in which an old and a new token are both valid."""


def check_secret(context: SandboxContext, *, appid: str | None, secret: str | None) -> str:
    if not appid:
        raise ApiError(41002)
    if not secret:
        raise ApiError(41004)
    known = context.accounts.secret_of(appid)
    if known is None:
        raise ApiError(40013)
    if not secrets.compare_digest(known.encode(), secret.encode()):
        raise ApiError(40125)
    return appid


def legacy(context: SandboxContext, appid: str) -> tuple[str, int]:
    """A new token each time; the one before lives only for the hand-over."""
    now = context.clock.now()
    with context.store.writing() as db:
        _shorten(db, appid=appid, kind="legacy", until=now + HAND_OVER)
        return _issue(db, appid=appid, kind="legacy", now=now), LIFE


def stable(context: SandboxContext, appid: str, *, force: bool) -> tuple[str, int]:
    """The same token for everybody who asks, until its last five minutes or until somebody forces a new one."""
    now = context.clock.now()
    with context.store.writing() as db:
        row = db.execute(
            "SELECT token, expires_at FROM access_token WHERE appid = ? AND kind = 'stable' AND expires_at > ?"
            " ORDER BY expires_at DESC LIMIT 1",
            (appid, now + HAND_OVER),
        ).fetchone()
        if row and not force:
            return row[0], int(row[1] - now)
        _shorten(db, appid=appid, kind="stable", until=now + HAND_OVER)
        return _issue(db, appid=appid, kind="stable", now=now), LIFE


def app_of(context: SandboxContext, token: str | None) -> str:
    """The app a token speaks for, or 41001, 40001, 42001."""
    if not token:
        raise ApiError(41001)
    with context.store.reading() as db:
        row = db.execute("SELECT appid, expires_at FROM access_token WHERE token = ?", (token,)).fetchone()
    if row is None:
        raise ApiError(40001)
    if row[1] < context.clock.now():
        raise ApiError(42001)
    appid: str = row[0]
    return appid


def ticket(context: SandboxContext, appid: str) -> tuple[str, int]:
    now = context.clock.now()
    with context.store.writing() as db:
        row = db.execute("SELECT ticket, expires_at FROM ticket WHERE appid = ?", (appid,)).fetchone()
        if row and row[1] > now + HAND_OVER:
            return row[0], int(row[1] - now)
        fresh = "sM4AOVdWfPE4DxkXGEs8V" + secrets.token_urlsafe(32)
        db.execute("INSERT OR REPLACE INTO ticket VALUES (?, ?, ?)", (appid, fresh, now + LIFE))
        return fresh, LIFE


def _shorten(db: sqlite3.Connection, *, appid: str, kind: str, until: float) -> None:
    db.execute(
        "UPDATE access_token SET expires_at = min(expires_at, ?) WHERE appid = ? AND kind = ?", (until, appid, kind)
    )


def _issue(db: sqlite3.Connection, *, appid: str, kind: str, now: float) -> str:
    token = "80_" + secrets.token_urlsafe(96)
    db.execute("INSERT INTO access_token VALUES (?, ?, ?, ?, ?)", (token, appid, kind, now, now + LIFE))
    return token
