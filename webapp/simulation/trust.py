"""Four questions put to the rules of trust, each answered by living through some weeks."""

import itertools
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from webapp.domain.social import relationships
from webapp.kernel import settings
from webapp.simulation.stage import Pair, Stage

WEEKS = 10
ABILITIES = (0.0, 0.25, 0.5, 0.75, 1.0)
SHARES_A_WEEK = (1, 3, 7, 14)
COMPLAINT_COSTS = (1.0, 3.0, 6.0)
GOOD_WEEKS, HEALING_WEEKS = 5, 14
LOOKS_A_WEEK = 1.0

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a picture: the mean trust at the end of each week."""

    name: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one experiment asked and found; `holds` says whether the rules do what they are for."""

    key: str
    question: str
    lines: tuple[Line, ...]
    holds: bool
    notes: tuple[str, ...] = ()


def experiments(stage: Stage, progress: Progress) -> list[Finding]:
    """Run all; each begins with new people."""
    found = []
    for experiment in (ability, frequency, restoring, asymmetry):
        progress(str(experiment.__doc__).splitlines()[0])
        found.append(experiment(stage))
    return found


def ability(stage: Stage) -> Finding:
    """At equal shares and equal goods, does lower ability lose more trust?"""
    lines = []
    for able in ABILITIES:
        keeper = stage.shopkeeper(ability=able)
        circle = _circle(stage, keeper)
        lines.append(Line(f"ability {able:.2f}", _weeks(stage, keeper, circle, shares_a_week=3)))
    ends = [line.values[-1] for line in lines]
    return Finding("ability", str(ability.__doc__), tuple(lines), holds=_rises(ends))


def frequency(stage: Stage) -> Finding:
    """Do too many shares tire people who look at one a week?"""
    lines = []
    for often in SHARES_A_WEEK:
        keeper = stage.shopkeeper()
        circle = _circle(stage, keeper)
        lines.append(Line(f"{often} a week", _weeks(stage, keeper, circle, shares_a_week=often)))
    # Over all weeks: in the end the gate holds the busiest back, and their trust rests just below it.
    overall = [fmean(line.values) for line in lines]
    return Finding("frequency", str(frequency.__doc__), tuple(lines), holds=_rises(overall[::-1]))


def restoring(stage: Stage) -> Finding:
    """Do good sales restore what too many shares have spent?"""
    lines = []
    for buys in (False, True):
        keeper = stage.shopkeeper()
        circle = _circle(stage, keeper)
        tired = _weeks(stage, keeper, circle, shares_a_week=7, weeks=4)
        after = _quiet_weeks(stage, [Pair(keeper, person) for person in circle], weeks=6, buys=buys)
        lines.append(Line("with good sales" if buys else "left alone", (*tired, *after)))
    alone, served = lines
    holds = served.values[-1] > max(served.values[3], alone.values[-1])
    return Finding("restoring", str(restoring.__doc__), tuple(lines), holds=holds)


def asymmetry(stage: Stage) -> Finding:
    """How much does one upheld complaint weigh against good sales, and how many of them heal it, as configured?"""
    before = settings.settings()
    lines, notes = [], []
    try:
        for cost in COMPLAINT_COSTS:
            settings.use(replace(before, trust_parameters=f"complaint_cost={cost}"))
            line, healed_by = _complained_once(stage, f"complaint costs {cost:g}")
            lines.append(line)
            notes.append(_healing(line, healed_by))
    finally:
        settings.use(before)
    falls = [line.values[GOOD_WEEKS - 1] - line.values[GOOD_WEEKS] for line in lines]
    holds = _rises(falls) and falls[0] > 0
    return Finding("asymmetry", str(asymmetry.__doc__), tuple(lines), holds, tuple(notes))


def _complained_once(stage: Stage, name: str) -> tuple[Line, int | None]:
    """Good sales, one complaint the shopkeeper leaves unanswered and staff uphold, and good sales again.

    Also tells how many good sales it took until trust was back where it stood; None when it never was.
    """
    keeper = stage.shopkeeper()
    pair = Pair(keeper, _circle(stage, keeper, size=1)[0])
    ends = list(_quiet_weeks(stage, [pair], weeks=GOOD_WEEKS, buys=True))
    order_no = stage.buy(pair)
    stage.days(2)
    stage.receive(pair, order_no)
    complaint_id = stage.complain(pair, order_no)
    stage.days(2)
    stage.uphold(complaint_id)
    already = stage.satisfied(pair)
    stage.days(3)
    ends.append(stage.trust(pair))
    healed_by = None
    for _ in range(HEALING_WEEKS):
        ends += _quiet_weeks(stage, [pair], weeks=1, buys=True)
        if healed_by is None and ends[-1] >= ends[GOOD_WEEKS - 1]:
            healed_by = stage.satisfied(pair) - already
    return Line(name, tuple(ends)), healed_by


def _healing(line: Line, healed_by: int | None) -> str:
    before, after = line.values[GOOD_WEEKS - 1], line.values[GOOD_WEEKS]
    end = (
        f"{healed_by} good sales later it was back" if healed_by else f"{HEALING_WEEKS} weeks of sales did not heal it"
    )
    return f"{line.name}: trust went from {before:.3f} to {after:.3f}; {end}."


def _circle(stage: Stage, keeper: int, *, size: int | None = None) -> list[int]:
    circle = [stage.consumer() for _ in range(size or stage.circle)]
    stage.acquaint(keeper, circle)
    return circle


def _weeks(
    stage: Stage, keeper: int, circle: Sequence[int], *, shares_a_week: int, weeks: int = WEEKS
) -> tuple[float, ...]:
    """Live some weeks of sharing; every consumer looks at about one share a week, the same ones in every run."""
    # The same seed for everybody: equal shares meet equal people.
    chance = random.Random(20260302)  # noqa: S311 - an experiment, no secret
    ends = []
    for _ in range(weeks):
        for _ in range(shares_a_week):
            looks = [person for person in circle if chance.random() < LOOKS_A_WEEK / shares_a_week]
            made = stage.share(keeper, circle)
            if made is not None:
                stage.look(made, looks)
            stage.days(7 / shares_a_week)
        ends.append(_mean(stage, [Pair(keeper, person) for person in circle]))
    return tuple(ends)


def _quiet_weeks(stage: Stage, pairs: Sequence[Pair], *, weeks: int, buys: bool) -> tuple[float, ...]:
    """Weeks without shares; with `buys`, everybody buys once a week and keeps it."""
    ends = []
    for _ in range(weeks):
        orders = [(pair, stage.buy(pair)) for pair in pairs] if buys else []
        stage.days(2)
        for pair, order_no in orders:
            stage.receive(pair, order_no)
        stage.days(5)
        ends.append(_mean(stage, pairs))
    return tuple(ends)


def _mean(stage: Stage, pairs: Sequence[Pair]) -> float:
    return fmean(stage.trust(pair) for pair in pairs)


def _rises(values: Sequence[float]) -> bool:
    return all(later > earlier for earlier, later in itertools.pairwise(values))


def gate() -> float:
    """Below this the app holds pushes back."""
    return relationships.parameters().gate
