"""Figures of many rounds and the ratios they make."""

import statistics
from dataclasses import dataclass, field


@dataclass
class Measurements:
    """CPU seconds per piece of work by name, one figure a round."""

    costs: dict[str, list[float]] = field(default_factory=dict)

    def note(self, name: str, cost: float) -> None:
        """Keep the figure of one more round."""
        self.costs.setdefault(name, []).append(cost)

    def ratios(self, yardstick: str, ours: str) -> list[float]:
        """How much of the yardstick's work per CPU-second ours does, round by round."""
        return [a / b for a, b in zip(self.costs[yardstick], self.costs[ours], strict=True)]

    def microseconds(self, name: str) -> float:
        """The median cost of one piece of work."""
        return statistics.median(self.costs[name]) * 1e6


def line(name: str, each: list[float]) -> str:
    """`name: ratio` with its spread: the median of the rounds, the least and the most."""
    return f"{name}: {statistics.median(each):.3f} (from {min(each):.3f} to {max(each):.3f} in {len(each)} rounds)"


def growth(small: list[float], large: list[float]) -> list[float]:
    """Ratios at the large size in units of the small size's median."""
    usual = statistics.median(small)
    return [each / usual for each in large]
