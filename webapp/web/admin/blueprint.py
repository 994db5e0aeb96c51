"""Default deny: every page below /admin needs a login and names its permission, except the ones listed here."""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Blueprint, Response, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.kernel.errors import Forbidden, Invalid, Unauthenticated
from webapp.people.staff import StaffMember, roles_by_permission
from webapp.web import htmx
from webapp.web.admin import session

admin = Blueprint("admin", __name__, url_prefix="/admin")

# The doors: what somebody who is not logged in may ask for.
PUBLIC = frozenset({"admin.login", "admin.log_in", "admin.enrolment", "admin.enrol", "admin.choose_language"})

_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)

View = TypeVar("View", bound=Callable[..., Any])


def needs(permission: str) -> Callable[[View], View]:
    """Name what a view requires; an unknown name fails at import."""
    if permission not in roles_by_permission():
        raise ValueError(f"nobody was ever given {permission!r}")

    def mark(view: View) -> View:
        view.permission = permission  # type: ignore[attr-defined]
        return view

    return mark


def me() -> StaffMember:
    """The colleague this request is made by."""
    member = session.colleague()
    if member is None:
        raise Unauthenticated
    return member


def permission_of(endpoint: str) -> str | None:
    """What a view requires; None when it was forgotten, which denies."""
    permission: str | None = getattr(current_app.view_functions[endpoint], "permission", None)
    return permission


class Unreadable(Invalid):
    """This contains a character that no text has."""


@admin.before_request
def _guard() -> ResponseReturnValue | None:
    # PostgreSQL's text holds every character but this one.
    if any("\0" in given for given in (request.path, *request.values.values())):
        raise Unreadable
    endpoint = request.endpoint or ""
    if endpoint not in PUBLIC:
        member = session.colleague()
        if member is None:
            return to_login()
        permission = permission_of(endpoint)
        if permission is None or not member.may(permission):
            raise Forbidden
    if request.method in ("GET", "HEAD", "OPTIONS"):
        session.bind_forms()
    else:
        session.check_csrf()
    return None


def to_login() -> ResponseReturnValue:
    """Ask for a login first; a GET comes back to where it was going."""
    wanted = request.full_path.rstrip("?") if request.method == "GET" else ""
    address = url_for("admin.login", next=wanted or None)
    if htmx.asked():
        answer: Response = htmx.make_response("", 401, redirect=url_for("admin.login"))
        return answer
    return redirect(address, 303)


def safe_next(default: str) -> str:
    """Where to go on: only a path of this face, never another site."""
    wanted = request.values.get("next", "")
    parts = urlsplit(wanted)
    local = not parts.scheme and not parts.netloc and "\\" not in wanted
    return wanted if local and wanted.startswith("/admin/") and not wanted.startswith("/admin/log") else default


def protect(response: Response) -> Response:
    """Headers of every admin answer: nothing from elsewhere, nothing kept by a cache, no frame."""
    if request.path == "/admin" or request.path.startswith("/admin/"):
        session.remember(response)
        response.headers["Content-Security-Policy"] = _CSP
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Cache-Control"] = "no-store"
        response.headers.add("Vary", "HX-Request")
    return response
