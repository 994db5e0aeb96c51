"""Who is looking: a signed cookie with a random visitor number and, after buying began, the person.

Nobody is asked who they are in order to look. The cookie is read by scripts never, sent to other sites never.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from flask import Request, request
from itsdangerous import BadSignature, TimestampSigner, URLSafeTimedSerializer
from werkzeug.sansio.response import Response

from webapp.kernel.settings import settings
from webapp.people import identity
from webapp.people.identity import new_visitor_id

COOKIE = "gx_visitor"
VISITOR_SECONDS = 180 * 86_400


@dataclass(frozen=True, slots=True)
class Consumer:
    """A browser, and the person in front of it if we know."""

    visitor_id: int
    person_id: int | None = None

    @property
    def is_authenticated(self) -> bool:
        return self.person_id is not None

    is_active = is_authenticated

    @property
    def is_anonymous(self) -> bool:
        return self.person_id is None

    def get_id(self) -> str:
        return str(self.person_id or "")


@lru_cache(maxsize=8)
def _signer(keys: Sequence[str]) -> TimestampSigner:
    return TimestampSigner(list(keys), salt="guanxi.visitor")


def cookie_serializer(salt: str) -> URLSafeTimedSerializer:
    """A serializer for another short-lived cookie of this face."""
    return URLSafeTimedSerializer(list(settings().secret_keys), salt=f"guanxi.{salt}")


def consumer(environ: Mapping[str, Any] | None = None) -> Consumer | None:
    """Whose cookie came with this request; None without one, or when it was tampered with or is too old."""
    cookie = _cookie((request.environ if environ is None else environ).get("HTTP_COOKIE", ""))
    if cookie is None:
        return None
    try:
        value, signed_at = _signer(settings().secret_keys).unsign(
            cookie, max_age=VISITOR_SECONDS, return_timestamp=True
        )
    except BadSignature:
        return None
    return _read(value.decode("ascii"), signed_at)


def _cookie(header: str) -> str | None:
    for part in header.split(";"):
        name, _, value = part.strip().partition("=")
        if name == COOKIE:
            return value.strip('"')
    return None


def _read(value: str, signed_at: datetime) -> Consumer:
    """The visitor lives as long as the cookie; the person only as long as a session."""
    visitor_id, _, person_id = value.partition("-")
    age = datetime.now(UTC) - signed_at  # noqa: TID251 - the signature carries the machine's time, not the shop's
    fresh = age.total_seconds() <= settings().session_seconds
    return Consumer(int(visitor_id), int(person_id) if person_id and fresh else None)


def load(asked: Request) -> Consumer | None:
    """Whom Flask-Login finds on this face: somebody WeChat has told us about, and who has not been erased since."""
    who = consumer(asked.environ)
    return who if who and who.person_id is not None and not identity.is_erased(who.person_id) else None


def get_or_new_consumer(environ: Mapping[str, Any] | None = None) -> tuple[Consumer, bool]:
    """Whoever is looking, and whether they are new and must be given their cookie."""
    known = consumer(environ)
    return (known, False) if known else (Consumer(new_visitor_id()), True)


def cookie_for(who: Consumer) -> str:
    """The Set-Cookie header that lets us know this browser again."""
    value = _signer(settings().secret_keys).sign(f"{who.visitor_id}-{who.person_id or ''}").decode("ascii")
    secure = "; Secure" if settings().production else ""
    return f"{COOKIE}={value}; Max-Age={VISITOR_SECONDS}; Path=/; HttpOnly; SameSite=Lax{secure}"


def set_visitor_cookie(response: Response, who: Consumer) -> None:
    """Hand out the cookie."""
    response.headers.add("Set-Cookie", cookie_for(who))
