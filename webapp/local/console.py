"""What a person at the terminal sees: one line per step, with its seconds."""

import contextlib
import time
from collections.abc import Iterator


class Console:
    """Plain lines without colours: the same in a terminal, a log and a continuous-integration page."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._is_open = True

    @property
    def seconds(self) -> float:
        """How long this run has taken so far."""
        return time.monotonic() - self._began

    def say(self, text: str) -> None:
        """Print a line at once."""
        self._print(text, end="\n")

    @contextlib.contextmanager
    def step(self, what: str) -> Iterator[None]:
        """Announce a step, and tell its seconds when it is done."""
        began = time.monotonic()
        self._print(f"  {what} …", end="")
        try:
            yield
        except BaseException:
            self._print("", end="\n")
            raise
        self._print(f" {time.monotonic() - began:.1f} s", end="\n")

    def _print(self, text: str, *, end: str) -> None:
        # The terminal may be gone before us; then everything must still be stopped in order, without words.
        if not self._is_open:
            return
        try:
            print(text, end=end, flush=True)
        except OSError:
            self._is_open = False
