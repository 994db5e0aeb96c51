"""Servers, and the CPU time they and all their children have used."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[2]
WORKERS, THREADS = "1", "4"
START_SECONDS = 30


@dataclass(frozen=True)
class Server:
    """A running server: where it listens and the process everything of it descends from."""

    port: int
    pid: int

    def kill(self) -> None:
        """End it and its children without a word, as a machine without memory would."""
        family = [psutil.Process(self.pid), *psutil.Process(self.pid).children(recursive=True)]
        for process in family:
            process.send_signal(signal.SIGKILL)
        psutil.wait_procs(family, timeout=10)


def cpu_seconds(*roots: int) -> float:
    """User and system time of these processes, their descendants, and all children of theirs that have ended."""
    total = 0.0
    for root in roots:
        head = psutil.Process(root)
        for process in (head, *head.children(recursive=True)):
            with contextlib.suppress(psutil.NoSuchProcess):
                ended = process.cpu_times()
                total += _own_seconds(process.pid) + ended.children_user + ended.children_system
    return total


def _own_seconds(pid: int) -> float:
    """A process's CPU time to the nanosecond: what the C library's clock_getcpuclockid(3) stands for.

    /proc counts in hundredths of a second, which is as much as a hundred of our requests take.
    """
    try:
        return time.clock_gettime((~pid << 3) | 2)
    except OSError as exc:
        raise psutil.NoSuchProcess(pid) from exc


@contextlib.contextmanager
def serving(module: str, environ: Mapping[str, str]) -> Iterator[Server]:
    """Serve a WSGI module with granian as production does."""
    port = _free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--workers", WORKERS, "--blocking-threads", THREADS, "--no-ws", "--log-level", "warning", module]
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **environ}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _await(port, process)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended at once, with {process.returncode}")
        with contextlib.suppress(OSError):
            connection = HTTPConnection("127.0.0.1", port, timeout=2)
            connection.request("GET", "/healthz")
            connection.getresponse().read()
            connection.close()
            return
        time.sleep(0.1)
    raise RuntimeError("the server did not answer in time")
