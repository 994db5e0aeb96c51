"""All pairs anew from their events: what time alone has changed, and each shopkeeper's global score.

A pair's stage is a function of its events and of now, so this gives the same as deriving each pair by itself. Pairs are
read first and events after them, each once, dealt into parcels that memory holds; a parcel is derived on arrays, and
only pairs that differ are written.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from webapp.domain.social.relationships import at_once, eigentrust
from webapp.domain.social.relationships.at_once import STAGES, Log, Standing
from webapp.domain.social.relationships.parameters import parameters
from webapp.domain.social.relationships.parcels import Parcels, order_by, pair_keys, parcels
from webapp.kernel import columns
from webapp.kernel.columns import Rows, moment
from webapp.kernel.db import execute, row, rows

Key = tuple[int, int]
# What is read at once and what a parcel holds: some tens of megabytes.
EVENTS_AT_ONCE = 500_000
PAIRS_AT_ONCE = 50_000
# Every parcel is two open files.
MOST_PARCELS = 400
SAME = 1e-9

_STANDING = {
    "stage": "char(12)",
    "r": "float8",
    "s": "float8",
    "as_of": "timestamptz",
    "blocked": "boolean",
    "events": "int",
    "purchases": "int",
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
# An event speaks for or against, never both, and its kind fits beside the shopkeeper: four columns instead of six.
_EVENT_COLUMNS = {
    "shopkeeper": ("shopkeeper_id * 16 + kind", "bigint"),
    "person": ("person_id", "bigint"),
    "at": ("at", "timestamptz"),
    "weight": ("gain - cost", "float8"),
}
_OPINION_COLUMNS = {
    "shopkeeper": ("shopkeeper_id", "bigint"),
    "person": ("person_id", "bigint"),
    "consumer": ("consumer", "bigint"),
    "local": ("local", "float8"),
    "as_of": ("as_of", "timestamptz"),
    "bought": ("purchases > 0", "boolean"),
}
_OPINION = {name: kind for name, (_, kind) in _OPINION_COLUMNS.items()}
_EVENT = np.dtype([("shopkeeper", "i8"), ("person", "i8"), ("at", "i8"), ("weight", "f8"), ("kind", "i1")])
_STAGE_WORDS = np.array([stage.value.ljust(12) for stage in STAGES], "S12")


@dataclass(frozen=True, slots=True)
class Parcel:
    """Some pairs as they were read, in order of their keys, and all events of theirs in the order they were told."""

    pairs: Rows
    events: Rows


@dataclass(frozen=True, slots=True)
class Renewal:
    """What became of a parcel: how many pairs were written, and which would have been, had nobody held or changed
    them meanwhile."""

    written: int
    passed_over: list[Key]


class Reading:
    """All pairs and events, each read once and kept in parcels until it is their turn."""

    def __init__(self, pairs: int, last_event: int, dealt_pairs: Parcels, dealt_events: Parcels) -> None:
        self.pairs, self.last_event = pairs, last_event
        self._pairs, self._events = dealt_pairs, dealt_events

    def read(self) -> Iterator[int]:
        """Read everything, inside one open transaction; gives the number of the last event read so far.

        Pairs come first: what is told of a pair after that changes its version, whether its event is still read or
        not. The transaction keeps no snapshot between its statements.
        """
        execute("SET LOCAL max_parallel_workers_per_gather = 0")  # several processes would lose the order
        for portion in _portions(_PAIR_COLUMNS, _PAIRS):
            self._pairs.deal(portion)
        for after in range(0, self.last_event, EVENTS_AT_ONCE):
            until = min(after + EVENTS_AT_ONCE, self.last_event)
            self._events.deal(_events_between(after, until))
            yield until

    def parcels(self) -> Iterator[Parcel]:
        """One parcel after the other."""
        for number in range(self._pairs.number):
            yield Parcel(self._pairs.take(number), self._events.take(number))


@contextmanager
def reading() -> Iterator[Reading]:
    """Room for all pairs and events there are now; nothing of it is left afterwards."""
    found = row("SELECT (SELECT count(*) FROM relationship) AS pairs, (SELECT max(id) FROM relationship_event) AS last")
    pairs, last = (int(found["pairs"]), int(found["last"] or 0)) if found else (0, 0)
    number = min(MOST_PARCELS, 1 + max(pairs // PAIRS_AT_ONCE, last // EVENTS_AT_ONCE))
    with parcels(number, columns.fields(_PAIR)) as dealt_pairs, parcels(number, _EVENT) as dealt_events:
        yield Reading(pairs, last, dealt_pairs, dealt_events)


def renew(parcel: Parcel, *, now: datetime) -> Renewal:
    """Derive a parcel's pairs and write those that differ, inside the open transaction.

    A pair that has another version by now was derived anew by whoever told of it, and one that is locked is about to
    be: neither is waited for nor written over.
    """
    changed = _changed(parcel.pairs, at_once.standing(_log(parcel), moment(now), parameters()))
    if not len(changed):
        return Renewal(0, [])
    columns.put_aside("anew", _PAIR, changed)
    written = {(each["shopkeeper_id"], each["person_id"]) for each in rows(_WRITE.format(still=STILL), now=now)}
    wanted = zip(changed["shopkeeper"].tolist(), changed["person"].tolist(), strict=True)
    return Renewal(len(written), [key for key in wanted if key not in written])


STILL = "p.xmin = f.version"
_WRITE = """
WITH still AS (
    SELECT p.shopkeeper_id, p.person_id
    FROM anew f JOIN relationship p ON p.shopkeeper_id = f.shopkeeper AND p.person_id = f.person
    WHERE {still} FOR UPDATE OF p SKIP LOCKED
)
UPDATE relationship p
SET stage = CAST(f.stage AS varchar), since = CASE WHEN p.stage = f.stage THEN p.since ELSE :now END, r = f.r, s = f.s,
    as_of = f.as_of, blocked = f.blocked, events = f.events, purchases = f.purchases, first_at = f.first_at,
    last_act_at = NULLIF(f.last_act_at, '-infinity'), acquaintance_at = NULLIF(f.acquaintance_at, '-infinity'),
    familiar_at = NULLIF(f.familiar_at, '-infinity'), friend_at = NULLIF(f.friend_at, '-infinity'),
    partner_at = NULLIF(f.partner_at, '-infinity')
FROM anew f JOIN still ON still.shopkeeper_id = f.shopkeeper AND still.person_id = f.person
WHERE p.shopkeeper_id = f.shopkeeper AND p.person_id = f.person
RETURNING p.shopkeeper_id, p.person_id
"""


def score_shopkeepers(*, now: datetime) -> int:
    """Write every shopkeeper's global score (EigenTrust) from where the pairs stand; returns how many."""
    p = parameters()
    opinions = np.concatenate([np.empty(0, columns.fields(_OPINION)), *_portions(_OPINION_COLUMNS, _OPINIONS)])
    left = at_once.faded(moment(now) - opinions["as_of"], p)
    found, scores = eigentrust.scores_of(
        eigentrust.Opinions(opinions["shopkeeper"], opinions["consumer"], opinions["local"] * left, opinions["bought"]),
        p.eigen_anchor,
    )
    execute(
        """INSERT INTO shopkeeper_score (shopkeeper_id, score, at)
           SELECT id, score, :now FROM unnest(CAST(:ids AS bigint[]), CAST(:scores AS float8[])) AS found (id, score)
           ON CONFLICT (shopkeeper_id) DO UPDATE SET score = excluded.score, at = excluded.at""",
        ids=found.tolist(),
        scores=scores.tolist(),
        now=now,
    )
    return len(found)


_PAIRS = "SELECT p.*, p.xmin AS version FROM relationship p"
_OPINIONS = """
SELECT p.*, coalesce(k.id, -p.person_id) AS consumer, CASE WHEN blocked THEN 0 ELSE greatest(r - s, 0) END AS local
FROM relationship p LEFT JOIN shopkeeper k ON k.person_id = p.person_id
"""


def _portions(fields: Mapping[str, tuple[str, str]], source: str) -> Iterator[Rows]:
    """All pairs, some at once, in order of their keys."""
    after: Key = (0, 0)
    while True:
        portion = columns.select(
            fields,
            f"""{source} WHERE (p.shopkeeper_id, p.person_id) > (:shopkeeper, :person)
                ORDER BY p.shopkeeper_id, p.person_id LIMIT :limit""",
            shopkeeper=after[0],
            person=after[1],
            limit=PAIRS_AT_ONCE,
        )
        if not len(portion):
            return
        yield portion
        after = (int(portion["shopkeeper"][-1]), int(portion["person"][-1]))


def _events_between(after: int, until: int) -> Rows:
    """The events with these numbers that count, in order of their numbers."""
    found = columns.select(
        _EVENT_COLUMNS,
        """SELECT * FROM relationship_event e
           WHERE id > :after AND id <= :until AND NOT EXISTS (SELECT FROM relationship_strike WHERE event_id = e.id)
           ORDER BY id""",
        after=after,
        until=until,
    )
    events = np.empty(len(found), _EVENT)
    events["shopkeeper"], events["kind"] = found["shopkeeper"] >> 4, found["shopkeeper"] & 15
    for name in ("person", "at", "weight"):
        events[name] = found[name]
    return events


def _log(parcel: Parcel) -> Log:
    """A parcel's events by pair and in order of time; those of one moment in the order they were told."""
    events = parcel.events
    if (np.diff(events["at"]) < 0).any():
        events = events[np.argsort(events["at"], kind="stable")]
    pair_key, event_key = pair_keys(parcel.pairs, events)
    order = order_by(event_key)
    event_key = event_key[order]
    begin, end = np.searchsorted(event_key, pair_key), np.searchsorted(event_key, pair_key, side="right")
    if (end - begin).sum() < len(order):
        order = order[np.isin(event_key, pair_key)]  # some pairs have met only after all pairs were read
    events = events[order]
    weight = events["weight"]
    return Log(
        np.concatenate([[0], np.cumsum(end - begin)]),
        np.ascontiguousarray(events["at"]),
        np.ascontiguousarray(events["kind"]),
        np.maximum(weight, 0),
        np.maximum(-weight, 0),
    )


def _changed(pairs: Rows, found: Standing) -> Rows:
    """Where the pairs that differ stand now; one without events keeps the days it has."""
    anew, differs = pairs.copy(), np.zeros(len(pairs), np.bool_)
    known = found.events > 0
    for name in _STANDING:
        value = _STAGE_WORDS[found.stage] if name == "stage" else getattr(found, name)
        if name in ("as_of", "first_at"):
            value = np.where(known, value, pairs[name])
        differs |= np.abs(value - pairs[name]) > SAME if name in ("r", "s") else value != pairs[name]
        anew[name] = value
    return anew[differs]
