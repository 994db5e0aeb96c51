"""`flask relationships …`."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import NoReturn

import click
from flask.cli import AppGroup
from tqdm import tqdm

from webapp.social.relationships.flows.recompute_relationships import Watcher, recompute_relationships
from webapp.social.service_records.flows.recompute_service_records import recompute_service_records

relationships = AppGroup("relationships", help="Where shopkeepers and consumers stand.")


@relationships.command("recompute")
def recompute() -> None:
    """Derive every relationship and every shopkeeper's score anew from the events; harmless at any time."""
    with _progress_bars() as watch:
        changed = recompute_relationships(watch)
    click.echo(f"{changed} relationships changed.")


@relationships.command("count-service")
def recompute_records() -> None:
    """Count anew how each shop has served people lately: its ability, and what share pages say about it."""
    click.echo(f"{recompute_service_records()} shops counted.")


@contextmanager
def _progress_bars() -> Iterator[Watcher]:
    """One bar for each thing that is done, with its rate and how long the rest takes, on stderr."""
    with ExitStack() as bars:
        drawn: dict[str, tqdm[NoReturn]] = {}

        def watch(what: str, done: int, of: int) -> None:
            if what not in drawn:
                drawn[what] = bars.enter_context(tqdm(total=of, desc=what))
            drawn[what].update(done - drawn[what].n)

        yield watch
