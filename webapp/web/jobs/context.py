"""How a job runs: inside the app, with a database session of its own, tried again when it fails."""

from collections.abc import Callable
from typing import Any

from flask import Flask
from procrastinate import JobContext, RetryStrategy
from procrastinate.tasks import Task
from procrastinate.worker import Worker

from webapp.kernel.jobs import NIGHTLY_SCANS, SCANS, queue

# Waits 2, 4, 8 … seconds: the last try is about an hour after the first.
RETRY = RetryStrategy(max_attempts=11, exponential_wait=2)
EVERY_MINUTE = "* * * * *"
NIGHTLY = "20 3 * * *"
_app: list[Flask] = []


def use(app: Flask) -> None:
    """Let jobs run inside this app."""
    _app[:] = [app]


def inside_app(work: Callable[[], Any], _context: JobContext, _worker: Worker) -> Any:
    """Open an app context for one job; leaving it gives the database session back."""
    with _app[-1].app_context():
        return work()


def job(work: Callable[..., object]) -> Task[..., object, ...]:
    """Something to be done once, for the reason in the transaction that enqueued it, and again until it works."""
    return queue.task(name=work.__name__, retry=RETRY, task_middleware=[inside_app])(work)


def scan(work: Callable[[], object], *, cron: str = EVERY_MINUTE) -> Task[..., object, ...]:
    """Something looked for again and again: one waits at most, and a failed one is left to its successor."""

    def look(timestamp: int = 0) -> object:
        return work()

    name = work.__name__
    look.__name__ = name
    if cron in (EVERY_MINUTE, NIGHTLY):
        (SCANS if cron == EVERY_MINUTE else NIGHTLY_SCANS).append(name)
    task = queue.task(name=name, queueing_lock=name, task_middleware=[inside_app])(look)
    return queue.periodic(cron=cron)(task)
