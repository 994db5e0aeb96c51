"""`flask consequences`: what follows from what, as docs/consequences.md holds it."""

from collections.abc import Callable, Iterator
from inspect import getdoc
from typing import Any

import click

from webapp.journeys.consequences import CONSEQUENCES
from webapp.kernel.facts import FactRow, Later, Within

INTRODUCTION = """# What follows from what

Made by `make shop ARGS="consequences" > docs/consequences.md`; a test compares. Whatever makes something true says so
once, in its transaction; what follows stands in `webapp/journeys/consequences.py`, in this order. *Within* is done in
that very transaction: both happen, or neither. *Later* is a job enqueued in it, neither lost nor done for nothing.

| fact | is true when | what follows | because |
|---|---|---|---|
"""


@click.command("consequences")
def consequences() -> None:
    """Print every kind of fact with what follows from it, as Markdown."""
    click.echo(document(), nl=False)


def document() -> str:
    """The whole table, a line for each consequence."""
    return INTRODUCTION + "\n".join(line for row in CONSEQUENCES for line in _lines(row)) + "\n"


def _lines(row: FactRow[Any]) -> Iterator[str]:
    fact = f"`{row.fact.__name__}` of {_capability(row.fact.__module__)}"
    sentence = " ".join((getdoc(row.fact) or "").split())
    for each in row.consequences:
        yield f"| {fact} | {sentence} | {_what(each)} | {each.why} |"
        # The next ones follow from the same.
        fact = sentence = ""


def _what(consequence: Within[Any] | Later[Any]) -> str:
    if isinstance(consequence, Later):
        return f"*later* `{consequence.job}`"
    handler: Callable[..., object] = consequence.handler
    return f"*within* `{handler.__name__}` of {_capability(handler.__module__)}"


def _capability(module: str) -> str:
    """`people/consent` of `webapp.people.consent.facts`."""
    return "/".join(module.split(".")[1:3])
