"""The material library: what to send and to say, in versions, with what each led to."""

from collections.abc import Mapping
from typing import Literal

from apiflask import APIBlueprint
from pydantic import Field

from webapp.kernel import clock, paging
from webapp.kernel.settings import settings
from webapp.social import materials
from webapp.social.materials import MaterialFilter, MaterialKind, MaterialPurpose, MaterialText, MaterialView
from webapp.social.materials.api.shapes import MaterialResponse, material
from webapp.social.materials.flows import write_material
from webapp.social.materials.flows.write_material import MaterialAuthor, MaterialVersionInput
from webapp.social.relationships import Stage
from webapp.trade import catalog
from webapp.web.api.guard import caller, for_shopkeepers
from webapp.web.api.language import language
from webapp.web.api.shapes import Language, PageQuery, RequestModel, ResponseModel
from webapp.web.ids import parse_id

section = APIBlueprint("materials", __name__)


class MaterialsQuery(PageQuery):
    """Which materials: those for a product or stage, and those for any."""

    product: str | None = Field(None, max_length=40, description="A product's code.")
    stage: Stage | None = None
    kind: MaterialKind | None = None
    own: bool = Field(False, description="Only what I wrote.")
    sort: Literal["new", "performance"] = Field(
        "new", description="`performance`: what fits and worked best of the newest 200, one page without a cursor."
    )


class MaterialsResponse(ResponseModel):
    """Some materials."""

    items: list[MaterialResponse]
    next_cursor: str | None


class MaterialDetailResponse(MaterialResponse):
    """One material with all its versions, newest first."""

    versions: list[MaterialResponse]


class MaterialVersionRequest(RequestModel):
    """One version of a material. A talk uses `opening`, `points`, `doubt` and `answer`; the other kinds use `text`."""

    title: str = Field(min_length=1, max_length=40)
    text: str = Field("", max_length=800, description="To send: at most 120 characters; of use: 800.")
    opening: str = Field("", max_length=160)
    points: list[str] = Field([], max_length=5, description="Of 1 to 80 characters.")
    doubt: str = Field("", max_length=80)
    answer: str = Field("", max_length=240)
    pictures: list[str] = Field([], max_length=9, description="Addresses of the product's pictures.")
    language: Language | None = Field(None, description="What it is written in; else the language of the request.")
    offered: bool = Field(False, description="For all shopkeepers, once its words are checked; else for me alone.")


class MaterialRequest(MaterialVersionRequest):
    """A new material: what it is for stays the same over all its versions."""

    kind: MaterialKind
    product_code: str | None = Field(None, max_length=40, description="Null: for any product.")
    stage: Stage | None = Field(None, description="Null: for any stage.")


@section.get("/materials")
@section.input(MaterialsQuery, location="query")
@section.output(MaterialsResponse)
@for_shopkeepers
def list_materials(query_data: MaterialsQuery) -> MaterialsResponse:
    """Materials

    The platform's, what other shopkeepers offer, and my own, each with what it led to.
    """
    asked, now, limit = _asked(query_data), clock.now(), query_data.limit
    if query_data.sort == "performance":
        best = materials.ranked_materials(caller().shop_id, asked, limit=limit, now=now)
        return MaterialsResponse(items=[_shown(each) for each in best], next_cursor=None)
    key = paging.decode(query_data.cursor, int)
    before = int(key[0]) if key else None
    found = materials.materials_for(caller().shop_id, asked, before=before, limit=limit + 1, now=now)
    page = paging.page(found, limit, lambda each: (each.id,))
    return MaterialsResponse(items=[_shown(each) for each in page.items], next_cursor=page.next_cursor)


@section.get("/materials/<material_id>")
@section.output(MaterialDetailResponse)
@for_shopkeepers
def read_material(material_id: str) -> MaterialDetailResponse:
    """One material

    The version in hand, and all before it that I may read, each with what it led to.
    """
    found = materials.versions_for(caller().shop_id, parse_id(material_id), now=clock.now())
    versions = [_shown(each) for each in found]
    return MaterialDetailResponse(**versions[0].model_dump(), versions=versions)


@section.post("/materials")
@section.input(MaterialRequest)
@section.output(MaterialResponse, status_code=201)
@for_shopkeepers
def add_material(json_data: MaterialRequest) -> MaterialResponse:
    """Write a material

    For me alone, or offered to all shopkeepers: then others read it once its words have been checked.
    """
    purpose = MaterialPurpose(kind=json_data.kind, product_code=json_data.product_code, stage=json_data.stage)
    return _shown(write_material.add_material(_author(), purpose, _draft(json_data)))


@section.put("/materials/<material_id>")
@section.input(MaterialVersionRequest)
@section.output(MaterialResponse)
@for_shopkeepers
def rewrite_material(material_id: str, json_data: MaterialVersionRequest) -> MaterialResponse:
    """Write my material anew

    Makes a new version, which is current from now on; the old ones stay readable, with what they led to.
    """
    return _shown(write_material.rewrite_material(_author(), parse_id(material_id), _draft(json_data)))


@section.delete("/materials/<material_id>")
@section.output({}, status_code=204, description="Nobody is offered it any more.")
@for_shopkeepers
def withdraw_material(material_id: str) -> str:
    """Take my material back

    Shares made with it stay as they are.
    """
    write_material.withdraw_material(caller().shop_id, parse_id(material_id))
    return ""


def _asked(wanted: MaterialsQuery) -> MaterialFilter:
    return MaterialFilter(
        kinds=(wanted.kind,) if wanted.kind else tuple(MaterialKind),
        products=(catalog.product(wanted.product).id,) if wanted.product else (),
        stage=wanted.stage,
        own=wanted.own,
    )


def _author() -> MaterialAuthor:
    return MaterialAuthor(shop_id=caller().shop_id, person_id=caller().person_id)


def _draft(wish: MaterialVersionRequest) -> MaterialVersionInput:
    texts: Mapping[str, MaterialText] = {
        wish.language or language(): MaterialText(
            title=wish.title,
            text=wish.text,
            opening=wish.opening,
            points=tuple(wish.points),
            doubt=wish.doubt,
            answer=wish.answer,
        )
    }
    ours = f"{settings().shop_origin}/static/"
    return MaterialVersionInput(
        texts=texts, pictures=[each.removeprefix(ours) for each in wish.pictures], is_public=wish.offered
    )


def _shown(found: MaterialView) -> MaterialResponse:
    return material(found, caller().shop_id, language())
