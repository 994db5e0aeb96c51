"""The page a tapped link opens, and the visit it records when it is really seen."""

from typing import Any, cast

from flask import Flask, current_app, request
from flask.typing import ResponseReturnValue

from webapp.gateways.wechat import wechat
from webapp.kernel import clock
from webapp.kernel.settings import settings
from webapp.pages.queries.quote import quote_of
from webapp.pages.queries.share_page import SharePage
from webapp.pages.share.page_memory import TOKEN_PLACEHOLDER, CachedShare, PageMemory, RenderedPage
from webapp.pages.share.share_access import require_on_sale, resolve_link
from webapp.pages.share.visit_ingester import wake_ingester
from webapp.pages.share.visit_recording import answer_visit
from webapp.referral.shares import ResolvedShare
from webapp.social import reviews
from webapp.social.questions import answered_questions
from webapp.social.service_records.words import signal_lines
from webapp.web.share.blueprint import share
from webapp.web.share.page_cache import prepare
from webapp.web.share.rendering import answer_kept, language, local, render
from webapp.web.share.same_site import require_own_page

LOW_STOCK = 10
MAX_QUESTIONS = 3


def page_memory() -> PageMemory:
    """This app's memory of pages."""
    kept: PageMemory = current_app.extensions["share_memory"]
    return kept


@share.get("/s/<token>")
def show_product(token: str) -> ResponseReturnValue:
    """The product page: the same for everyone who opens this token in this language."""
    chosen = language()
    opened = resolve_link(token)
    rendered = _rendered(opened, chosen)
    page_memory().shown.keep((token, chosen), CachedShare(opened, rendered.card))
    cached = prepare(rendered.with_token(token).encode(), rendered.headers)
    if not request.query_string:
        page_memory().pages.keep((token, chosen), cached)
    return answer_kept(cached)


def _rendered(opened: ResolvedShare, chosen: str) -> RenderedPage:
    """The share's page, rendered a moment ago or now; a forward differs from it in its token only."""
    known = page_memory().rendered.get((opened.share_id, chosen))
    if known is None:
        page = require_on_sale(opened)
        card = _card(page, chosen)
        response = render(
            "pages/share/product.html",
            here=f"/s/{TOKEN_PLACEHOLDER}",
            token=TOKEN_PLACEHOLDER,
            page=page,
            product=page.product,
            keeper=page.shopkeeper,
            quote=quote_of(page.product, opened.scene_key, sku_code="", wanted=1, now=clock.now()),
            sold=sum(sku.sold for sku in page.product.skus),
            low=LOW_STOCK,
            signals=signal_lines(page.signals, chosen),
            asked=answered_questions(page.product.id, shopkeeper_id=page.shopkeeper.id, limit=MAX_QUESTIONS),
            rating=reviews.rating_of(page.product.id),
            reviews=reviews.newest_with_text(page.product.id),
            card=card,
            origin=settings().shop_origin,
        )
        known = RenderedPage(response.get_data(as_text=True), list(response.headers.items()), card)
        page_memory().rendered.keep((opened.share_id, chosen), known)
    return known


def _card(page: SharePage, chosen: str) -> dict[str, str]:
    """What WeChat shows when this page is forwarded. It takes no SVG, so products carry a picture made for cards."""
    product = page.product
    leading = product.card_picture or (product.pictures[0] if product.pictures else "")
    return {
        "title": local(product, "name", chosen),
        "description": page.opened.text or local(product, "summary", chosen) or page.shopkeeper.shop_name,
        "picture": f"{settings().shop_origin}/static/{leading}",
    }


@share.post("/s/<token>/visits")
def visit(token: str) -> ResponseReturnValue:
    """A visit of a page that was not shown here a moment ago; the front door takes the others."""
    request.get_data()  # an answer before the body has arrived would make the server hang up
    body, headers = answer_visit(request.environ, _shown(token))
    wake_ingester(cast(Flask, current_app._get_current_object()))  # type: ignore[attr-defined]
    return body, 200, headers


def _shown(token: str) -> CachedShare:
    """The page this visit is of: shown here a moment ago, or looked up again."""
    chosen = language()
    known = page_memory().shown.get((token, chosen))
    if known is None:
        opened = resolve_link(token)
        known = CachedShare(opened, _rendered(opened, chosen).card)
        page_memory().shown.keep((token, chosen), known)
    return known


@share.post("/s/<token>/signature")
def signature(token: str) -> dict[str, Any]:
    """Sign the page's own address for WeChat's bridge, so that forwarding carries the card; never a foreign one."""
    require_own_page(request.environ)
    _shown(token)
    asked = request.get_json(silent=True)
    url = str(asked.get("url", "") if isinstance(asked, dict) else "").split("#")[0]
    signed = wechat().official.js_signature(url)
    return {
        "appid": signed.appid,
        "timestamp": signed.timestamp,
        "nonce": signed.nonce,
        "signature": signed.signature,
    }
