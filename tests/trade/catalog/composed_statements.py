"""Products, filtered, for everybody and for staff."""

from functools import partial

from webapp.kernel.paging import encode
from webapp.trade.catalog import staff_queries
from webapp.trade.catalog.queries import every_product, products

CALLS = [
    every_product,
    partial(products, cursor=encode(7)),
    staff_queries.products,
    partial(staff_queries.products, search="tea", status="on_sale", cursor=encode(7)),
]
