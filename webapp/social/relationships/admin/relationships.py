"""Relationships and trust: the funnel, a shopkeeper's pairs, and the story of one pair with its arithmetic."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import jsonify, render_template
from flask.typing import ResponseReturnValue

from webapp.kernel import clock, paging
from webapp.people.identity import staff_queries as identity_staff_queries
from webapp.social.relationships import (
    Pair,
    Stage,
    events_of,
    funnel,
    pair_for,
    pairs_of,
    parameters,
    reciprocity_of,
    timeline_of,
    trust_history_of,
)
from webapp.social.relationships.words.arithmetic import void_reason_text
from webapp.social.relationships.words.sentences import reciprocity_text
from webapp.web.admin.blueprint import admin, needs
from webapp.web.admin.filters import Choice, Search
from webapp.web.admin.lists import AdminList, Column, register_list, worded
from webapp.web.admin.rendering import language, t

PAGE = 50


@dataclass(frozen=True, slots=True)
class PairPage(paging.Page[Pair]):
    """A page of one shopkeeper's pairs; without a shopkeeper there are none."""

    keeper: identity_staff_queries.ShopkeeperFile | None = None


def _pairs(*, shopkeeper: str, stage: Stage | None, cursor: str | None) -> PairPage:
    if not shopkeeper:
        return PairPage([], None)
    keeper = identity_staff_queries.shopkeeper_file(identity_staff_queries.find_shopkeeper_code(shopkeeper))
    key = paging.decode(cursor, int)
    found = pairs_of(keeper.id, stage=stage, after=int(key[0]) if key else None, limit=PAGE + 1, now=clock.now())
    page = paging.page(found, PAGE, lambda pair: (pair.person_id,))
    return PairPage(page.items, page.next_cursor, keeper)


def _funnel(found: PairPage) -> Mapping[str, Any]:
    """Of the platform or of one shopkeeper."""
    return {"keeper": found.keeper, "rungs": funnel(found.keeper.id if found.keeper else None)}


RELATIONSHIPS = AdminList(
    endpoint="relationships",
    path="/relationships",
    permission="relationships.view",
    words="relationships",
    columns=(
        Column(key="nickname", label="relationships.customer", cell="own", is_heading=True),
        Column(key="stage", label="relationships.stage", cell="own", plain=worded("stage.", "stage")),
        Column(
            key="mean",
            label="relationships.trust",
            cell="own",
            is_numeric=True,
            plain=lambda pair: round(pair.mean, 4),
        ),
        Column(
            key="interval",
            label="relationships.interval",
            cell="own",
            is_numeric=True,
            plain=lambda pair: f"{pair.interval[0]:.2f} – {pair.interval[1]:.2f}",
        ),
        Column(key="events", label="relationships.events", cell="count"),
        Column(key="last_act_at", label="relationships.last", cell="day"),
    ),
    filters=(
        Search(name="shopkeeper", label="relationships.of"),
        Choice(
            name="stage",
            label="relationships.stage",
            options=[each.value for each in Stage],
            words="stage.",
            parse=Stage,
        ),
    ),
    query=_pairs,
    beside=_funnel,
    template="social/relationships/admin/relationships.html",
    cells="social/relationships/admin/_pair_cells.html",
    key=lambda pair: str(pair.person_id),
)
register_list(RELATIONSHIPS, group="people", place=30)


@admin.get("/relationships/<code>/<int:person_id>")
@needs("relationships.view")
def relationship(code: str, person_id: int) -> str:
    """One pair: where it stands, and everything that led there."""
    keeper, now = identity_staff_queries.shopkeeper_file(code), clock.now()
    pair = pair_for(keeper.id, person_id, now=now)
    story = timeline_of(keeper.id, person_id, now=now)
    days = parameters().half_life_days
    given = reciprocity_of(events_of(keeper.id, person_id))
    return render_template(
        "social/relationships/admin/relationship.html",
        keeper=keeper,
        pair=pair,
        story=story[::-1],
        half_life=days,
        given=given,
        reciprocity=reciprocity_text(given, language()),
        void_reason=lambda reason: void_reason_text(reason, language()),
    )


@admin.get("/relationships/<code>/<int:person_id>/trust-history")
@needs("relationships.view")
def relationship_trust_history(code: str, person_id: int) -> ResponseReturnValue:
    """Trust over time for the chart, as [moment in milliseconds, value]; words come along."""
    keeper, now = identity_staff_queries.shopkeeper_file(code), clock.now()
    pair_for(keeper.id, person_id, now=now)
    points = trust_history_of(events_of(keeper.id, person_id), now, parameters())
    moments = [int(point.at.timestamp() * 1000) for point in points]
    return jsonify(
        mean={"name": t("relationship.mean"), "values": _along(moments, [point.mean for point in points])},
        low=_along(moments, [point.low for point in points]),
        band={"name": t("relationship.band"), "values": _along(moments, [point.high - point.low for point in points])},
    )


def _along(moments: Sequence[int], values: Sequence[float]) -> list[tuple[int, float]]:
    return [(at, round(value, 4)) for at, value in zip(moments, values, strict=True)]
