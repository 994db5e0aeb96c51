"""A PostgreSQL of one's own in a folder: made, started, healed and stopped without a server on the machine.

It listens on a Unix socket only, asks for a generated password (scram) and is found by a URL that carries no secret.
Peer authentication would not do: in a user namespace the server sees another user than the one who asks.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from webapp.local import binaries, processes
from webapp.local.cluster_folder import USER, ClusterFolder, State
from webapp.local.errors import LocalProblem
from webapp.local.process_user import Kind, ProcessUser, choose_process_user

START_SECONDS = 60.0
# Fast first (it writes its checkpoint), then immediate (the next start recovers).
STOP_STEPS = ((signal.SIGINT, 20.0), (signal.SIGQUIT, 5.0))
# An orphan that notices its postmaster's death ends at once; one that computes does not notice.
ORPHANS_SECONDS = 1.0
KILLED_SECONDS = 10.0

# The builtin locale exists on every system alike, so an index sorts the same wherever the folder is carried.
INITDB_OPTIONS = (
    *("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
    *("--auth=scram-sha-256", "--data-checksums"),
)
COMMON = {
    "listen_addresses": "",
    "port": "5432",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # Without DETAIL and CONTEXT: they quote rows, with people's names and numbers in them.
    "log_error_verbosity": "terse",
}
DURABLE = {"max_connections": "100"}


@dataclass(frozen=True)
class Status:
    """Whether the server runs, and where."""

    pid: int | None
    url: str


class Cluster:
    """One PostgreSQL in one folder; any number of processes may start and stop it, one at a time."""

    def __init__(
        self,
        folder: Path,
        *,
        settings: dict[str, str] | None = None,
        kind: Kind | None = None,
        anew: str = "make clean-data",
    ) -> None:
        self.folder = ClusterFolder(folder)
        self.started_here = False
        self._settings = DURABLE if settings is None else settings
        self._kind = kind
        self._anew = anew
        self._child: subprocess.Popen[bytes] | None = None

    def start(self, *, outlive: bool = False) -> str:
        """Make it run and return its URL; it ends with this process unless it is to outlive it."""
        self.folder.prepare()
        with self.folder.locked():
            if not self._runs_for_somebody():
                self._end_servers()
                self._start_anew(outlive=outlive)
        return self.url

    def stop(self) -> bool:
        """Make it stop, whoever started it; tell whether it ran."""
        if not self.folder.root.is_dir():
            return False
        with self.folder.locked():
            ran = self._postmaster() is not None
            self._end_servers()
        self.started_here = False
        return ran

    def status(self) -> Status:
        """Look without touching anything."""
        pid = self._postmaster()
        return Status(pid=pid, url=self.url if pid else "")

    def require_alive(self) -> None:
        """Say so when the server that was started here has ended by itself."""
        if self._child is not None and self._child.poll() is not None:
            raise self._failed("PostgreSQL ended by itself")

    @property
    def url(self) -> str:
        """The address of the shop's database."""
        return self.folder.url(USER)

    # Looking

    def _runs_for_somebody(self) -> bool:
        """Tell whether a server answers whose keeper lives; one whose keeper was killed is about to end itself."""
        state = self.folder.state()
        if state is None or self._postmaster() is None or (state.keeper and not state.keeper.is_alive):
            return False
        return self._answers()

    def _postmaster(self) -> int | None:
        """The server's process id, if that process is really the server of this folder."""
        state = self.folder.state()
        written = self._written(state.kind) if state else []
        pid = int(written[0]) if written and written[0].strip().isdigit() else 0
        return pid if pid in self._servers() else None

    def _written(self, kind: Kind) -> list[str]:
        """The lines of postmaster.pid: process id first, eighth its readiness."""
        try:
            return (self.folder.data(kind) / "postmaster.pid").read_text().splitlines()
        except OSError:
            return []

    def _servers(self) -> list[int]:
        """Every living process of this folder's server, orphaned backends too."""
        state = self.folder.state()
        if state is None:
            return []
        data = self.folder.data(state.kind)
        return processes.postgres_processes(data, title=self.folder.title, written=self._written(state.kind))

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.folder.url("postgres"), connect_timeout=10).close()
        except psycopg.OperationalError:
            return False
        return True

    # Ending

    def _end_servers(self) -> None:
        """Stop the server and wait for its children: an orphan still in shared memory makes the next start fail."""
        postmaster = self._postmaster()
        for which, patience in STOP_STEPS:
            if postmaster is None or self._all_gone(0):
                break
            processes.send([postmaster], which)
            self._all_gone(patience)
        if not self._all_gone(ORPHANS_SECONDS):
            processes.send(self._servers(), signal.SIGKILL)
        if not self._all_gone(KILLED_SECONDS):
            left = ", ".join(map(str, self._servers()))
            raise LocalProblem(f"PostgreSQL's processes do not end: {left}.", way_out="end them with `kill -9`.")
        if self._child is not None:
            self._child.wait(timeout=KILLED_SECONDS)
            self._child = None
        self._remove_stale_files()

    def _all_gone(self, seconds: float) -> bool:
        return processes.wait_until(lambda: not self._servers(), seconds=seconds)

    def _remove_stale_files(self) -> None:
        """Remove what a killed server left: its process id may be somebody else's by now."""
        state = self.folder.state()
        if state is None:
            return
        (self.folder.data(state.kind) / "postmaster.pid").unlink(missing_ok=True)
        for stale in Path(state.socket).glob(".s.PGSQL.*"):
            stale.unlink(missing_ok=True)

    # Starting

    def _start_anew(self, *, outlive: bool) -> None:
        last = self.folder.state()
        user = choose_process_user(last.kind if last else self._kind)
        self.folder.prepare_home(user)
        self.folder.check_owner(user)
        keeper = None if outlive else processes.Identity.of(os.getpid())
        socket = self.folder.socket(user)
        self.folder.keep(State(kind=user.kind, socket=str(socket), keeper=keeper))
        programs = self._programs(user)
        if not self.folder.data(user.kind).exists():
            self._initialise(user, programs)
        self._launch(user, programs, socket=socket, outlive=outlive)
        self.started_here = True
        self._make_database()

    def _programs(self, user: ProcessUser) -> Path:
        if user.kind != "account":
            return binaries.installed() / "bin"
        return binaries.world_readable(self.folder.home(user.kind)) / "bin"

    def _initialise(self, user: ProcessUser, programs: Path) -> None:
        """Make the data beside its place and move it there whole: a killed start leaves nothing half-made."""
        home = self.folder.home(user.kind)
        for stale in home.glob("new-*"):
            shutil.rmtree(stale)
        new = Path(tempfile.mkdtemp(prefix="new-", dir=home))
        password = new / "password"
        password.write_text(self.folder.password())
        for path in (password, new):
            os.chown(path, user.owner, -1)
        command = [
            str(programs / "initdb"),
            "-D",
            str(new / "data"),
            "-U",
            USER,
            f"--pwfile={password}",
            *INITDB_OPTIONS,
        ]
        if self._settings.get("fsync") == "off":
            command.append("--no-sync")
        self._run_initdb(user, command, new)
        (new / "data").rename(self.folder.data(user.kind))
        shutil.rmtree(new)

    def _run_initdb(self, user: ProcessUser, command: list[str], new: Path) -> None:
        with self.folder.log.open("wb") as log:
            child = user.launch(user.command(command, parent_signal=signal.SIGKILL), folder=new, log=log)
            if child.wait() != 0:
                raise self._failed("PostgreSQL's data could not be made")

    def _launch(self, user: ProcessUser, programs: Path, *, socket: Path, outlive: bool) -> None:
        data = self.folder.data(user.kind)
        settings = {
            **COMMON,
            **self._settings,
            "cluster_name": self.folder.title,
            "unix_socket_directories": f'"{socket}"',
        }
        program = [str(programs / "postgres"), "-D", str(data)]
        program += [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        with self.folder.log.open("wb") as log:
            command = user.command(program, parent_signal=None if outlive else signal.SIGINT)
            child = user.launch(command, folder=data.parent, log=log)
        if outlive:
            child.wait()  # the one who detached it; the server itself goes on
        else:
            self._child = child
        self._await_ready(user)

    def _await_ready(self, user: ProcessUser) -> None:
        def has_decided() -> bool:
            written = self._written(user.kind)
            is_ready = len(written) > 7 and written[7].strip() == "ready"
            return is_ready or (self._child.poll() is not None if self._child else not self._servers())

        processes.wait_until(has_decided, seconds=START_SECONDS)
        if not self._answers():
            problem = self._failed("PostgreSQL did not start")
            self._end_servers()
            raise problem

    def _failed(self, what: str) -> LocalProblem:
        tail = "\n".join(self.folder.log.read_text(errors="replace").splitlines()[-8:])
        return LocalProblem(
            f"{what}; its log ends with:\n{tail}",
            way_out=f"read {self.folder.log}; `{self._anew}` begins anew; DATABASE_URL uses another PostgreSQL.",
        )

    def _make_database(self) -> None:
        with psycopg.connect(self.folder.url("postgres"), autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (USER,)).fetchone():
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(USER)))

    def remove(self) -> None:
        """Stop it and leave nothing of it."""
        self.stop()
        if state := self.folder.state():
            shutil.rmtree(state.socket, ignore_errors=True)
            shutil.rmtree(self.folder.home(state.kind), ignore_errors=True)
        shutil.rmtree(self.folder.root, ignore_errors=True)
