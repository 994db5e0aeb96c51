"""Work for later, enqueued in the very transaction that justifies it: a rollback leaves no job, a commit leaves one.

Procrastinate keeps the jobs in the same PostgreSQL. What a job does stands in its capability's `jobs`; a flow only
names it.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, cast

import procrastinate
from procrastinate import PsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued

from webapp.kernel.db import in_transaction, savepoint, session

queue = procrastinate.App(connector=PsycopgConnector())

SCANS: list[str] = []
"""The jobs that look every minute for what is due, as they were declared."""
NIGHTLY_SCANS: list[str] = []
"""Those that look once a night."""


def enqueue(name: str, /, *, lock: str | None = None, once: str | None = None, **arguments: Any) -> None:
    """Add a job on the open transaction's own connection.

    `lock` runs jobs with the same lock one after another; with `once`, a second waiting job of that name is not added.
    """
    if not in_transaction():
        raise RuntimeError("a job is enqueued in the transaction that justifies it")
    driver = cast(Any, session().connection().connection.driver_connection)
    deferrer = queue.configure_task(name, connection=driver, lock=lock, queueing_lock=once)
    if once is None:
        deferrer.defer(**arguments)
        return
    # A unique index lets one such job wait; whoever comes second, also at the same moment, leaves it at that.
    with suppress(AlreadyEnqueued), savepoint():
        deferrer.defer(**arguments)


def connector(database_url: str, *, most: int = 4) -> PsycopgConnector:
    """A connector of the worker to the shop's database."""
    return PsycopgConnector(
        conninfo=database_url.replace("postgresql+psycopg://", "postgresql://", 1), min_size=1, max_size=most
    )


def drain(database_url: str) -> None:
    """Run every job that is due now with the real worker, then return (demo data, tests)."""

    async def work() -> None:
        with queue.replace_connector(connector(database_url)) as app:
            async with app.open_async():
                await app.run_worker_async(wait=False, listen_notify=False, install_signal_handlers=False)

    # On a thread of its own, because the caller's thread may run an event loop already.
    with ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, work()).result()
