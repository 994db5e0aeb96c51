"""The programs that a run starts: each in its own session, with its own log, never outliving their starter."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from webapp.local import exec_as_user
from webapp.local.errors import LocalProblem

TAIL_LINES = 15


class Child:
    """A program at work."""

    def __init__(self, name: str, command: Sequence[str], *, env: Mapping[str, str], log: Path) -> None:
        self.name = name
        self.log = log
        tied = f"parent={os.getpid()}:{int(signal.SIGTERM)}"
        with log.open("ab") as output:
            self._begin = output.tell()
            # A session of its own: the terminal's Ctrl-C reaches only the supervisor, which ends its children in order.
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-S", exec_as_user.__file__, tied, "--", *command],
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def code(self) -> int | None:
        """How it ended; nothing while it works."""
        return self._process.poll()

    def send(self, which: signal.Signals) -> None:
        """Signal it and everything it started in its session."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, which)

    def wait(self) -> None:
        """Take note of its end."""
        self._process.wait()

    def output(self) -> str:
        """Read what it wrote to its log since it was started."""
        with self.log.open("rb") as log:
            log.seek(self._begin)
            return log.read().decode(errors="replace")

    def failure(self) -> LocalProblem:
        """Say how it ended and what it said last."""
        how = (
            f"was killed by signal {-self.code}" if self.code is not None and self.code < 0 else f"ended ({self.code})"
        )
        return self.problem(f"The {self.name} {how}")

    def problem(self, what: str) -> LocalProblem:
        """Word a problem with what the program said last."""
        tail = "\n".join(f"    {line}" for line in self.output().splitlines()[-TAIL_LINES:]) or "    (nothing)"
        return LocalProblem(f"{what}; it said last:\n{tail}", way_out=f"its whole log is {self.log}")
