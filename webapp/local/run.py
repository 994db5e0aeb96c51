"""The development run: database, settings, schema, demo data, then shop, worker and sandbox, as one."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import psycopg

from webapp.local import ports
from webapp.local.console import Console
from webapp.local.environment import LocalSetup, development_settings, shop_environment
from webapp.local.errors import LocalProblem
from webapp.local.first_time import FirstTime
from webapp.local.supervisor import Stopped, Supervisor

OLDEST_SERVER = 150000
PROJECT = Path(__file__).parents[2]
PYTHON = sys.executable
FLASK = (PYTHON, "-m", "flask", "--app", "wsgi")
SANDBOX = (PYTHON, "-m", "webapp.sandbox")
WEB_PROCESSES = 2
THREADS_EACH = 4


def run(setup: LocalSetup) -> None:
    """Start everything, say where to look, and stay until Ctrl-C."""
    os.chdir(PROJECT)
    setup.require_two_ports()
    console = Console()
    setup.prepare()
    supervisor = Supervisor(setup.data, console)
    console.say(f"Guanxi starts; its data and logs are in {setup.data}")
    with supervisor.running(note=setup.shop_origin, stop=setup.make("stop")):
        for name, port in (("PORT", setup.port), ("SANDBOX_PORT", setup.sandbox_port)):
            ports.require_free(port, otherwise=setup.make("run", **{name: setup.another(port)}))
        with contextlib.suppress(Stopped), _database(setup, supervisor, console) as url, supervisor.ending_all():
            _bring_up(setup, supervisor, console, url)
            supervisor.watch()
        console.say(f"Everything has stopped; that took {supervisor.stopping_seconds:.1f} s.")


@contextlib.contextmanager
def _database(setup: LocalSetup, supervisor: Supervisor, console: Console) -> Iterator[str]:
    """The person's own PostgreSQL if DATABASE_URL names one, or else the embedded one while the run lasts."""
    if setup.database_url:
        with console.step("PostgreSQL of your own (DATABASE_URL)"):
            require_database(setup.database_url)
        yield setup.database_url
        return
    cluster = setup.cluster()
    try:
        with console.step("PostgreSQL 18, embedded"):
            url = cluster.start()
        supervisor.also_watch(cluster.require_alive)
        yield url
    finally:
        if cluster.started_here:
            cluster.stop()


def require_database(url: str) -> None:
    """Say clearly when a PostgreSQL of one's own cannot be used, without repeating its password."""
    plain = url.replace("postgresql+psycopg://", "postgresql://", 1)
    try:
        with psycopg.connect(plain, connect_timeout=5) as connection:
            version = connection.info.server_version
    except psycopg.Error as refusal:
        raise LocalProblem(
            f"DATABASE_URL names a PostgreSQL that does not let us in: {str(refusal).strip()}",
            way_out="start that server, correct DATABASE_URL, or unset it: then Guanxi brings its own PostgreSQL.",
        ) from refusal
    if version < OLDEST_SERVER:
        raise LocalProblem(
            f"DATABASE_URL names PostgreSQL {version // 10000}; Guanxi needs 15 or later.",
            way_out="use a newer server, or unset DATABASE_URL: then Guanxi brings its own PostgreSQL.",
        )


def _bring_up(setup: LocalSetup, supervisor: Supervisor, console: Console, url: str) -> None:
    settings = development_settings(setup, url)
    addresses = ("--shop-origin", setup.shop_origin, "--port", str(setup.sandbox_port))
    env = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with console.step("Settings and WeChat's sandbox"):
        supervisor.complete("sandbox init", (*SANDBOX, "init", str(setup.sandbox), *addresses), env=env)
    shop = {**shop_environment(setup, settings), "PYTHONUNBUFFERED": "1"}
    clock = {**env, "SHOP_CLOCK_SECRET": shop["DEVELOPMENT_SECRET"]}
    sandbox = supervisor.start("sandbox", (*SANDBOX, "serve", str(setup.sandbox), *addresses), env=clock)
    with console.step("Database schema"):
        supervisor.complete("migrations", (*FLASK, "db", "upgrade"), env=shop)
    demo = FirstTime(setup.data / "demo.loaded", of=url)
    with console.step(
        "Demo data (two months of it; only this first time takes a while)" if demo.is_due else "Demo data"
    ):
        supervisor.complete("demo", (*FLASK, "demo", "load"), env=shop)
    demo.note_done()
    with console.step("Web, worker and sandbox"):
        worker = supervisor.start("worker", (*FLASK, "worker"), env=shop)
        web = supervisor.start("web", _granian(setup.port), env=shop)
        login = supervisor.complete("demo login", (*FLASK, "demo", "credentials"), env=shop)
        supervisor.await_ready(sandbox, lambda: _is_ready(setup.sandbox_port, "/healthz"))
        supervisor.await_ready(web, lambda: _is_ready(setup.port, "/healthz"))
        # Ready means the worker's heartbeat too, so its log explains what is missing.
        supervisor.await_ready(worker, lambda: _is_ready(setup.port, "/readyz"))
    console.say(_where_to_look(setup, login, console.seconds))


def shop_command(setup: LocalSetup, words: Sequence[str]) -> int:
    """Let the shop do one command with the settings of the development run, on its database; give its exit code."""
    os.chdir(PROJECT)
    setup.prepare()
    cluster = setup.cluster()
    try:
        settings = development_settings(setup, setup.database_url or cluster.start())
        if not (setup.sandbox / "shop.env").exists():
            raise LocalProblem(
                "There is no sandbox in the data folder yet.", way_out=f"`{setup.make('run')}` makes it."
            )
        return subprocess.run((*FLASK, *words), env=shop_environment(setup, settings), check=False).returncode
    except KeyboardInterrupt:
        return 0
    finally:
        if cluster.started_here:
            cluster.stop()


def _granian(port: int) -> tuple[str, ...]:
    size = ("--workers", str(WEB_PROCESSES), "--blocking-threads", str(THREADS_EACH))
    calm = ("--no-ws", "--respawn-failed-workers", "--workers-kill-timeout", "5")
    return (
        PYTHON,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        *size,
        *calm,
        "wsgi:app",
    )


def _is_ready(port: int, path: str) -> tuple[bool, str]:
    status, words = ports.answer(port, path)
    return status == 200, f"{path} answers {status or 'nothing'}: {words}"


def _where_to_look(setup: LocalSetup, login: str, seconds: float) -> str:
    return f"""
Guanxi is ready after {seconds:.0f} s.

  The phone    {setup.sandbox_origin}/phone     be a shopkeeper or a consumer
  The admin    {setup.shop_origin}/admin/    {_one_line(login)}
  The API      {setup.shop_origin}/api/docs

A new code for the admin:  {setup.make('shop ARGS="demo credentials"')}
Ctrl-C here stops everything, and so does `{setup.make("stop")}` elsewhere.
"""


def _one_line(login: str) -> str:
    """The demo login as the shop words it, without its advice, which does not know this setup."""
    return "  ".join(line.strip() for line in login.splitlines() if line.strip() and "make shop" not in line)
