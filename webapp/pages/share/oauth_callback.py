"""WeChat sends a browser back with a code: who it is becomes known, and the visitor goes on."""

import secrets
from urllib.parse import quote

from flask import redirect, request
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature

from webapp.journeys.identify_buyer import identify_buyer
from webapp.web.share.blueprint import share
from webapp.web.share.oauth import COOKIE, SECONDS, LoginInterrupted
from webapp.web.share.rendering import own_path
from webapp.web.share.visitor import Consumer, cookie_serializer, get_or_new_consumer, set_visitor_cookie


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
