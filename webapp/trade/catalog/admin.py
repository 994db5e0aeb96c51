"""The shelf: what is offered, for how much, how many are left, and what its seller earns."""

import re
from collections.abc import Callable

from flask import render_template
from flask.typing import ResponseReturnValue
from wtforms import SelectField, StringField

from webapp.kernel.errors import DomainError
from webapp.kernel.settings import settings
from webapp.people.staff import audit
from webapp.trade import catalog
from webapp.trade.catalog import staff_queries
from webapp.trade.catalog.flows.staff_products import BadFigures, RateBeyondLaw, change_product, change_sku
from webapp.web.admin.blueprint import admin, me, needs
from webapp.web.admin.filters import Choice, Search
from webapp.web.admin.forms import AdminForm
from webapp.web.admin.lists import AdminList, Column, register_list, worded
from webapp.web.admin.rendering import named, percent, redirect_done, redirect_refused
from webapp.web.forms import Needed, options, stripped

STATUSES = ("on_sale", "off")
_DECIMAL = {"inputmode": "decimal", "pattern": "[0-9]+([.][0-9]{1,2})?"}


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
        Choice(name="status", label="products.status", options=STATUSES, words="products.status."),
    ),
    query=staff_queries.products,
    cells="trade/catalog/admin/_product_cells.html",
)
register_list(PRODUCTS, group="selling", place=20)


class OfferForm(AdminForm):
    """Availability and commission."""

    status = SelectField("products.status", choices=options(STATUSES, "products.status."), validate_choice=False)
    rate = StringField("product.rate", [Needed("error.bad_figures")], [stripped], render_kw=_DECIMAL)


class VariantForm(AdminForm):
    """Price and goods taken in of one variant."""

    price = StringField("product.price_yuan", [Needed("error.bad_figures")], [stripped], render_kw=_DECIMAL)
    delivered = StringField(
        "product.delivered", [], [stripped], render_kw={"placeholder": "0", "pattern": r"[+\-−]?[0-9]+"}
    )


@admin.get("/products/<code>")
@needs("products.view")
def product(code: str) -> str:
    """One product with its variants and who changed it."""
    return _page(code)


def _page(code: str, *, offer: OfferForm | None = None, variant: tuple[str, VariantForm] | None = None) -> str:
    """The page with its forms, one of them perhaps as it was sent."""
    shown = catalog.product(code)
    rate = percent(shown.commission_rate_bp).removesuffix("%")
    variants = {
        sku.code: VariantForm(
            formdata=None, id_prefix=sku.code, price=f"{sku.price_fen // 100}.{sku.price_fen % 100:02d}"
        )
        for sku in shown.skus
    }
    return render_template(
        "trade/catalog/admin/product.html",
        product=shown,
        cap_bp=settings().commission_rate_cap_bp,
        changes=audit.lines(subject=f"product:{code}").items,
        offer=offer or OfferForm(formdata=None, status=shown.status, rate=rate),
        variants=variants | dict([variant] if variant else []),
    )


@admin.post("/products/<code>")
@needs("products.edit")
def change_offer(code: str) -> ResponseReturnValue:
    """Availability and commission."""
    form = OfferForm()
    if not form.validate():
        return _page(code, offer=form), 422
    try:
        changed = change_product(
            me(), code, status=form.status.data or "", commission_rate_bp=hundredths(form.rate.data)
        )
    except (BadFigures, RateBeyondLaw) as error:
        form.refuse_for(error, "rate")
        return _page(code, offer=form), 422
    except DomainError as error:
        return redirect_refused(error, "product", code=code)
    return redirect_done("product.saved" if changed else "product.unchanged", "product", code=code)


@admin.post("/products/<code>/variants/<sku_code>")
@needs("products.edit")
def change_variant(code: str, sku_code: str) -> ResponseReturnValue:
    """Price and stock of one variant."""
    form = VariantForm(id_prefix=sku_code)
    if not form.validate():
        return _page(code, variant=(sku_code, form)), 422
    try:
        price, delivered = _figure(form, "price", hundredths), _figure(form, "delivered", _whole)
        if price is None or delivered is None:
            return _page(code, variant=(sku_code, form)), 422
        changed = change_sku(me(), code, sku_code, price_fen=price, delivered=delivered)
    except BadFigures as error:
        form.refuse_for(error, "price")
        return _page(code, variant=(sku_code, form)), 422
    except DomainError as error:
        return redirect_refused(error, "product", code=code)
    return redirect_done("product.saved" if changed else "product.unchanged", "product", code=code)


def _figure(form: VariantForm, name: str, read: Callable[[str], int]) -> int | None:
    """A number as it was typed; None when it is none, which is then said at its field."""
    try:
        return read(form[name].data or "0")
    except BadFigures as error:
        form.refuse_for(error, name)
        return None


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
