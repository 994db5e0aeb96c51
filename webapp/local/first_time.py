"""Whether something long was done before: only for the words, since what does it looks for itself."""

import hashlib
from pathlib import Path


class FirstTime:
    """One thing done once for each `of`, of which only a digest is kept: it may be an address with a password."""

    def __init__(self, mark: Path, *, of: str) -> None:
        self._mark = mark
        self._wanted = hashlib.sha256(of.encode()).hexdigest()

    @property
    def is_due(self) -> bool:
        """Tell whether it was not done yet."""
        return not self._mark.exists() or self._mark.read_text() != self._wanted

    def note_done(self) -> None:
        """Remember it."""
        self._mark.write_text(self._wanted)
