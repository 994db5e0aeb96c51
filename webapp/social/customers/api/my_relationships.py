"""What a consumer sees of what is held about them, and what they decide: mute, block, contest."""

from apiflask import APIBlueprint
from pydantic import Field

from webapp.kernel import clock
from webapp.kernel.words import say
from webapp.people import identity
from webapp.social import customers, relationships
from webapp.social.customers.api.customers import (
    NoteResponse,
    TimelineEntryResponse,
    TrustResponse,
    note,
    timeline_entry,
    trust_of,
)
from webapp.social.relationships import Pair, Stage, TimelineEntry
from webapp.social.relationships.flows import mute_or_block_shopkeeper, object_to_event
from webapp.social.relationships.words.arithmetic import arithmetic_for_consumer
from webapp.web.api.guard import caller
from webapp.web.api.language import language
from webapp.web.api.shapes import RequestModel, ResponseModel
from webapp.web.ids import parse_id

section = APIBlueprint("standing", __name__)


class MyRelationshipResponse(ResponseModel):
    """What one shopkeeper's record says about me."""

    shopkeeper_code: str = Field(examples=["k7m2p9"])
    shop_name: str = Field(examples=["静水小铺"])
    stage: Stage
    stage_text: str
    trust: TrustResponse
    muted: bool
    blocked: bool


class MyRelationshipsResponse(ResponseModel):
    """What is held about me, over all shopkeepers."""

    items: list[MyRelationshipResponse]


class ObjectionResponse(ResponseModel):
    """What I contested about one event, and what became of it."""

    state: str = Field(description="`open`, `upheld` or `dismissed`.", examples=["open"])
    text: str = Field(description="What I said is wrong.")
    answer: str = Field(description="What staff answered; empty while it is open.")


class HeldEventResponse(TimelineEntryResponse):
    """One event, with the id to contest it by, and what I have contested already."""

    id: str | None
    objection: ObjectionResponse | None


class HeldDataResponse(ResponseModel):
    """Everything one shopkeeper's record of me stands on, newest first; and what they wrote down about me."""

    items: list[HeldEventResponse]
    tags: list[str] = Field(description="Words they sort me by; I can remove each.")
    notes: list[NoteResponse] = Field(description="What they noted about me; I can remove each.")


class ObjectionRequest(RequestModel):
    """What is wrong."""

    text: str = Field(min_length=1, max_length=500)


@section.get("/me/relationships")
@section.output(MyRelationshipsResponse)
def list_my_relationships() -> MyRelationshipsResponse:
    """What is held about me

    Every shopkeeper who has a record of me, with its stage and trust.
    """
    found = relationships.pairs_of_consumer(caller().person_id, now=clock.now())
    return MyRelationshipsResponse(items=[_standing(each) for each in found])


@section.get("/me/relationships/<shopkeeper_code>")
@section.output(HeldDataResponse)
def read_my_relationship(shopkeeper_code: str) -> HeldDataResponse:
    """What one record of me stands on

    Every event with its arithmetic; each can be contested once, and then says what became of it. And the shopkeeper's
    tags and notes about me, each of which I can remove.
    """
    shop_id, me, now = identity.shopkeeper_by_code(shopkeeper_code).id, caller().person_id, clock.now()
    relationships.pair_for(shop_id, me, now=now)
    lines = relationships.timeline_of(shop_id, me, now=now)
    return HeldDataResponse(
        items=[_held_line(each) for each in reversed(lines)],
        tags=list(customers.tags_of(shop_id, [me]).get(me, ())),
        notes=[note(each) for each in customers.notes_of(shop_id, me)],
    )


@section.put("/me/relationships/<shopkeeper_code>/mute")
@section.output({}, status_code=204, description="No more pushes from this shopkeeper.")
def mute(shopkeeper_code: str) -> str:
    """Mute a shopkeeper

    No more pushes; my own visits stay as they are. Repeating changes nothing.
    """
    mute_or_block_shopkeeper.mute(caller().person_id, identity.shopkeeper_by_code(shopkeeper_code).id)
    return ""


@section.delete("/me/relationships/<shopkeeper_code>/mute")
@section.output({}, status_code=204, description="Pushes are welcome again.")
def unmute(shopkeeper_code: str) -> str:
    """Lift a mute

    Repeating changes nothing.
    """
    mute_or_block_shopkeeper.unmute(caller().person_id, identity.shopkeeper_by_code(shopkeeper_code).id)
    return ""


@section.put("/me/relationships/<shopkeeper_code>/block")
@section.output({}, status_code=204, description="Trust is at its lowest.")
def block(shopkeeper_code: str) -> str:
    """Block a shopkeeper

    Trust stays at its lowest until I lift it. Repeating changes nothing.
    """
    mute_or_block_shopkeeper.block(caller().person_id, identity.shopkeeper_by_code(shopkeeper_code).id)
    return ""


@section.delete("/me/relationships/<shopkeeper_code>/block")
@section.output({}, status_code=204, description="What the events say counts again.")
def unblock(shopkeeper_code: str) -> str:
    """Lift a block

    Repeating changes nothing.
    """
    mute_or_block_shopkeeper.unblock(caller().person_id, identity.shopkeeper_by_code(shopkeeper_code).id)
    return ""


@section.post("/me/relationships/events/<event_id>/objection")
@section.input(ObjectionRequest)
@section.output({}, status_code=204, description="Staff will look at it and answer.")
def file_objection(event_id: str, json_data: ObjectionRequest) -> str:
    """Contest an event

    Says that something held about me is wrong; once for each event. Staff decides, with a reason.
    """
    object_to_event.object_to_event(caller().person_id, parse_id(event_id), json_data.text)
    return ""


def _held_line(line: TimelineEntry) -> HeldEventResponse:
    said = line.objection
    return HeldEventResponse(
        **{**timeline_entry(line).model_dump(), "arithmetic": arithmetic_for_consumer(line, language())},
        id=str(line.event_id) if line.event_id is not None else None,
        objection=ObjectionResponse(state=said.state, text=said.text, answer=said.answer) if said else None,
    )


def _standing(pair: Pair) -> MyRelationshipResponse:
    return MyRelationshipResponse(
        shopkeeper_code=pair.shop_code,
        shop_name=pair.shop_name,
        stage=pair.stage,
        stage_text=say(f"relationship.stage.{pair.stage}", language()),
        trust=trust_of(pair),
        muted=pair.muted,
        blocked=pair.blocked,
    )
