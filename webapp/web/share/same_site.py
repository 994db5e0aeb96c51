"""Forms and visits come from our own pages: the browser's own evidence, and for forms a token bound to the cookie."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from flask import request

from webapp.kernel.errors import Forbidden
from webapp.kernel.settings import settings
from webapp.web import csrf
from webapp.web.share.visitor import Consumer, consumer


class StaleForm(Forbidden):
    """This page was open for too long, or came from somewhere else. Please open it again."""


def form_token(who: Consumer | None = None) -> str:
    """What a form of this visitor carries; nothing for a browser without a cookie, whose forms are not believed."""
    who = who or consumer()
    return csrf.token(_owner(who)) if who else ""


def _owner(who: Consumer) -> str:
    return f"visitor:{who.visitor_id}"


def require_own_page(environ: Mapping[str, Any]) -> None:
    """Refuse a POST another site caused. Browsers say so in Sec-Fetch-Site; older ones in Origin."""
    site = environ.get("HTTP_SEC_FETCH_SITE")
    if site is not None:
        if site not in ("same-origin", "none"):
            raise StaleForm
        return
    origin = environ.get("HTTP_ORIGIN")
    if origin and urlsplit(origin).netloc not in (environ.get("HTTP_HOST"), urlsplit(settings().shop_origin).netloc):
        raise StaleForm


def require_own_form() -> None:
    """Refuse a form that does not carry the token of the visitor who sends it."""
    require_own_page(request.environ)
    who = consumer()
    if who is None or not csrf.is_own_form(_owner(who)):
        raise StaleForm
