"""What a shopkeeper keeps in mind about a customer: tags and notes, which the customer can read and remove."""

from apiflask import APIBlueprint
from pydantic import Field

from webapp.people import identity
from webapp.social import customers
from webapp.social.customers.api.customers import NoteOut, note
from webapp.social.customers.flows import remember_customer
from webapp.web.api.guard import caller
from webapp.web.api.shapes import Answer, Wish
from webapp.web.numbers import number

section = APIBlueprint("notes", __name__)


class TagsWish(Wish):
    """Every tag a customer is to have."""

    tags: list[str] = Field(
        max_length=40, description="At most 12, of 1 to 12 characters.", examples=[["爱喝绿茶", "送礼"]]
    )


class TagsOut(Answer):
    """A customer's tags as they are kept."""

    tags: list[str]


class TagUsedOut(Answer):
    """A tag used before."""

    tag: str = Field(examples=["送礼"])
    customers: int = Field(description="How many customers have it.")


class TagsUsedOut(Answer):
    """Tags used before, most used first."""

    items: list[TagUsedOut]


class NoteWish(Wish):
    """What to remember."""

    words: str = Field(min_length=1, max_length=500, examples=["茶要淡一点的，妈妈肠胃不好"])


@section.get("/customers/tags")
@section.output(TagsUsedOut)
def list_tags() -> TagsUsedOut:
    """My tags

    The tags I use, most used first: to choose from, and to filter my customers by.
    """
    found = customers.tags_used(caller().shop_id)
    return TagsUsedOut(items=[TagUsedOut(tag=each.tag, customers=each.customers) for each in found])


@section.put("/customers/<customer_id>/tags")
@section.input(TagsWish)
@section.output(TagsOut)
def tag_customer(customer_id: str, json_data: TagsWish) -> TagsOut:
    """Tag a customer

    The customer has these tags from now on and no others. They can read them, and remove each.
    """
    return TagsOut(tags=remember_customer.tag_customer(caller().shop_id, number(customer_id), json_data.tags))


@section.post("/customers/<customer_id>/notes")
@section.input(NoteWish)
@section.output(NoteOut, status_code=201)
def note_customer(customer_id: str, json_data: NoteWish) -> NoteOut:
    """Note something about a customer

    For my own memory; the customer can read it, and remove it.
    """
    return note(remember_customer.note_customer(caller().shop_id, number(customer_id), json_data.words))


@section.delete("/customers/<customer_id>/notes/<note_id>")
@section.output({}, status_code=204, description="The note is gone.")
def forget_note(customer_id: str, note_id: str) -> str:
    """Remove a note

    Gone for good.
    """
    remember_customer.forget_note(caller().shop_id, number(customer_id), number(note_id))
    return ""


@section.delete("/me/relationships/<shopkeeper_code>/notes/<note_id>")
@section.output({}, status_code=204, description="The note is gone.")
def erase_note(shopkeeper_code: str, note_id: str) -> str:
    """Remove a note about me

    What a shopkeeper wrote about me is gone for good; I need no reason.
    """
    shop_id = identity.shopkeeper_by_code(shopkeeper_code).id
    remember_customer.forget_note(shop_id, caller().person_id, number(note_id))
    return ""


@section.delete("/me/relationships/<shopkeeper_code>/tags/<tag>")
@section.output({}, status_code=204, description="The tag is gone.")
def erase_tag(shopkeeper_code: str, tag: str) -> str:
    """Remove a tag about me

    A word a shopkeeper sorted me by is gone; I need no reason.
    """
    remember_customer.forget_tag(identity.shopkeeper_by_code(shopkeeper_code).id, caller().person_id, tag)
    return ""
