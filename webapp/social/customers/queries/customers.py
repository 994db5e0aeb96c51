"""Customers as their shopkeeper sees them: the pair, its tags, what to do next and why; and the notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from webapp.kernel.db import rows
from webapp.social import relationships
from webapp.social.customers.queries.customer_context import customer_contexts
from webapp.social.customers.queries.recommendations import (
    product_candidates,
    recommended_materials,
    recommended_product,
)
from webapp.social.materials import MaterialView
from webapp.social.relationships import NextBestAction, Pair, Stage
from webapp.trade import catalog
from webapp.trade.catalog import ProductView

MAX_SUGGESTED = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class Customer:
    """A pair with what its shopkeeper keeps about it, the next best step, and what to take it with."""

    pair: Pair
    tags: tuple[str, ...]
    next_action: NextBestAction
    material: MaterialView | None
    product: ProductView | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """Something written down about a customer."""

    id: int
    text: str
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class TagUsage:
    """A tag a shopkeeper has used before, and for how many customers."""

    tag: str
    customers: int


def customers_of(
    shopkeeper_id: int,
    *,
    stage: Stage | None = None,
    tag: str | None = None,
    after: int | None = None,
    limit: int,
    now: datetime,
) -> list[Customer]:
    """A shopkeeper's customers by id, from the one after `after`; as many statements for one as for a hundred."""
    if tag is None:
        pairs = relationships.pairs_of(shopkeeper_id, stage=stage, after=after, limit=limit, now=now)
    else:
        people = _tagged(shopkeeper_id, tag, stage=stage, after=after, limit=limit)
        pairs = relationships.pairs_among(shopkeeper_id, people, now=now)
    return _customers(shopkeeper_id, pairs, now)


def customer_for(shopkeeper_id: int, person_id: int, *, now: datetime) -> Customer:
    """One customer of this shopkeeper; raises NoSuchCustomer."""
    return _customers(shopkeeper_id, [relationships.pair_for(shopkeeper_id, person_id, now=now)], now)[0]


@dataclass(frozen=True, slots=True)
class _Tag:
    person_id: int
    tag: str


def tags_of(shopkeeper_id: int, people: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The tags of these customers, by person, in the order they were given."""
    found: dict[int, tuple[str, ...]] = {}
    for each in rows(
        _Tag,
        """SELECT person_id, tag FROM customer_tag WHERE shopkeeper_id = :s AND person_id = ANY(:people)
           ORDER BY person_id, position""",
        s=shopkeeper_id,
        people=list(people),
    ):
        found[each.person_id] = (*found.get(each.person_id, ()), each.tag)
    return found


def notes_of(shopkeeper_id: int, person_id: int) -> list[Note]:
    """Every note about one customer, newest first."""
    return rows(
        Note,
        """SELECT id, text, created_at FROM customer_note WHERE shopkeeper_id = :s AND person_id = :p
           ORDER BY id DESC""",
        s=shopkeeper_id,
        p=person_id,
    )


def tag_usage(shopkeeper_id: int) -> list[TagUsage]:
    """The tags a shopkeeper uses, most used first, to offer them again."""
    return rows(
        TagUsage,
        """SELECT tag, count(*)::int AS customers FROM customer_tag WHERE shopkeeper_id = :s
           GROUP BY tag ORDER BY count(*) DESC, tag LIMIT :limit""",
        s=shopkeeper_id,
        limit=MAX_SUGGESTED,
    )


def _tagged(shopkeeper_id: int, tag: str, *, stage: Stage | None, after: int | None, limit: int) -> list[int]:
    at_stage = "AND pair.stage = :stage" if stage else ""
    return rows(
        int,
        f"""SELECT person_id FROM customer_tag JOIN relationship AS pair USING (shopkeeper_id, person_id)
            WHERE shopkeeper_id = :s AND tag = :tag AND person_id > :after {at_stage}
            ORDER BY person_id LIMIT :limit""",  # noqa: S608 - made of this function's words
        s=shopkeeper_id,
        tag=tag,
        after=after or 0,
        limit=limit,
        **({"stage": stage.value} if stage else {}),
    )


def _customers(shopkeeper_id: int, pairs: Sequence[Pair], now: datetime) -> list[Customer]:
    people = [pair.person_id for pair in pairs]
    tags, known = tags_of(shopkeeper_id, people), customer_contexts(shopkeeper_id, people, now=now)
    goods, p = product_candidates(shopkeeper_id, people), relationships.parameters()
    steps = [relationships.choose_next_best_action(pair, known[pair.person_id], now, p) for pair in pairs]
    equipped = [(step, pair, goods[pair.person_id]) for step, pair in zip(steps, pairs, strict=True)]
    wanted = [recommended_product(step, has) for step, _, has in equipped]
    products = catalog.products_by_ids([product_id for product_id in wanted if product_id is not None])
    materials = recommended_materials(shopkeeper_id, equipped, now=now)
    return [
        Customer(
            pair=pair,
            tags=tags.get(pair.person_id, ()),
            next_action=step,
            material=material,
            product=products.get(product_id) if product_id is not None else None,
        )
        for (step, pair, _), material, product_id in zip(equipped, materials, wanted, strict=True)
    ]
