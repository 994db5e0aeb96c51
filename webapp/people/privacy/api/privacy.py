"""What a person allows, what is held about them, and being forgotten."""

from typing import Literal

from apiflask import APIBlueprint
from apiflask.schemas import FileSchema
from flask import Response
from pydantic import Field

from webapp.kernel.errors import NotFound
from webapp.people.consent import ConsentStatus, consents_of
from webapp.people.consent.flows import decide_consent
from webapp.people.privacy import ErasureView, erasures
from webapp.people.privacy.flows import request_erasure as flows
from webapp.people.privacy.flows.export_file import export_file
from webapp.people.privacy.words import blocker_text
from webapp.web.api.guard import caller
from webapp.web.api.language import language
from webapp.web.api.shapes import Moment, RequestModel, ResponseModel
from webapp.web.downloads import download

section = APIBlueprint("privacy", __name__)
_HOW: Literal["mini"] = "mini"


class ConsentResponse(ResponseModel):
    """One purpose my data may be used for, and where I stand."""

    purpose: str = Field(examples=["outreach"])
    name: str = Field(examples=["店主可以主动分享给我"])
    description: str = Field(description="What a yes allows.")
    if_refused: str = Field(description="What a no means. Buying always goes on.")
    on: bool
    outdated: bool = Field(description="I said yes to other words; it is off until I say yes to these.")
    version: str = Field(description="Of the words.", examples=["2026-07"])
    channel: str = Field(description="How my decision came about, if there is one.", examples=["login"])
    at: Moment | None = Field(description="When I decided, or was told.")


class ConsentsResponse(ResponseModel):
    """Every purpose."""

    items: list[ConsentResponse]


class ExportQuery(RequestModel):
    """In which form."""

    format: Literal["json", "csv"] = Field("json", description="One JSON document, or a ZIP of CSV tables.")


class ErasureRequest(RequestModel):
    """A word nobody types by accident."""

    word: str = Field(description="注销 or erase.", max_length=20, examples=["注销"])


class ErasureResponse(ResponseModel):
    """My request to be forgotten."""

    state: Literal["waiting", "done", "cancelled"]
    blocked_by: list[str] = Field(
        description="What must end first; it goes on by itself then.", examples=[["还有没完成的订单"]]
    )
    requested_at: Moment


@section.get("/me/consents")
@section.output(ConsentsResponse)
def list_consents() -> ConsentsResponse:
    """What I allow

    Every purpose my data may be used for beyond my orders, in words, and whether it is on.
    """
    return _consents(consents_of(caller().person_id))


@section.put("/me/consents/<purpose>")
@section.output(ConsentsResponse)
def give_consent(purpose: str) -> ConsentsResponse:
    """Say yes

    To the purpose as it is worded now. Repeating changes nothing.
    """
    return _consents(decide_consent.give_consent(caller().person_id, purpose, _HOW))


@section.delete("/me/consents/<purpose>")
@section.output(ConsentsResponse)
def withdraw_consent(purpose: str) -> ConsentsResponse:
    """Say no

    It ends within moments, and what was collected for it is deleted. Repeating changes nothing; buying goes on.
    """
    return _consents(decide_consent.withdraw_consent(caller().person_id, purpose, _HOW))


@section.get("/me/export")
@section.input(ExportQuery, location="query")
@section.output(FileSchema(type="string", format="binary"), content_type="application/json", description="A file.")
def export(query_data: ExportQuery) -> Response:
    """Everything held about me

    Grouped by table, with the purpose and lifetime of each field. A few times an hour.
    """
    return download(export_file(caller().person_id, query_data.format, language()))


@section.get("/me/erasure")
@section.output(ErasureResponse)
def read_erasure() -> ErasureResponse:
    """My request to be forgotten

    What it still waits for. 404 when there is none.
    """
    found = erasures.latest_request(caller().person_id)
    if found is None:
        raise NotFound
    return _erasure(found)


@section.post("/me/erasure")
@section.input(ErasureRequest)
@section.output(ErasureResponse, status_code=202)
def request_erasure(json_data: ErasureRequest) -> ErasureResponse:
    """Be forgotten

    As soon as nothing of mine is under way. Every optional purpose ends at once. Orders and books are kept as long as
    the law wants them, without name, address, phone or WeChat identity. Asking again is the same request.
    """
    return _erasure(flows.request_erasure(caller().person_id, json_data.word, _HOW))


@section.delete("/me/erasure")
@section.output({}, status_code=204, description="I stay.")
def take_back_erasure() -> str:
    """Stay after all

    While the request still waits. What ended with it stays off until I turn it on again.
    """
    flows.cancel_erasure(caller().person_id)
    return ""


def _consents(found: list[ConsentStatus]) -> ConsentsResponse:
    return ConsentsResponse(items=[_consent(each) for each in found])


def _consent(standing: ConsentStatus) -> ConsentResponse:
    purpose, english = standing.purpose, language() == "en"
    return ConsentResponse(
        purpose=purpose.key,
        name=purpose.name[english],
        description=purpose.description[english],
        if_refused=purpose.if_refused[english],
        on=standing.on,
        outdated=standing.outdated,
        version=purpose.version,
        channel=standing.channel,
        at=standing.at,
    )


def _erasure(found: ErasureView) -> ErasureResponse:
    return ErasureResponse.model_validate(
        {
            "state": found.state.value,
            "blocked_by": [blocker_text(each, language()) for each in found.blocked_by],
            "requested_at": found.requested_at,
        }
    )
