"""What the two of a pair have given each other: value that went both ways makes a partner; pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from webapp.social.relationships.kinds import EventKind
from webapp.social.relationships.rules.trust import WeightedEvent


@dataclass(frozen=True, slots=True)
class Reciprocity:
    """Counts over all time: goods the consumer kept, answers they got, and what they gave back."""

    kept: int
    answered: int
    reviewed: int
    referred: int
    """People the consumer brought, who bought or opened a shop; their own shop counts."""

    @property
    def is_mutual(self) -> bool:
        """Whether the consumer has given more than money: then value is exchanged, not only sold."""
        return (self.kept > 0 or self.answered > 0) and (self.reviewed > 0 or self.referred > 0)


def reciprocity_of(events: Iterable[WeightedEvent]) -> Reciprocity:
    """What the events of one pair say was given by whom."""
    counted = Counter(event.kind for event in events)
    return Reciprocity(
        kept=counted[EventKind.PURCHASE_SATISFIED],
        answered=counted[EventKind.ANSWERED],
        reviewed=counted[EventKind.REVIEWED],
        referred=counted[EventKind.REFERRED],
    )
