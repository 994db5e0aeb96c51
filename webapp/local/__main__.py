"""`python -m webapp.local run`, and the smaller commands behind the Makefile."""

import argparse
import os
import sys

from webapp.local import migrations, run
from webapp.local.cluster import Cluster
from webapp.local.console import Console
from webapp.local.environment import LocalSetup
from webapp.local.errors import LocalProblem
from webapp.local.supervisor import stop_other

STOPPED = 3


def main(arguments: list[str] | None = None) -> int:
    """Do what is asked; a problem is told with its way out, and is no traceback."""
    words = sys.argv[1:] if arguments is None else arguments
    # What follows `shop` is the shop's, its --help too, which argparse would answer itself.
    to_shop = words[1:] if words[:1] == ["shop"] else []
    asked = _parser().parse_args(words[:1] if to_shop else words)
    try:
        return _do(asked, LocalSetup.from_env(os.environ), to_shop)
    except LocalProblem as problem:
        sys.stderr.write(f"\n{problem}\n")
        return 1


def _do(asked: argparse.Namespace, setup: LocalSetup, to_shop: list[str]) -> int:
    if asked.command == "run":
        run.run(setup)
    elif asked.command == "stop":
        _stop(setup)
    elif asked.command == "check-migrations":
        migrations.check(Console())
    elif asked.command == "shop":
        return run.shop_command(setup, to_shop)
    else:
        return _postgres(asked.what, setup.cluster())
    return 0


def _stop(setup: LocalSetup) -> None:
    console = Console()
    was_running = setup.data.is_dir() and stop_other(setup.data, console)
    had_database = setup.cluster().stop()
    console.say("Stopped." if was_running or had_database else "Nothing was running.")


def _postgres(what: str, cluster: Cluster) -> int:
    if what == "start":
        print(cluster.start(outlive=True))
    elif what == "stop":
        print("Stopped." if cluster.stop() else "It was not running.")
    elif what == "url":
        print(cluster.url)
    else:
        status = cluster.status()
        print(f"runs (process {status.pid}): {status.url}" if status.pid else "does not run")
        return 0 if status.pid else STOPPED
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m webapp.local", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("run", help="start everything on this machine; Ctrl-C stops it")
    commands.add_parser("stop", help="stop what runs in this data folder, or what a killed run left")
    commands.add_parser("check-migrations", help="migrate a fresh database up, down and up again")
    commands.add_parser("shop", help="a command of the shop, with the settings of the development run")
    postgres = commands.add_parser("postgres", help="the embedded PostgreSQL alone")
    postgres.add_argument("what", choices=("start", "stop", "status", "url"))
    return parser


if __name__ == "__main__":
    sys.exit(main())
