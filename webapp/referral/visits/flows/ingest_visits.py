"""Bring the visits that wait in the spool into the database."""

from pathlib import Path

from psycopg import errors as pg

from webapp.kernel.db import transaction
from webapp.kernel.errors import Busy
from webapp.referral import visits


def ingest_visits() -> int:
    """Take in everything that waits on this machine and return how many visits were new; microseconds when none wait.

    A file is removed only after its visits are committed. Who dies in between leaves it to be replayed, and a visit
    already known by its own reference is not counted again.
    """
    return sum(ingest_file(file) for file in visits.take_files())


def ingest_file(file: Path) -> int:
    """Take in one file that was set aside; several at once do no harm."""
    try:
        content = file.read_bytes()
    except FileNotFoundError:  # somebody else has just finished with it
        return 0
    new = 0
    for portion in visits.batches(content):
        try:
            with transaction():
                new += visits.ingest_lines(portion)[0]
        except pg.LockNotAvailable as exc:
            raise Busy from exc
    file.unlink(missing_ok=True)
    return new
