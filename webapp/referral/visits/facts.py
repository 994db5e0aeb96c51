"""What becomes true of visitors."""

from dataclasses import dataclass
from datetime import datetime

from webapp.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True, slots=True)
class VisitorLinked(Fact):
    """A visitor is known to be this person, and was not before: what they opened, the person has opened."""

    visitor_id: int
    person_id: int
    linked_at: datetime
