"""The shops that know a consumer, as the consumer sees them: what each holds, and what they decided about it.

A shop nobody has told anything about can be muted or blocked, too: then there is a decision and no pair.
"""

from dataclasses import dataclass
from datetime import datetime

from webapp.kernel.db import row, rows
from webapp.kernel.errors import NotFound
from webapp.social.relationships.facts import OwnShop, Pair
from webapp.social.relationships.kinds import Stage
from webapp.social.relationships.queries.pairs import PairRow, as_pair


@dataclass(frozen=True, kw_only=True, slots=True)
class ShopHoldingData:
    """One shop; `pair` is what it holds, or None while nothing has happened; `at` is when something last did."""

    shopkeeper_id: int
    shop_code: str
    shop_name: str
    avatar: str
    muted: bool
    blocked: bool
    pair: Pair | None
    at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class _HeldRow(PairRow):
    """A shop with its pair; where nothing has happened `known` is false and the account is empty."""

    avatar: str
    keeper_id: int
    has_blocked: bool
    latest: datetime | None
    known: bool


_HELD = """
SELECT k.id AS shopkeeper_id, k.code AS shop_code, k.shop_name, k.avatar, k.person_id AS keeper_id,
       c.muted_at IS NOT NULL AS muted, c.blocked_at IS NOT NULL AS has_blocked,
       greatest(p.as_of, c.muted_at, c.blocked_at) AS latest, p.person_id IS NOT NULL AS known,
       CAST(:person AS bigint) AS person_id, coalesce(p.stage, :stranger) AS stage,
       coalesce(p.since, 'epoch') AS since, coalesce(p.r, 0) AS r, coalesce(p.s, 0) AS s,
       coalesce(p.as_of, 'epoch') AS as_of, coalesce(p.blocked, false) AS blocked, coalesce(p.events, 0) AS events,
       p.last_act_at, '' AS nickname, false AS open_name, true AS outreach
FROM shopkeeper k
     LEFT JOIN relationship p ON p.shopkeeper_id = k.id AND p.person_id = :person
     LEFT JOIN contact_preference c ON c.shopkeeper_id = k.id AND c.person_id = :person
"""
_KNOWING = """
SELECT shopkeeper_id FROM relationship WHERE person_id = :person
UNION
SELECT shopkeeper_id FROM contact_preference
WHERE person_id = :person AND (muted_at IS NOT NULL OR blocked_at IS NOT NULL)
"""


def shops_holding_data_of(
    person_id: int, *, after: tuple[datetime, int] | None = None, limit: int, now: datetime
) -> list[ShopHoldingData]:
    """Every shop with a record of this consumer or a decision of theirs; latest first, from the one after `after`."""
    beyond = "WHERE (latest, shopkeeper_id) < (:at, :id)" if after else ""
    found = rows(
        _HeldRow,
        f"""SELECT * FROM ({_HELD} WHERE k.id IN ({_KNOWING})) AS held {beyond}
            ORDER BY latest DESC, shopkeeper_id DESC LIMIT :limit""",  # noqa: S608 - made of this module's words
        person=person_id,
        stranger=Stage.STRANGER.value,
        limit=limit,
        **({"at": after[0], "id": after[1]} if after else {}),
    )
    return [_held(each, now) for each in found]


def data_held_by_shop(shop_code: str, person_id: int, *, now: datetime) -> ShopHoldingData:
    """What one shop holds about this consumer; raises NotFound for a shop that does not exist, and OwnShop."""
    found = row(
        _HeldRow,
        f"{_HELD} WHERE k.code = :code",
        code=shop_code,
        person=person_id,
        stranger=Stage.STRANGER.value,
    )
    if found is None:
        raise NotFound
    if found.keeper_id == person_id:
        raise OwnShop
    return _held(found, now)


def _held(each: _HeldRow, now: datetime) -> ShopHoldingData:
    return ShopHoldingData(
        shopkeeper_id=each.shopkeeper_id,
        shop_code=each.shop_code,
        shop_name=each.shop_name,
        avatar=each.avatar,
        muted=each.muted,
        blocked=each.has_blocked,
        pair=as_pair(each, now) if each.known else None,
        at=each.latest,
    )
