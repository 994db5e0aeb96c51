"""Each state and kind that the API shows stands in the glossary, in English and Chinese with a sentence in both."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from apiflask import APIFlask

ROOT = Path(__file__).parents[2]
GLOSSARY = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
# Codes of languages, of currencies and of WeChat's own sheet are nobody's vocabulary.
NOT_OURS = {"zh", "en", "CNY", "RSA", "json", "csv", "true"}


def values_in(schema: Any) -> Iterator[str]:
    """Every enumerated word of a document."""
    if isinstance(schema, dict):
        if "enum" in schema or "const" in schema:
            yield from (each for each in schema.get("enum", [schema.get("const")]) if isinstance(each, str))
        for each in schema.values():
            yield from values_in(each)
    elif isinstance(schema, list):
        for each in schema:
            yield from values_in(each)


def missing(values: set[str], glossary: str) -> list[str]:
    """Values that no line of the glossary explains."""
    return sorted(each for each in values - NOT_OURS if f"| `{each}` |" not in glossary)


def terms() -> list[list[str]]:
    """The lines of the tables, cell by cell; headings left out."""
    lines = [line.strip("|").split(" | ") for line in GLOSSARY.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in cells] for cells in lines if cells[0].strip() != "term"]


def test_every_value_of_the_api_is_explained(app: APIFlask) -> None:
    found = set(values_in(app.spec))
    assert len(found) > 60
    assert missing(found, GLOSSARY) == []


def test_a_value_nobody_explained_would_be_seen() -> None:
    document = {"properties": {"state": {"enum": ["open", "half_way"]}, "kind": {"anyOf": [{"const": "brand_new"}]}}}
    assert missing(set(values_in(document)), "| `open` | 开着 | … | … |") == ["brand_new", "half_way"]


@pytest.mark.parametrize("cells", terms(), ids=lambda cells: cells[0])
def test_a_term_has_a_sentence_in_both_languages(cells: list[str]) -> None:
    _, chinese, english_sentence, chinese_sentence = cells
    assert CHINESE.search(chinese) or chinese.isascii()
    assert not CHINESE.search(english_sentence)
    assert english_sentence.endswith((".", ")"))
    assert CHINESE.search(chinese_sentence)
    assert "你" not in chinese_sentence
