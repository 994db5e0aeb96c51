"""What a shopkeeper keeps in mind about a customer: tags and notes, which the customer can read and remove."""

from apiflask import APIBlueprint
from pydantic import Field

from webapp.people import identity
from webapp.social import customers
from webapp.social.customers.api.customers import NoteResponse, note
from webapp.social.customers.flows import annotate_customer
from webapp.web.api.guard import caller, for_shopkeepers
from webapp.web.api.shapes import RequestModel, ResponseModel
from webapp.web.ids import parse_id

section = APIBlueprint("notes", __name__)


class TagsRequest(RequestModel):
    """Every tag a customer is to have."""

    tags: list[str] = Field(
        max_length=40, description="At most 12, of 1 to 12 characters.", examples=[["爱喝绿茶", "送礼"]]
    )


class TagsResponse(ResponseModel):
    """A customer's tags as they are kept."""

    tags: list[str]


class TagUsageResponse(ResponseModel):
    """A tag used before."""

    tag: str = Field(examples=["送礼"])
    customers: int = Field(description="How many customers have it.")


class TagUsagesResponse(ResponseModel):
    """Tags used before, most used first."""

    items: list[TagUsageResponse]


class NoteRequest(RequestModel):
    """What to remember."""

    text: str = Field(min_length=1, max_length=500, examples=["茶要淡一点的，妈妈肠胃不好"])


@section.get("/customers/tags")
@section.output(TagUsagesResponse)
@for_shopkeepers
def list_tags() -> TagUsagesResponse:
    """My tags

    The tags I use, most used first: to choose from, and to filter my customers by.
    """
    found = customers.tag_usage(caller().shop_id)
    return TagUsagesResponse(items=[TagUsageResponse(tag=each.tag, customers=each.customers) for each in found])


@section.put("/customers/<customer_id>/tags")
@section.input(TagsRequest)
@section.output(TagsResponse)
@for_shopkeepers
def tag_customer(customer_id: str, json_data: TagsRequest) -> TagsResponse:
    """Tag a customer

    The customer has these tags from now on and no others. They can read them, and remove each.
    """
    return TagsResponse(tags=annotate_customer.tag_customer(caller().shop_id, parse_id(customer_id), json_data.tags))


@section.post("/customers/<customer_id>/notes")
@section.input(NoteRequest)
@section.output(NoteResponse, status_code=201)
@for_shopkeepers
def add_customer_note(customer_id: str, json_data: NoteRequest) -> NoteResponse:
    """Note something about a customer

    For my own memory; the customer can read it, and remove it.
    """
    return note(annotate_customer.add_customer_note(caller().shop_id, parse_id(customer_id), json_data.text))


@section.delete("/customers/<customer_id>/notes/<note_id>")
@section.output({}, status_code=204, description="The note is gone.")
@for_shopkeepers
def remove_customer_note(customer_id: str, note_id: str) -> str:
    """Remove a note

    Gone for good.
    """
    annotate_customer.remove_customer_note(caller().shop_id, parse_id(customer_id), parse_id(note_id))
    return ""


@section.delete("/me/relationships/<shopkeeper_code>/notes/<note_id>")
@section.output({}, status_code=204, description="The note is gone.")
def remove_note_about_me(shopkeeper_code: str, note_id: str) -> str:
    """Remove a note about me

    What a shopkeeper wrote about me is gone for good; I need no reason.
    """
    shop_id = identity.shopkeeper_by_code(shopkeeper_code).id
    annotate_customer.remove_customer_note(shop_id, caller().person_id, parse_id(note_id))
    return ""


@section.delete("/me/relationships/<shopkeeper_code>/tags/<tag>")
@section.output({}, status_code=204, description="The tag is gone.")
def remove_tag_about_me(shopkeeper_code: str, tag: str) -> str:
    """Remove a tag about me

    A word a shopkeeper sorted me by is gone; I need no reason.
    """
    annotate_customer.remove_customer_tag(identity.shopkeeper_by_code(shopkeeper_code).id, caller().person_id, tag)
    return ""
