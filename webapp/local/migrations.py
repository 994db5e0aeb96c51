"""Proof on a throw-away database that migrations go up, agree with the models, come down to nothing, and up again."""

import os
import subprocess
import tempfile
from pathlib import Path

import psycopg

from webapp.local.console import Console
from webapp.local.environment import LocalSetup, development_settings, shop_environment
from webapp.local.errors import LocalProblem
from webapp.local.postgres import throwaway_cluster
from webapp.local.run import FLASK, PROJECT, SANDBOX

LEFT = """
SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_toast%'
   AND c.relname NOT LIKE 'alembic\\_version%'
UNION ALL
SELECT n.nspname || '.' || p.proname || '()' FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
 WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')
"""


def check(console: Console) -> None:
    """Raise LocalProblem with what the command said when a step fails."""
    with throwaway_cluster() as url, tempfile.TemporaryDirectory() as folder:
        env = _environment(Path(folder), url)
        for what, words in (
            ("up to head", ("upgrade",)),
            ("the models agree", ("check",)),
            ("down to nothing", ("downgrade", "base")),
        ):
            with console.step(f"Migrations: {what}"):
                _flask_db(words, env)
        _require_nothing_left(url)
        with console.step("Migrations: up again"):
            _flask_db(("upgrade",), env)


def _environment(folder: Path, url: str) -> dict[str, str]:
    setup = LocalSetup(data=folder)
    _call((*SANDBOX, "init", str(setup.sandbox)), dict(os.environ))
    return shop_environment(setup, development_settings(setup, url))


def _flask_db(words: tuple[str, ...], env: dict[str, str]) -> None:
    _call((*FLASK, "db", *words), env)


def _call(command: tuple[str, ...], env: dict[str, str]) -> None:
    done = subprocess.run(command, cwd=PROJECT, env=env, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        said = (done.stdout + done.stderr).strip()[-3000:]
        raise LocalProblem(f"`{' '.join(command[1:])}` failed:\n{said}", way_out="correct the migration or the models.")


def _require_nothing_left(url: str) -> None:
    with psycopg.connect(url) as connection:
        left = [name for (name,) in connection.execute(LEFT)]
    if left:
        raise LocalProblem(
            f"After the way down there is still: {', '.join(sorted(left)[:12])}", way_out="complete the downgrade."
        )
