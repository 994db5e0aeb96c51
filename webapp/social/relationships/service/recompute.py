"""All pairs anew from their events: what time alone has changed, and whatever else is no longer as they say.

A pair's stage is a function of its events and of now, so this gives the same as deriving each pair by itself. Pairs are
read first and events after them, each once, dealt into parcels that memory holds; a parcel is derived on arrays, and
only pairs that differ are written.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from webapp.kernel import numpy_io
from webapp.kernel.db import execute, row, rows
from webapp.kernel.numpy_io import Rows, timestamp_micros
from webapp.social.relationships.kinds import EventKind
from webapp.social.relationships.rules import batch_rules
from webapp.social.relationships.rules.batch_history import EventLog
from webapp.social.relationships.rules.batch_rules import STAGES, PairStates
from webapp.social.relationships.rules.parameters import parameters
from webapp.social.relationships.rules.partitions import Partitions, make_partitions, pair_keys, places, sort_order
from webapp.social.relationships.service.scores import local_trust_of

Key = tuple[int, int]
# What is read at once and what a parcel holds: some tens of megabytes.
EVENTS_PER_PARTITION = 500_000
PAIRS_PER_PARTITION = 50_000
# Every parcel is two open files.
MAX_PARTITIONS = 400
TOLERANCE = 1e-9

_STANDING = {
    "stage": "char(12)",
    "r": "float8",
    "s": "float8",
    "as_of": "timestamptz",
    "blocked": "boolean",
    "events": "int",
    "first_at": "timestamptz",
    "last_act_at": "timestamptz",
    "acquaintance_at": "timestamptz",
    "familiar_at": "timestamptz",
    "friend_at": "timestamptz",
    "partner_at": "timestamptz",
}
# xmin names the transaction that wrote this version of a pair: whoever tells of a pair writes a new one.
_PAIR = {"shopkeeper": "bigint", "person": "bigint", "version": "xid", **_STANDING}
_PAIR_COLUMNS = {
    "shopkeeper": ("shopkeeper_id", "bigint"),
    "person": ("person_id", "bigint"),
    "version": ("version", "xid"),
    **{name: (name, kind) for name, kind in _STANDING.items()},
}
# A column costs PostgreSQL as much as half a sequential scan: an event's kind fits beside its shopkeeper, and as it
# weighs for or against, never both, one number says what it weighs.
KIND_BITS = max(EventKind).bit_length()
_EVENT = {
    "what": (f"shopkeeper_id * {2**KIND_BITS} + kind", "bigint"),
    "person": ("person_id", "bigint"),
    "at": ("at", "timestamptz"),
    "weight": ("gain - cost", "float8"),
}
_STAGE_WORDS = np.array([stage.value.ljust(12) for stage in STAGES], "S12")


@dataclass(frozen=True, slots=True)
class Partition:
    """Some pairs as they were read, in order of their keys, and all events of theirs in the order they were told."""

    pairs: Rows
    events: Rows


@dataclass(frozen=True, slots=True)
class PartitionResult:
    """What became of a parcel: how many pairs were written, which would have been had nobody held or changed them
    meanwhile, and what each consumer of it thinks of each shopkeeper."""

    written: int
    passed_over: list[Key]
    local_trust: Rows


@dataclass(frozen=True, slots=True)
class _PairKey:
    shopkeeper_id: int
    person_id: int


class PairReader:
    """All pairs and events, each read once and kept in parcels until it is their turn."""

    def __init__(self, pairs: int, dealt_pairs: Partitions, dealt_events: Partitions) -> None:
        self.pairs = pairs
        self._pairs, self._events = dealt_pairs, dealt_events

    def read(self) -> Iterator[tuple[int, int]]:
        """Read everything, inside one open transaction; gives how many numbers of events are done, and of how many.

        Pairs come first: whoever tells of a pair after that gives it another version, whether the event is still read
        or not; and whatever they were derived from before is there to be read. The transaction keeps no snapshot
        between its statements, so nothing is held up by it.
        """
        execute("SET LOCAL max_parallel_workers_per_gather = 0")  # several processes would lose the order
        for pairs in _pairs_in_portions():
            self._pairs.append(pairs, pairs["shopkeeper"], pairs["person"])
        begin, last = _events_span()
        for after in range(begin, last, EVENTS_PER_PARTITION):
            until = min(after + EVENTS_PER_PARTITION, last)
            events = _events_between(after, until)
            self._events.append(events, events["what"] >> KIND_BITS, events["person"])
            yield until - begin, last - begin

    def partitions(self) -> Iterator[Partition]:
        """One parcel after the other."""
        for number in range(self._pairs.number):
            yield Partition(self._pairs.read(number), self._events.read(number))


@contextmanager
def open_pair_reader() -> Iterator[PairReader]:
    """Room for about as many pairs and events as there are; nothing of it is left afterwards."""
    pairs = row(int, "SELECT count(*) FROM relationship") or 0
    begin, last = _events_span()
    number = min(MAX_PARTITIONS, 1 + max(pairs // PAIRS_PER_PARTITION, (last - begin) // EVENTS_PER_PARTITION))
    forms = numpy_io.record_dtype(_PAIR_COLUMNS), numpy_io.record_dtype(_EVENT)
    with make_partitions(number, forms[0]) as dealt_pairs, make_partitions(number, forms[1]) as dealt_events:
        yield PairReader(pairs, dealt_pairs, dealt_events)


def recompute_partition(parcel: Partition, *, now: datetime) -> PartitionResult:
    """Derive a parcel's pairs and write those that differ, inside the open transaction.

    A pair that has another version by now was derived anew by whoever told of it, and one that is locked is about to
    be: neither is waited for nor written over.
    """
    found = batch_rules.pair_states(_log(parcel), timestamp_micros(now), parameters())
    changed, opinions = _changed(parcel.pairs, found), local_trust_of(parcel.pairs, found)
    if not len(changed):
        return PartitionResult(0, [], opinions)
    numpy_io.load_temporary_table("anew", _PAIR, changed)
    written = {(each.shopkeeper_id, each.person_id) for each in rows(_PairKey, _WRITE.format(still=UNCHANGED), now=now)}
    wanted = zip(changed["shopkeeper"].tolist(), changed["person"].tolist(), strict=True)
    return PartitionResult(len(written), [key for key in wanted if key not in written], opinions)


UNCHANGED = "p.xmin = f.version"
_WRITE = """
WITH still AS (
    SELECT p.shopkeeper_id, p.person_id
    FROM anew f JOIN relationship p ON p.shopkeeper_id = f.shopkeeper AND p.person_id = f.person
    WHERE {still} FOR UPDATE OF p SKIP LOCKED
)
UPDATE relationship p
SET stage = CAST(f.stage AS varchar), since = CASE WHEN p.stage = f.stage THEN p.since ELSE :now END, r = f.r, s = f.s,
    as_of = f.as_of, blocked = f.blocked, events = f.events, first_at = f.first_at,
    last_act_at = NULLIF(f.last_act_at, '-infinity'), acquaintance_at = NULLIF(f.acquaintance_at, '-infinity'),
    familiar_at = NULLIF(f.familiar_at, '-infinity'), friend_at = NULLIF(f.friend_at, '-infinity'),
    partner_at = NULLIF(f.partner_at, '-infinity')
FROM anew f JOIN still ON still.shopkeeper_id = f.shopkeeper AND still.person_id = f.person
WHERE p.shopkeeper_id = f.shopkeeper AND p.person_id = f.person
RETURNING p.shopkeeper_id, p.person_id
"""


@dataclass(frozen=True, slots=True)
class _Span:
    first: int | None
    last: int | None


def _events_span() -> tuple[int, int]:
    """The number before the first event, which is not 1 where months were dropped, and the last one's."""
    found = row(_Span, "SELECT min(id) AS first, max(id) AS last FROM relationship_event")
    return (found.first - 1, found.last) if found and found.first and found.last else (0, 0)


def _pairs_in_portions() -> Iterator[Rows]:
    """All pairs, some at once, in order of their keys."""
    after: Key = (0, 0)
    while True:
        portion = numpy_io.fetch_records(
            _PAIR_COLUMNS,
            """SELECT *, xmin AS version FROM relationship WHERE (shopkeeper_id, person_id) > (:shopkeeper, :person)
               ORDER BY shopkeeper_id, person_id LIMIT :limit""",
            shopkeeper=after[0],
            person=after[1],
            limit=PAIRS_PER_PARTITION,
        )
        if not len(portion):
            return
        yield portion
        after = (int(portion["shopkeeper"][-1]), int(portion["person"][-1]))


def _events_between(after: int, until: int) -> Rows:
    """The events with these numbers that count, in order of their numbers."""
    return numpy_io.fetch_records(
        _EVENT,
        """SELECT * FROM relationship_event e
           WHERE id > :after AND id <= :until AND NOT EXISTS (SELECT FROM relationship_event_void WHERE event_id = e.id)
           ORDER BY id""",
        after=after,
        until=until,
    )


def _log(parcel: Partition) -> EventLog:
    """A parcel's events by pair and in order of time; those of one moment in the order they were told."""
    events = parcel.events
    if (np.diff(events["at"]) < 0).any():
        events = events.take(np.argsort(events["at"], kind="stable"))
    pair_key, event_key = pair_keys(
        (parcel.pairs["shopkeeper"], parcel.pairs["person"]), (events["what"] >> KIND_BITS, events["person"])
    )
    order = sort_order(event_key)
    event_key = event_key[order]
    # Some pairs have no events left, and some may have met only after all pairs were read.
    begins = np.flatnonzero(np.diff(event_key, prepend=-1))
    place = places(pair_key, event_key[begins])
    there, lengths = place >= 0, np.diff(begins, append=len(order))
    many = np.zeros(len(pair_key), np.int64)
    many[place[there]] = lengths[there]
    if not there.all():
        order = order[np.repeat(there, lengths)]
    weight = events["weight"][order]
    return EventLog(
        np.concatenate([[0], np.cumsum(many)]),
        events["at"][order],
        (events["what"] & (2**KIND_BITS - 1)).astype(np.int8)[order],
        np.maximum(weight, 0),
        np.maximum(-weight, 0),
    )


def _changed(pairs: Rows, found: PairStates) -> Rows:
    """Where the pairs that differ stand now; one without events keeps the days it has."""
    anew, differs = pairs.copy(), np.zeros(len(pairs), np.bool_)
    known = found.events > 0
    for name in _STANDING:
        value = _STAGE_WORDS[found.stage] if name == "stage" else getattr(found, name)
        if name in ("as_of", "first_at"):
            value = np.where(known, value, pairs[name])
        differs |= np.abs(value - pairs[name]) > TOLERANCE if name in ("r", "s") else value != pairs[name]
        anew[name] = value
    return anew[differs]
