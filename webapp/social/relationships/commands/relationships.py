"""`flask relationships …`."""

import click
from flask.cli import AppGroup

from webapp.social.relationships.flows.recompute_relationships import recompute_relationships
from webapp.social.service_records.flows.recompute_service_records import recompute_service_records

relationships = AppGroup("relationships", help="Where shopkeepers and consumers stand.")


@relationships.command("recompute")
def recompute() -> None:
    """Derive every relationship and every shopkeeper's score anew from the events; harmless at any time."""
    changed = recompute_relationships(lambda progress: click.echo(f"  {progress}", err=True))
    click.echo(f"{changed} relationships changed.")


@relationships.command("count-service")
def recompute_records() -> None:
    """Count anew how each shop has served people lately: its ability, and what share pages say about it."""
    click.echo(f"{recompute_service_records()} shops counted.")
