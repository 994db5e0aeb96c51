"""WeChat tells us who wants to buy: asked only then, silently, and never twice with one code."""

import secrets
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec
from urllib.parse import quote

import segno
from flask import Response, redirect, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from itsdangerous import BadSignature

from webapp.gateways.wechat import wechat
from webapp.journeys.identify_buyer import identify_buyer
from webapp.kernel.errors import Refused
from webapp.kernel.settings import settings
from webapp.web.share.blueprint import share
from webapp.web.share.rendering import in_wechat, own_page, own_path, render
from webapp.web.share.visitor import Consumer, cookie_serializer, get_or_new_consumer, set_visitor_cookie

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
        return open_in_wechat_page(come_back)
    who, new = get_or_new_consumer()
    state = secrets.token_hex(16)
    response = redirect(wechat().official.authorize_url(f"{settings().shop_origin}/wechat/oauth", state))
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


@share.get("/wechat/oauth")
def oauth_callback() -> ResponseReturnValue:
    """WeChat sends the browser back with a code: exchange it once and go on to a clean address."""
    who, _ = get_or_new_consumer()
    come_back = _come_back()
    if come_back is None:
        if who.person_id is not None:  # a refreshed or shared callback address: nothing left to do
            return redirect(own_path("/orders"))
        raise LoginInterrupted
    code = request.args.get("code", "")
    if not code:
        raise LoginInterrupted
    met = identify_buyer(code, who.visitor_id)
    response = redirect(come_back)
    response.headers["Cache-Control"] = "no-store"
    response.delete_cookie(COOKIE)
    set_visitor_cookie(response, Consumer(met.visitor_id, met.person_id))
    return response


def _come_back() -> str | None:
    """Where this browser wanted to go, if the state is the one it was given."""
    try:
        state, path = cookie_serializer("oauth").loads(request.cookies.get(COOKIE, ""), max_age=SECONDS)
    except BadSignature:
        return None
    given = request.args.get("state", "")
    return own_path(path) if secrets.compare_digest(state.encode(), quote(given).encode()) else None
