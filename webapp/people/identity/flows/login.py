"""Somebody opens the mini-program: a code from WeChat becomes a session of ours."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from webapp.gateways.wechat import wechat
from webapp.kernel import clock, ratelimit
from webapp.kernel.db import transaction
from webapp.kernel.settings import settings
from webapp.people import identity

LOGINS_PER_MINUTE = 20  # of one person; a mini-program that logs in more often is broken or not one


@dataclass(frozen=True, kw_only=True, slots=True)
class NewSession:
    """A session and until when it lasts; the token is told only here."""

    person_id: int
    token: str
    expires_at: datetime


def login(code: str) -> NewSession:
    """Exchange a login code; raises CodeRefused, WechatTrouble or TooMany, and then nothing has happened."""
    mini = wechat().mini
    who = mini.login(code)
    ratelimit.count(f"login of {_short_hash(who.openid)}", most=LOGINS_PER_MINUTE, seconds=60)
    now = clock.now()
    with transaction():
        person_id = identity.identify_person(mini.appid, who.openid, who.unionid, how="login", now=now)
        token = identity.open_session(person_id, who.session_key)
    return NewSession(person_id=person_id, token=token, expires_at=now + timedelta(seconds=settings().session_seconds))


def _short_hash(openid: str) -> str:
    return hashlib.sha256(openid.encode()).hexdigest()[:24]


def logout(token: str) -> None:
    """End this session at once."""
    with transaction():
        identity.end_session(token)


def logout_everywhere(person_id: int) -> int:
    """End all sessions of a person at once; returns how many."""
    with transaction():
        return identity.end_sessions_of(person_id)
