"""Becoming a shopkeeper, inviting others, and one's place in the chain."""

from typing import Literal

from apiflask import APIBlueprint
from pydantic import Field

from webapp.kernel.settings import settings
from webapp.people import identity, moderation
from webapp.people.identity.api.shapes import ShopkeeperCardResponse, shopkeeper_card
from webapp.people.identity.flows.change_profile import change_shop
from webapp.people.identity.flows.invite_shopkeeper import invite_shopkeeper
from webapp.people.identity.flows.open_shop import inviter_of, open_shop
from webapp.people.identity.words import agreement_text
from webapp.people.moderation.api.texts import TextResponse, text_out
from webapp.web.api.guard import caller, for_shopkeepers, forgeries_counted
from webapp.web.api.language import language
from webapp.web.api.shapes import Moment, PageQuery, RequestModel, ResponseModel, Token

section = APIBlueprint("shopkeepers", __name__)
JOIN_PAGE = "pages/join/index"


class AgreementResponse(ResponseModel):
    """The shopkeeper agreement in force."""

    version: str = Field(examples=["2026-01"])
    title: str
    clauses: list[str]


class InvitationResponse(ResponseModel):
    """Something to hand over to somebody you know."""

    token: Token
    path: str = Field(description="The mini-program page that opens it.", examples=["pages/join/index?scene=AAb3…"])
    expires_at: Moment


class InviterResponse(ResponseModel):
    """Who invites, and what accepting means."""

    inviter: ShopkeeperCardResponse
    expires_at: Moment
    agreement: AgreementResponse


class ShopRequest(RequestModel):
    """An accepted invitation. Nothing is paid and nothing has to be bought."""

    invite_token: Token
    shop_name: str = Field(min_length=1, max_length=40, examples=["波的小店"])
    agreement_version: str = Field(max_length=16, description="The version that was shown and read.")
    accept: Literal[True] = Field(description="True: the agreement was read and accepted.")


class ShopUpdateRequest(RequestModel):
    """Only what is sent changes."""

    shop_name: str | None = Field(None, min_length=1, max_length=40)
    introduction: str | None = Field(None, max_length=200)


class MyShopResponse(ResponseModel):
    """One's own shop."""

    card: ShopkeeperCardResponse = Field(description="As others see it: an introduction appears once it is checked.")
    introduction: TextResponse | None = Field(description="My introduction as I last wrote it, and what became of it.")
    suspended_reason: str
    depth: int = Field(description="1 at the root of a chain.")
    agreement_version: str
    agreement_accepted_at: Moment
    created_at: Moment


class ChainResponse(ResponseModel):
    """One's place in the chain. The whole chain is kept and honoured; what is paid is another matter."""

    upline: list[ShopkeeperCardResponse] = Field(description="From the root down to whoever invited you.")
    downline_count: int = Field(description="Everybody below, at any depth.")
    direct: list[ShopkeeperCardResponse] = Field(description="Whoever you invited, in the order they joined.")
    next_cursor: str | None = Field(description="More of `direct`.")


@section.get("/shopkeepers/agreement")
@section.output(AgreementResponse)
def read_agreement() -> AgreementResponse:
    """The shopkeeper agreement

    The version in force; its number is what `POST /shopkeepers` wants back.
    """
    return _agreement()


@section.post("/shopkeepers/invitations")
@section.output(InvitationResponse, status_code=201)
@for_shopkeepers
def make_invitation() -> InvitationResponse:
    """Invite somebody

    A signed invitation that several people may use until it ends. Whoever accepts stands right below you.
    """
    made = invite_shopkeeper(caller().shop_id)
    return InvitationResponse(token=made.token, path=f"{JOIN_PAGE}?scene={made.token}", expires_at=made.expires_at)


@section.get("/shopkeepers/invitations/<token>")
@section.output(InviterResponse)
def read_invitation(token: str) -> InviterResponse:
    """Who invites me

    Shown before anybody accepts: the shopkeeper behind the invitation, and the agreement.
    """
    with forgeries_counted():
        inviter, invitation = inviter_of(token)
    return InviterResponse(
        inviter=shopkeeper_card(inviter.card), expires_at=invitation.expires_at, agreement=_agreement()
    )


@section.post("/shopkeepers")
@section.input(ShopRequest)
@section.output(MyShopResponse, status_code=201)
def become_shopkeeper(json_data: ShopRequest) -> MyShopResponse:
    """Open a shop

    Accept an invitation: no fee, no purchase, the inviter becomes your upline. Every attempt is written down with its
    outcome, also a refused one. Whoever has a shop keeps it where it is (`already_shopkeeper`). The name is checked
    at once, as in a change.
    """
    person_id = caller().person_id
    with forgeries_counted():
        open_shop(person_id, json_data.invite_token, json_data.shop_name, json_data.agreement_version)
    found = identity.shopkeeper_of(person_id)
    return _my_shop(found)


@section.get("/shopkeepers/me")
@section.output(MyShopResponse)
@for_shopkeepers
def read_my_shop() -> MyShopResponse:
    """My shop

    As I see it; others see its `card`.
    """
    return _my_shop(caller().shop)


@section.patch("/shopkeepers/me")
@section.input(ShopUpdateRequest)
@section.output(MyShopResponse)
@for_shopkeepers
def change_my_shop(json_data: ShopUpdateRequest) -> MyShopResponse:
    """Describe my shop

    Its name and introduction, for every share page. A name is checked at once: `name_refused`, `name_doubtful`,
    `open_mini_program_again` and `name_unchecked` leave everything as it was. Others read an introduction once it is
    checked; an empty one takes it away.
    """
    return _my_shop(change_shop(caller().shop_id, **json_data.model_dump()))


@section.get("/shopkeepers/me/chain")
@section.input(PageQuery, location="query")
@section.output(ChainResponse)
@for_shopkeepers
def read_my_chain(query_data: PageQuery) -> ChainResponse:
    """My place in the chain

    Who stands above me, and who joined through me.
    """
    shop = caller().shop
    above = identity.cards(shop.path[:-1])
    direct = identity.direct_downline(shop.id, cursor=query_data.cursor, limit=query_data.limit)
    return ChainResponse(
        upline=[shopkeeper_card(above[each]) for each in shop.path[:-1]],
        downline_count=identity.downline_count(shop.id),
        direct=[shopkeeper_card(node.card) for node in direct.items],
        next_cursor=direct.next_cursor,
    )


def _agreement() -> AgreementResponse:
    title, clauses = agreement_text(language())
    return AgreementResponse(version=settings().agreement_version, title=title, clauses=clauses)


def _my_shop(shop: identity.Shopkeeper | None) -> MyShopResponse:
    if shop is None:
        raise LookupError("the shop that was just opened")
    said = moderation.text_for(shop.person_id, shop.introduction_id) if shop.introduction_id is not None else None
    return MyShopResponse(
        card=shopkeeper_card(shop.card),
        introduction=text_out(said) if said else None,
        suspended_reason=shop.suspended_reason,
        depth=shop.depth,
        agreement_version=shop.agreement_version,
        agreement_accepted_at=shop.agreement_accepted_at,
        created_at=shop.created_at,
    )
