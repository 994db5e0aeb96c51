"""The spool loses no answered visit and counts none twice, whoever dies when."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from apiflask import APIFlask

from tests.cast import Keeper, ListedProduct, scalar
from tests.referral.stories import shared
from webapp.journeys.record_visit import record_visit
from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.referral.visits.flows.ingest_visits import ingest_file, ingest_visits
from webapp.referral.visits.queries import visits as visits_queries
from webapp.referral.visits.service import spool
from webapp.referral.visits.service import visits as visits_service

BO = 11


def visit(ref: int, at: str = "2026-06-01T04:00:00+00:00") -> bytes:
    return f"{ref}\t1\t1\t\\N\t{BO}\t7\th5\t{at}\n".encode()


def test_a_crash_between_commit_and_removal_counts_nothing_twice(ada: Keeper, tea: ListedProduct) -> None:
    made = shared(ada, tea)
    for visitor in range(5):
        record_visit(made.token, visitor, source="h5")
    (file,) = spool.take_files()
    with transaction():
        visits_service.ingest_lines(file.read_bytes())
    # Here the process died: the file is still there, and the next one finds it.
    assert ingest_visits() == 0
    assert (scalar("SELECT count(*) FROM visit"), scalar("SELECT count(*) FROM touch")) == (5, 5)
    assert spool.take_files() == []


def test_a_crash_before_the_commit_loses_nothing(ada: Keeper, tea: ListedProduct) -> None:
    made = shared(ada, tea)
    record_visit(made.token, BO, source="h5")
    (file,) = spool.take_files()
    with pytest.raises(KeyboardInterrupt), transaction():
        visits_service.ingest_lines(file.read_bytes())
        raise KeyboardInterrupt
    assert scalar("SELECT count(*) FROM visit") == 0
    record_visit(made.token, BO + 1, source="h5")
    assert ingest_visits() == 2


def test_a_damaged_line_is_set_aside_and_the_rest_arrives(app: object, caplog: pytest.LogCaptureFixture) -> None:
    content = visit(1) + b"12\t1\t1" + visit(2) + visit(3) + b"99\t1\t"
    with transaction():
        assert visits_service.ingest_lines(content) == (2, 2)
    assert "damaged" in caplog.text


@pytest.mark.parametrize("left", range(1, 60, 7))
def test_a_line_cut_off_by_a_full_disk_spoils_neither_the_next_visit_nor_the_spool(
    ada: Keeper, tea: ListedProduct, left: int
) -> None:
    made = shared(ada, tea)
    record_visit(made.token, BO, source="h5")
    waiting = spool.folder() / "visits"
    waiting.write_bytes(waiting.read_bytes()[:left])
    record_visit(made.token, BO + 1, source="h5")
    assert ingest_visits() == 1
    assert scalar("SELECT visitor_id FROM visit") == BO + 1


def test_a_spool_larger_than_one_transaction_arrives_whole(app: object) -> None:
    content = b"".join(visit(ref) for ref in range(50))
    assert [part.count(b"\n") for part in spool.batches(content, 20)] == [20, 20, 10]
    assert b"".join(spool.batches(content, 20)) == content


def append_many(refs: range) -> None:
    for ref in refs:
        spool.append(spool.SpooledVisit(ref, 1, 1, None, BO, 7, "h5", clock.now()))


def refs_taken() -> list[int]:
    refs = []
    for file in spool.take_files():
        refs += [int(line.split(b"\t")[0]) for line in file.read_bytes().splitlines() if line]
        file.unlink()
    return refs


def test_writers_and_takers_at_once_lose_no_line(app: object) -> None:
    """Eight writers append while the file is taken away again and again."""
    each, writers = 300, 8
    threads = [threading.Thread(target=append_many, args=(range(n * each, (n + 1) * each),)) for n in range(writers)]
    for thread in threads:
        thread.start()
    refs = []
    while any(thread.is_alive() for thread in threads):
        refs += refs_taken()
    refs += refs_taken()
    assert sorted(refs) == list(range(each * writers))


def test_the_control_a_taker_without_the_lock_loses_lines(tmp_path: Path) -> None:
    """A writer that opened the file before it was read and removed writes into nothing."""
    waiting = tmp_path / "visits"
    file = os.open(waiting, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    taken = waiting.rename(tmp_path / "taken")
    content = taken.read_bytes()
    os.write(file, b"answered\n")
    taken.unlink()
    os.close(file)
    assert content == b""
    assert list(tmp_path.iterdir()) == []


_WRITER = """
import sys
from types import SimpleNamespace
from pathlib import Path
from webapp.referral.visits.service import spool
from webapp.kernel import clock
spool.settings = lambda: SimpleNamespace(guanxi_data=Path(sys.argv[1]))
n = 0
while True:
    spool.append(spool.SpooledVisit(n, 1, 1, None, 11, 7, "h5", clock.now()))
    print(n, flush=True)
    n += 1
"""


def test_a_killed_process_loses_no_visit_it_answered(app: object) -> None:
    """The writer tells each visit only after it was appended, and is killed in the middle of its work."""
    data = spool.folder().parent
    with subprocess.Popen([sys.executable, "-c", _WRITER, str(data)], stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        answered = [int(writer.stdout.readline()) for _ in range(500)]
        writer.send_signal(signal.SIGKILL)
        answered += [int(line) for line in writer.stdout.read().splitlines(keepends=True) if line.endswith(b"\n")]
    ingest_visits()
    for ref in answered:
        assert visits_queries.visit(ref) is not None, ref


def at_once(app: APIFlask, works: Sequence[Callable[[], object]]) -> None:
    """Each on a thread with a database session of its own, all starting together."""
    ready = threading.Barrier(len(works))

    def run(work: Callable[[], object]) -> None:
        with app.app_context():
            ready.wait()
            work()

    with ThreadPoolExecutor(len(works)) as pool:
        for done in [pool.submit(run, work) for work in works]:
            done.result()


@pytest.mark.race
def test_four_ingesters_of_one_file_count_every_visit_once(app: APIFlask, ada: Keeper, tea: ListedProduct) -> None:
    made = shared(ada, tea)
    for visitor in range(300):
        record_visit(made.token, visitor, source="h5")
    (file,) = spool.take_files()
    at_once(app, [lambda: ingest_file(file)] * 4)
    assert (scalar("SELECT count(*) FROM visit"), scalar("SELECT count(*) FROM touch")) == (300, 300)
    assert not file.exists()


@pytest.mark.race
def test_the_control_visits_numbered_on_arrival_are_counted_by_each_ingester(app: APIFlask) -> None:
    """Had a visit no reference of its own, every ingester would give it another one."""
    lines = b"".join(visit(ref) for ref in range(300))

    def take_in_renumbered(ingester: int) -> None:
        renumbered = [
            f"{ingester * 1000 + n}\t".encode() + line.partition(b"\t")[2]
            for n, line in enumerate(lines.splitlines(keepends=True))
        ]
        with transaction():
            visits_service.ingest_lines(b"".join(renumbered))

    at_once(app, [partial(take_in_renumbered, n) for n in range(4)])
    assert scalar("SELECT count(*) FROM visit") == 1200
