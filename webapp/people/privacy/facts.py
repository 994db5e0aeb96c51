"""What becomes true when somebody wants to be forgotten."""

from dataclasses import dataclass

from webapp.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True, slots=True)
class ErasureRequested(Fact):
    """Somebody asked to be erased, and confirmed it; nothing is erased yet."""

    request_id: int
