"""`flask analyse …`: read what others have recorded; needs no database."""

import io
import json
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from webapp.social.relationships import AnalysedPair, Analysis, BadLog, event_log_file, parameters

analyse = AppGroup("analyse", help="Read logs from anywhere and say what they mean.")


@analyse.command("trust")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of tables.")
def analyse_trust(file: Path, as_json: bool) -> None:
    """Say where every pair of an event log stands as of its last row.

    FILE is CSV with the columns at, shopkeeper, consumer, event; the events are share_opened, share_ignored,
    purchase_satisfied, refund_no_fault, delivery_late, complaint_upheld, block and unblock. Times without an offset are
    UTC; ability is neutral.
    """
    try:
        rows = event_log_file.read_event_log(io.StringIO(event_log_file.text_of(file.read_bytes()), newline=""))
    except (BadLog, OSError) as exc:
        raise click.ClickException(f"{file}: {exc}") from exc
    found = event_log_file.analyse(rows, parameters())
    if as_json:
        click.echo(json.dumps(_shape(found), ensure_ascii=False))
    else:
        _print(found)


def _shape(found: Analysis) -> dict[str, Any]:
    return {
        "pairs": [
            {
                "shopkeeper": each.shopkeeper,
                "consumer": each.consumer,
                "r": each.trust.r,
                "s": each.trust.s,
                "mean": each.trust.mean,
                "interval": list(each.trust.interval),
                "stage": each.stage.value,
            }
            for each in found.pairs
        ],
        "shopkeepers": [{"shopkeeper": name, "score": score} for name, score in sorted(found.scores.items())],
    }


def _print(found: Analysis) -> None:
    click.echo(f"As of {found.at.isoformat()}\n")
    lines = [("shopkeeper", "consumer", "r", "s", "mean", "interval", "stage"), *map(_line, found.pairs)]
    _table(lines)
    click.echo()
    _table([("shopkeeper", "score"), *((name, f"{score:.4f}") for name, score in sorted(found.scores.items()))])


def _line(each: AnalysedPair) -> tuple[str, ...]:
    held = each.trust
    low, high = held.interval
    numbers = (f"{held.r:.3f}", f"{held.s:.3f}", f"{held.mean:.3f}", f"{low:.3f} to {high:.3f}")
    return (each.shopkeeper, each.consumer, *numbers, f"{each.stage.value}{' (new)' if held.is_new else ''}")


def _table(lines: list[tuple[str, ...]]) -> None:
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    for line in lines:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
