"""Which user PostgreSQL runs as: it refuses to run as root, and nobody's folders are loosened for it."""

import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

from webapp.local import exec_as_user
from webapp.local.errors import LocalProblem

Kind = Literal["self", "namespace", "account"]
ACCOUNTS = ("postgres", "nobody")


@dataclass(frozen=True)
class ProcessUser:
    """Who a program of PostgreSQL is: ourselves, ourselves seen as another user, or a real unprivileged account."""

    kind: Kind
    uid: int
    gid: int

    @property
    def owner(self) -> int:
        """The user id that the files carry on disk."""
        return self.uid if self.kind == "account" else os.geteuid()

    def command(self, program: Sequence[str], *, parent_signal: signal.Signals | None = None) -> list[str]:
        """Word the command that becomes `program`: ended with this process by `parent_signal`, or outliving it."""
        words = [] if self.kind == "self" else [f"{self.kind}={self.uid}:{self.gid}"]
        words.append(f"parent={os.getpid()}:{int(parent_signal)}" if parent_signal else "detach")
        return [sys.executable, "-I", "-S", exec_as_user.__file__, *words, "--", *program]

    def launch(self, command: Sequence[str], *, folder: Path, log: IO[bytes] | int) -> subprocess.Popen[bytes]:
        """Start a worded command away from the terminal's Ctrl-C, in a folder that its user can enter."""
        return subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )


def choose_process_user(wanted: Kind | None = None) -> ProcessUser:
    """Find a user that PostgreSQL can run as on this machine, the least intrusive first."""
    for kind in (wanted,) if wanted else ("self", "namespace", "account"):
        user = _candidate(kind)
        if user and (kind == "self" or _is_allowed(user)):
            return user
    raise LocalProblem(
        "PostgreSQL refuses to be root, and this machine allows neither a user namespace nor another account.",
        way_out="run this as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.",
    )


def _candidate(kind: Kind) -> ProcessUser | None:
    uid = os.geteuid()
    if kind == "self":
        return ProcessUser("self", uid, os.getegid()) if uid != 0 and _is_named(uid) else None
    if kind == "account" and uid != 0:
        return None
    return next((ProcessUser(kind, entry.pw_uid, entry.pw_gid) for entry in _unprivileged()), None)


def _unprivileged() -> list[pwd.struct_passwd]:
    """Accounts that PostgreSQL may be, the customary ones first; it insists that its user has a name."""
    entries = [entry for entry in pwd.getpwall() if entry.pw_uid != 0]
    return sorted(
        entries, key=lambda entry: (entry.pw_name not in ACCOUNTS, entry.pw_name != ACCOUNTS[0], entry.pw_uid)
    )


def _is_named(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


def _is_allowed(user: ProcessUser) -> bool:
    """Try the user on a program that does nothing."""
    command = user.command(["/bin/true"], parent_signal=signal.SIGKILL)
    return subprocess.run(command, cwd="/", capture_output=True, check=False).returncode == 0
