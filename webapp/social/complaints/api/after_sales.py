"""A shopkeeper's after-sale desk: what waits for them, most urgent first, and how fast they have been."""

from apiflask import APIBlueprint
from pydantic import Field

from webapp.kernel import clock
from webapp.kernel.words import say
from webapp.people.identity.api.shapes import PersonResponse, person_at_shop
from webapp.social import complaints, questions
from webapp.social.complaints import AfterSalesItem, AfterSalesItemKind
from webapp.web.api.guard import caller, for_shopkeepers
from webapp.web.api.language import language
from webapp.web.api.shapes import Moment, ResponseModel, localised, picture

section = APIBlueprint("desk", __name__)


class AfterSalesItemResponse(ResponseModel):
    """One thing that waits."""

    kind: AfterSalesItemKind
    kind_text: str = Field(examples=["投诉等您答复"])
    ref: str = Field(description="The complaint's id, or the refund's number.", examples=["42"])
    about_text: str = Field(description="What it is about.", examples=["质量有问题"])
    buyer: PersonResponse
    order_no: str = Field(examples=["G260601K3M9Q2X7TA"])
    name: str = Field(examples=["明前龙井 · 小罐"])
    picture: str
    since: Moment
    due_at: Moment | None = Field(description="Until when I can answer; null: others act on it.")
    seconds_left: int | None = Field(description="Until `due_at`; negative once it is over.", examples=[86_400])


class AfterSalesFiguresResponse(ResponseModel):
    """My after-sale figures of the last 90 days; medians are null where there is nothing to take them of."""

    complaints: int
    answered: int = Field(description="Of these complaints, by me, however late.")
    median_answer_seconds: float | None
    upheld: int
    decided: int = Field(description="Of these complaints, by the platform.")
    sales: int = Field(description="Orders paid.")
    refunds: int = Field(description="Of these sales.")
    refunds_done: int
    median_refund_seconds: float | None


class AfterSalesResponse(ResponseModel):
    """What waits, most urgent first, and my figures."""

    items: list[AfterSalesItemResponse]
    questions: int = Field(description="Questions that wait for my answer.", examples=[2])
    figures: AfterSalesFiguresResponse


@section.get("/after-sales")
@section.output(AfterSalesResponse)
@for_shopkeepers
def read_after_sales() -> AfterSalesResponse:
    """My after-sale desk

    Complaints that wait for my answer with the time left, then refunds under way; and how fast I have been.
    """
    shop_id, now = caller().shop_id, clock.now()
    found = complaints.after_sales_queue(shop_id, now)
    return AfterSalesResponse(
        items=[
            _waiting(shop_id, each, None if each.due_at is None else (each.due_at - now).total_seconds())
            for each in found.items
        ],
        questions=questions.count_open(shop_id),
        figures=AfterSalesFiguresResponse.model_validate(found.figures),
    )


def _waiting(shop_id: int, found: AfterSalesItem, left: float | None) -> AfterSalesItemResponse:
    about = "complaint.kind" if found.kind is AfterSalesItemKind.COMPLAINT else "refund.state"
    return AfterSalesItemResponse(
        kind=found.kind,
        kind_text=say(f"after_sales.item.{found.kind}", language()),
        ref=found.ref,
        about_text=say(f"{about}.{found.about}", language()),
        buyer=person_at_shop(shop_id, found.buyer_id, found.nickname),
        order_no=found.order_no,
        name=localised(found, "name", language()),
        picture=picture(found.picture),
        since=found.since,
        due_at=found.due_at,
        seconds_left=None if left is None else int(left),
    )
