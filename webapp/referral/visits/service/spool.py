"""Visits wait in a file before the database takes them in bulk: an append costs microseconds, a commit a hundred.

The operating system holds what was appended, so a killed process loses nothing it has answered. Writers hold the file's
lock shared, whoever takes it holds it alone, so no line lands in a file that was already read. A line begins with its
line break: what a full disk or a dead machine cut off in front of it then spoils itself only, not the next visit.
"""

import fcntl
import os
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from webapp.kernel.settings import settings
from webapp.kernel.signing import new_reference

_NAME = "visits"
# ref, share, shopkeeper, parent, visitor, token's ref, source, moment: exactly as they are written, because one line
# COPY cannot read would hold up every later one, and with them every order. Numbers have at most 60 bits.
_NUMBER = rb"(?:\d{1,18}|1[01]\d{17})"
_LINE = re.compile(
    rb"%(n)b\t%(n)b\t%(n)b\t(?:%(n)b|\\N)\t-?%(n)b\t%(n)b\t[a-z0-9]{1,8}"
    rb"\t\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{6})?\+00:00" % {b"n": _NUMBER}
)


@dataclass(frozen=True, slots=True)
class SpooledVisit:
    """One visit as it waits. `token_ref` is the reference of the token by which the visitor came."""

    ref: int
    share_id: int
    shopkeeper_id: int
    parent_ref: int | None
    visitor_id: int
    token_ref: int
    source: str
    at: datetime

    def line(self) -> bytes:
        parent = "\\N" if self.parent_ref is None else self.parent_ref
        at = self.at.astimezone(UTC).isoformat()
        return (
            f"\n{self.ref}\t{self.share_id}\t{self.shopkeeper_id}\t{parent}\t{self.visitor_id}\t{self.token_ref}"
            f"\t{self.source}\t{at}"
        ).encode("ascii")


def folder() -> Path:
    """Where visits wait on this machine."""
    return settings().guanxi_data / "spool"


@lru_cache(maxsize=8)
def _waiting(data: Path) -> str:
    return str(data / "spool" / _NAME)


def append(visit: SpooledVisit) -> None:
    """Make a visit last beyond this process."""
    line, path = visit.line(), _waiting(settings().guanxi_data)
    while True:
        file = _open(path)
        try:
            fcntl.flock(file, fcntl.LOCK_SH)
            # The file may have been taken away before its lock was granted: then what waits is another one.
            if _is_at(file, path):
                if os.write(file, line) != len(line):
                    raise OSError("the disk took only part of a visit")
                return
        finally:
            os.close(file)


def _open(path: str) -> int:
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC
    try:
        return os.open(path, flags, 0o600)
    except FileNotFoundError:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, flags, 0o600)


def _is_at(file: int, path: str | Path) -> bool:
    try:
        return os.fstat(file).st_ino == os.stat(path).st_ino  # noqa: PTH116 - Path.stat costs twice as much here
    except FileNotFoundError:
        return False


def take_files() -> list[Path]:
    """Set aside what waits and list every file to be ingested, oldest first; cheap when nothing waits."""
    place = folder()
    waiting = place / _NAME
    with suppress(FileNotFoundError):
        if waiting.stat().st_size:
            _set_aside(waiting)
    # Files set aside earlier are still here when whoever took them died.
    return sorted(place.glob(f"{_NAME}-*.taken"))


def _set_aside(waiting: Path) -> None:
    file = os.open(waiting, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        # Another process may have taken it while this one waited for the lock.
        if _is_at(file, waiting):
            waiting.rename(waiting.with_name(f"{_NAME}-{time.time_ns()}-{new_reference(32):08x}.taken"))
    finally:
        os.close(file)


def batches(content: bytes, most: int = 20_000) -> Iterator[bytes]:
    """The lines of a spooled file in parts small enough for one transaction each."""
    lines = content.splitlines(keepends=True)
    for start in range(0, len(lines), most):
        yield b"".join(lines[start : start + most])


def whole_lines(content: bytes) -> tuple[bytes, list[bytes]]:
    """What COPY can read of a spooled file, and the lines a full disk or a broken machine damaged."""
    good: list[bytes] = []
    bad: list[bytes] = []
    for line in filter(None, content.split(b"\n")):
        (good if _LINE.fullmatch(line) else bad).append(line)
    return b"".join(line + b"\n" for line in good), bad
