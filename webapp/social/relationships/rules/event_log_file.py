"""An event log in a file, and where every pair in it stands as of its last row: for logs from anywhere.

CSV with the columns at, shopkeeper, consumer, event, and others that are passed over. `at` is ISO 8601; a time without
an offset is UTC. Rows may stand in any order; those of one moment happened as they stand. Ability is neutral.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from webapp.kernel.errors import Invalid
from webapp.social.relationships.kinds import EVENT_RULES, EventKind, Stage
from webapp.social.relationships.rules import eigentrust, stages, trust
from webapp.social.relationships.rules.parameters import Parameters
from webapp.social.relationships.rules.trust import Trust, WeightedEvent

COLUMNS = ("at", "shopkeeper", "consumer", "event")
# Within these, every moment an analysis looks back or ahead to can be told.
YEARS = range(1970, 2200)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_KINDS = {kind.key: kind for kind, rule in EVENT_RULES.items() if rule.in_files}
Names = tuple[str, str]


class BadLog(Invalid):
    """This is not an event log."""


@dataclass(frozen=True, slots=True)
class EventLogRow:
    """One line of a log."""

    at: datetime
    shopkeeper: str
    consumer: str
    kind: EventKind


@dataclass(frozen=True, slots=True)
class AnalysedPair:
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
    pairs: tuple[AnalysedPair, ...]
    scores: dict[str, float]


def text_of(content: bytes) -> str:
    """The text of a file; raises BadLog that names the line in which it is no UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        line = 1 + len(re.findall(rb"\r\n|\r|\n", content[: exc.start]))
        raise BadLog(f"line {line}: this is not UTF-8; save the file as CSV in UTF-8") from exc


def read_event_log(lines: Iterable[str]) -> list[EventLogRow]:
    """All rows, in order of time; raises BadLog that names the line and what is wrong with it."""
    rows = list(_rows(_records(lines)))
    if not rows:
        raise BadLog("the log has no rows")
    return sorted(rows, key=lambda row: row.at)


def analyse(rows: list[EventLogRow], p: Parameters) -> Analysis:
    """Every pair as of the last row, and every shopkeeper's global score; rows stand in order of time."""
    now = rows[-1].at
    logs: dict[Names, list[EventLogRow]] = {}
    for row in rows:
        logs.setdefault((row.shopkeeper, row.consumer), []).append(row)
    pairs = tuple(_pair(names, log, now, p) for names, log in sorted(logs.items()))
    opinions = [
        eigentrust.LocalTrust(
            each.shopkeeper, each.consumer, each.trust.r, each.trust.s, blocked=each.trust.blocked, bought=each.bought
        )
        for each in pairs
    ]
    return Analysis(now, pairs, dict(eigentrust.scores(opinions, p.eigen_anchor)))


def weigh_events(log: Iterable[EventLogRow], p: Parameters) -> list[WeightedEvent]:
    """The events of one pair with their weights, at neutral ability; rows stand in order of time."""
    happened: list[WeightedEvent] = []
    ignored: list[datetime] = []
    for row in log:
        # Only the last few can lie within the hours that count.
        weight = trust.weigh(row.kind, row.at, ignored[-p.ignored_again_from :], p)
        happened.append(WeightedEvent(row.at, row.kind, weight.gain, weight.cost))
        if EVENT_RULES[row.kind].weighs_by_care:
            ignored.append(row.at)
    return happened


def _pair(names: Names, log: list[EventLogRow], now: datetime, p: Parameters) -> AnalysedPair:
    events = weigh_events(log, p)
    found = stages.stage_evidence(events, now, p)
    return AnalysedPair(
        *names, trust=trust.trust_of_events(events, now, p), stage=found.stage, bought=found.purchases > 0
    )


def _records(lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """The records that are not empty, each with the line it begins on."""
    reader = csv.reader(lines, strict=True, skipinitialspace=True)
    while True:
        line = reader.line_num + 1
        try:
            found = next(reader, None)
        except csv.Error as exc:
            raise BadLog(f"line {line}: this is not CSV ({exc})") from exc
        if found is None:
            return
        if any(fields := [field.strip() for field in found]):
            yield line, fields


def _rows(records: Iterator[tuple[int, list[str]]]) -> Iterator[EventLogRow]:
    _, header = next(records, (1, []))
    names = [name.lstrip("\ufeff").lower() for name in header]
    place = _places(names)
    for line, fields in records:
        try:
            if any(fields[len(names) :]):
                raise ValueError(f"this has {len(fields)} fields, and the first line names {len(names)} columns")
            yield _row({name: fields[at] if at < len(fields) else "" for name, at in place.items()})
        except ValueError as exc:
            raise BadLog(f"line {line}: {exc}") from exc


def _places(names: list[str]) -> Mapping[str, int]:
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        raise BadLog(f"the first line must name the columns {', '.join(COLUMNS)}; missing: {', '.join(missing)}")
    if twice := [name for name in COLUMNS if names.count(name) > 1]:
        raise BadLog(f"the first line names more than one column {', '.join(twice)}")
    return {name: names.index(name) for name in COLUMNS}


def _row(values: Mapping[str, str]) -> EventLogRow:
    empty = [name for name in COLUMNS if not values[name]]
    if empty:
        raise ValueError(f"{', '.join(empty)} must not be empty")
    kind = _KINDS.get(values["event"].lower())
    if kind is None:
        raise ValueError(f"there is no event {values['event']!r}; known are {', '.join(_KINDS)}")
    for name in ("shopkeeper", "consumer"):
        if _CONTROL.search(values[name]):
            raise ValueError(f"{name} {values[name]!r} contains a character that cannot be shown")
    return EventLogRow(_time(values["at"]), values["shopkeeper"], values["consumer"], kind)


def _time(value: str) -> datetime:
    try:
        at = datetime.fromisoformat(value.upper())
    except ValueError as exc:
        raise ValueError(f"{value!r} is not a time; write it as 2026-03-01T12:00:00+08:00") from exc
    if at.year not in YEARS:
        raise ValueError(f"{value!r} does not lie between the years {YEARS.start} and {YEARS.stop}")
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at
