"""Materials as staff see them: the platform's own and what shopkeepers offer, never what they keep for themselves."""

from datetime import datetime

from webapp.kernel.db import rows
from webapp.kernel.filtering import where
from webapp.kernel.paging import Page, decode, page
from webapp.social.materials.queries.materials import (
    COLUMNS,
    JOINS,
    MAX_VERSIONS,
    STATES,
    MaterialRow,
    MaterialView,
    NoSuchMaterial,
    view,
    with_performance,
)

PER_PAGE = 50
_OFFERED = "(material.shopkeeper_id IS NULL OR version.text_id IS NOT NULL)"

_NARROWED = {
    "after": "material.id < :after",
    "kind": "material.kind = :kind",
    "stage": "material.stage = :stage",
    "product": "product.code = :product",
}


def materials(
    *, kind: str = "", stage: str = "", product_code: str = "", cursor: str | None = None, now: datetime
) -> Page[MaterialView]:
    """Fifty materials, newest first, each in its newest version that is no secret: two statements."""
    after = decode(cursor, int)
    given = {"after": after[0] if after else None, "kind": kind, "stage": stage, "product": product_code}
    found = rows(
        MaterialRow,
        f"""{COLUMNS} FROM material JOIN LATERAL (
                SELECT * FROM material_version AS version WHERE version.material_id = material.id AND {_OFFERED}
                ORDER BY number DESC LIMIT 1) AS version ON true {JOINS}
            WHERE {where(_NARROWED, given)}
            ORDER BY material.id DESC LIMIT :limit""",  # noqa: S608 - no input
        limit=PER_PAGE + 1,
        **given,
        **STATES,
    )
    return page(with_performance([view(each) for each in found], now=now), PER_PAGE, lambda each: (each.id,))


def versions(material_id: int, *, now: datetime) -> list[MaterialView]:
    """Every version of a material that is no secret, newest first; raises NoSuchMaterial."""
    found = rows(
        MaterialRow,
        f"""{COLUMNS} FROM material JOIN material_version AS version ON version.material_id = material.id {JOINS}
            WHERE material.id = :id AND {_OFFERED} ORDER BY version.number DESC LIMIT :most""",
        id=material_id,
        most=MAX_VERSIONS,
        **STATES,
    )
    if not found:
        raise NoSuchMaterial
    return with_performance([view(each) for each in found], now=now)
