"""The picture of the house in the docs is the house."""

from pathlib import Path

from webapp.cli.districts import picture
from webapp.kernel.registry import DISTRICTS, HOUSE

ROOT = Path(__file__).parents[2]


def test_the_picture_in_the_docs_is_drawn_from_the_house() -> None:
    drawn = (ROOT / "docs/districts.svg").read_text(encoding="utf-8")
    assert drawn == picture(), 'make shop ARGS="districts" > docs/districts.svg'


def test_every_capability_is_in_the_picture() -> None:
    drawn = picture()
    for district in DISTRICTS:
        for capability in (HOUSE / district).glob("*/__init__.py"):
            assert f">{capability.parent.name.replace('_', ' ')}<" in drawn
