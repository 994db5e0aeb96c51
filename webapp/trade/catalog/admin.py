"""The shelf: what is offered, for how much, how many are left, and what its seller earns."""

import re

from flask import render_template, request
from flask.typing import ResponseReturnValue

from webapp.kernel.errors import DomainError
from webapp.kernel.settings import settings
from webapp.people.staff import audit
from webapp.trade import catalog
from webapp.trade.catalog import staff_queries
from webapp.trade.catalog.flows.staff_products import BadFigures, change_product, change_sku
from webapp.web.admin.blueprint import admin, me, needs
from webapp.web.admin.rendering import redirect_done, redirect_refused, render_page


@admin.get("/products")
@needs("products.view")
def products() -> str:
    """All products, withdrawn ones too."""
    given = request.args
    found = staff_queries.products(
        search=given.get("q", "").strip()[:60], status=given.get("status", ""), cursor=given.get("cursor")
    )
    return render_page("trade/catalog/admin/products", found=found, filtered=any(given.values()))


@admin.get("/products/<code>")
@needs("products.view")
def product(code: str) -> str:
    """One product with its variants and who changed it."""
    return render_template(
        "trade/catalog/admin/product.html",
        product=catalog.product(code),
        cap_bp=settings().commission_rate_cap_bp,
        changes=audit.lines(subject=f"product:{code}").items,
    )


@admin.post("/products/<code>")
@needs("products.edit")
def change_offer(code: str) -> ResponseReturnValue:
    """Availability and commission."""
    try:
        changed = change_product(
            me(),
            code,
            status=request.form.get("status", ""),
            commission_rate_bp=hundredths(request.form.get("rate", "")),
        )
    except DomainError as error:
        return redirect_refused(error, "product", code=code)
    return redirect_done("product.saved" if changed else "product.unchanged", "product", code=code)


@admin.post("/products/<code>/variants/<sku_code>")
@needs("products.edit")
def change_variant(code: str, sku_code: str) -> ResponseReturnValue:
    """Price and stock of one variant."""
    try:
        changed = change_sku(
            me(),
            code,
            sku_code,
            price_fen=hundredths(request.form.get("price", "")),
            delivered=_whole(request.form.get("delivered", "") or "0"),
        )
    except DomainError as error:
        return redirect_refused(error, "product", code=code)
    return redirect_done("product.saved" if changed else "product.unchanged", "product", code=code)


def hundredths(typed: str) -> int:
    """12.5 → 1250: yuan as fen, percent as basis points, without a float in between; raises BadFigures."""
    found = re.fullmatch(r"(\d{1,7})(?:\.(\d{1,2}))?", typed.strip().replace(",", ""), re.ASCII)
    if found is None:
        raise BadFigures
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))


def _whole(typed: str) -> int:
    if not re.fullmatch(r"[+-]?\d{1,7}", typed.strip().replace("−", "-"), re.ASCII):
        raise BadFigures
    return int(typed.strip().replace("−", "-"))
