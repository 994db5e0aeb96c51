"""WeChat tells us who wants to buy: asked only then, silently, and never twice with one code."""

import secrets
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import segno
from flask import Response, redirect
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.gateways.wechat import wechat
from webapp.kernel.errors import Refused
from webapp.kernel.settings import settings
from webapp.web import htmx
from webapp.web.share.rendering import as_whole_page, in_wechat, nothing, own_page, render
from webapp.web.share.visitor import cookie_serializer, get_or_new_consumer, set_visitor_cookie

COOKIE = "gx_oauth"
SECONDS = 600
P = ParamSpec("P")


class LoginInterrupted(Refused):
    """The WeChat login was interrupted or has expired."""


def buyer_required(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """Let only a known person in; others are recognised by WeChat first, or asked to come by WeChat."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        if not current_user.is_authenticated:
            if htmx.asked():
                # A part of a page cannot go to WeChat and come back: its whole page does.
                return nothing(401, refresh=True)
            return redirect_to_oauth(own_page())
        return view(*args, **kwargs)

    return guarded


def buyer() -> int:
    """The person of this request, inside a view that requires one."""
    person_id: int = current_user.person_id
    return person_id


def redirect_to_oauth(come_back: str) -> ResponseReturnValue:
    """Send a browser inside WeChat to its silent login; elsewhere say how to come back in WeChat."""
    if not in_wechat():
        return as_whole_page(open_in_wechat_page(come_back))
    who, new = get_or_new_consumer()
    state = secrets.token_hex(16)
    address = wechat().official.authorize_url(f"{settings().shop_origin}/wechat/oauth", state)
    # A form that was sent in place leaves its page for WeChat; it could not follow a redirect to another site.
    response = htmx.make_response("", redirect=address) if htmx.asked() else redirect(address)
    response.headers["Cache-Control"] = "no-store"
    # The state is bound to this browser: somebody else's code cannot be slipped in.
    response.set_cookie(
        COOKIE,
        cookie_serializer("oauth").dumps([state, come_back]),
        max_age=SECONDS,
        httponly=True,
        samesite="Lax",
        secure=settings().production,
    )
    if new:
        set_visitor_cookie(response, who)
    return response


def open_in_wechat_page(path: str) -> Response:
    """A page with a code to scan: buying happens inside WeChat."""
    address = f"{settings().shop_origin}{path}"
    code = segno.make(address, error="m").svg_inline(scale=5, border=3, light="#fff", dark="#2a2420")
    return render("web/share/open_in_wechat.html", code=code, address=address)
