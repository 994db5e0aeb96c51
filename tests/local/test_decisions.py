"""Whoever looks for a decision finds it in the list."""

from pathlib import Path

RECORDS = Path(__file__).parents[2] / "docs" / "adr"


def test_each_record_is_listed_by_its_title() -> None:
    listed = (RECORDS / "README.md").read_text()
    for record in sorted(RECORDS.glob("0*.md")):
        title = record.read_text().splitlines()[0].removeprefix("# ")
        assert f"- [{title}]({record.name})" in listed
