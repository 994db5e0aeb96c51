"""The material library: what the platform writes and shopkeepers offer, in versions, with what each led to."""

from collections.abc import Callable
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from webapp.kernel import clock
from webapp.kernel.errors import DomainError, Invalid
from webapp.kernel.paging import Page
from webapp.social.materials import MaterialKind, MaterialPurpose, MaterialText, MaterialView, staff_queries
from webapp.social.materials.flows.staff_materials import (
    add_platform_material,
    rewrite_platform_material,
    withdraw_material_by_staff,
)
from webapp.social.relationships import Stage
from webapp.trade import catalog
from webapp.web.admin.blueprint import admin, me, needs
from webapp.web.admin.filters import Choice, Search
from webapp.web.admin.lists import AdminList, Column, register_list, worded
from webapp.web.admin.rendering import error_words, language, redirect_done, redirect_refused

KINDS = [each.value for each in MaterialKind]
STAGES = [each.value for each in Stage]
PARTS = ("title", "text", "opening", "points", "doubt", "answer")


class UnknownChoice(Invalid):
    """Choose a kind, a product and a stage from the lists."""


# What each material led to, as the file says it.
_WORKED: dict[str, Callable[[MaterialView], object]] = {
    "shares": lambda material: material.performance.shares,
    "openings": lambda material: material.performance.touches,
    "buyers": lambda material: material.performance.buyers,
    "trust": lambda material: round(material.performance.trust, 1) if material.performance.shares else None,
    "least": lambda material: round(material.score, 4) if material.performance.shares else None,
}


def _materials(*, kind: str | None, stage: str | None, **more: Any) -> Page[MaterialView]:
    return staff_queries.materials(kind=kind or "", stage=stage or "", now=clock.now(), **more)


MATERIALS = AdminList(
    endpoint="materials",
    path="/materials",
    permission="materials.view",
    words="materials",
    columns=(
        Column(
            key="title",
            label="materials.name",
            cell="own",
            is_heading=True,
            plain=lambda material: material.in_language(language()).title,
        ),
        Column(key="kind", label="materials.kind", cell="own", plain=worded("material.kind.", "kind")),
        Column(key="product", label="materials.product", cell="own", plain=lambda material: material.product_code),
        Column(key="stage", label="materials.stage", cell="own", plain=worded("stage.", "stage")),
        Column(key="shop_name", label="materials.by", cell="own"),
        *(
            Column(key=key, label=f"materials.{key}", cell="own", is_numeric=True, plain=plain)
            for key, plain in _WORKED.items()
        ),
    ),
    filters=(
        Search(name="product", label="materials.product", argument="product_code"),
        Choice(name="kind", label="materials.kind", options=KINDS, words="material.kind."),
        Choice(name="stage", label="materials.stage", options=STAGES, words="stage."),
    ),
    query=_materials,
    template="social/materials/admin/materials.html",
    cells="social/materials/admin/_material_cells.html",
    note="materials.least_note",
)
register_list(MATERIALS, group="serving", place=40)


@admin.get("/materials/new")
@needs("materials.edit")
def new_material() -> str:
    """First what it is for, then what it says."""
    return _writing({})


@admin.post("/materials")
@needs("materials.edit")
def add_material() -> ResponseReturnValue:
    """The first version of a new material of the platform."""
    try:
        made = add_platform_material(me(), _purpose(), _words(), request.form.getlist("pictures"))
    except DomainError as error:
        return _writing(request.form.to_dict(), error), 422
    return redirect_done("materials.added", "material", material_id=made)


@admin.get("/materials/<int:material_id>")
@needs("materials.view")
def material(material_id: int) -> str:
    """One material: its versions with what each led to, and a form for the next one."""
    versions = staff_queries.versions(material_id, now=clock.now())
    return _one(versions, _typed(versions[0]))


@admin.post("/materials/<int:material_id>")
@needs("materials.edit")
def rewrite_material(material_id: int) -> ResponseReturnValue:
    """The next version; the old ones stay."""
    try:
        rewrite_platform_material(me(), material_id, _words(), request.form.getlist("pictures"))
    except DomainError as error:
        versions = staff_queries.versions(material_id, now=clock.now())
        return _one(versions, request.form.to_dict(), error), 422
    return redirect_done("materials.rewritten", "material", material_id=material_id)


@admin.post("/materials/<int:material_id>/withdrawal")
@needs("materials.edit")
def withdraw_material(material_id: int) -> ResponseReturnValue:
    """Offer it to nobody any more."""
    try:
        withdraw_material_by_staff(me(), material_id)
    except DomainError as error:
        return redirect_refused(error, "materials")
    return redirect_done("materials.withdrawn_now", "material", material_id=material_id)


def _writing(typed: dict[str, str], error: DomainError | None = None) -> str:
    """The page for a new one: fields follow from the kind, pictures from the product."""
    given = request.values
    kind, code = given.get("kind", ""), given.get("product", "")
    products = catalog.every_product(limit=100).items
    return render_template(
        "social/materials/admin/new_material.html",
        kind=kind if kind in KINDS else "",
        stage=given.get("stage", ""),
        product=next((each for each in products if each.code == code), None),
        products=products,
        kinds=KINDS,
        stages=STAGES,
        typed=typed,
        chosen=request.form.getlist("pictures"),
        problem=error_words(error) if error else "",
    )


def _one(versions: list[MaterialView], typed: dict[str, str], error: DomainError | None = None) -> str:
    newest = versions[0]
    return render_template(
        "social/materials/admin/material.html",
        one=newest,
        versions=versions,
        product=catalog.product_by_id(newest.product_id) if newest.product_id else None,
        typed=typed,
        chosen=request.form.getlist("pictures") if error else newest.pictures,
        problem=error_words(error) if error else "",
    )


def _purpose() -> MaterialPurpose:
    kind, stage, code = (request.form.get(name, "") for name in ("kind", "stage", "product"))
    if kind not in KINDS or stage not in ("", *STAGES):
        raise UnknownChoice
    return MaterialPurpose(kind=MaterialKind(kind), product_code=code or None, stage=Stage(stage) if stage else None)


def _words() -> dict[str, MaterialText]:
    return {language: _words_in(language) for language in ("zh", "en")}


def _words_in(language: str) -> MaterialText:
    given = {part: request.form.get(f"{part}_{language}", "").replace("\r\n", "\n") for part in PARTS}
    points = tuple(line for line in given.pop("points").split("\n") if line.strip())
    return MaterialText(**given, points=points)


def _typed(newest: MaterialView) -> dict[str, str]:
    """What stands in the form for the next version: the newest one."""
    typed: dict[str, str] = {}
    for written, content in newest.texts.items():
        typed |= {f"{part}_{written}": getattr(content, part) for part in PARTS if part != "points"}
        typed[f"points_{written}"] = "\n".join(content.points)
    return typed
