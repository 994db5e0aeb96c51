"""`flask privacy …`."""

import click
from flask.cli import AppGroup

from webapp.kernel import data_subject
from webapp.kernel.privacy import Erasure
from webapp.kernel.schema import metadata
from webapp.people.consent import purposes

privacy = AppGroup("privacy", help="What is held about people, why, and for how long.")

INTRODUCTION = """# What is held about people

Made by `make shop ARGS="privacy inventory" > docs/privacy.md`; a test compares. Why it is so:
[decision 10](adr/0010-peoples-data.md).

Beside the database: the visit spool and drawn mini-program codes in the data folder (a browser's number for moments; no
names), logs (no names, openids, phone numbers or addresses; keep them 180 to 400 days), and your backups: erasure
reaches them as they are overwritten, so keep none for longer than 30 days. Who restores an old moment erases anew whom
the admin's list of erasures names since then.
"""


@privacy.command("inventory")
def inventory() -> None:
    """Print every personal column with its purpose, its lifetime and what erasure does with it, as Markdown."""
    click.echo(document(), nl=False)


def document() -> str:
    """The whole inventory."""
    return "\n".join([INTRODUCTION, *_purposes(), "", *_columns(), "", *_kept(), ""])


def _purposes() -> list[str]:
    return [
        "## What people may refuse",
        "",
        "| purpose | version | words | on by informing |",
        "|---|---|---|---|",
        *(
            f"| `{each.key}` | {each.version} | {each.name[1]} | {'yes' if each.opt_out else 'no'} |"
            for each in purposes
        ),
    ]


def _columns() -> list[str]:
    return [
        "## Every personal column",
        "",
        "| column | for | kept | at erasure |",
        "|---|---|---|---|",
        *(
            f"| `{each.table}.{each.column}` | {each.purpose} | {each.kept} | {each.erasure} |"
            for each in data_subject.inventory(metadata)
        ),
    ]


def _kept() -> list[str]:
    found = sorted(data_subject.personal_tables(metadata), key=lambda each: each.name)
    return [
        "## Rows the law wants kept, under a number",
        "",
        "| table | because | until |",
        "|---|---|---|",
        *(
            f"| `{each.name}` | {each.policy.because} | {each.policy.until} |"
            for each in found
            if each.policy.erasure is Erasure.RETAINS
        ),
    ]
