"""A whole town for the stories: the served shop with its worker, beside a served WeChat, each a process of its own."""

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self, TypeVar

import psycopg
import requests

from tests import databases
from tests.sandbox.serving import SandboxServer
from tests.stories import house
from webapp.local import become

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 45
T = TypeVar("T")


def until(claim: Callable[[], T], *, seconds: float = SECONDS, what: object = "") -> T:
    """Ask again until the answer is true, or fail with the last one."""
    deadline = time.monotonic() + seconds
    while not (found := claim()):
        assert time.monotonic() < deadline, f"still {found!r} after {seconds} s {what}"
        time.sleep(0.03)
    return found


class Program:
    """One process with its children and a log; it can be killed as a machine kills, and started again."""

    def __init__(self, command: list[str], env: dict[str, str], log: Path) -> None:
        self._command, self._env, self._log = command, env, log
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Begin, or begin again with the same log; it does not outlive a run of tests that is killed."""
        tied = [sys.executable, "-I", "-S", become.__file__, f"parent={os.getpid()}:{int(signal.SIGTERM)}", "--"]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [*tied, *self._command], cwd=ROOT, env=self._env, stdout=log, stderr=log, start_new_session=True
            )

    def kill(self) -> None:
        """SIGKILL to the process and all its children at once, as when the power fails."""
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._process = None

    @property
    def log(self) -> str:
        """Everything it has written so far."""
        return self._log.read_text(errors="replace")

    def last_words(self) -> str:
        """The end of its log, for whoever looks for the reason."""
        return self.log[-3000:]


class Town:
    """`with Town(folder, name) as town:` — everything runs and is ready; afterwards nothing is left."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name = folder, name
        self._open = contextlib.ExitStack()
        self._products = iter(range(house.PRODUCTS))
        self.secret = secrets.token_urlsafe(24)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.origin = f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        with contextlib.ExitStack() as starting:
            self._open = starting
            self._begin(starting)
            self._open = starting.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def _begin(self, starting: contextlib.ExitStack) -> None:
        self.database_url = databases.create_migrated(self._name)
        starting.callback(databases.drop, self._name)
        self.sandbox = starting.enter_context(
            SandboxServer(self._folder / "sandbox", shop_origin=self.origin, shop_clock_secret=self.secret)
        )
        self.lin = self.sandbox.person("Lin")
        self.lins_phone: object = None
        self._furnish()
        flask = [sys.executable, "-m", "flask", "--app", "wsgi"]
        self.worker = Program([*flask, "worker"], self.environment, self._folder / "worker.log")
        self.web = Program(self._granian(), self.environment, self._folder / "web.log")
        for program in (self.worker, self.web):
            starting.callback(program.kill)  # nobody is served any more, and an orderly end takes seconds
            program.start()
        self.await_ready()

    @property
    def environment(self) -> dict[str, str]:
        """What the shop's programs are started with."""
        foreign = ("WECHAT_", "GUANXI_", "DATABASE_URL", "SHOP_ORIGIN", "SECRET_KEYS", "COV_")
        clean = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
        return {
            **clean,
            **self.sandbox.shop_settings(),
            "GUANXI_ENV": "development",
            "GUANXI_DATA": str(self._folder / "shop"),
            "DEVELOPMENT_SECRET": self.secret,
            "SECRET_KEYS": "a secret of this town longer than thirty-two letters",
            "SHOP_ORIGIN": self.origin,
            "FRAME_ANCESTORS": self.phone_ancestors,
            "DATABASE_URL": self.database_url,
            "LOGINS_PER_MINUTE": "10000",
            "MORTAL_FOLDER": str(self._folder),
            "PYTHONUNBUFFERED": "1",
        }

    @property
    def phone_ancestors(self) -> str:
        """The phone shows share pages inside its own page."""
        port = self.sandbox.origin.rpartition(":")[2]
        return f"{self.sandbox.origin} http://*.localhost:{port}"

    def _granian(self) -> list[str]:
        """As `make run` serves it: two processes, each of which may die."""
        size = ["--workers", "2", "--blocking-threads", "4", "--no-ws", "--respawn-failed-workers"]
        size += ["--workers-kill-timeout", "5"]
        where = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port)]
        return [sys.executable, "-m", "granian", *where, *size, "--log-level", "warning", "tests.stories.mortal:app"]

    def _furnish(self) -> None:
        mini = self.sandbox.founding.mini_appid
        command = [sys.executable, "-m", "tests.stories.house", self.lin["openids"][mini], self.lin["unionid"]]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, done.stderr[-3000:]

    def await_ready(self) -> None:
        """Wait until the shop says that it, its database and a worker are there."""

        def ready() -> bool:
            assert self.web.running, self.web.last_words()
            assert self.worker.running, self.worker.last_words()
            return self._is_ready()

        until(ready, what="for /readyz")

    def _is_ready(self) -> bool:
        try:
            return self.ask("GET", "/readyz").status_code == 200
        except requests.ConnectionError:
            return False

    def revive(self) -> None:
        """What an operator's supervisor does: a program that is gone is started again, whenever it goes.

        granian gives up when a process it has just started again dies, some moments after the process itself.
        """

        def ready() -> bool:
            for program in (self.web, self.worker):
                if not program.running:
                    program.start()
            return self._is_ready()

        until(ready, what="for the revived")

    def let_die(self, moment: str, path: str) -> None:
        """One process of the web server dies at this moment of the next request to this path."""
        order = self._folder / moment
        half = order.with_suffix(".new")
        half.write_text(path)
        half.replace(order)

    def ask(self, method: str, path: str, **options: Any) -> requests.Response:
        """One bare request to the shop; raises ConnectionError when it died before its answer was whole."""
        with requests.Session() as wire:
            wire.trust_env = False
            try:
                return wire.request(method, self.origin + path, timeout=60, allow_redirects=False, **options)
            except requests.exceptions.ChunkedEncodingError as cut:
                raise requests.ConnectionError(cut) from cut

    def advance(self, seconds: int) -> None:
        """Time passes for everybody, and what it made due is done."""
        moved = self.sandbox.advance(seconds)
        assert moved["shop"] == ["the shop's clock moved too"]
        self.let_jobs_end()

    def let_jobs_end(self) -> None:
        """Wait until the worker has nothing to do that could be done now."""
        until(
            lambda: self.scalar("""SELECT count(*) = 0 FROM procrastinate_jobs WHERE status IN ('todo', 'doing')
                                   AND coalesce(scheduled_at, '-infinity') <= now()"""),
            what="for the worker",
        )

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """What stands in the shop's database."""
        with psycopg.connect(self.database_url, autocommit=True) as connection:
            found = connection.execute(sql, values)  # type: ignore[arg-type]
            return found.fetchall() if found.description else []

    def scalar(self, sql: str, *values: object) -> Any:
        """One value of it."""
        return self.rows(sql, *values)[0][0]

    def next_product(self) -> str:
        """Tea that no other story touches: ten small tins and ten large ones."""
        return f"tea-{next(self._products):02d}"

    def job(self, name: str, **arguments: object) -> None:
        """Let the worker do a job soon, as its own timetable would within a minute."""
        self.rows(
            """INSERT INTO procrastinate_jobs (queue_name, task_name, priority, args, status)
               VALUES ('default', %s, 0, CAST(%s AS jsonb), 'todo')""",
            name,
            psycopg.types.json.Jsonb(arguments),
        )
