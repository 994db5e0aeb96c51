"""`make bench`: prints one `name: ratio` per line with its spread.

Every ratio compares CPU time per piece of work of all server processes, the shop's and PostgreSQL's, measured in
alternating rounds of one run: work per CPU-second of ours over that of the yardstick, so more is better.
"""

import argparse
import sys
from contextlib import ExitStack

from tests.bench import relating
from tests.bench.measurements import Measurements, growth, line
from tests.bench.place import Place
from tests.bench.processes import cpu_seconds
from tests.bench.work import Work

Ratios = tuple[tuple[str, str, str], ...]
RATIOS: Ratios = (
    ("share_page_get_vs_bare_flask", "bare page", "share page"),
    ("share_open_with_visit_vs_bare_flask", "bare page", "share open"),
    ("paid_order_vs_pgbench_simple_update", "simple update", "paid order"),
)
# Each measurement lasts long enough that what PostgreSQL does meanwhile in the background hardly counts.
PAGES_PER_OPEN, ORDERS_PER_OPEN = 3, 0.1


def measure(place: Place, work: Work, *, rounds: int, times: int, size: str) -> Measurements:
    """All rounds at one size of data, yardsticks and ours in turn; the first round only warms up."""
    ours = (place.shop.pid, place.postgres)
    pages, orders = times * PAGES_PER_OPEN, max(4, round(times * ORDERS_PER_OPEN))
    plan = (
        ("bare page", (place.bare.pid,), work.bare_pages, pages),
        ("share page", ours, work.pages, pages),
        ("share open", ours, work.opens, times),
        ("simple update", (place.postgres,), work.simple_updates, times),
        ("paid order", ours, work.orders, orders),
    )
    found = Measurements()
    for number in range(rounds + 1):
        for name, roots, does, pieces in plan:
            before = cpu_seconds(*roots)
            does(pieces)
            if number:
                found.note(name, (cpu_seconds(*roots) - before) / pieces)
        say(f"  {size}: round {number} of {rounds}" if number else f"  {size}: warmed up")
    say("  " + ", ".join(f"{name} {found.microseconds(name):.0f} µs" for name, *_ in plan))
    return found


def run(rounds: int, times: int, portion: float) -> None:
    """Measure at one size, grow tenfold, measure again, kill the shop, and look for lost visits."""
    with ExitStack() as stack:
        say("Starting PostgreSQL, the shop and bare Flask …")
        place = Place(stack)
        work = Work(place)
        say("Adding the data …")
        place.grow(times=portion, begin=0)
        small = measure(place, work, rounds=rounds, times=times, size="1 × the data")
        say("Growing the data tenfold …")
        place.grow(times=9 * portion, begin=portion)
        large = measure(place, work, rounds=rounds, times=times, size="10 × the data")
        say("Killing the shop while people open pages …")
        work.opens_until_killed()
        report(RATIOS, small, large)
        missing = work.missing_visits()
        say(f"Of {work.answered} answered visits, {missing} are missing in the database.")
        if missing:
            raise SystemExit("visits were lost")
        relate(place, rounds=rounds, portion=portion)


def relate(place: Place, *, rounds: int, portion: float) -> None:
    """Relationships at two sizes, each in a database of its own."""
    found = []
    for times in (1, 10):
        pairs = round(relating.PAIRS * portion * times)
        say(f"Inventing {pairs} relationships with ten times as many events …")
        found.append(relating.measure(place.postgres, place.data, rounds=rounds, pairs=pairs, say=say))
    report(relating.RATIOS, *found)


def report(ratios: Ratios, small: Measurements, large: Measurements) -> None:
    """The ratios alone go to stdout."""
    for name, yardstick, ours in ratios:
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
        "--work", type=int, default=2_000, help="opens in a round; thrice as many pages, a tenth as many orders"
    )
    words.add_argument("--portion", type=float, default=1.0, help="how much of the usual data is 1 × the data")
    wanted = words.parse_args()
    run(wanted.rounds, wanted.work, wanted.portion)


if __name__ == "__main__":
    main()
