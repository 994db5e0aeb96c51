"""A thread of the web process that brings recorded visits into the database within a second.

It sleeps until a visit is recorded. If the process dies, the visits stay in the spool, and the worker's periodic job or
the next process takes them in.
"""

import logging
import threading
import time

from flask import Flask

from webapp.referral.visits.flows.ingest_visits import ingest_visits

PAUSE = 0.5
log = logging.getLogger(__name__)
_wanted = threading.Event()
_starting = threading.Lock()
_threads: list[threading.Thread] = []


def wake_ingester(app: Flask) -> None:
    """Say that something waits in the spool; the thread starts at the first visit, after any fork of the server.

    Tests take visits in themselves.
    """
    _wanted.set()
    if not _threads and not app.testing:
        with _starting:
            if not _threads:
                _threads.append(threading.Thread(target=_run, args=(app,), name="visits", daemon=True))
                _threads[0].start()


def _run(app: Flask) -> None:
    while True:
        _wanted.wait()
        # What arrives meanwhile travels in the same transaction.
        time.sleep(PAUSE)
        _wanted.clear()
        try:
            with app.app_context():
                ingest_visits()
        except Exception:
            log.exception("visits stay in the spool until the next try")
            _wanted.set()
