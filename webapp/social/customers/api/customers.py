"""A shopkeeper's customers: where each stands and why, what would move it on, and what to do next."""

from typing import Any

from apiflask import APIBlueprint
from pydantic import Field

from webapp.kernel import clock, paging
from webapp.kernel.words import say
from webapp.people.identity.api.shapes import PersonResponse, person_at_shop
from webapp.social import customers, relationships
from webapp.social.customers import Customer, Note
from webapp.social.customers.words import action_reason_text, action_text
from webapp.social.materials.api.shapes import MaterialResponse, material
from webapp.social.relationships import ActionKind, ActionReason, FunnelStage, Pair, Stage, TimelineEntry
from webapp.social.relationships.words.arithmetic import arithmetic
from webapp.social.relationships.words.sentences import entry_text, next_stage_text, reciprocity_text
from webapp.trade.catalog.api.shapes import ProductResponse, product
from webapp.web.api.guard import caller, for_shopkeepers
from webapp.web.api.language import language
from webapp.web.api.shapes import Moment, PageQuery, ResponseModel
from webapp.web.ids import parse_id

section = APIBlueprint("customers", __name__)


class CustomersQuery(PageQuery):
    """Which customers."""

    stage: Stage | None = None
    tag: str | None = Field(None, max_length=40, description="Only those with this tag of mine.")


class TrustResponse(ResponseModel):
    """The trust account of a pair: a beta distribution with forgetting."""

    mean: float = Field(description="Between 0 and 1; 0.05 while blocked.", examples=[0.62])
    interval: list[float] = Field(description="The 95 % interval of the same account.", examples=[[0.35, 0.85]])
    good: float = Field(description="Good evidence left after forgetting.", examples=[2.1])
    bad: float = Field(description="Bad evidence left after forgetting.", examples=[0.4])
    is_new: bool = Field(description="Too little is known yet to speak of trust.")


class NextBestActionResponse(ResponseModel):
    """What to do next, the fact it rests on, and what to do it with."""

    action: ActionKind
    action_text: str = Field(examples=["发一条有用的内容，先不推商品。"])
    reason: ActionReason
    reason_text: str = Field(examples=["最近 2 次分享都没有打开"])
    material: MaterialResponse | None = Field(description="What to send or to say, if something fits.")
    product: ProductResponse | None = Field(description="What to recommend, or what they received.")


class CustomerResponse(PersonResponse):
    """Somebody who knows this shop; the name is masked unless they opened it."""

    id: str = Field(examples=["42"])
    stage: Stage
    stage_text: str = Field(examples=["朋友"])
    since: Moment
    trust: TrustResponse
    muted: bool
    blocked: bool
    last_act_at: Moment | None = Field(description="When they last did something of their own accord.")
    tags: list[str] = Field(description="The shopkeeper's own words.", examples=[["爱喝绿茶", "送礼"]])
    next_action: NextBestActionResponse


class CustomersResponse(ResponseModel):
    """Some customers."""

    items: list[CustomerResponse]
    next_cursor: str | None


class NextStageResponse(ResponseModel):
    """What would move a relationship on."""

    stage: Stage | None
    missing: str = Field(examples=["两周内来 2 次（现在 1 次）"])


class NoteResponse(ResponseModel):
    """A note about a customer, who can read and remove it."""

    id: str
    text: str = Field(examples=["茶要淡一点的，妈妈肠胃不好"])
    at: Moment


class ReciprocityResponse(ResponseModel):
    """What the two have given each other over all time."""

    is_mutual: bool = Field(description="Served well, and given back more than money.")
    text: str = Field(
        description="Empty while there is nothing.", examples=["店主给了：2 件留下的东西。对方给了：1 条评价。"]
    )


class CustomerDetailResponse(CustomerResponse):
    """One customer, with what would move the relationship on and the shopkeeper's notes, newest first."""

    next_stage: NextStageResponse
    reciprocity: ReciprocityResponse
    notes: list[NoteResponse]


class TimelineEntryResponse(ResponseModel):
    """One thing that happened, or one change of stage."""

    at: Moment
    kind: str = Field(description="The event, or `stage`.", examples=["share_opened"])
    text: str = Field(examples=["打开了分享"])
    arithmetic: str = Field(examples=["好 + 0.10; (0.10 + 1) / (0.10 + 0.00 + 2) = 0.52"])
    counted: bool = Field(description="False for an event that was contested with success.")


class TimelineResponse(ResponseModel):
    """The story of one relationship, newest first."""

    items: list[TimelineEntryResponse]


class FunnelStageResponse(ResponseModel):
    """One stage of the funnel."""

    stage: Stage
    stage_text: str
    now: int = Field(description="How many stand there now.")
    ever: int = Field(description="How many ever reached it.")
    conversion: float | None = Field(description="Of those who reached the stage before.")
    median_days: float | None = Field(description="From the stage before.")


class FunnelResponse(ResponseModel):
    """The stages from stranger to partner in value, then cooling."""

    items: list[FunnelStageResponse]


@section.get("/customers")
@section.input(CustomersQuery, location="query")
@section.output(CustomersResponse)
@for_shopkeepers
def list_customers(query_data: CustomersQuery) -> CustomersResponse:
    """My customers

    Everybody who has met something of mine, masked, with stage, trust, my tags, and the next best step with the fact
    it rests on. Trust never decides price, order or service.
    """
    key = paging.decode(query_data.cursor, int)
    found = customers.customers_of(
        caller().shop_id,
        stage=query_data.stage,
        tag=query_data.tag or None,
        after=int(key[0]) if key else None,
        limit=query_data.limit + 1,
        now=clock.now(),
    )
    page = paging.page(found, query_data.limit, lambda each: (each.pair.person_id,))
    return CustomersResponse(
        items=[CustomerResponse(**customer(each)) for each in page.items], next_cursor=page.next_cursor
    )


@section.get("/customers/funnel")
@section.output(FunnelResponse)
@for_shopkeepers
def read_funnel() -> FunnelResponse:
    """My funnel

    How many stand at each stage, how many ever reached it, and how long that took.
    """
    return FunnelResponse(items=[_rung(each) for each in relationships.funnel(caller().shop_id)])


@section.get("/customers/<customer_id>")
@section.output(CustomerDetailResponse)
@for_shopkeepers
def read_customer(customer_id: str) -> CustomerDetailResponse:
    """One of my customers

    Stage, trust with its interval, what would move it on, the next best step and why, my tags and notes.
    """
    shop_id, person_id, now = caller().shop_id, parse_id(customer_id), clock.now()
    one = customers.customer_for(shop_id, person_id, now=now)
    events = relationships.events_of(shop_id, person_id)
    found = relationships.next_stage_of(events, now, relationships.parameters())
    next_stage = NextStageResponse(stage=found.stage, missing=next_stage_text(found, language()))
    notes = [note(each) for each in customers.notes_of(shop_id, person_id)]
    given = relationships.reciprocity_of(events)
    reciprocity = ReciprocityResponse(is_mutual=given.is_mutual, text=reciprocity_text(given, language()))
    return CustomerDetailResponse(**customer(one), next_stage=next_stage, reciprocity=reciprocity, notes=notes)


@section.get("/customers/<customer_id>/timeline")
@section.output(TimelineResponse)
@for_shopkeepers
def read_timeline(customer_id: str) -> TimelineResponse:
    """The story of one relationship

    Every event with its arithmetic and every change of stage, newest first.
    """
    shop_id, person_id, now = caller().shop_id, parse_id(customer_id), clock.now()
    relationships.pair_for(shop_id, person_id, now=now)
    lines = relationships.timeline_of(shop_id, person_id, now=now)
    return TimelineResponse(items=[timeline_entry(each) for each in reversed(lines)])


def trust_of(pair: Pair) -> TrustResponse:
    """The trust account of a pair."""
    return TrustResponse(mean=pair.mean, interval=list(pair.interval), good=pair.r, bad=pair.s, is_new=pair.is_new)


def timeline_entry(line: TimelineEntry) -> TimelineEntryResponse:
    """One line of a story in the caller's language."""
    return TimelineEntryResponse(
        at=line.at,
        kind=line.kind.key if line.kind is not None else "stage",
        text=entry_text(line, language()),
        arithmetic=arithmetic(line, language()),
        counted=not line.void_reason,
    )


def note(found: Note) -> NoteResponse:
    """One note."""
    return NoteResponse(id=str(found.id), text=found.text, at=found.created_at)


def customer(one: Customer) -> dict[str, Any]:  # a JSON object, checked by the shape it is given to
    """What a shopkeeper sees of a customer."""
    pair = one.pair
    return {
        "id": str(pair.person_id),
        **person_at_shop(pair.shopkeeper_id, pair.person_id, pair.nickname).model_dump(),
        "stage": pair.stage,
        "stage_text": say(f"relationship.stage.{pair.stage}", language()),
        "since": pair.since,
        "trust": trust_of(pair),
        "muted": pair.muted,
        "blocked": pair.blocked,
        "last_act_at": pair.last_act_at,
        "tags": list(one.tags),
        "next_action": _next_action(one),
    }


def _next_action(one: Customer) -> NextBestActionResponse:
    found, shop_id = one.next_action, one.pair.shopkeeper_id
    return NextBestActionResponse(
        action=found.action,
        action_text=action_text(found, language()),
        reason=found.reason,
        reason_text=action_reason_text(found, language()),
        material=material(one.material, shop_id, language()) if one.material else None,
        product=product(one.product, language(), for_shopkeeper=True) if one.product else None,
    )


def _rung(rung: FunnelStage) -> FunnelStageResponse:
    return FunnelStageResponse(
        stage=rung.stage,
        stage_text=say(f"relationship.stage.{rung.stage}", language()),
        now=rung.now,
        ever=rung.ever,
        conversion=rung.conversion,
        median_days=rung.median_days,
    )
