"""Materials, filtered, for shopkeepers and for staff."""

from functools import partial

from tests.databases import NOON
from webapp.kernel.paging import encode
from webapp.social.materials import staff_queries
from webapp.social.materials.queries.materials import MaterialFilter, count_of, materials_for
from webapp.social.relationships import Stage

CALLS = [
    partial(materials_for, 1, MaterialFilter(), limit=2, now=NOON),
    partial(materials_for, 1, MaterialFilter(products=(1,), stage=Stage.FRIEND, own=True), before=7, limit=2, now=NOON),
    partial(count_of, 1),
    partial(staff_queries.materials, now=NOON),
    partial(staff_queries.materials, kind="words", stage="friend", product_code="tea", cursor=encode(7), now=NOON),
]
