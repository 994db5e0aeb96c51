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
from webapp.local.environment import Place, development_settings, shop_environment
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


def run(place: Place) -> None:
    """Start everything, say where to look, and stay until Ctrl-C."""
    os.chdir(PROJECT)
    place.require_two_ports()
    console = Console()
    place.prepare()
    supervisor = Supervisor(place.data, console)
    console.say(f"Guanxi starts; its data and logs are in {place.data}")
    with supervisor.running(note=place.shop_origin, stop=place.make("stop")):
        for name, port in (("PORT", place.port), ("SANDBOX_PORT", place.sandbox_port)):
            ports.require_free(port, otherwise=place.make("run", **{name: place.another(port)}))
        with contextlib.suppress(Stopped), _database(place, supervisor, console) as url, supervisor.ending_all():
            _bring_up(place, supervisor, console, url)
            supervisor.watch()
        console.say(f"Everything has stopped; that took {supervisor.stopping_seconds:.1f} s.")


@contextlib.contextmanager
def _database(place: Place, supervisor: Supervisor, console: Console) -> Iterator[str]:
    """The person's own PostgreSQL if DATABASE_URL names one, or else the embedded one while the run lasts."""
    if place.database_url:
        with console.step("PostgreSQL of your own (DATABASE_URL)"):
            require_database(place.database_url)
        yield place.database_url
        return
    cluster = place.cluster()
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


def _bring_up(place: Place, supervisor: Supervisor, console: Console, url: str) -> None:
    settings = development_settings(place, url)
    addresses = ("--shop-origin", place.shop_origin, "--port", str(place.sandbox_port))
    env = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with console.step("Settings and WeChat's sandbox"):
        supervisor.complete("sandbox init", (*SANDBOX, "init", str(place.sandbox), *addresses), env=env)
    shop = {**shop_environment(place, settings), "PYTHONUNBUFFERED": "1"}
    clock = {**env, "SHOP_CLOCK_SECRET": shop["DEVELOPMENT_SECRET"]}
    sandbox = supervisor.start("sandbox", (*SANDBOX, "serve", str(place.sandbox), *addresses), env=clock)
    with console.step("Database schema"):
        supervisor.complete("migrations", (*FLASK, "db", "upgrade"), env=shop)
    demo = FirstTime(place.data / "demo.loaded", of=url)
    with console.step(
        "Demo data (two months of it; only this first time takes a while)" if demo.is_due else "Demo data"
    ):
        supervisor.complete("demo", (*FLASK, "demo", "load"), env=shop)
    demo.note_done()
    with console.step("Web, worker and sandbox"):
        worker = supervisor.start("worker", (*FLASK, "worker"), env=shop)
        web = supervisor.start("web", _granian(place.port), env=shop)
        login = supervisor.complete("demo login", (*FLASK, "demo", "credentials"), env=shop)
        supervisor.await_ready(sandbox, lambda: _is_ready(place.sandbox_port, "/healthz"))
        supervisor.await_ready(web, lambda: _is_ready(place.port, "/healthz"))
        # Ready means the worker's heartbeat too, so its log explains what is missing.
        supervisor.await_ready(worker, lambda: _is_ready(place.port, "/readyz"))
    console.say(_where_to_look(place, login, console.seconds))


def shop_command(place: Place, words: Sequence[str]) -> int:
    """Let the shop do one command with the settings of the development run, on its database; give its exit code."""
    os.chdir(PROJECT)
    place.prepare()
    cluster = place.cluster()
    try:
        settings = development_settings(place, place.database_url or cluster.start())
        if not (place.sandbox / "shop.env").exists():
            raise LocalProblem(
                "There is no sandbox in the data folder yet.", way_out=f"`{place.make('run')}` makes it."
            )
        return subprocess.run((*FLASK, *words), env=shop_environment(place, settings), check=False).returncode
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


def _where_to_look(place: Place, login: str, seconds: float) -> str:
    return f"""
Guanxi is ready after {seconds:.0f} s.

  The phone    {place.sandbox_origin}/phone     be a shopkeeper or a consumer
  The admin    {place.shop_origin}/admin/    {_one_line(login)}
  The API      {place.shop_origin}/api/docs

A new code for the admin:  {place.make('shop ARGS="demo credentials"')}
Ctrl-C here stops everything, and so does `{place.make("stop")}` elsewhere.
"""


def _one_line(login: str) -> str:
    """The demo login as the shop words it, without its advice, which does not know this place."""
    return "  ".join(line.strip() for line in login.splitlines() if line.strip() and "make shop" not in line)
