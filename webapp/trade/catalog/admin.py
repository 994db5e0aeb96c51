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
from webapp.web.admin.filters import Choice, Search
from webapp.web.admin.lists import AdminList, Column, register_list, worded
from webapp.web.admin.rendering import named, redirect_done, redirect_refused


def _prices(product: staff_queries.ProductRow) -> str:
    """From the cheapest variant to the dearest, in yuan."""
    fen = dict.fromkeys((product.lowest_fen, product.highest_fen))
    return " – ".join(f"{each // 100}.{each % 100:02d}" for each in fen)


PRODUCTS = AdminList(
    endpoint="products",
    path="/products",
    permission="products.view",
    words="products",
    columns=(
        Column(key="name", label="products.product", cell="own", is_heading=True, plain=named),
        Column(key="code", label="products.code", is_shown=False),
        Column(key="brand", label="products.brand", cell="named"),
        Column(key="status", label="products.status", cell="own", plain=worded("products.status.", "status")),
        Column(key="lowest_fen", label="products.price", cell="own", is_numeric=True, plain=_prices),
        Column(key="commission_rate_bp", label="products.commission", cell="percent"),
        Column(key="available", label="products.stock", cell="own", is_numeric=True),
        Column(key="sold", label="products.sold", cell="count"),
    ),
    filters=(
        Search(name="q", label="products.search", argument="search"),
        Choice(name="status", label="products.status", options=("on_sale", "off"), words="products.status."),
    ),
    query=staff_queries.products,
    cells="trade/catalog/admin/_product_cells.html",
)
register_list(PRODUCTS, group="selling", place=20)


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
