"""Opening a share inside the mini-program, and what a shopkeeper sees of visits."""

from apiflask import APIBlueprint
from pydantic import Field

from webapp.journeys.open_share import open_share
from webapp.kernel.settings import settings
from webapp.pages.api.shares import reference
from webapp.pages.queries.share_page import share_page_of
from webapp.people.identity import alias_code
from webapp.people.identity.api.shapes import (
    PersonResponse,
    ShopkeeperCardResponse,
    shopkeeper_card,
    visitor_at_shop,
)
from webapp.referral import shares as share_queries
from webapp.referral import visits
from webapp.referral.visits import VisitView
from webapp.referral.visits.flows.ingest_visits import ingest_visits
from webapp.referral.visits.flows.record_visit import record_visit_of
from webapp.social.service_records.words import signal_lines
from webapp.trade.catalog.api.shapes import ProductResponse, product
from webapp.web.api.guard import caller, for_shopkeepers, forgeries_counted
from webapp.web.api.language import language
from webapp.web.api.shapes import Moment, PageQuery, RequestModel, ResponseModel, Token, picture

section = APIBlueprint("visits", __name__)


class VisitRequest(RequestModel):
    """The token somebody tapped or scanned: of a share or of a forward."""

    token: Token


class ShareCardResponse(ResponseModel):
    """What to give `onShareAppMessage`, so that a forward carries the visitor's own token."""

    title: str
    description: str
    picture: str
    path: str = Field(examples=["pages/share/index?scene=AAb3…"])


class SharePageResponse(ResponseModel):
    """What the page shows."""

    product: ProductResponse
    shopkeeper: ShopkeeperCardResponse
    scene: str
    text: str
    signals: list[str] = Field(
        description="How this shop has served people lately, as far as enough is known.", examples=[["真实成交 128 单"]]
    )
    card: ShareCardResponse


class OpenedPageResponse(ResponseModel):
    """A visit that is recorded, and the page it opened."""

    visit_id: str
    forward_token: Token
    page: SharePageResponse


class VisitResponse(ResponseModel):
    """Somebody looked, without a name: the same letters are the same person."""

    id: str
    share_id: str
    visitor: PersonResponse
    forwarded_from: str | None = Field(description="The visit whose forward was tapped; null: your own share.")
    source: str = Field(description="h5, mini or order.")
    at: Moment


class VisitsResponse(ResponseModel):
    """Some visits."""

    items: list[VisitResponse]
    next_cursor: str | None


class VisitsQuery(PageQuery):
    """Which visits."""

    share_id: str | None = Field(None, max_length=20, description="Only those of one share.")


@section.post("/visits")
@section.input(VisitRequest)
@section.output(OpenedPageResponse, status_code=201)
def open_page(json_data: VisitRequest) -> OpenedPageResponse:
    """Open a share

    Call it when the page is really seen. The visit is recorded with the way it came, and the answer carries the
    visitor's own forward token: whoever opens that one came through them.
    """
    me = caller().person_id
    with forgeries_counted():
        opened = open_share(json_data.token)
    recorded = record_visit_of(opened, visits.visitor_of_person(me), source="mini")
    return OpenedPageResponse(
        visit_id=str(recorded.visit_ref),
        forward_token=recorded.forward_token,
        page=_page(opened, recorded.forward_token),
    )


@section.get("/visits")
@section.input(VisitsQuery, location="query")
@section.output(VisitsResponse)
@for_shopkeepers
def list_visits(query_data: VisitsQuery) -> VisitsResponse:
    """Who looked at my shares

    Newest first, without names; your own looks are left out. Answers within a second of a visit.
    """
    ingest_visits()
    keeper = caller().shop_id
    share = share_queries.share_for(keeper, reference(query_data.share_id)) if query_data.share_id else None
    found = visits.visits_of(
        keeper, share_id=share.id if share else None, cursor=query_data.cursor, limit=query_data.limit
    )
    shares = share_queries.refs_of_shares([visit.share_id for visit in found.items])
    return VisitsResponse(
        items=[_visit(each, shares[each.share_id], keeper) for each in found.items], next_cursor=found.next_cursor
    )


def _page(opened: share_queries.ResolvedShare, forward: str) -> SharePageResponse:
    chosen = language()
    page = share_page_of(opened)
    goods, keeper = product(page.product, chosen, for_shopkeeper=False), page.shopkeeper
    return SharePageResponse(
        product=goods,
        shopkeeper=shopkeeper_card(keeper),
        scene=opened.scene_key,
        text=opened.text,
        signals=signal_lines(page.signals, chosen),
        card=ShareCardResponse(
            title=goods.name,
            description=opened.text or goods.summary or keeper.shop_name,
            picture=goods.card_picture or picture(""),
            path=f"{settings().mini_program_page}?scene={forward}",
        ),
    )


def _visit(visit: VisitView, share_ref: int, shopkeeper: int) -> VisitResponse:
    return VisitResponse(
        id=str(visit.ref),
        share_id=str(share_ref),
        visitor=visitor_at_shop(alias_code(shopkeeper, visit.who)),
        forwarded_from=None if visit.parent_ref is None else str(visit.parent_ref),
        source=visit.source,
        at=visit.at,
    )
