"""An event log in a file, and where every pair in it stands as of its last row: for logs from anywhere.

CSV with the columns at, shopkeeper, consumer, event. `at` is ISO 8601; a time without an offset is UTC. Rows may stand
in any order. Ability is neutral.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from webapp.domain.social.relationships import eigentrust, stages, trust
from webapp.domain.social.relationships.kinds import FILE_KINDS, EventKind, Stage
from webapp.domain.social.relationships.parameters import Parameters
from webapp.domain.social.relationships.trust import Happened, Trust
from webapp.kernel.errors import Invalid

COLUMNS = ("at", "shopkeeper", "consumer", "event")
_KINDS = {kind.word: kind for kind in FILE_KINDS}
Names = tuple[str, str]


class BadLog(Invalid):
    """This is not an event log."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a log."""

    at: datetime
    shopkeeper: str
    consumer: str
    kind: EventKind


@dataclass(frozen=True, slots=True)
class PairFound:
    """Where one pair of a log stands."""

    shopkeeper: str
    consumer: str
    trust: Trust
    stage: Stage
    bought: bool


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a log says as of its last row."""

    at: datetime
    pairs: tuple[PairFound, ...]
    scores: dict[str, float]


def read(lines: Iterable[str]) -> list[Row]:
    """All rows, in order of time; raises BadLog that names the line and what is wrong with it."""
    reader = csv.DictReader(lines, strict=True, skipinitialspace=True)
    try:
        missing = [name for name in COLUMNS if name not in _header(reader)]
        if missing:
            raise BadLog(f"the first line must name the columns {', '.join(COLUMNS)}; missing: {', '.join(missing)}")
        rows = list(_rows(reader))
    except (csv.Error, UnicodeDecodeError) as exc:
        raise BadLog(f"line {reader.line_num + 1}: this is not CSV in UTF-8 ({exc})") from exc
    if not rows:
        raise BadLog("the log has no rows")
    return sorted(rows, key=lambda row: row.at)


def analyse(rows: list[Row], p: Parameters) -> Analysis:
    """Every pair as of the last row, and every shopkeeper's global score; rows stand in order of time."""
    now = rows[-1].at
    logs: dict[Names, list[Row]] = {}
    for row in rows:
        logs.setdefault((row.shopkeeper, row.consumer), []).append(row)
    pairs = tuple(_pair(names, log, now, p) for names, log in sorted(logs.items()))
    opinions = [
        eigentrust.Opinion(
            each.shopkeeper, each.consumer, each.trust.r, each.trust.s, blocked=each.trust.blocked, bought=each.bought
        )
        for each in pairs
    ]
    return Analysis(now, pairs, dict(eigentrust.scores(opinions, p.eigen_anchor)))


def weighed(log: Iterable[Row], p: Parameters) -> list[Happened]:
    """The events of one pair with their weights, at neutral ability; rows stand in order of time."""
    happened: list[Happened] = []
    ignored: list[datetime] = []
    for row in log:
        # Only the last few can lie within the hours that count.
        weight = trust.weigh(row.kind, row.at, ignored[-p.ignored_again_from :], p)
        happened.append(Happened(row.at, row.kind, weight.gain, weight.cost))
        if row.kind is EventKind.SHARE_IGNORED:
            ignored.append(row.at)
    return happened


def _pair(names: Names, log: list[Row], now: datetime, p: Parameters) -> PairFound:
    events = weighed(log, p)
    found = stages.evidence(events, now, p)
    return PairFound(*names, trust=trust.account(events, now, p), stage=found.stage, bought=found.purchases > 0)


def _header(reader: "csv.DictReader[str]") -> list[str]:
    names = [name.strip().lstrip("\ufeff").lower() for name in reader.fieldnames or ()]
    reader.fieldnames = names
    return names


def _rows(reader: "csv.DictReader[str]") -> Iterator[Row]:
    for found in reader:
        values = {name: (found.get(name) or "").strip() for name in COLUMNS}
        if not any(values.values()):
            continue
        try:
            yield _row(values)
        except ValueError as exc:
            raise BadLog(f"line {reader.line_num}: {exc}") from exc


def _row(values: dict[str, str]) -> Row:
    empty = [name for name in COLUMNS if not values[name]]
    if empty:
        raise ValueError(f"{', '.join(empty)} must not be empty")
    kind = _KINDS.get(values["event"].lower())
    if kind is None:
        raise ValueError(f"there is no event {values['event']!r}; known are {', '.join(_KINDS)}")
    try:
        at = datetime.fromisoformat(values["at"])
    except ValueError as exc:
        raise ValueError(f"{values['at']!r} is not a time; write it as 2026-03-01T12:00:00+08:00") from exc
    return Row(at.replace(tzinfo=UTC) if at.tzinfo is None else at, values["shopkeeper"], values["consumer"], kind)
