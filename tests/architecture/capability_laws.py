"""Run in a checkout that has got a new capability: the laws of the house look at it.

`python -m tests.architecture.capability_laws <capability> [--documents] [pytest's arguments]` ends with 0 when nothing
is missing; with `--documents`, what the docs hold by command is made anew before.
"""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from importlinter.cli import lint_imports_command

from webapp.cli.consequences import document as consequences
from webapp.cli.districts import picture as districts
from webapp.people.privacy.commands import document as inventory

ROOT = Path(__file__).parents[2]
DOCUMENTS_TOO = "--documents"
DOCUMENTS = {
    "docs/consequences.md": consequences,
    "docs/districts.svg": districts,
    "docs/privacy.md": inventory,
}


def main(capability: str, *arguments: str) -> int:
    """What pytest says of the laws, or 1 when a contract about imports names the capability."""
    if DOCUMENTS_TOO in arguments:
        for name, made in DOCUMENTS.items():
            (ROOT / name).write_text(made(), encoding="utf-8")
    broken = broken_contracts(capability)
    print(*broken, sep="\n")  # noqa: T201 - read by the test that started this
    return pytest.main(
        [*(each for each in arguments if each != DOCUMENTS_TOO), "-p", "no:cacheprovider", "-p", "no:randomly"]
    ) or int(bool(broken))


def broken_contracts(capability: str) -> list[str]:
    """What import-linter says about the capability: nothing, where it has its place in every order and keeps to it."""
    said = CliRunner().invoke(lint_imports_command, ["--no-cache", "--no-logo"]).output
    _, _, complaints = said.partition("Broken contracts")
    if "Contracts:" not in said:
        return [said]
    return [f"contract: {line}" for line in complaints.splitlines() if capability in line]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
