"""Processes by identity rather than by number: a process id alone may meanwhile be somebody else's."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
POLL_SECONDS = 0.02


@dataclass(frozen=True)
class Identity:
    """A process that cannot be confused with a later one of the same number."""

    pid: int
    started: str

    @classmethod
    def of(cls, pid: int) -> "Identity | None":
        """Look at a living process; a zombie no longer counts."""
        started = _started(pid)
        return cls(pid, started) if started else None

    @property
    def is_alive(self) -> bool:
        return Identity.of(self.pid) == self


def _started(pid: int) -> str:
    if not (PROC / "self").exists():
        return _started_by_ps(pid)
    try:
        # The name in brackets may itself contain brackets and blanks.
        fields = (PROC / str(pid) / "stat").read_text(errors="replace").rpartition(")")[2].split()
        boot = (PROC / "sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return ""
    return "" if fields[0] in "ZX" else f"{boot}:{fields[19]}"


def _started_by_ps(pid: int) -> str:
    shown = subprocess.run(
        ["/bin/ps", "-o", "stat=,lstart=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    state, _, started = shown.stdout.strip().partition(" ")
    return "" if state.startswith("Z") else started.strip()


def postgres_processes(data: Path, *, title: str, written: list[str]) -> list[int]:
    """Find the living processes of the PostgreSQL of this data folder: by what they show, which any user may read."""
    if not PROC.is_dir():
        pid = int(written[0]) if written and written[0].strip().isdigit() else 0
        return [pid] if pid and Identity.of(pid) else []
    return [pid for pid in _pids() if _is_serving(pid, str(data), title) and Identity.of(pid)]


def _is_serving(pid: int, data: str, title: str) -> bool:
    words = command_of(pid).split("\0")
    is_postmaster = data in words and any(word.endswith("/postgres") for word in words)
    return is_postmaster or words[0].startswith(f"postgres: {title}: ")


def processes_marked(mark: str) -> list[int]:
    """Find the living processes that inherited `mark` (`NAME=value`) in their environment."""
    return [pid for pid in _pids() if os.fsencode(mark) in _environment_of(pid) and Identity.of(pid)]


def _environment_of(pid: int) -> list[bytes]:
    """What a process was started with; nothing for one that ended meanwhile or is not ours to look at."""
    try:
        return (PROC / str(pid) / "environ").read_bytes().split(b"\0")
    except OSError:
        return []


def command_of(pid: int) -> str:
    """Read how a process was started (or how it calls itself), its words divided by NUL."""
    try:
        return os.fsdecode((PROC / str(pid) / "cmdline").read_bytes()).strip("\0")
    except OSError:
        return ""


def _pids() -> Iterator[int]:
    if PROC.is_dir():
        yield from (
            int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit() and int(entry.name) != os.getpid()
        )


def send(pids: Iterable[int], which: signal.Signals) -> None:
    """Signal each process that is still there."""
    for pid in pids:
        try:
            os.kill(pid, which)
        except ProcessLookupError:
            continue


def wait_until(is_true: Callable[[], bool], *, seconds: float) -> bool:
    """Poll until the condition holds; tell whether it did in time."""
    deadline = time.monotonic() + seconds
    while not is_true():
        if time.monotonic() > deadline:
            return False
        time.sleep(POLL_SECONDS)
    return True


def end_all(find: Callable[[], list[int]], *, patience: float) -> None:
    """Ask every process found to end, and after `patience` seconds kill those that did not."""
    send(find(), signal.SIGTERM)
    if wait_until(lambda: not find(), seconds=patience):
        return
    send(find(), signal.SIGKILL)
    wait_until(lambda: not find(), seconds=patience)
