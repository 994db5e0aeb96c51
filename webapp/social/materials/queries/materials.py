"""Materials as shopkeepers read them: the platform's and those offered by others, and all of one's own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from webapp.kernel.db import row, rows
from webapp.kernel.errors import NotFound
from webapp.social.materials.kinds import MaterialKind, MaterialState
from webapp.social.materials.queries.performance import performance_of
from webapp.social.materials.rules import LANGUAGES, MaterialPerformance, MaterialText
from webapp.social.relationships import Stage

MAX_RANKED = 200
MAX_VERSIONS = 50
NO_PERFORMANCE = MaterialPerformance()


class NoSuchMaterial(NotFound):
    """There is no such material, or it is not yours."""


@dataclass(frozen=True, kw_only=True, slots=True)
class MaterialVersion:
    """One version of a material with what it is for and who may read it; its words apart."""

    id: int
    number: int
    current_version: int
    shown_version: int | None
    kind: MaterialKind
    product_id: int | None
    product_code: str | None
    product_zh: str | None
    product_en: str | None
    stage: Stage | None
    shopkeeper_id: int | None
    shop_name: str | None
    pictures: list[str]
    state: MaterialState
    reason: str
    written_by: str
    """The colleague who wrote this version, when it is the platform's."""
    created_at: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class MaterialRow(MaterialVersion):
    """The same with its words as they are kept, by language."""

    texts: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, kw_only=True, slots=True)
class MaterialView(MaterialVersion):
    """One version of a material with what it is for, who may read it, and what it led to."""

    texts: dict[str, MaterialText]
    performance: MaterialPerformance = NO_PERFORMANCE

    @property
    def score(self) -> float:
        return self.performance.score(self.kind)

    def in_language(self, language: str) -> MaterialText:
        """The words in a language, or in the one there is."""
        return self.texts.get(language) or next(iter(self.texts.values()))


@dataclass(frozen=True, kw_only=True, slots=True)
class MaterialFilter:
    """Which materials: those for one of these products or for any product, and likewise for a stage."""

    kinds: tuple[MaterialKind, ...] = tuple(MaterialKind)
    products: tuple[int, ...] = ()
    stage: Stage | None = None
    own: bool = False


COLUMNS = """
SELECT material.id, version.number, material.current AS current_version, material.shown AS shown_version,
       material.kind, material.product_id, product.code AS product_code, product.name_zh AS product_zh,
       product.name_en AS product_en, material.stage, material.shopkeeper_id, keeper.shop_name, version.texts,
       version.pictures, material.withdrawn_at,
       CASE WHEN material.shopkeeper_id IS NULL THEN :shown ELSE coalesce(said.state, :private) END AS state,
       coalesce(said.reason, '') AS reason, coalesce(colleague.name, '') AS written_by, version.created_at
"""
JOINS = """
LEFT JOIN public_text AS said ON said.id = version.text_id
LEFT JOIN product ON product.id = material.product_id
LEFT JOIN shopkeeper AS keeper ON keeper.id = material.shopkeeper_id
LEFT JOIN staff AS colleague ON colleague.id = version.staff_id
"""
# Others read what is shown, and never what was private or refused.
_READABLE = "(material.shopkeeper_id IS NULL OR material.shopkeeper_id = :me OR said.state = :shown)"
_IN_HAND = f"withdrawn_at IS NULL AND (shown IS NOT NULL OR material.shopkeeper_id = :me) AND {_READABLE}"
_OTHERS = "SELECT id, shown AS number FROM material WHERE shown IS NOT NULL AND shopkeeper_id IS DISTINCT FROM :me"
_OWN = "SELECT id, current AS number FROM material WHERE shopkeeper_id = :me"
STATES = {"shown": MaterialState.SHOWN.value, "private": MaterialState.PRIVATE.value}


def _list(asked: MaterialFilter, *, before: int | None) -> str:
    """Each half walks its own index backwards, so that what others keep for themselves is never looked at."""
    fits = ["withdrawn_at IS NULL", "kind = ANY(:kinds)"]
    if before:
        fits.append("id < :before")
    if asked.products:
        fits.append("(product_id IS NULL OR product_id = ANY(:products))")
    if asked.stage:
        fits.append("(stage IS NULL OR stage = :stage)")
    halves = [
        f"({half} AND {' AND '.join(fits)} ORDER BY id DESC LIMIT :limit)"
        for half in ([_OWN] if asked.own else [_OTHERS, _OWN])
    ]
    return f"""
        WITH known AS ({" UNION ALL ".join(halves)})
        {COLUMNS} FROM known JOIN material ON material.id = known.id
        JOIN material_version AS version ON version.material_id = known.id AND version.number = known.number {JOINS}
        WHERE {_READABLE} ORDER BY material.id DESC LIMIT :limit
    """


def materials_for(
    shopkeeper_id: int, asked: MaterialFilter, *, before: int | None = None, limit: int, now: datetime
) -> list[MaterialView]:
    """What a shopkeeper may use, newest first, from the one before `before`: two statements."""
    found = rows(MaterialRow, _list(asked, before=before), **_given(shopkeeper_id, asked, before, limit), **STATES)
    return with_performance([view(each) for each in found], now=now)


def material_for(shopkeeper_id: int, material_id: int, *, now: datetime) -> MaterialView:
    """One material as this shopkeeper reads it; raises NoSuchMaterial."""
    return versions_for(shopkeeper_id, material_id, now=now)[0]


def version_number_for(shopkeeper_id: int, material_id: int) -> int:
    """Which version of a material this shopkeeper has in hand; raises NoSuchMaterial."""
    number = row(
        int,
        f"""SELECT version.number FROM material JOIN material_version AS version ON version.material_id = material.id
            {JOINS} WHERE material.id = :id AND {_IN_HAND} ORDER BY version.number DESC LIMIT 1""",  # noqa: S608 - no input
        id=material_id,
        me=shopkeeper_id,
        **STATES,
    )
    if number is None:
        raise NoSuchMaterial
    return number


def versions_for(shopkeeper_id: int, material_id: int, *, now: datetime) -> list[MaterialView]:
    """Every version this shopkeeper may read, newest first; raises NoSuchMaterial."""
    found = rows(
        MaterialRow,
        f"""{COLUMNS} FROM material JOIN material_version AS version ON version.material_id = material.id {JOINS}
            WHERE material.id = :id AND {_IN_HAND} ORDER BY version.number DESC LIMIT :most""",
        id=material_id,
        me=shopkeeper_id,
        most=MAX_VERSIONS,
        **STATES,
    )
    if not found:
        raise NoSuchMaterial
    return with_performance([view(each) for each in found], now=now)


@dataclass(frozen=True, slots=True)
class _Use:
    share_id: int
    material_id: int
    number: int


def uses_of(share_ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Which material and version each of these shares was made with, by share."""
    found = rows(
        _Use, "SELECT share_id, material_id, number FROM material_use WHERE share_id = ANY(:ids)", ids=list(share_ids)
    )
    return {each.share_id: (each.material_id, each.number) for each in found}


def count_of(shopkeeper_id: int) -> int:
    """How many materials a shopkeeper keeps."""
    kept = "SELECT count(*) FROM material WHERE shopkeeper_id = :s AND withdrawn_at IS NULL"
    return row(int, kept, s=shopkeeper_id) or 0


def with_performance(found: list[MaterialView], *, now: datetime) -> list[MaterialView]:
    """The same with what each led to."""
    performance = performance_of([each.id for each in found], now=now)
    return [replace(each, performance=performance.get((each.id, each.number), NO_PERFORMANCE)) for each in found]


def view(found: MaterialRow) -> MaterialView:
    """The view of a row."""
    return MaterialView(
        **{each.name: getattr(found, each.name) for each in fields(MaterialVersion)},
        texts={each: MaterialText.of(found.texts[each]) for each in LANGUAGES if each in found.texts},
    )


def _given(shopkeeper_id: int, asked: MaterialFilter, before: int | None, limit: int) -> dict[str, object]:
    return {
        "me": shopkeeper_id,
        "kinds": [kind.value for kind in asked.kinds],
        "products": list(asked.products),
        "stage": asked.stage.value if asked.stage else None,
        "before": before,
        "limit": limit,
    }
