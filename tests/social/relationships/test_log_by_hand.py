"""A long log is analysed as docs/trust.md defines it: reckoned here a second time, from the words alone."""

import csv
import io
import itertools
import json
import math
import random
import statistics
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from apiflask import APIFlask
from scipy.stats import beta

from tests.sizes import Size

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
GOOD = {"share_opened": 0.1, "purchase_satisfied": 1.0}
BAD = {"refund_no_fault": 0.5, "delivery_late": 1.0, "complaint_upheld": 3.0}
OF_THEIR_OWN_ACCORD = {"share_opened", "purchase_satisfied", "refund_no_fault", "complaint_upheld", "unblock"}
OFTEN = {"share_opened": 45, "share_ignored": 30, "purchase_satisfied": 14, "refund_no_fault": 2, "delivery_late": 2}
HOW_OFTEN = {**OFTEN, "complaint_upheld": 1, "block": 1, "unblock": 1}
LADDER = ("stranger", "acquaintance", "familiar", "friend", "partner")
Row = tuple[datetime, str, str, str]
Weighed = list[tuple[datetime, str, float, float]]


def invented(rows: int, pairs: int) -> list[Row]:
    """Some pairs with many rows, most with few; in no order, some at one moment; consumers know two shops."""
    chance = random.Random(11)  # noqa: S311 - the same every time
    kinds, weights = list(HOW_OFTEN), list(HOW_OFTEN.values())
    log: list[Row] = []
    for _ in range(rows):
        pair = int(pairs * chance.random() ** 2)
        at = BEGIN + chance.choice([chance.randrange(200) * DAY, chance.uniform(0, 200) * DAY])
        log.append((at, f"店{pair % 97}", f"c{pair // 2}", chance.choices(kinds, weights)[0]))
    return log


def weighed(rows: list[tuple[datetime, str]]) -> Weighed:
    """In order of time: what each event adds to the good and to the bad."""
    found: Weighed = []
    ignored: list[datetime] = []
    for at, event in sorted(rows, key=lambda row: row[0]):
        bad = BAD.get(event, 0.0)
        if event == "share_ignored":
            ignored.append(at)
            bad = 0.2 * (1.5 if sum(at - each < DAY for each in ignored) >= 3 else 1)
        found.append((at, event, GOOD.get(event, 0.0), bad))
    return found


class Pair:
    """One pair's events, asked about any moment."""

    def __init__(self, events: Weighed, now: datetime) -> None:
        self.events, self.now = events, now
        self.r, self.s = self.sums(events, now)
        self.blocked = self.is_blocked(events)
        self.mean = self.mean_of(events, now)
        self.bought = any(event == "purchase_satisfied" for _, event, _, _ in events)

    @staticmethod
    def sums(events: Weighed, now: datetime) -> tuple[float, float]:
        left = [0.5 ** ((now - at) / (30 * DAY)) for at, *_ in events]
        return (
            math.fsum(good * part for (_, _, good, _), part in zip(events, left, strict=True)),
            math.fsum(bad * part for (_, _, _, bad), part in zip(events, left, strict=True)),
        )

    @staticmethod
    def is_blocked(events: Weighed) -> bool:
        return next((event == "block" for _, event, _, _ in reversed(events) if event in ("block", "unblock")), False)

    def mean_of(self, events: Weighed, when: datetime) -> float:
        r, s = self.sums(events, when)
        return 0.05 if self.is_blocked(events) else (r + 1) / (r + s + 2)

    def until(self, when: datetime) -> Weighed:
        return [event for event in self.events if event[0] <= when]

    def level(self, when: datetime) -> int:
        past = self.until(when)
        bought = [at for at, event, _, _ in past if event == "purchase_satisfied"]
        visits = sum(event == "share_opened" and when - at < 14 * DAY for at, event, _, _ in past)
        if len(bought) >= 2 and self.mean_of(past, when) >= 0.6:
            return 3  # a partner gives back, and no event of a file says so
        if visits >= 2:
            return 2
        return int(any(event in OF_THEIR_OWN_ACCORD for _, event, _, _ in past))

    def fallen(self) -> float:
        since = self.now - 30 * DAY
        means = [self.mean_of(self.until(since), since), self.mean]
        for n, (at, *_) in enumerate(self.events):
            if at > since:
                means += [self.mean_of(self.events[:n], at), self.mean_of(self.events[: n + 1], at)]
        return max(means) - self.mean

    def silent(self) -> bool:
        acts = [at for at, event, _, _ in self.events if event in OF_THEIR_OWN_ACCORD]
        gaps = [(later - earlier) / DAY for earlier, later in itertools.pairwise(acts)]
        typical = max(7.0, statistics.median(gaps) if gaps else 15.0)
        return bool(acts) and (self.now - acts[-1]) / DAY >= 2 * typical

    def stage(self) -> str:
        level = max(self.level(self.now), self.level(self.now - DAY))
        cools = level > 0 and (self.blocked or self.fallen() >= 0.2 - 1e-9 or self.silent())
        return "cooling" if cools else LADDER[level]


def scores(pairs: dict[tuple[str, str], Pair]) -> dict[str, float]:
    """EigenTrust by walking from the anchors again and again."""
    keepers = {keeper for keeper, _ in pairs}
    trusts: dict[str, dict[str, float]] = defaultdict(dict)
    for (keeper, consumer), pair in pairs.items():
        if not pair.blocked and pair.r > pair.s:
            trusts[consumer][keeper] = pair.r - pair.s
    anchors = {consumer for (_, consumer), pair in pairs.items() if pair.bought} - keepers
    t = dict.fromkeys(anchors, 1 / len(anchors))
    for _ in range(250):
        following: dict[str, float] = defaultdict(float)
        for name, share in t.items():
            total = sum(trusts[name].values()) if name in trusts else 0
            for other, value in trusts[name].items() if total else ():
                following[other] += 0.85 * share * value / total
        # Who trusts nobody gives to all anchors alike, as everybody does with what is left.
        lost = 1 - math.fsum(following.values())
        for name in anchors:
            following[name] += lost / len(anchors)
        t = following
    received = {name: t.get(name, 0.0) for name in keepers}
    return {name: value / sum(received.values()) for name, value in received.items()}


@pytest.mark.parametrize("shape", ["a long log", "long lives"])
def test_a_log_is_analysed_as_it_is_by_hand(app: APIFlask, tmp_path: Path, size: Size, shape: str) -> None:
    rows, pairs = size((10_000, 2_000), full=(100_000, 20_000)) if shape == "a long log" else (3_000, 5)
    log = invented(rows, pairs)
    text = io.StringIO()
    csv.writer(text).writerows(
        [("at", "shopkeeper", "consumer", "event"), *((at.isoformat(), *rest) for at, *rest in log)]
    )
    file = tmp_path / "log.csv"
    file.write_text(text.getvalue(), encoding="utf-8")
    told = app.test_cli_runner().invoke(args=["analyse", "trust", str(file), "--json"])
    found = json.loads(told.stdout)

    now = max(at for at, *_ in log)
    logs: dict[tuple[str, str], list[tuple[datetime, str]]] = defaultdict(list)
    for at, keeper, consumer, event in log:
        logs[keeper, consumer].append((at, event))
    expected = {names: Pair(weighed(events), now) for names, events in logs.items()}
    low = beta.ppf(0.025, *zip(*((pair.r + 1, pair.s + 1) for pair in expected.values()), strict=True))

    assert {(each["shopkeeper"], each["consumer"]) for each in found["pairs"]} == set(expected)
    assert len({each["stage"] for each in found["pairs"]}) >= (5 if pairs > 5 else 1)
    lows = dict(zip(expected, low.tolist(), strict=True))
    for each in found["pairs"]:
        names = each["shopkeeper"], each["consumer"]
        pair = expected[names]
        assert (each["r"], each["s"], each["mean"]) == pytest.approx((pair.r, pair.s, pair.mean), abs=1e-9)
        assert each["stage"] == pair.stage(), names
        assert each["interval"][0] == pytest.approx(0.05 if pair.blocked else lows[names], abs=1e-9)
    assert {each["shopkeeper"]: each["score"] for each in found["shopkeepers"]} == pytest.approx(
        scores(expected), abs=1e-9
    )
