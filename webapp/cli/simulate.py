"""`flask simulate …`: live through some weeks on an empty shop."""

from pathlib import Path

import click
import psycopg
from flask.cli import AppGroup

from webapp import create_app
from webapp.kernel.settings import settings
from webapp.simulation import report, trust
from webapp.simulation.simulated_shop import SimulatedShop
from webapp.simulation.throwaway_shop import throwaway_shop

simulate = AppGroup("simulate", help="Live through some weeks on an empty shop, and see what the rules do.")


@simulate.command("trust")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("docs"), show_default=True)
def simulate_trust(out: Path) -> None:
    """Ask the rules of trust four questions; writes trust-simulation.md with pictures, exits with 1 if one fails."""
    if settings().production:
        raise click.ClickException("A simulation makes and drops a database; this is production.")
    try:
        with throwaway_shop(settings(), create_app) as fake_wechat:
            findings = trust.experiments(
                SimulatedShop(fake_wechat), lambda question: click.echo(f"  {question}", err=True)
            )
            written = report.write(findings, out, trust.gate())
    except psycopg.Error as exc:
        raise click.ClickException(f"The database beside yours could not be made: {exc}") from exc
    for finding in findings:
        click.echo(f"{'holds' if finding.holds else 'FAILS'}: {finding.question}")
    click.echo("Written: " + ", ".join(str(path) for path in written), err=True)
    if not all(finding.holds for finding in findings):
        raise SystemExit(1)
