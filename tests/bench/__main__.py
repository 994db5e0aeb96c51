"""`make bench`: prints one `name: ratio` per line with its spread.

Every ratio compares CPU time per piece of work of all processes that do it, the shop's or a worker's and PostgreSQL's,
measured in alternating rounds of one run: work per CPU-second of ours over that of the yardstick, so more is better.
"""

import argparse
import sys
from collections.abc import Callable
from contextlib import ExitStack

from tests.bench.measurements import Measurements, growth, line
from tests.bench.place import Place
from tests.bench.processes import cpu_seconds
from tests.bench.trust import Trust
from tests.bench.work import Work

RATIOS = (
    ("share_page_get_vs_bare_flask", "bare page", "share page"),
    ("share_open_with_visit_vs_bare_flask", "bare page", "share open"),
    ("paid_order_vs_pgbench_simple_update", "simple update", "paid order"),
    ("share_advice_vs_pk_lookup", "hundred look-ups", "advice for a hundred"),
    ("trust_recompute_vs_sequential_scan", "scan of all events", "pass over all pairs"),
)
# Each measurement lasts long enough that what PostgreSQL does meanwhile in the background hardly counts.
PAGES_PER_OPEN, ORDERS_PER_OPEN, ADVICE_PER_OPEN, SCANS = 3, 0.1, 0.1, 5


def measure(place: Place, work: Work, trust: Trust, *, rounds: int, times: int) -> Measurements:
    """All rounds at one size of data, yardsticks and ours in turn; the first round only warms up."""

    def of(*roots: int) -> Callable[[], float]:
        return lambda: cpu_seconds(*roots)

    ours = of(place.shop.pid, place.postgres)
    pages, orders = times * PAGES_PER_OPEN, max(4, round(times * ORDERS_PER_OPEN))
    advice = max(2, round(times * ADVICE_PER_OPEN))
    plan = (
        ("bare page", of(place.bare.pid), work.bare_pages, pages),
        ("share page", ours, work.pages, pages),
        ("share open", ours, work.opens, times),
        ("simple update", of(place.postgres), work.simple_updates, times),
        ("paid order", ours, work.orders, orders),
        ("hundred look-ups", trust.cpu, trust.lookups, advice),
        ("advice for a hundred", trust.cpu, trust.advice, advice),
        ("scan of all events", trust.cpu, trust.scan, SCANS),
        ("pass over all pairs", trust.cpu, trust.recompute, 1),
    )
    found = Measurements()
    for number in range(rounds + 1):
        for name, cpu, does, pieces in plan:
            before = cpu()
            does(pieces)
            if number:
                found.note(name, (cpu() - before) / pieces)
        say(f"  round {number} of {rounds}" if number else "  warmed up")
    say("  " + ", ".join(f"{name} {found.microseconds(name):,.0f} µs" for name, *_ in plan))
    return found


def run(rounds: int, times: int, portion: float) -> None:
    """Measure at one size, grow tenfold, measure again, kill the shop, and look for lost visits."""
    with ExitStack() as stack:
        say("Starting PostgreSQL, the shop and bare Flask …")
        place = Place(stack)
        work, trust = Work(place), Trust(place)
        say("Adding the data: 1 × …")
        place.grow(times=portion, begin=0)
        small = measure(place, work, trust, rounds=rounds, times=times)
        say("Growing the data: 10 × …")
        place.grow(times=9 * portion, begin=portion)
        large = measure(place, work, trust, rounds=rounds, times=times)
        say("Killing the shop while people open pages …")
        work.opens_until_killed()
        report(small, large)
        missing = work.missing_visits()
        say(f"Of {work.answered} answered visits, {missing} are missing in the database.")
        if missing:
            raise SystemExit("visits were lost")


def report(small: Measurements, large: Measurements) -> None:
    """The ratios alone go to stdout."""
    for name, yardstick, ours in RATIOS:
        once, tenfold = small.ratios(yardstick, ours), large.ratios(yardstick, ours)
        print(line(name, once))  # noqa: T201
        print(line(f"{name}_at_10x", tenfold))  # noqa: T201
        print(line(f"{name}_at_10x_vs_itself", growth(once, tenfold)), flush=True)  # noqa: T201


def say(words: str) -> None:
    """Progress goes to stderr."""
    print(words, file=sys.stderr, flush=True)  # noqa: T201


def main() -> None:
    """Read the command line and run."""
    words = argparse.ArgumentParser(prog="make bench", description=__doc__)
    words.add_argument("--rounds", type=int, default=5)
    words.add_argument(
        "--work",
        type=int,
        default=2_000,
        help="opens in a round; thrice as many pages, a tenth as many orders and pieces of advice",
    )
    words.add_argument("--portion", type=float, default=1.0, help="how much of the usual data is 1 × the data")
    wanted = words.parse_args()
    run(wanted.rounds, wanted.work, wanted.portion)


if __name__ == "__main__":
    main()
