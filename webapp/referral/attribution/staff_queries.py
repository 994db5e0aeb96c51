"""An attribution as staff read it."""

from dataclasses import dataclass
from datetime import datetime

from webapp.kernel.db import row, rows
from webapp.referral.attribution.facts import AttributionSnapshot
from webapp.referral.shares import refs_of_shares
from webapp.referral.visits import aliases_of_visits


@dataclass(frozen=True, kw_only=True, slots=True)
class NamedShop:
    """A shop of the chain, or one whose touch was weighed."""

    id: int
    code: str
    shop_name: str
    avatar: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AttributionStep:
    """A visit on the way from the share to the buyer; the alias is its visitor's alias to the shopkeeper."""

    ref: int
    at: datetime
    alias: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AttributionDetails:
    """An order's decision with the names it needs: keepers and shares by id, steps from the share to the buyer."""

    decision: AttributionSnapshot
    shopkeepers: dict[int, NamedShop]
    shares: dict[int, int]
    steps: list[AttributionStep]


@dataclass(frozen=True, slots=True)
class _Moment:
    ref: int
    at: datetime


def attribution(attribution_id: int | None) -> AttributionDetails | None:
    """The recorded decision about an order; None when there is none."""
    if not attribution_id:
        return None
    found = row(AttributionSnapshot, "SELECT * FROM attribution WHERE id = :id", id=attribution_id)
    if found is None:
        return None
    keeper_ids = {*found.chain, *(each["shopkeeper_id"] for each in found.considered)}
    share_ids: list[int] = [each["share_id"] for each in found.considered]
    if found.share_id is not None:
        share_ids.append(found.share_id)
    keepers = rows(
        NamedShop, "SELECT id, code, shop_name, avatar FROM shopkeeper WHERE id = ANY(:ids)", ids=list(keeper_ids)
    )
    return AttributionDetails(
        decision=found,
        shopkeepers={each.id: each for each in keepers},
        shares=refs_of_shares(share_ids),
        steps=_steps(found),
    )


def _steps(found: AttributionSnapshot) -> list[AttributionStep]:
    refs = [*found.forwards, *([found.visit_ref] if found.visit_ref else [])]
    moments = {
        each.ref: each.at for each in rows(_Moment, "SELECT ref, at FROM visit WHERE ref = ANY(:refs)", refs=refs)
    }
    aliases = aliases_of_visits(refs)
    return [AttributionStep(ref=ref, at=moments[ref], alias=aliases[ref]) for ref in refs if ref in moments]
