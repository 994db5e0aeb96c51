"""What becomes true of words for others to read."""

from dataclasses import dataclass
from datetime import datetime

from webapp.kernel.facts import Fact
from webapp.people.moderation.kinds import TextKind, TextState


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


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicTextView:
    """One text with where it stands; `reason` is for its author."""

    id: int
    kind: TextKind
    author_id: int | None
    text: str
    state: TextState
    label: int | None
    tries: int
    reason: str
    staff_id: int | None
    created_at: datetime
    judged_at: datetime | None

    @property
    def is_shown(self) -> bool:
        return self.state is TextState.SHOWN
