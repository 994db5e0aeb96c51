"""The README in English and in Chinese say the same: what one promises, the other does too."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ENGLISH, CHINESE = (ROOT / name for name in ("README.md", "README.zh-CN.md"))
EACH_OTHER = {"README.md", "README.zh-CN.md"}


def headings(text: str) -> list[int]:
    return [len(signs) for signs in re.findall(r"^(#+) ", text, re.MULTILINE)]


def commands_and_names(text: str) -> Counter[str]:
    """What stands as code, in a line or apart: commands, settings, addresses, ratios."""
    return Counter(spoken or apart for spoken, apart in re.findall(r"`([^`\n]+)`|^    (\S.*)$", text, re.MULTILINE))


def links(text: str) -> Counter[str]:
    """Pictures, pages and addresses; each leads to the other, and only to the other."""
    found = Counter(one or other for one, other in re.findall(r"\]\(([^)]+)\)|<(http[^>]+)>", text))
    return Counter({address: times for address, times in found.items() if address not in EACH_OTHER})


def figures(text: str) -> Counter[str]:
    """Numbers of three signs and more: bounds, defaults, what was measured."""
    return Counter(re.findall(r"\d[\d,.–]+\d", re.sub(r"\]\([^)]+\)", "", text)))


@pytest.mark.parametrize("part", [headings, commands_and_names, links, figures])
def test_both_say_the_same(part: Callable[[str], object]) -> None:
    english, chinese = (part(path.read_text(encoding="utf-8")) for path in (ENGLISH, CHINESE))
    assert english == chinese
    assert english


def test_each_leads_to_the_other() -> None:
    assert "](README.zh-CN.md)" in ENGLISH.read_text(encoding="utf-8")
    assert "](README.md)" in CHINESE.read_text(encoding="utf-8")


def test_a_figure_that_differs_would_be_seen() -> None:
    assert figures("1.67 (1.52–1.77)") != figures("1.67 (1.52–1.78)")
    assert commands_and_names("    make run\nor `make test`") == Counter(["make run", "make test"])
