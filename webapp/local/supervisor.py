"""Starts several programs as one: ready together, ended together, and what a killed run left is ended by the next."""

import contextlib
import json
import os
import secrets
import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import FrameType

from webapp.local import folder_lock, processes
from webapp.local.children import Child
from webapp.local.console import Console
from webapp.local.errors import LocalProblem

MARK = "GUANXI_RUN"
POLL_SECONDS = 0.1
READY_SECONDS = 120.0
ENDING_SECONDS = 10.0
LONGEST_LOG_BYTES = 10_000_000


class Stopped(Exception):
    """The person asked everything to stop."""


class Supervisor:
    """One run in one data folder; entering it makes sure it is the only one, leaving it ends everything it started."""

    def __init__(self, folder: Path, console: Console) -> None:
        self.folder = folder
        self.logs = folder / "logs"
        self._console = console
        self._children: list[Child] = []
        self._checks: list[Callable[[], None]] = []
        self._stop = threading.Event()
        self._asked_at = 0.0
        self._hurry = threading.Event()
        self._mark = f"{MARK}={secrets.token_hex(16)}"

    @contextlib.contextmanager
    def running(self, *, note: str, stop: str = "make stop") -> Iterator[None]:
        """Be the only run of this folder; a second one is told where this one is and the command that ends it."""
        self.logs.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with folder_lock.holding(self.folder / "run.lock", note=f"{os.getpid()}\n{note}"), self._listening():
                end_leftovers(self.folder, self._console)
                self._put_long_logs_aside()
                self._write_mark()
                yield
                (self.folder / "run.json").unlink(missing_ok=True)
        except folder_lock.LockTaken as taken:
            pid, _, where = taken.note.partition("\n")
            raise LocalProblem(
                f"Guanxi already runs in {self.folder} (process {pid}){where and ', ' + where}.",
                way_out=f"use that one, or end it: Ctrl-C where it runs, or `{stop}`.",
            ) from None

    @contextlib.contextmanager
    def ending_all(self) -> Iterator[None]:
        """Leave no program of the run behind, however this block is left."""
        try:
            yield
        finally:
            self._end()

    def also_watch(self, check: Callable[[], None]) -> None:
        """Have something else looked at too: the check raises when the run cannot go on."""
        self._checks.append(check)

    def start(self, name: str, command: Sequence[str], *, env: Mapping[str, str]) -> Child:
        """Start a program that belongs to the run: if it ends, the run ends."""
        child = self._spawn(name, command, env)
        self._children.append(child)
        return child

    def complete(self, name: str, command: Sequence[str], *, env: Mapping[str, str]) -> str:
        """Let a program do its work to the end, and give what it said."""
        child = self.start(name, command, env=env)
        while child.code is None:
            self.pause()
        self._children.remove(child)
        if child.code != 0:
            raise child.failure()
        return child.output()

    def await_ready(self, child: Child, ask: Callable[[], tuple[bool, str]]) -> None:
        """Wait until the question is answered with yes; the words of the last no explain a failure."""
        deadline = time.monotonic() + READY_SECONDS
        while True:
            is_ready, words = ask()
            if is_ready:
                return
            if time.monotonic() > deadline:
                raise child.problem(
                    f"The {child.name} is not ready after {READY_SECONDS:.0f} s ({words.strip()[:300]})"
                )
            self.watch_once()

    def watch(self) -> None:
        """Stay until the person stops the run or one of its programs ends."""
        while True:
            self.watch_once()

    def watch_once(self) -> None:
        """Look once whether everything still works, and pause."""
        for child in self._children:
            if child.code is not None:
                raise child.failure()
        for check in self._checks:
            check()
        self.pause()

    def pause(self) -> None:
        """Let a moment pass; a Ctrl-C ends it at once."""
        if self._stop.wait(POLL_SECONDS):
            raise Stopped

    @property
    def stopping_seconds(self) -> float:
        """How long ago the person asked everything to stop."""
        return time.monotonic() - self._asked_at

    # Beginning and ending

    def _spawn(self, name: str, command: Sequence[str], env: Mapping[str, str]) -> Child:
        name_of_mark, _, mark = self._mark.partition("=")
        return Child(name, command, env={**env, name_of_mark: mark}, log=self.logs / f"{name.replace(' ', '-')}.log")

    def _put_long_logs_aside(self) -> None:
        for log in self.logs.glob("*.log"):
            if log.stat().st_size > LONGEST_LOG_BYTES:
                log.replace(log.with_suffix(".log.1"))

    def _write_mark(self) -> None:
        half = self.folder / "run.json.new"
        half.write_text(json.dumps({"mark": self._mark}))
        half.replace(self.folder / "run.json")

    @contextlib.contextmanager
    def _listening(self) -> Iterator[None]:
        """Turn signals into the wish to stop; a second one into the wish to stop without patience."""
        wanted = [signal.SIGINT, signal.SIGTERM]
        if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # nohup means it
            wanted.append(signal.SIGHUP)
        before = {which: signal.signal(which, self._on_signal) for which in wanted}
        try:
            yield
        finally:
            for which, handler in before.items():
                signal.signal(which, handler)

    def _on_signal(self, _which: int, _frame: FrameType | None) -> None:
        if self._stop.is_set():
            self._hurry.set()
        else:
            self._asked_at = time.monotonic()
        self._stop.set()

    def _end(self) -> None:
        self._console.say("\nStopping …")
        for child in self._children:
            child.send(signal.SIGTERM)
        processes.wait_until(lambda: self._hurry.is_set() or not self._working(), seconds=ENDING_SECONDS)
        for child in self._children:
            child.send(signal.SIGKILL)
            child.wait()
        processes.end_all(lambda: processes.processes_marked(self._mark), patience=2.0)

    def _working(self) -> bool:
        return any(child.code is None for child in self._children)


def end_leftovers(folder: Path, console: Console) -> None:
    """End what a killed run left: the processes that carry its mark, which no other process can."""
    try:
        mark = json.loads((folder / "run.json").read_text())["mark"]
    except FileNotFoundError:
        return
    if left := processes.processes_marked(mark):
        console.say(f"  An earlier run was killed; ending {len(left)} of its processes.")
        processes.end_all(lambda: processes.processes_marked(mark), patience=3.0)


def stop_other(folder: Path, console: Console) -> bool:
    """Ask the run of this folder to stop and wait until it has; tell whether there was one."""
    lock = folder / "run.lock"
    if not lock.exists():
        return False
    try:
        with folder_lock.holding(lock):
            end_leftovers(folder, console)
            return False
    except folder_lock.LockTaken as taken:
        processes.send([int(taken.note.partition("\n")[0])], signal.SIGTERM)
    with folder_lock.holding(lock, seconds=ENDING_SECONDS * 3):
        return True
