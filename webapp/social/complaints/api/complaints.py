"""Complaints: the buyer says what is wrong with one line, the shopkeeper answers, and it comes to an end."""

from typing import Literal

from apiflask import APIBlueprint
from pydantic import Field

from webapp.social import complaints
from webapp.social.complaints import MOST_WORDS, ComplaintKind, ComplaintView, MessageView, Party, State, Viewer, Wanted
from webapp.social.complaints.flows.escalate_complaint import escalate_complaint
from webapp.social.complaints.flows.file_complaint import ComplaintWish, file_complaint
from webapp.social.complaints.flows.settle_complaint import settle_complaint
from webapp.social.complaints.flows.write_in_complaint import write
from webapp.social.complaints.words.kinds import KINDS, PARTIES, STATES, next_words
from webapp.trade.orders.api.shapes import SkuCode
from webapp.web.api.guard import caller
from webapp.web.api.language import language
from webapp.web.api.shapes import Answer, Fen, Moment, Paging, Wish, pick, picture
from webapp.web.api.words import say
from webapp.web.numbers import number

section = APIBlueprint("complaints", __name__)
Role = Literal["buyer", "keeper"]


class ComplaintAsked(Wish):
    """What is wrong with which line."""

    sku_code: SkuCode
    kind: ComplaintKind
    words: str = Field(min_length=1, max_length=MOST_WORDS, examples=["茶是陈的，和描述的不一样。"])


class ComplaintsAsked(Paging):
    """Which complaints."""

    role: Role = Field("buyer", description="`keeper`: what waits for me as a shopkeeper, buyers masked.")
    state: State | None = None
    order_no: str | None = Field(None, max_length=32, description="Only those about this order.")


class MessageAsked(Wish):
    """Words for the thread."""

    words: str = Field(min_length=1, max_length=MOST_WORDS, examples=["我今天给您换一罐新的。"])


class SettlementAsked(Wish):
    """How it ended."""

    outcome: Literal["solved", "withdrawn"] = "solved"


class ComplainedItemOut(Answer):
    """The line it is about."""

    sku_code: str = Field(examples=["spring-tea-s"])
    name: str = Field(examples=["明前龙井 · 小罐"])
    picture: str
    quantity: int
    amount_fen: Fen


class ComplaintOut(Answer):
    """A complaint as its buyer or its shopkeeper sees it; the buyer is masked."""

    id: str = Field(examples=["42"])
    role: Role = Field(description="As whom I see it.")
    order_no: str = Field(examples=["G260601K3M9Q2X7TA"])
    item: ComplainedItemOut
    buyer: str = Field(examples=["王**"])
    shop_name: str | None = Field(description="Who answers it; null: the platform.", examples=["静水小铺"])
    kind: ComplaintKind
    kind_words: str = Field(examples=["质量有问题"])
    state: State
    state_words: str = Field(examples=["等店主答复"])
    next_words: str = Field(description="What happens next.", examples=["请在期限前答复；过了期限，平台会接手。"])
    created_at: Moment
    since: Moment = Field(description="When it came to this state.")
    answer_due_at: Moment | None = Field(description="Unanswered until then, it goes to the platform.")
    answered_at: Moment | None = Field(description="The shopkeeper's first answer.")
    closed_at: Moment | None
    can_write: bool
    can_settle: bool
    can_escalate: bool


class ComplaintMessageOut(Answer):
    """What somebody wrote."""

    party: Party
    party_words: str = Field(examples=["店主"])
    mine: bool
    words: str
    at: Moment
    decides: bool = Field(description="Whether these are the words of the platform's decision.")


class ComplaintDetailOut(ComplaintOut):
    """A complaint with its thread, oldest first."""

    messages: list[ComplaintMessageOut]


class ComplaintsOut(Answer):
    """Some complaints, newest first."""

    items: list[ComplaintOut]
    next_cursor: str | None


@section.post("/orders/<no>/complaints")
@section.input(ComplaintAsked)
@section.output(ComplaintDetailOut, status_code=201)
def complain(no: str, json_data: ComplaintAsked) -> ComplaintDetailOut:
    """Complain about one line

    Of an own order that was paid, by default until 90 days after receipt; once for each line, for ever
    (`already_complained`: add a message to the first). Unanswered at `answer_due_at` it goes to the platform.
    """
    wish = ComplaintWish(order_no=no, **json_data.model_dump())
    return _detail(file_complaint(caller().person_id, wish), Party.BUYER)


@section.get("/complaints")
@section.input(ComplaintsAsked, location="query")
@section.output(ComplaintsOut)
def list_complaints(query_data: ComplaintsAsked) -> ComplaintsOut:
    """My complaints

    What I complained about; or, with `role=keeper`, what was complained about to me.
    """
    wanted = Wanted(state=query_data.state, order_no=query_data.order_no)
    cursor, limit = query_data.cursor, query_data.limit
    if query_data.role == "keeper":
        found = complaints.complaints_through(caller().shop_id, wanted, cursor=cursor, limit=limit)
    else:
        found = complaints.complaints_of(caller().person_id, wanted, cursor=cursor, limit=limit)
    party = Party(query_data.role)
    return ComplaintsOut(
        items=[ComplaintOut.model_validate(_values(each, party)) for each in found.items],
        next_cursor=found.next_cursor,
    )


@section.get("/complaints/<complaint_id>")
@section.output(ComplaintDetailOut)
def read_complaint(complaint_id: str) -> ComplaintDetailOut:
    """One complaint

    Mine, or one made to me as a shopkeeper, with its thread. Anybody else's does not exist.
    """
    return _detail(*complaints.complaint_seen_by(_viewer(), number(complaint_id)))


@section.post("/complaints/<complaint_id>/messages")
@section.input(MessageAsked)
@section.output(ComplaintDetailOut, status_code=201)
def add_message(complaint_id: str, json_data: MessageAsked) -> ComplaintDetailOut:
    """Write in the thread

    A shopkeeper's words answer a complaint that waits for them; a buyer's words after an answer ask again, and the
    term begins anew.
    """
    return _again(write(_viewer(), number(complaint_id), json_data.words))


@section.post("/complaints/<complaint_id>/settlement")
@section.input(SettlementAsked)
@section.output(ComplaintDetailOut)
def settle(complaint_id: str, json_data: SettlementAsked) -> ComplaintDetailOut:
    """It is settled

    The buyer says that it is solved, or takes it back; saying it again changes nothing.
    """
    withdrawn = json_data.outcome == "withdrawn"
    return _again(settle_complaint(caller().person_id, number(complaint_id), withdrawn=withdrawn))


@section.post("/complaints/<complaint_id>/escalation")
@section.output(ComplaintDetailOut)
def escalate(complaint_id: str) -> ComplaintDetailOut:
    """Let the platform decide

    For the buyer, once the shopkeeper has answered; asking again changes nothing.
    """
    return _again(escalate_complaint(caller().person_id, number(complaint_id)))


def _viewer() -> Viewer:
    return Viewer(caller().person_id, caller().session.shopkeeper_id)


def _again(found: ComplaintView) -> ComplaintDetailOut:
    return _detail(found, Party.BUYER if found.person_id == caller().person_id else Party.KEEPER)


def _detail(found: ComplaintView, party: Party) -> ComplaintDetailOut:
    messages = [_message(each, party) for each in complaints.thread_of([found.id])]
    return ComplaintDetailOut.model_validate({**_values(found, party), "messages": messages})


def _message(found: MessageView, party: Party) -> ComplaintMessageOut:
    return ComplaintMessageOut(
        party=found.party,
        party_words=say(PARTIES, found.party, language()),
        mine=found.party is party,
        words=found.words,
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
            "name": pick(found, "name", language()),
            "picture": picture(found.picture),
        },
        "buyer": found.nickname,
        "shop_name": found.shop_name or None,
        "kind_words": say(KINDS, found.kind, language()),
        "state_words": say(STATES, found.state, language()),
        "next_words": next_words(found.state, party, language()),
        "can_write": found.live,
        "can_settle": mine and found.live,
        "can_escalate": mine and complaints.may_escalate(found.state, found.answered_at),
    }
