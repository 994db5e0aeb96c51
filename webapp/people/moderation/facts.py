"""What becomes true of words for others to read."""

from dataclasses import dataclass
from datetime import datetime

from webapp.kernel.facts import Fact
from webapp.people.moderation.kinds import TextKind


@dataclass(frozen=True, kw_only=True, slots=True)
class TextSubmitted(Fact):
    """Somebody's words are kept, hidden until checked."""

    text_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class TextPublished(Fact):
    """A check or a colleague let words through: everybody may read them from now on."""

    text_id: int
    kind: TextKind
    published_at: datetime
