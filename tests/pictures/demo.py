"""The demo as `make run` starts it, on free ports and in a folder that is thrown away, while it is looked at."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from config import Config
from tests.pictures.declarations import ROOT
from webapp.local.children import Child
from webapp.local.errors import LocalProblem

LOCAL = (sys.executable, "-m", "webapp.local")
READY = "Guanxi is ready"
SECONDS = 600


@dataclass(frozen=True)
class Demo:
    """Where it is reached, and the commands of the shop on it."""

    shop: str
    phone: str
    env: dict[str, str]

    def command(self, *words: str, shows_progress: bool = False) -> str:
        """Let the shop do one command, and give what it said; its progress may go to the terminal."""
        progress = None if shows_progress else subprocess.DEVNULL
        done = subprocess.run(
            (*LOCAL, "shop", *words),
            cwd=ROOT,
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=progress,
            text=True,
            check=False,
        )
        if done.returncode:
            raise LocalProblem(
                f"The shop's command {' '.join(words)} failed:\n{done.stdout}",
                way_out=f'try it beside `make run`: make shop ARGS="{" ".join(words)}"',
            )
        return done.stdout


@contextlib.contextmanager
def running_demo() -> Iterator[Demo]:
    """Start everything and wait until it is ready; afterwards end it and remove its data, whatever happened."""
    with tempfile.TemporaryDirectory(prefix="guanxi-pictures-") as folder:
        port, sandbox_port = _free_ports()
        env = _own_environment() | {
            "GUANXI_DATA": f"{folder}/data",
            "PORT": str(port),
            "SANDBOX_PORT": str(sandbox_port),
            "PYTHONUNBUFFERED": "1",
        }
        running = Child("demo", (*LOCAL, "run"), env=env, log=Path(folder) / "run.log")
        try:
            _await_ready(running)
            yield Demo(f"http://127.0.0.1:{port}", f"http://127.0.0.1:{sandbox_port}", env)
        finally:
            running.send(signal.SIGTERM)
            running.wait()


def _own_environment() -> dict[str, str]:
    """Ours without the shop's settings: a database of somebody's own is not for a demo that is thrown away."""
    settings = {each.name.upper() for each in fields(Config)}
    return {name: value for name, value in os.environ.items() if name.removesuffix("_FILE") not in settings}


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as other:
        for probe in (one, other):
            probe.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1]), int(other.getsockname()[1])


def _await_ready(running: Child) -> None:
    """Pass on what the run says until it says that it is ready."""
    deadline, told = time.monotonic() + SECONDS, ""
    while READY not in told:
        ended = running.code is not None
        before, ready, _ = running.output().partition(READY)
        sys.stderr.write(before[len(told) :])
        told = before + ready
        if not ready and (ended or time.monotonic() > deadline):
            how = "ended by itself" if ended else f"was not ready after {SECONDS} s"
            raise LocalProblem(
                f"The demo {how}; what it said stands above.",
                way_out="start one by hand, whose logs stay where they are: make run",
            )
        time.sleep(0.2)
