"""Each picture of the docs is declared, taken and shown: none is missing, none is left over, none is a burden."""

import re
from pathlib import Path

import pytest

from tests.pictures.declarations import DRAWN, FOLDER, PICTURES, ROOT, Picture

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
IN_A_PAGE = re.compile(r"(?:\]\(|<img [^>]*src=\")([^)\"]+\.(?:png|svg))")
MOST_BYTES = 250_000
DECLARED = {picture.path for picture in PICTURES} | {FOLDER / name for name in DRAWN}


def shown_in(page: Path) -> set[Path]:
    """The pictures a page refers to, as files."""
    found = IN_A_PAGE.findall(page.read_text(encoding="utf-8"))
    return {(page.parent / address).resolve() for address in found if not address.startswith(("http", "/"))}


def test_every_picture_has_a_name_of_its_own() -> None:
    assert len(DECLARED) == len(PICTURES) + len(DRAWN)


def test_what_is_declared_is_what_lies_there() -> None:
    assert set(FOLDER.iterdir()) == DECLARED


def test_every_picture_is_shown_somewhere() -> None:
    assert DECLARED - set().union(*map(shown_in, PAGES)) == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_shows_only_pictures_that_are_there(page: Path) -> None:
    shown = shown_in(page)
    assert {path for path in shown if not path.is_file()} == set()
    assert {path for path in shown if path.parent == FOLDER} <= DECLARED


def test_a_picture_that_is_not_there_would_be_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text('![Somebody](pictures/gone.png) <img alt="" src="pictures/lost.png">', encoding="utf-8")
    assert shown_in(page) == {tmp_path / "pictures" / name for name in ("gone.png", "lost.png")}


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_a_picture_is_quickly_loaded(picture: Picture) -> None:
    assert picture.path.stat().st_size < MOST_BYTES
