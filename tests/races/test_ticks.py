"""Time may tick in several places at one moment: each scan waits once, and nobody's transaction is spoilt."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from apiflask import APIFlask
from procrastinate.exceptions import AlreadyEnqueued

from tests.cast import scalar
from webapp.kernel.db import db, transaction
from webapp.kernel.jobs import SCANS, queue
from webapp.web.flows.enqueue_scans import enqueue_scans

pytestmark = pytest.mark.race
TICKERS = 8


def test_eight_ticks_at_once_leave_each_scan_waiting_once(app: APIFlask) -> None:
    together = Barrier(TICKERS)

    def ticking(_: int) -> None:
        with app.app_context():
            together.wait()
            enqueue_scans()
            db.session.remove()

    with ThreadPoolExecutor(TICKERS) as pool:
        list(pool.map(ticking, range(TICKERS)))
    assert scalar("SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo'") == len(SCANS)


def test_without_leaving_it_at_that_the_second_spoils_its_transaction(app: APIFlask) -> None:
    enqueue_scans()
    with pytest.raises(AlreadyEnqueued), transaction() as current:
        driver = current.connection().connection.driver_connection
        queue.configure_task(SCANS[0], connection=driver, queueing_lock=SCANS[0]).defer()
