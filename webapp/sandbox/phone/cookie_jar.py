"""Each person's own cookies, kept by the sandbox.

WeChat's browser is the top window of a phone; here it is a frame on another site, where desktop browsers hold back
SameSite and third-party cookies. So the cookies live where they would on a phone: with the person.
"""

from email.utils import parsedate_to_datetime
from http.cookies import CookieError, Morsel, SimpleCookie
from urllib.parse import urlsplit

from webapp.sandbox.context import SandboxContext


def cookies_for(context: SandboxContext, person: str, path: str) -> str:
    """The Cookie header of this person's browser for a path."""
    plain = urlsplit(path).path
    with context.store.reading() as db:
        rows = db.execute(
            "SELECT name, value, path FROM phone_cookie WHERE person_id = ? AND (expires_at IS NULL OR expires_at > ?)"
            " ORDER BY length(path) DESC, name",
            (person, context.clock.now()),
        ).fetchall()
    return "; ".join(f"{name}={value}" for name, value, under in rows if _covers(under, plain))


def keep(context: SandboxContext, person: str, headers: list[str]) -> None:
    """Take in the Set-Cookie headers of an answer."""
    for header in headers:
        try:
            given = SimpleCookie(header)
        except CookieError:
            continue  # as a browser ignores what it cannot read
        for morsel in given.values():
            _keep_one(context, person, morsel)


def _keep_one(context: SandboxContext, person: str, morsel: "Morsel[str]") -> None:
    path = morsel["path"] or "/"
    with context.store.writing() as db:
        db.execute("DELETE FROM phone_cookie WHERE person_id = ? AND name = ? AND path = ?", (person, morsel.key, path))
        db.execute(
            "INSERT INTO phone_cookie VALUES (?, ?, ?, ?, ?)",
            (person, morsel.key, path, morsel.coded_value, _expiry(context, morsel)),
        )


def _expiry(context: SandboxContext, morsel: "Morsel[str]") -> float | None:
    """Max-Age counts on the phone's own clock; Expires is a moment somebody else wrote down."""
    if morsel["max-age"]:
        try:
            return context.clock.now() + int(morsel["max-age"])
        except ValueError:
            return None
    if morsel["expires"]:
        try:
            return parsedate_to_datetime(morsel["expires"]).timestamp()
        except ValueError:
            return None
    return None


def _covers(under: str, path: str) -> bool:
    return path == under or path.startswith(under if under.endswith("/") else under + "/")
