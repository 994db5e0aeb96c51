"""What a shopkeeper earned, and why: every fen in words."""

from dataclasses import asdict
from typing import Literal

from apiflask import APIBlueprint
from pydantic import Field

from webapp.money import commission
from webapp.money.commission import EarningView, Explanation
from webapp.web.api.guard import caller, for_shopkeepers
from webapp.web.api.language import language
from webapp.web.api.shapes import Fen, Moment, PageQuery, RequestModel, ResponseModel
from webapp.web.ids import parse_id

section = APIBlueprint("earnings", __name__)
State = Literal["pending", "payable", "void", "clawed_back"]


class EarningsResponse(ResponseModel):
    """A shopkeeper's purse."""

    currency: Literal["CNY"]
    pending_fen: Fen = Field(description="Promised; becomes payable after receipt and the return window.")
    payable_fen: Fen = Field(description="Earned for good; below zero after a late refund.")
    earned_fen: Fen = Field(description="Everything promised or payable so far.")
    next_due_at: Moment | None = Field(description="When the next part becomes payable, if a date is set.")
    next_due_fen: Fen


class ExplanationResponse(ResponseModel):
    """One thing in words: what it is, how it came about, and what happens next and when."""

    title: str = Field(examples=["¥9.90，待确认"])
    lines: list[str] = Field(examples=[["来自您的分享 #0417203948…", "¥99.00 × 10% = ¥9.90"]])
    next: str = Field(examples=["收货后 15 天，没有退货就可以提取。"])


class SoldLineResponse(ResponseModel):
    """What was sold, in the caller's language."""

    name: str = Field(examples=["春茶 · 小罐"])
    quantity: int = Field(examples=[2])


class EarningEntryResponse(ResponseModel):
    """One reward for one line of an order."""

    id: str = Field(examples=["42"])
    order_no: str = Field(examples=["G260601K3M9Q2X7TA"])
    sold: SoldLineResponse
    state: State
    amount_fen: Fen
    base_fen: Fen = Field(description="What the rate was applied to.")
    rate_bp: int = Field(description="The rate, in basis points.", examples=[1000])
    rule_version: str = Field(examples=["2026-01"])
    accrued_at: Moment
    due_at: Moment | None
    settled_at: Moment | None
    voided_at: Moment | None
    explanation: ExplanationResponse


class EarningEntriesResponse(ResponseModel):
    """Some rewards."""

    items: list[EarningEntryResponse]
    next_cursor: str | None


class EarningEntriesQuery(PageQuery):
    """Which rewards."""

    state: State | None = None


class OrderExplanationQuery(RequestModel):
    """About which order."""

    order_no: str = Field(min_length=1, max_length=32)


@section.get("/earnings")
@section.output(EarningsResponse)
@for_shopkeepers
def read_earnings() -> EarningsResponse:
    """My earnings

    What is promised, what is payable, and what comes next.
    """
    return EarningsResponse(currency="CNY", **asdict(commission.earnings_of(caller().shop_id)))


@section.get("/earnings/entries")
@section.input(EarningEntriesQuery, location="query")
@section.output(EarningEntriesResponse)
@for_shopkeepers
def list_entries(query_data: EarningEntriesQuery) -> EarningEntriesResponse:
    """My rewards, each explained

    Newest first: through which share and whose forwards, by which line and rule, with what arithmetic, and what
    happens next.
    """
    found = commission.earning_entries(
        caller().shop_id, state=query_data.state, cursor=query_data.cursor, limit=query_data.limit
    )
    explained = commission.explain_each(found.items, language())
    items = [_entry(each, words) for each, words in zip(found.items, explained, strict=True)]
    return EarningEntriesResponse(items=items, next_cursor=found.next_cursor)


@section.get("/earnings/entries/<entry_id>")
@section.output(EarningEntryResponse)
@for_shopkeepers
def read_entry(entry_id: str) -> EarningEntryResponse:
    """One of my rewards"""
    found = commission.earning_for(caller().shop_id, parse_id(entry_id))
    return _entry(found, commission.explain(found, language()))


@section.get("/earnings/explanation")
@section.input(OrderExplanationQuery, location="query")
@section.output(ExplanationResponse)
@for_shopkeepers
def explain_order(query_data: OrderExplanationQuery) -> ExplanationResponse:
    """Why was I, or was I not, paid?

    For an order you had a part in, also when the reward went to somebody else or to nobody.
    """
    return _words(commission.explain_order(query_data.order_no, caller().shop_id, language()))


def _entry(found: EarningView, explained: Explanation) -> EarningEntryResponse:
    line = found.explanation["line"]
    return EarningEntryResponse.model_validate(
        {
            "id": str(found.id),
            "order_no": found.order_no,
            "sold": {"name": line["name_en" if language() == "en" else "name_zh"], "quantity": line["quantity"]},
            "state": found.state,
            "amount_fen": found.amount_fen,
            "base_fen": found.base_fen,
            "rate_bp": found.rate_bp,
            "rule_version": found.rule_version,
            "accrued_at": found.accrued_at,
            "due_at": found.due_at,
            "settled_at": found.settled_at,
            "voided_at": found.voided_at,
            "explanation": _words(explained),
        }
    )


def _words(explained: Explanation) -> ExplanationResponse:
    return ExplanationResponse.model_validate(explained)
