"""An attribution as staff read it."""

from dataclasses import dataclass
from typing import Any

from webapp.kernel.db import row, rows
from webapp.referral.visits import aliases_of_visits


@dataclass(frozen=True, kw_only=True, slots=True)
class AttributionDetails:
    """An order's decision with the names it needs: keepers and shares by id, steps from the share to the buyer."""

    decision: dict[str, Any]
    keepers: dict[int, dict[str, Any]]
    shares: dict[int, int]
    steps: list[dict[str, Any]]


def attribution(attribution_id: int | None) -> AttributionDetails | None:
    """The recorded decision about an order; None when there is none."""
    found = row("SELECT * FROM attribution WHERE id = :id", id=attribution_id) if attribution_id else None
    if found is None:
        return None
    keeper_ids = {*found["chain"], *(each["shopkeeper_id"] for each in found["considered"])}
    share_ids = {each["share_id"] for each in found["considered"]} | ({found["share_id"]} - {None})
    refs = [*found["forwards"], *([found["visit_ref"]] if found["visit_ref"] else [])]
    keepers = rows("SELECT id, code, shop_name, avatar FROM shopkeeper WHERE id = ANY(:ids)", ids=list(keeper_ids))
    shares_found = rows("SELECT id, ref FROM share WHERE id = ANY(:ids)", ids=list(share_ids))
    visits = rows("SELECT ref, source, at FROM visit WHERE ref = ANY(:refs)", refs=refs)
    aliases = aliases_of_visits(refs)
    by_ref = {each["ref"]: {**each, "label": aliases[each["ref"]]} for each in visits}
    return AttributionDetails(
        decision=dict(found),
        keepers={each["id"]: dict(each) for each in keepers},
        shares={each["id"]: each["ref"] for each in shares_found},
        steps=[by_ref[ref] for ref in refs if ref in by_ref],
    )
