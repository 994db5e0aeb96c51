"""What a test needs is read off its fixtures, so that those which need nothing can run at once.

`database` is given to every test that asks for a database, by whatever way. Who starts programs without a fixture that
says so is marked `programs` by hand. `--fast` leaves out both, starts no PostgreSQL, and lets no test start a program.
"""

import os
import sys

import pytest

SERVERS = {"database_url": "database", "served_system": "database", "served": "programs", "chromium": "programs"}
HEAVY = {"database", "programs"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--fast", action="store_true", help="only what needs no database and no program beside it")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--fast"):
        sys.addaudithook(_refuse_programs)


def _refuse_programs(event: str, arguments: tuple[object, ...]) -> None:
    # Architecture asks git which files there are.
    if event == "subprocess.Popen" and arguments[0] != "git" and "PYTEST_CURRENT_TEST" in os.environ:
        raise AssertionError(f"{arguments[0]} is started by a test that is not marked `programs`")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        for kind in {SERVERS[name] for name in getattr(item, "fixturenames", ()) if name in SERVERS}:
            item.add_marker(kind)
    if config.getoption("--fast"):
        heavy = [item for item in items if HEAVY & {mark.name for mark in item.iter_markers()}]
        config.hook.pytest_deselected(items=heavy)
        items[:] = [item for item in items if item not in set(heavy)]
