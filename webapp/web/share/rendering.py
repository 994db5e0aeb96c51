"""How this face renders: language, words, security headers."""

from typing import Any

from flask import Response, make_response, render_template, request
from werkzeug.sansio.response import Response as AnyResponse
from werkzeug.wrappers import Response as BaseResponse

from webapp.kernel import words
from webapp.kernel.settings import settings
from webapp.web import htmx
from webapp.web.badge_tones import badge_tone
from webapp.web.share.page_cache import LANGUAGE_COOKIE, CachedPage, language_of, prepare, serve
from webapp.web.share.same_site import form_token

YEAR = 365 * 86_400
OWN_PATHS = ("/s/", "/orders", "/me")


def language() -> str:
    """The language of this request: `zh` or `en`."""
    return language_of(request.environ)


def local(thing: Any, name: str, chosen: str) -> str:
    """A text that a thing has in both languages."""
    text: str = getattr(thing, f"{name}_{chosen}")
    return text


def picture(path: str) -> str:
    """The address of a picture kept below /static."""
    return f"/static/{path}" if path else "/static/brand/mark.svg"


def in_wechat() -> bool:
    """Whether this is WeChat's own browser, where paying and being recognised work."""
    return "MicroMessenger" in request.headers.get("User-Agent", "")


def render(template: str, *, status: int = 200, **data: object) -> Response:
    """A page in the reader's language, with this face's headers; personal, so nobody keeps a copy."""
    chosen = language()
    body = render_template(
        template,
        language=chosen,
        say=lambda key, **values: words.say(key, chosen, **values),
        local=lambda thing, name: local(thing, name, chosen),
        moment=lambda at: words.moment(at, chosen),
        month=lambda at: words.moment(at, chosen, "month"),
        listed=lambda things: words.listed(things, chosen),
        picture=picture,
        tone=badge_tone,
        **{"here": request.path, "csrf_token": form_token, **data},
    )
    response = make_response(body, status)
    response.headers["Cache-Control"] = "no-store"
    return secured(response)


def answer_kept(page: CachedPage) -> BaseResponse:
    """A page that is the same for everybody; the first reader gets what all the others get, by the same way."""
    return BaseResponse.from_app(lambda environ, start: serve(page, environ, start), request.environ)


def render_kept(template: str, **data: Any) -> BaseResponse:
    """A page or a part of one that is the same for everybody, sent only to who does not have it yet."""
    response = render(template, **data)
    return answer_kept(prepare(response.get_data(), response.headers.items()))


def nothing(status: int = 204, *, refresh: bool = False) -> Response:
    """An answer to htmx that changes nothing on the page, or has it opened anew; personal, so nobody keeps it."""
    response: Response = htmx.make_response("", status, refresh=refresh, reswap="none")
    response.headers["Cache-Control"] = "no-store"
    return secured(response)


def as_whole_page(response: Response) -> Response:
    """The same page, where only a part of another was asked for: it takes the place of all of it."""
    if htmx.asked():
        response.headers["HX-Retarget"] = "body"
        response.headers["HX-Reswap"] = "innerHTML show:window:top"
    return response


def secured(response: Response) -> Response:
    """Only our own scripts, styles, pictures; no address leaks elsewhere, for tokens are in addresses."""
    config = settings()
    ancestors = "'none'" if config.frame_ancestors == "'none'" else f"'self' {config.frame_ancestors}"
    # Buying may lead from a form to WeChat's login page, which is why form-action names it.
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        f"form-action 'self' {config.wechat_open_origin}; base-uri 'none'; frame-ancestors {ancestors}"
    )
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def own_page() -> str:
    """The page this request is about: itself, or the page whose form it was."""
    if request.method not in ("GET", "HEAD"):
        return own_path(request.path.rpartition("/")[0])
    query = request.query_string.decode("ascii", "replace")
    return own_path(f"{request.path}?{query}" if query else request.path)


def remember_language(response: AnyResponse, chosen: str) -> None:
    """Keep the reader's choice for a year."""
    response.set_cookie(LANGUAGE_COOKIE, chosen, max_age=YEAR, samesite="Lax", secure=settings().production)


def own_path(path: str) -> str:
    """A path of this face to go on to; anything else leads to the orders."""
    return path if path.startswith(OWN_PATHS) and "\\" not in path and "//" not in path else "/orders"
