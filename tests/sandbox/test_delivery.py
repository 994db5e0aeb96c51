"""Whoever does what is due waits for a held file, and takes the sandbox along when it cannot go on."""

import logging
import sqlite3
from pathlib import Path

import pytest

from tests.sandbox.merchant import eventually
from tests.sandbox.serving import NOBODY
from webapp.sandbox.context import SandboxContext, open_context
from webapp.sandbox.delivery import DeliveryWorker
from webapp.sandbox.provisioning import SandboxFolder, provision
from webapp.sandbox.server import Server, listen


@pytest.fixture
def context(tmp_path: Path) -> SandboxContext:
    """A sandbox that nobody serves yet."""
    folder = SandboxFolder(tmp_path)
    provision(folder, origin="http://127.0.0.1:0", shop_origin=NOBODY)
    return open_context(folder, shop_clock_secret=None)


def test_a_sandbox_that_cannot_deliver_ends_and_says_why(context: SandboxContext) -> None:
    with context.store.writing() as db:
        db.execute("DROP TABLE refund")
    with pytest.raises(sqlite3.OperationalError, match="refund"):
        Server(context, listen("127.0.0.1", 0)).run()


def test_while_somebody_holds_the_file_what_is_due_waits(
    context: SandboxContext, caplog: pytest.LogCaptureFixture
) -> None:
    failed: list[str] = []
    worker = DeliveryWorker(context, on_failure=lambda: failed.append("ended"))
    with context.store.reading() as db:
        db.execute("PRAGMA busy_timeout=0")
        (_, _, path) = db.execute("PRAGMA database_list").fetchone()
    holder = sqlite3.connect(path, isolation_level=None)
    with caplog.at_level(logging.WARNING):
        worker.start()
        holder.execute("BEGIN IMMEDIATE")
        eventually(lambda: "waits for the next look" in caplog.text)
        holder.close()
    worker.stop()
    context.store.close()
    assert failed == []
