"""Every number of trust and of the stages, with its bounds. Defaults are this project's own proposals to start from."""

from dataclasses import dataclass, fields, replace
from functools import lru_cache

from config import BadConfiguration
from webapp.kernel.settings import settings


@dataclass(frozen=True, kw_only=True, slots=True)
class Parameters:
    """Weights are in units of evidence, times in days or hours as named. Raises ValueError out of bounds."""

    half_life_days: float = 30.0
    opened_gain: float = 0.1
    ignored_cost: float = 0.2
    ignored_again_factor: float = 1.5
    ignored_again_from: int = 3
    ignored_again_hours: float = 24.0
    satisfied_gain: float = 1.0
    refund_cost: float = 0.5
    late_cost: float = 1.0
    complaint_cost: float = 3.0
    blocked_mean: float = 0.05
    ability_softening: float = 0.5
    gate: float = 0.30
    new_below: float = 3.0
    interval: float = 0.95
    familiar_visits: int = 2
    familiar_days: float = 14.0
    friend_purchases: int = 2
    friend_mean: float = 0.6
    partner_purchases: int = 4
    partner_days: float = 180.0
    cooling_gaps: float = 2.0
    cooling_least_gap_days: float = 7.0
    cooling_first_gap_days: float = 15.0
    cooling_fall: float = 0.2
    cooling_fall_days: float = 30.0
    evaluation_hours: float = 24.0
    ignored_after_hours: float = 48.0
    ship_within_hours: float = 72.0
    eigen_anchor: float = 0.15
    ability_prior: float = 4.0
    ability_days: float = 180.0

    def __post_init__(self) -> None:
        for name, (least, most) in BOUNDS.items():
            if not least <= getattr(self, name) <= most:
                raise ValueError(f"{name} must lie between {least} and {most}")


BOUNDS: dict[str, tuple[float, float]] = {
    "half_life_days": (1, 365),
    "opened_gain": (0, 1),
    "ignored_cost": (0, 2),
    "ignored_again_factor": (1, 5),
    "ignored_again_from": (2, 20),
    "ignored_again_hours": (1, 168),
    "satisfied_gain": (0.1, 10),
    "refund_cost": (0, 5),
    "late_cost": (0, 5),
    "complaint_cost": (0, 20),
    "blocked_mean": (0.01, 0.2),
    "ability_softening": (0, 0.9),
    "gate": (0.05, 0.5),
    "new_below": (0, 20),
    "interval": (0.5, 0.999),
    "familiar_visits": (2, 20),
    "familiar_days": (1, 90),
    "friend_purchases": (1, 20),
    "friend_mean": (0.5, 0.95),
    "partner_purchases": (1, 50),
    "partner_days": (30, 730),
    "cooling_gaps": (1, 10),
    "cooling_least_gap_days": (1, 60),
    "cooling_first_gap_days": (1, 90),
    "cooling_fall": (0.05, 0.9),
    "cooling_fall_days": (1, 180),
    "evaluation_hours": (1, 168),
    "ignored_after_hours": (1, 336),
    "ship_within_hours": (1, 720),
    "eigen_anchor": (0.01, 0.9),
    "ability_prior": (1, 100),
    "ability_days": (7, 730),
}

DEFAULTS = Parameters()


def parse(value: str) -> Parameters:
    """Read `name=value, name=value`; raises ValueError that names what is unknown, malformed or out of bounds."""
    kinds = {each.name: type(getattr(DEFAULTS, each.name)) for each in fields(Parameters)}
    changes = {}
    for word in filter(None, (part.strip() for part in value.split(","))):
        name, _, value = word.partition("=")
        if name.strip() not in kinds:
            raise ValueError(f"there is no trust parameter {name.strip()!r}")
        changes[name.strip()] = kinds[name.strip()](value)
    return replace(DEFAULTS, **changes)


@lru_cache(maxsize=8)
def _parsed(value: str) -> Parameters:
    return parse(value)


def parameters() -> Parameters:
    """The parameters in force (setting TRUST_PARAMETERS)."""
    return _parsed(settings().trust_parameters)


def check_parameters() -> None:
    """Refuse to start on parameters that mean nothing; raises BadConfiguration."""
    try:
        parameters()
    except ValueError as exc:
        raise BadConfiguration([f"TRUST_PARAMETERS: {exc}"]) from exc
