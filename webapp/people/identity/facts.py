"""What becomes true of people and their shops."""

from dataclasses import dataclass
from datetime import datetime

from webapp.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True, slots=True)
class PeopleMerged(Fact):
    """Two people turned out to be one human being: the absorbed one is no more, what was theirs is the kept one's."""

    kept_id: int
    absorbed_id: int
    merged_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class ShopOpened(Fact):
    """Somebody is a shopkeeper from now on, below who invited them; without an inviter a chain of its own begins."""

    shopkeeper_id: int
    person_id: int
    inviter_id: int | None
    opened_at: datetime
