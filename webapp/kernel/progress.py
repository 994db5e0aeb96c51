"""How far a long job is, how fast it goes and how long it will take, in words for whoever watches."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """So many of all of something are done after these seconds."""

    what: str
    done: int
    of: int
    seconds: float

    @property
    def per_second(self) -> float:
        """How many are done in a second."""
        return self.done / self.seconds if self.seconds > 0 else 0.0

    @property
    def seconds_left(self) -> float | None:
        """How long the rest takes at this rate; None before anything is known."""
        return (self.of - self.done) / self.per_second if self.done and self.per_second else None

    def __str__(self) -> str:
        left = self.seconds_left
        rest = "" if left is None else f", {self.per_second:,.0f} a second, {_span(left)} left"
        return f"{self.done:,} of {self.of:,} {self.what}{rest}"


Watcher = Callable[[Progress], object]


def _span(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
