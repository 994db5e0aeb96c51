"""Complaints: the buyer says what is wrong with one line, the shopkeeper answers, and it comes to an end."""

from typing import Literal

from apiflask import APIBlueprint
from pydantic import Field

from webapp.kernel.words import say
from webapp.people.identity.api.shapes import PersonResponse, person_at_shop
from webapp.social import complaints
from webapp.social.complaints import (
    MAX_TEXT_LENGTH,
    ComplaintFilter,
    ComplaintKind,
    ComplaintState,
    ComplaintView,
    MessageView,
    Party,
    Viewer,
)
from webapp.social.complaints.flows.add_complaint_message import add_complaint_message
from webapp.social.complaints.flows.escalate_complaint import escalate_complaint
from webapp.social.complaints.flows.file_complaint import ComplaintInput, file_complaint
from webapp.social.complaints.flows.resolve_complaint import resolve_complaint
from webapp.trade.orders.api.shapes import SkuCode
from webapp.web.api.guard import caller, for_shopkeepers
from webapp.web.api.language import language
from webapp.web.api.shapes import Fen, Moment, PageQuery, RequestModel, ResponseModel, localised, picture
from webapp.web.ids import parse_id

section = APIBlueprint("complaints", __name__)
Role = Literal["buyer", "shopkeeper"]


class ComplaintRequest(RequestModel):
    """What is wrong with which line."""

    sku_code: SkuCode
    kind: ComplaintKind
    text: str = Field(min_length=1, max_length=MAX_TEXT_LENGTH, examples=["茶是陈的，和描述的不一样。"])


class ComplaintsQuery(PageQuery):
    """Which complaints."""

    role: Role = Field("buyer", description="`shopkeeper`: what waits for me as a shopkeeper, buyers masked.")
    state: ComplaintState | None = None
    order_no: str | None = Field(None, max_length=32, description="Only those about this order.")


class MessageRequest(RequestModel):
    """Words for the thread."""

    text: str = Field(min_length=1, max_length=MAX_TEXT_LENGTH, examples=["我今天给您换一罐新的。"])


class ResolutionRequest(RequestModel):
    """How it ended."""

    outcome: Literal["solved", "withdrawn"] = "solved"


class ComplainedItemResponse(ResponseModel):
    """The line it is about."""

    sku_code: str = Field(examples=["spring-tea-s"])
    name: str = Field(examples=["明前龙井 · 小罐"])
    picture: str
    quantity: int
    amount_fen: Fen


class ComplaintResponse(ResponseModel):
    """A complaint as its buyer or its shopkeeper sees it."""

    id: str = Field(examples=["42"])
    role: Role = Field(description="As whom I see it.")
    order_no: str = Field(examples=["G260601K3M9Q2X7TA"])
    item: ComplainedItemResponse
    buyer: PersonResponse | None = Field(description="Who complains, for the shop; null for the buyer.")
    shop_name: str | None = Field(description="Who answers it; null: the platform.", examples=["静水小铺"])
    kind: ComplaintKind
    kind_text: str = Field(examples=["质量有问题"])
    state: ComplaintState
    state_text: str = Field(examples=["等店主答复"])
    next_text: str = Field(description="What happens next.", examples=["请在期限前答复；过了期限，平台会接手。"])
    created_at: Moment
    since: Moment = Field(description="When it came to this state.")
    answer_due_at: Moment | None = Field(description="Unanswered until then, it goes to the platform.")
    answered_at: Moment | None = Field(description="The shopkeeper's first answer.")
    closed_at: Moment | None
    can_write: bool
    can_settle: bool
    can_escalate: bool


class ComplaintMessageResponse(ResponseModel):
    """What somebody wrote."""

    party: Party
    party_text: str = Field(examples=["店主"])
    mine: bool
    text: str
    at: Moment
    decides: bool = Field(description="Whether these are the words of the platform's decision.")


class ComplaintDetailResponse(ComplaintResponse):
    """A complaint with its thread, oldest first."""

    messages: list[ComplaintMessageResponse]


class ComplaintsResponse(ResponseModel):
    """Some complaints, newest first."""

    items: list[ComplaintResponse]
    next_cursor: str | None


@section.post("/orders/<no>/complaints")
@section.input(ComplaintRequest)
@section.output(ComplaintDetailResponse, status_code=201)
def complain(no: str, json_data: ComplaintRequest) -> ComplaintDetailResponse:
    """Complain about one line

    Of an own order that was paid, by default until 90 days after receipt; once for each line, for ever
    (`already_complained`: add a message to the first). Unanswered at `answer_due_at` it goes to the platform.
    """
    wish = ComplaintInput(order_no=no, **json_data.model_dump())
    return _detail(file_complaint(caller().person_id, wish), Party.BUYER)


@section.get("/complaints")
@section.input(ComplaintsQuery, location="query")
@section.output(ComplaintsResponse)
@for_shopkeepers
def list_complaints(query_data: ComplaintsQuery) -> ComplaintsResponse:
    """My complaints

    What I complained about; or, with `role=shopkeeper`, what was complained about to me.
    """
    wanted = ComplaintFilter(state=query_data.state, order_no=query_data.order_no)
    cursor, limit = query_data.cursor, query_data.limit
    if query_data.role == "shopkeeper":
        found = complaints.complaints_through(caller().shop_id, wanted, cursor=cursor, limit=limit)
    else:
        found = complaints.complaints_of(caller().person_id, wanted, cursor=cursor, limit=limit)
    party = Party(query_data.role)
    return ComplaintsResponse(
        items=[ComplaintResponse.model_validate(_values(each, party)) for each in found.items],
        next_cursor=found.next_cursor,
    )


@section.get("/complaints/<complaint_id>")
@section.output(ComplaintDetailResponse)
def read_complaint(complaint_id: str) -> ComplaintDetailResponse:
    """One complaint

    Mine, or one made to me as a shopkeeper, with its thread. Anybody else's does not exist.
    """
    return _detail(*complaints.complaint_for_viewer(_viewer(), parse_id(complaint_id)))


@section.post("/complaints/<complaint_id>/messages")
@section.input(MessageRequest)
@section.output(ComplaintDetailResponse, status_code=201)
def add_message(complaint_id: str, json_data: MessageRequest) -> ComplaintDetailResponse:
    """Write in the thread

    A shopkeeper's words answer a complaint that waits for them; a buyer's words after an answer ask again, and the
    term begins anew.
    """
    return _again(add_complaint_message(_viewer(), parse_id(complaint_id), json_data.text))


@section.post("/complaints/<complaint_id>/resolution")
@section.input(ResolutionRequest)
@section.output(ComplaintDetailResponse)
def settle(complaint_id: str, json_data: ResolutionRequest) -> ComplaintDetailResponse:
    """It is settled

    The buyer says that it is solved, or takes it back; saying it again changes nothing.
    """
    withdrawn = json_data.outcome == "withdrawn"
    return _again(resolve_complaint(caller().person_id, parse_id(complaint_id), withdrawn=withdrawn))


@section.post("/complaints/<complaint_id>/escalation")
@section.output(ComplaintDetailResponse)
def escalate(complaint_id: str) -> ComplaintDetailResponse:
    """Let the platform decide

    For the buyer, once the shopkeeper has answered; asking again changes nothing.
    """
    return _again(escalate_complaint(caller().person_id, parse_id(complaint_id)))


def _viewer() -> Viewer:
    return Viewer(caller().person_id, caller().session.shopkeeper_id)


def _again(found: ComplaintView) -> ComplaintDetailResponse:
    return _detail(found, Party.BUYER if found.person_id == caller().person_id else Party.SHOPKEEPER)


def _detail(found: ComplaintView, party: Party) -> ComplaintDetailResponse:
    messages = [_message(each, party) for each in complaints.messages_of([found.id])]
    return ComplaintDetailResponse.model_validate({**_values(found, party), "messages": messages})


def _message(found: MessageView, party: Party) -> ComplaintMessageResponse:
    return ComplaintMessageResponse(
        party=found.party,
        party_text=say(f"complaint.party.{found.party}", language()),
        mine=found.party is party,
        text=found.text,
        at=found.at,
        decides=found.decides,
    )


_SAME = ("order_no", "kind", "state", "created_at", "since", "answer_due_at", "answered_at", "closed_at")


def _values(found: ComplaintView, party: Party) -> dict[str, object]:
    mine = party is Party.BUYER
    return {
        **{name: getattr(found, name) for name in _SAME},
        "id": str(found.id),
        "role": party.value,
        "item": {
            **{name: getattr(found, name) for name in ("sku_code", "quantity", "amount_fen")},
            "name": localised(found, "name", language()),
            "picture": picture(found.picture),
        },
        "buyer": None if mine else _buyer(found),
        "shop_name": found.shop_name or None,
        "kind_text": say(f"complaint.kind.{found.kind}", language()),
        "state_text": say(f"complaint.state.{found.state}", language()),
        "next_text": say(f"complaint.next.{found.state}.{party}", language()),
        "can_write": found.live,
        "can_settle": mine and found.live,
        "can_escalate": mine and complaints.may_escalate(found.state, found.answered_at),
    }


def _buyer(found: ComplaintView) -> PersonResponse | None:
    """Who complains, as the shop that answers sees them; what the platform sold has none."""
    if found.shopkeeper_id is None:
        return None
    return person_at_shop(found.shopkeeper_id, found.person_id, found.nickname)
