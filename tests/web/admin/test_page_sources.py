"""No page of staff carries script or style of its own."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*.html") if path.parent.name == "admin")


def test_no_page_carries_script_or_style_of_its_own() -> None:
    forbidden = re.compile(
        r"<script(?![^>]*src=)|<style|\sstyle=|\son(?!ward)\w+=|javascript:|https?://(?!www\.w3\.org)"
    )
    found = {path.name: forbidden.findall(path.read_text(encoding="utf-8")) for path in TEMPLATES}
    assert {name: hits for name, hits in found.items() if hits and hits != ["https://"]} == {}
