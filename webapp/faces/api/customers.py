"""A shopkeeper's customers: where each stands and why, what would move it on, and what a share would do."""

from typing import Any

from apiflask import APIBlueprint
from pydantic import Field

from webapp.domain.social import relationships
from webapp.domain.social.relationships import About, Pair, Rung, Stage, StoryLine
from webapp.faces.api.guard import caller
from webapp.faces.api.language import language
from webapp.faces.api.shapes import Answer, Moment, Paging, Wish
from webapp.faces.api.words import relating as words
from webapp.faces.api.words import say
from webapp.faces.relationship_words import STAGES
from webapp.kernel import clock, paging
from webapp.kernel.errors import NotFound

section = APIBlueprint("customers", __name__)


class CustomersAsked(Paging):
    """Which customers."""

    stage: Stage | None = None


class TrustOut(Answer):
    """The trust account of a pair: a beta distribution with forgetting."""

    mean: float = Field(description="Between 0 and 1; 0.05 while blocked.", examples=[0.62])
    interval: list[float] = Field(description="The 95 % interval of the same account.", examples=[[0.35, 0.85]])
    good: float = Field(description="Good evidence left after forgetting.", examples=[2.1])
    bad: float = Field(description="Bad evidence left after forgetting.", examples=[0.4])
    is_new: bool = Field(description="Too little is known yet to speak of trust.")


class CustomerOut(Answer):
    """Somebody who knows this shop; the name is masked."""

    id: str = Field(examples=["42"])
    nickname: str = Field(examples=["王**"])
    stage: Stage
    stage_words: str = Field(examples=["朋友"])
    since: Moment
    trust: TrustOut
    muted: bool
    blocked: bool
    last_act_at: Moment | None = Field(description="When they last did something of their own accord.")
    next_step: str = Field(examples=["发一条有用的内容，先不推商品。"])


class CustomersOut(Answer):
    """Some customers."""

    items: list[CustomerOut]
    next_cursor: str | None


class OnwardOut(Answer):
    """What would move a relationship on."""

    towards: Stage | None
    lacking: str = Field(examples=["两周内来 2 次（现在 1 次）"])


class CustomerDetailOut(CustomerOut):
    """One customer, with what would move the relationship on."""

    onward: OnwardOut


class StoryLineOut(Answer):
    """One thing that happened, or one change of stage."""

    at: Moment
    kind: str = Field(description="The event, or `stage`.", examples=["share_opened"])
    words: str = Field(examples=["打开了分享"])
    arithmetic: str = Field(examples=["好 + 0.10; (0.10 + 1) / (0.10 + 0.00 + 2) = 0.52"])
    counted: bool = Field(description="False for an event that was contested with success.")


class StoryOut(Answer):
    """The story of one relationship, newest first."""

    items: list[StoryLineOut]


class RungOut(Answer):
    """One stage of the funnel."""

    stage: Stage
    words: str
    now: int = Field(description="How many stand there now.")
    ever: int = Field(description="How many ever reached it.")
    conversion: float | None = Field(description="Of those who reached the stage before.")
    median_days: float | None = Field(description="From the stage before.")


class FunnelOut(Answer):
    """The stages from stranger to partner in value, then cooling."""

    items: list[RungOut]


class AdviceAsked(Wish):
    """Whom a share is meant for."""

    audience: list[str] = Field(min_length=1, max_length=200, description="Ids of customers.", examples=[["42"]])


class AboutOut(Answer):
    """One person of an audience."""

    id: str
    nickname: str
    reason: str = Field(description="A stable code.", examples=["ignored_lately"])
    words: str = Field(examples=["最近 2 次都没有打开"])
    trust: float
    trust_if_ignored: float = Field(description="The trust left when this share stays unopened, too.")


class AdviceOut(Answer):
    """What a share would do; `held_back` get no push."""

    welcomes: list[AboutOut]
    tires: list[AboutOut]
    held_back: list[AboutOut]
    instead: str = Field(examples=["先发一条有用的，不带商品链接。"])


@section.get("/customers")
@section.input(CustomersAsked, location="query")
@section.output(CustomersOut)
def list_customers(query_data: CustomersAsked) -> CustomersOut:
    """My customers

    Everybody who has met something of mine, masked, with stage and trust. Trust never decides price, order or service.
    """
    key = paging.decode(query_data.cursor, int)
    found = relationships.pairs_of(
        caller().shop_id,
        stage=query_data.stage,
        after=int(key[0]) if key else None,
        limit=query_data.limit + 1,
        now=clock.now(),
    )
    page = paging.page(found, query_data.limit, lambda pair: (pair.person_id,))
    return CustomersOut(items=[CustomerOut(**customer(each)) for each in page.items], next_cursor=page.next_cursor)


@section.get("/customers/funnel")
@section.output(FunnelOut)
def read_funnel() -> FunnelOut:
    """My funnel

    How many stand at each stage, how many ever reached it, and how long that took.
    """
    return FunnelOut(items=[_rung(each) for each in relationships.funnel(caller().shop_id)])


@section.get("/customers/<customer_id>")
@section.output(CustomerDetailOut)
def read_customer(customer_id: str) -> CustomerDetailOut:
    """One of my customers

    Stage, trust with its interval, what would move it on, and the next best step.
    """
    shop_id, person_id, now = caller().shop_id, number(customer_id), clock.now()
    pair = relationships.pair_for(shop_id, person_id, now=now)
    events = relationships.events_of(shop_id, person_id)
    found = relationships.onward(events, now, relationships.parameters())
    onward = OnwardOut(towards=found.towards, lacking=words.onward_words(found, language()))
    return CustomerDetailOut(**customer(pair), onward=onward)


@section.get("/customers/<customer_id>/story")
@section.output(StoryOut)
def read_story(customer_id: str) -> StoryOut:
    """The story of one relationship

    Every event with its arithmetic and every change of stage, newest first.
    """
    shop_id, person_id, now = caller().shop_id, number(customer_id), clock.now()
    relationships.pair_for(shop_id, person_id, now=now)
    lines = relationships.story(shop_id, person_id, now=now)
    return StoryOut(items=[story_line(each) for each in reversed(lines)])


@section.post("/shares/advice")
@section.input(AdviceAsked)
@section.output(AdviceOut)
def advise(json_data: AdviceAsked) -> AdviceOut:
    """What a share would do

    Whom it would tire, who would welcome it, who gets no push, and what else to send. People who are no customers of
    mine are left out. Nothing is recorded.
    """
    found = relationships.advise(caller().shop_id, [number(each) for each in json_data.audience], now=clock.now())
    return AdviceOut(
        welcomes=[_about(each) for each in found.welcomes],
        tires=[_about(each) for each in found.tires],
        held_back=[_about(each) for each in found.held_back],
        instead=words.instead_words(found.instead, language()),
    )


def number(text: str) -> int:
    """A person's or event's id in an address; anything else names nobody."""
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise NotFound
    return int(text)


def trust_of(pair: Pair) -> TrustOut:
    """The trust account of a pair."""
    return TrustOut(mean=pair.mean, interval=list(pair.interval), good=pair.r, bad=pair.s, is_new=pair.is_new)


def story_line(line: StoryLine) -> StoryLineOut:
    """One line of a story in the caller's language."""
    return StoryLineOut(
        at=line.at,
        kind=line.kind.word if line.kind is not None else "stage",
        words=words.line_words(line, language()),
        arithmetic=words.arithmetic(line, language()),
        counted=not line.struck,
    )


def customer(pair: Pair) -> dict[str, Any]:  # a JSON object, checked by the shape it is given to
    """What a shopkeeper sees of a customer."""
    step = relationships.next_step(pair, relationships.parameters())
    return {
        "id": str(pair.person_id),
        "nickname": pair.nickname,
        "stage": pair.stage,
        "stage_words": say(STAGES, pair.stage, language()),
        "since": pair.since,
        "trust": trust_of(pair),
        "muted": pair.muted,
        "blocked": pair.blocked,
        "last_act_at": pair.last_act_at,
        "next_step": words.step_words(step, language()),
    }


def _rung(rung: Rung) -> RungOut:
    return RungOut(
        stage=rung.stage,
        words=say(STAGES, rung.stage, language()),
        now=rung.now,
        ever=rung.ever,
        conversion=rung.conversion,
        median_days=rung.median_days,
    )


def _about(about: About) -> AboutOut:
    return AboutOut(
        id=str(about.pair.person_id),
        nickname=about.pair.nickname,
        reason=about.reason,
        words=words.reason_words(about, language()),
        trust=about.pair.mean,
        trust_if_ignored=about.mean_if_ignored,
    )
