"""A shopkeeper's shares: made, listed with what they led to, taken back, printed, and followed from hand to hand."""

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import asdict

from apiflask import APIBlueprint
from apiflask.schemas import FileSchema
from flask import Response, make_response
from pydantic import Field

from webapp.journeys import make_share as flows
from webapp.kernel.errors import NotFound
from webapp.kernel.settings import settings
from webapp.people import moderation
from webapp.people.identity.api.shapes import PersonResponse, visitor_at_shop
from webapp.people.moderation.api.texts import TextResponse, text_out
from webapp.referral import shares, visits
from webapp.referral.shares import ShareView
from webapp.referral.visits import ForwardNode
from webapp.referral.visits.flows.draw_share_code import draw_share_code
from webapp.referral.visits.flows.ingest_visits import ingest_visits
from webapp.social import materials
from webapp.trade import catalog, orders
from webapp.trade.catalog.api.shapes import ProductResponse, product
from webapp.web.api.guard import caller, for_shopkeepers
from webapp.web.api.language import language
from webapp.web.api.shapes import Moment, PageQuery, RequestModel, ResponseModel, Token
from webapp.web.ids import parse_id

section = APIBlueprint("shares", __name__)


class ShareRequest(RequestModel):
    """What to share, how, and in whose words."""

    product_code: str = Field(min_length=1, max_length=40, examples=["spring-tea"])
    scene: str = Field("plain", max_length=20, description="The way to shop; `plain` is a plain sale.")
    text: str = Field(
        "", max_length=120, description="The shopkeeper's own sentence, for the page and the card once it is checked."
    )
    audience: list[str] = Field(
        [], max_length=200, description="Ids of the customers it is meant for; who does not open it has ignored it."
    )
    material_id: str | None = Field(None, max_length=20, description="The material its words came from.")


class ShareCountsResponse(ResponseModel):
    """What a share led to. The shopkeeper's own opens are not counted."""

    visits: int = Field(description="Every time the page was really seen.")
    touches: int = Field(description="The same, one person within half an hour counted once.")
    visitors: int = Field(description="Different people.")
    forwards: int = Field(description="People whose forward somebody opened.")
    orders: int = Field(description="Sales credited to it: paid and not refunded.")


class ShareResponse(ResponseModel):
    """A share."""

    id: str = Field(
        description="A random number; it reveals neither order nor volume.", examples=["417203948571203948"]
    )
    token: Token
    url: str = Field(description="The page to send into a chat.", examples=["https://shop.example/s/AAb3…"])
    mini_path: str = Field(
        description="The same as a page of the mini-program.", examples=["pages/share/index?scene=AAb3…"]
    )
    scene: str = Field(examples=["plain"])
    text: str = Field(examples=["自己在喝"])
    moderation: TextResponse | None = Field(
        description="What became of the words: others read them once they are shown."
    )
    product: ProductResponse
    created_at: Moment
    expires_at: Moment
    revoked_at: Moment | None
    counts: ShareCountsResponse
    material_id: str | None = Field(description="The material it was made with.")
    material_version: int | None


class SharesResponse(ResponseModel):
    """Some shares."""

    items: list[ShareResponse]
    next_cursor: str | None


class ForwardNodeResponse(ResponseModel):
    """Somebody the share reached, without a name."""

    id: str
    parent_id: str | None = Field(description="Who forwarded it to them; null: the shopkeeper's own share.")
    at: Moment
    visitor: PersonResponse
    visits: int
    bought: bool = Field(description="Paid for something, and kept it.")
    own: bool = Field(description="The shopkeeper looking at their own share.")


class ForwardsResponse(ResponseModel):
    """How the share went from hand to hand, oldest first."""

    items: list[ForwardNodeResponse]


@section.post("/shares")
@section.input(ShareRequest)
@section.output(ShareResponse, status_code=201)
@for_shopkeepers
def make_share(json_data: ShareRequest) -> ShareResponse:
    """Share a product

    Makes a signed link that is yours: whoever opens it, or a forward of it, came through you.
    """
    made = flows.make_share(
        caller().shop_id,
        json_data.product_code,
        scene_key=json_data.scene,
        text=json_data.text,
        audience=[parse_id(each) for each in json_data.audience],
        material_id=parse_id(json_data.material_id) if json_data.material_id else None,
    )
    return _shares([made.share])[0]


@section.get("/shares")
@section.input(PageQuery, location="query")
@section.output(SharesResponse)
@for_shopkeepers
def list_shares(query_data: PageQuery) -> SharesResponse:
    """My shares

    Newest first, each with what it led to so far.
    """
    ingest_visits()
    found = shares.shares_of(caller().shop_id, cursor=query_data.cursor, limit=query_data.limit)
    return SharesResponse(items=_shares(found.items), next_cursor=found.next_cursor)


@section.get("/shares/<share_id>")
@section.output(ShareResponse)
@for_shopkeepers
def read_share(share_id: str) -> ShareResponse:
    """One of my shares

    With what it led to so far.
    """
    ingest_visits()
    return _shares([shares.share_for(caller().shop_id, reference(share_id))])[0]


@section.delete("/shares/<share_id>")
@section.output({}, status_code=204, description="The share is closed.")
@for_shopkeepers
def revoke_share(share_id: str) -> str:
    """Take a share back

    Its pages close within seconds, for ever. Orders already placed through it stay credited. Repeating changes nothing.
    """
    flows.revoke_share(caller().shop_id, reference(share_id))
    return ""


@section.get("/shares/<share_id>/code")
@section.output(FileSchema(type="string", format="binary"), content_type="image/png", description="A picture.")
@for_shopkeepers
def draw_share(share_id: str) -> Response:
    """A share as a mini-program code

    A picture to print or to show; scanning it opens the share in the mini-program.
    """
    answer = make_response(draw_share_code(caller().shop_id, reference(share_id)))
    answer.content_type = "image/png"
    answer.headers["Cache-Control"] = "private, max-age=3600"
    return answer


@section.get("/shares/<share_id>/forwards")
@section.output(ForwardsResponse)
@for_shopkeepers
def follow_share(share_id: str) -> ForwardsResponse:
    """How a share went from hand to hand

    Everybody it reached as a tree without names: letters instead of people, because nobody agreed to be shown.
    """
    share = shares.share_for(caller().shop_id, reference(share_id))
    ingest_visits()
    sold = {sale.visit_ref for sale in orders.sales_through([share.id])}
    return ForwardsResponse(items=[_node(each, sold) for each in visits.forward_tree(share.id)])


def reference(text: str) -> int:
    """A share's or visit's number in an address; anything else names nothing."""
    if not text.isascii() or not text.isdigit() or len(text) > 19 or int(text) >= 1 << 60:
        raise NotFound
    return int(text)


def _shares(found: Sequence[ShareView]) -> list[ShareResponse]:
    """Five statements for a whole page: products, counts, sales, what became of the words, and materials."""
    products = catalog.products_by_ids([share.product_id for share in found])
    counts = visits.share_counts([share.id for share in found])
    sold = Counter(sale.share_id for sale in orders.sales_through([share.id for share in found]))
    said = moderation.texts_of(caller().person_id, [share.text_id for share in found if share.text_id is not None])
    used = materials.uses_of([share.id for share in found])
    return [
        _share(
            share,
            products[share.product_id],
            ShareCountsResponse(**asdict(counts[share.id]), orders=sold[share.id]),
            said.get(share.text_id or 0),
            used.get(share.id),
        )
        for share in found
    ]


def _share(
    share: ShareView,
    goods: catalog.ProductView,
    counts: ShareCountsResponse,
    said: moderation.PublicTextView | None,
    used: tuple[int, int] | None,
) -> ShareResponse:
    token = shares.share_token(share.ref)
    return ShareResponse(
        id=str(share.ref),
        token=token,
        url=f"{settings().shop_origin}/s/{token}",
        mini_path=f"{settings().mini_program_page}?scene={token}",
        scene=share.scene_key,
        text=share.text,
        moderation=text_out(said) if said else None,
        product=product(goods, language(), for_shopkeeper=True),
        created_at=share.created_at,
        expires_at=share.expires_at,
        revoked_at=share.revoked_at,
        counts=counts,
        material_id=str(used[0]) if used else None,
        material_version=used[1] if used else None,
    )


def _node(node: ForwardNode, sold: Set[int | None]) -> ForwardNodeResponse:
    return ForwardNodeResponse(
        id=str(node.ref),
        parent_id=None if node.parent_ref is None else str(node.parent_ref),
        at=node.at,
        visitor=visitor_at_shop(node.alias),
        visits=len(node.visits),
        bought=not sold.isdisjoint(node.visits),
        own=node.own,
    )
