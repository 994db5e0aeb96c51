"""One process at a time per folder; the kernel lets go of the lock when its holder dies, however it dies."""

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

POLL_SECONDS = 0.02


class LockTaken(Exception):
    """Another process holds the lock; `note` is what it wrote about itself."""

    def __init__(self, note: str) -> None:
        super().__init__(note)
        self.note = note


@contextlib.contextmanager
def holding(path: Path, *, seconds: float = 0.0, note: str = "") -> Iterator[IO[str]]:
    """Hold the lock file, waiting for it at most `seconds`, with a note for whoever finds it taken."""
    with open_private(path) as lock:
        _take(lock, seconds)
        lock.seek(0)
        lock.truncate()
        lock.write(note)
        lock.flush()
        yield lock


def open_private(path: Path) -> IO[str]:
    """Open a file for reading and writing that nobody else may read, made when missing."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    return os.fdopen(descriptor, "r+", encoding="utf-8")


def _take(lock: IO[str], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise LockTaken(lock.read().strip()) from None
            time.sleep(POLL_SECONDS)
        else:
            return
