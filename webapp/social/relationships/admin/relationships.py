"""Relationships and trust: the funnel, a shopkeeper's pairs, and the story of one pair with its arithmetic."""

from collections.abc import Sequence

from flask import jsonify, render_template, request
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
from webapp.social.relationships.words import reciprocity_text, void_reason_text
from webapp.web.admin.blueprint import admin, needs
from webapp.web.admin.rendering import language, render_page, t

PAGE = 50


@admin.get("/relationships")
@needs("relationships.view")
def relationships() -> str:
    """The funnel of the platform or of one shopkeeper, and that shopkeeper's pairs."""
    wanted, stage = request.args.get("shopkeeper", "").strip()[:60], request.args.get("stage", "")
    keeper = (
        identity_staff_queries.shopkeeper_file(identity_staff_queries.find_shopkeeper_code(wanted)) if wanted else None
    )
    chosen = Stage(stage) if stage in set(Stage) else None
    found = _pairs(keeper.id, chosen) if keeper else paging.Page([], None)
    rungs = funnel(keeper.id if keeper else None)
    return render_page(
        "social/relationships/admin/relationships",
        keeper=keeper,
        rungs=rungs,
        found=found,
        stages=[each.value for each in Stage],
    )


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


def _pairs(shopkeeper_id: int, stage: Stage | None) -> "paging.Page[Pair]":
    key = paging.decode(request.args.get("cursor"), int)
    found = pairs_of(shopkeeper_id, stage=stage, after=int(key[0]) if key else None, limit=PAGE + 1, now=clock.now())
    return paging.page(found, PAGE, lambda pair: (pair.person_id,))
