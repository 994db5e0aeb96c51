"""The browser inside WeChat: `http://p….localhost` is one person's browser, and it shows the shop.

The host name is the person, so that two people's pages are two origins that cannot see each other, and the language of
the phone. Everything is passed to the shop as a phone would send it: WeChat's user agent, the person's cookies, the
shop's own address as host.
"""

from collections.abc import Callable, Iterator
from http import HTTPStatus

import requests
from flask import Response, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from webapp.sandbox import oauth, people
from webapp.sandbox.context import SandboxContext, current_context
from webapp.sandbox.errors import Missing
from webapp.sandbox.phone import cookie_jar, shop_client
from webapp.sandbox.phone.addresses import PERSON_HOST, Addresses
from webapp.sandbox.phone.javascript import bridge_script

MOST_SENT = 1_000_000
MOST_PAGE = 4_000_000
_LANGUAGES = {"zh": "zh-CN,zh;q=0.9", "en": "en"}
_BRIDGE = '<script src="/__wechat__/bridge.js"></script>'
_BRIDGE_SIGNED_IN = '<script src="/__wechat__/bridge.js" data-signed-in></script>'
"""On the first page after WeChat told the shop who this is: nothing shows it, so the phone's guide says it."""
_NOT_SENT = {
    "host", "cookie", "connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "content-length",
    "proxy-authorization", "forwarded", "user-agent", "accept-encoding", "origin", "referer", "sec-fetch-site",
    "sec-fetch-dest", "x-sandbox-person",
}  # fmt: skip
_NOT_RETURNED = {
    "connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "set-cookie", "x-frame-options",
}  # fmt: skip
_READDRESSED = {"location", "content-location", "hx-redirect", "hx-location", "hx-push-url"}


def answer_inside_wechat() -> Answer | None:
    """Everything on a person's host belongs to the frame; nothing of the sandbox itself is reachable there."""
    named = PERSON_HOST.fullmatch(request.host)
    if named is None:
        return None
    person = named[1]
    if people.find(current_context(), person) is None:
        raise Missing(f"There is no person {person}.")
    if request.path == "/__wechat__/bridge.js":
        return bridge_script()
    if request.path == "/connect/oauth2/authorize":
        return _sign_in(current_context(), person, named[2])
    return _shop_page(current_context(), person, named[2])


def _sign_in(context: SandboxContext, person: str, language: str | None) -> Answer:
    """Silent for both scopes, as WeChat is for those who follow the service account: everybody on this phone does."""
    asked = oauth.check_authorize_request(context, request.args.to_dict())
    back = asked.redirect_url(oauth.approve(context, person=person, scope=asked.scope))
    context.store.put_setting(_signed_in(person), "yes")
    return redirect(Addresses.of(context, person, language=language).outward(back))


def _signed_in(person: str) -> str:
    """The setting that stands from a silent sign-in until the person's next page."""
    return f"phone_signed_in_{person}"


def _shop_page(context: SandboxContext, person: str, language: str | None) -> Answer:
    request.max_content_length = MOST_SENT
    addresses = Addresses.of(context, person, language=language)
    path = addresses.inward(_raw_path())
    sent = _sent_headers(addresses, language)
    if cookies := cookie_jar.cookies_for(context, person, path):
        sent["Cookie"] = cookies
    try:
        answer = shop_client.request_shop(context, request.method, path, headers=sent, body=_sent_body(addresses))
    except shop_client.ShopUnreachable:
        return _unreachable(context)
    cookie_jar.keep(context, person, answer.raw.headers.getlist("Set-Cookie"))
    return _returned(answer, addresses, lambda: _bridge_for(context, person))


def _bridge_for(context: SandboxContext, person: str) -> str:
    if not context.store.setting(_signed_in(person), ""):
        return _BRIDGE
    context.store.put_setting(_signed_in(person), "")
    return _BRIDGE_SIGNED_IN


def _raw_path() -> str:
    """Byte for byte as the browser sent it; an absolute form would smuggle in another host."""
    raw: str = request.environ.get("REQUEST_URI") or request.full_path
    return raw if raw.startswith("/") else request.full_path


def _sent_headers(addresses: Addresses, language: str | None) -> dict[str, str]:
    sent = {
        name: value
        for name, value in request.headers.items()
        if name.lower() not in _NOT_SENT and not name.lower().startswith(("sec-ch-", "x-forwarded-"))
    }
    sent |= {"User-Agent": shop_client.WECHAT_BROWSER, "Accept-Encoding": "gzip"}
    sent |= {name: addresses.inward(request.headers[name]) for name in ("Origin", "Referer") if name in request.headers}
    sent |= _as_a_top_window()
    if language:
        sent["Accept-Language"] = _LANGUAGES[language]
    return sent


def _as_a_top_window() -> dict[str, str]:
    """A card is tapped in WeChat, not followed from a site: the frame's first load tells of a cross-site frame."""
    site = request.headers.get("Sec-Fetch-Site")
    kind = request.headers.get("Sec-Fetch-Dest")
    first = kind == "iframe" and site == "cross-site" and request.method == "GET"
    told = {"Sec-Fetch-Site": "none" if first else site, "Sec-Fetch-Dest": "document" if kind == "iframe" else kind}
    return {name: value for name, value in told.items() if value}


def _sent_body(addresses: Addresses) -> bytes | None:
    body = request.get_data(cache=False)
    if request.mimetype in {"application/json", "application/x-www-form-urlencoded", "text/plain"}:
        body = addresses.inward(body.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")
    return body or None


def _returned(answer: requests.Response, addresses: Addresses, bridge: Callable[[], str]) -> Answer:
    page = answer.headers.get("Content-Type", "").startswith("text/html")
    body: bytes | Iterator[bytes] = _page(answer, addresses, bridge) if page else _stream(answer)
    returned = Response(body, status=answer.status_code)
    returned.headers.clear()
    dropped = _NOT_RETURNED | ({"content-length", "content-encoding"} if page else set())
    for name, value in answer.raw.headers.items():
        if name.lower() not in dropped:
            returned.headers.add(name, _readdressed(addresses, name.lower(), value))
    if page and isinstance(body, bytes):
        returned.headers["Content-Length"] = str(len(body))
    return returned


def _readdressed(addresses: Addresses, name: str, value: str) -> str:
    if name in _READDRESSED:
        return addresses.outward(value)
    return addresses.framed_by_phone(value) if name == "content-security-policy" else value


def _stream(answer: requests.Response) -> Iterator[bytes]:
    with answer:
        yield from answer.raw.stream(64 * 1024, decode_content=False)


def _page(answer: requests.Response, addresses: Addresses, bridge: Callable[[], str]) -> bytes:
    """The page with WeChat's bridge in its head, where WeChat itself puts it before the page's own scripts."""
    text = shop_client.read(answer, most=MOST_PAGE).decode("utf-8", "surrogateescape")
    text = addresses.outward_page(text)
    start = text.find("<head")
    end = text.find(">", start) if start >= 0 else -1
    if end >= 0:
        text = text[: end + 1] + bridge() + text[end + 1 :]
    return text.encode("utf-8", "surrogateescape")


def _unreachable(context: SandboxContext) -> Answer:
    page = render_template("sandbox/unreachable.html", shop=context.accounts.shop_origin)
    return make_response(page, HTTPStatus.BAD_GATEWAY)
