"""What becomes true when people say yes or no."""

from dataclasses import dataclass
from datetime import datetime

from webapp.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsentGiven(Fact):
    """Somebody said yes to a purpose, or to its new wording, who had not."""

    person_id: int
    purpose: str
    given_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsentWithdrawn(Fact):
    """Somebody said no to a purpose they had not refused before; what it collected is still there."""

    person_id: int
    purpose: str
