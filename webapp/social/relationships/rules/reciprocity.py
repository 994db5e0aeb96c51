"""What the two of a pair have given each other: value that went both ways makes a partner; pure."""

from collections import Counter
from collections.abc import Iterable

from webapp.social.relationships.facts import Reciprocity
from webapp.social.relationships.kinds import EventKind
from webapp.social.relationships.rules.trust import WeightedEvent


def reciprocity_of(events: Iterable[WeightedEvent]) -> Reciprocity:
    """What the events of one pair say was given by whom."""
    counted = Counter(event.kind for event in events)
    return Reciprocity(
        kept=counted[EventKind.PURCHASE_SATISFIED],
        answered=counted[EventKind.ANSWERED],
        reviewed=counted[EventKind.REVIEWED],
        referred=counted[EventKind.REFERRED],
    )
