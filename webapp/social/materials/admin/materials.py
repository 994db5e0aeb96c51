"""The material library: what the platform writes and shopkeepers offer, in versions, with what each led to."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from webapp.kernel import clock
from webapp.kernel.errors import DomainError
from webapp.kernel.paging import Page
from webapp.social.materials import MaterialView, staff_queries
from webapp.social.materials.admin.forms import (
    KINDS,
    STAGES,
    NewMaterialForm,
    VersionForm,
    new_material_form,
    next_version_form,
)
from webapp.social.materials.flows.staff_materials import (
    add_platform_material,
    rewrite_platform_material,
    withdraw_material_by_staff,
)
from webapp.trade import catalog
from webapp.web.admin.blueprint import admin, me, needs
from webapp.web.admin.filters import Choice, Search
from webapp.web.admin.forms import carry_out
from webapp.web.admin.lists import AdminList, Column, register_list, worded
from webapp.web.admin.rendering import language, redirect_done, redirect_refused

MAX_PRODUCTS = 100

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
    products = _products()
    return _writing(new_material_form(request.args, products), products)


@admin.post("/materials")
@needs("materials.edit")
def add_material() -> ResponseReturnValue:
    """The first version of a new material of the platform."""
    products = _products()
    form = new_material_form(request.form, products)
    if not form.validate():
        return _writing(form, products), 422
    try:
        made = add_platform_material(me(), form.purpose, form.texts, form.chosen)
    except DomainError as error:
        return (_writing(form, products), 422) if form.takes(error) else redirect_refused(error, "materials")
    return redirect_done("materials.added", "material", material_id=made)


@admin.get("/materials/<int:material_id>")
@needs("materials.view")
def material(material_id: int) -> str:
    """One material: its versions with what each led to, and a form for the next one."""
    versions = staff_queries.versions(material_id, now=clock.now())
    return _page(versions, next_version_form(versions[0]))


@admin.post("/materials/<int:material_id>")
@needs("materials.edit")
def rewrite_material(material_id: int) -> ResponseReturnValue:
    """The next version; the old ones stay."""
    versions = staff_queries.versions(material_id, now=clock.now())
    form = next_version_form(versions[0], sent=True)
    return carry_out(
        form,
        lambda: rewrite_platform_material(me(), material_id, form.texts, form.chosen),
        again=lambda: _page(versions, form),
        done="materials.rewritten",
        endpoint="material",
        material_id=material_id,
    )


@admin.post("/materials/<int:material_id>/withdrawal")
@needs("materials.edit")
def withdraw_material(material_id: int) -> ResponseReturnValue:
    """Offer it to nobody any more."""
    try:
        withdraw_material_by_staff(me(), material_id)
    except DomainError as error:
        return redirect_refused(error, "materials")
    return redirect_done("materials.withdrawn_now", "material", material_id=material_id)


def _products() -> Sequence[catalog.ProductView]:
    return catalog.every_product(limit=MAX_PRODUCTS).items


def _writing(form: NewMaterialForm, products: Sequence[catalog.ProductView]) -> str:
    """The page for a new one: fields follow from the kind, pictures from the product."""
    return render_template(
        "social/materials/admin/new_material.html",
        form=form,
        kind=form.kind.data if form.kind.data in KINDS else "",
        product=next((each for each in products if each.code == form.product.data), None),
    )


def _page(versions: list[MaterialView], form: VersionForm) -> str:
    newest = versions[0]
    return render_template(
        "social/materials/admin/material.html",
        one=newest,
        versions=versions,
        product=catalog.product_by_id(newest.product_id) if newest.product_id else None,
        form=form,
    )
