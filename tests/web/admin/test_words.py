"""Every phrase exists in both languages, and every page only uses phrases that exist."""

import re
from pathlib import Path

import pytest

from webapp.money.commission import plans
from webapp.money.ledger import ACCOUNTS, KINDS
from webapp.people.identity.flows.open_shop import _RECORDED
from webapp.people.staff import PERMISSIONS, ROLES
from webapp.referral.attribution.rules import POLICIES
from webapp.social.complaints import ComplaintAction, ComplaintKind, ComplaintState
from webapp.trade.orders import states
from webapp.web.admin.words import WORDS, word

ROOT = Path(__file__).parents[3]
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*.html") if path.parent.name == "admin")
VIEWS = sorted(
    path
    for path in (ROOT / "webapp").rglob("*.py")
    if "admin" in (path.stem, path.parent.name) and "words" not in path.parts
)
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_both_languages_are_written() -> None:
    for key, (chinese, english) in WORDS.items():
        assert chinese.strip(), key
        assert english.strip(), key
        assert sorted(re.findall(r"{(\w+)}", chinese)) == sorted(re.findall(r"{(\w+)}", english)), key
        assert key == "language.other" or not CHINESE.search(english), key


@pytest.mark.parametrize("path", [*TEMPLATES, *VIEWS], ids=lambda path: path.name)
def test_a_page_uses_only_words_there_are(path: Path) -> None:
    used = re.findall(r"""\bt\(\s*["']([\w.]+)["']\s*[,)]""", path.read_text(encoding="utf-8"))
    used += re.findall(r"""\bdone\(\s*["']([\w.]+)["']""", path.read_text(encoding="utf-8"))
    assert [key for key in used if key not in WORDS] == []


def test_whatever_the_domain_names_has_words() -> None:
    needed = [
        *(f"may.{name}" for name in PERMISSIONS if name != "self"),
        *(f"role.{role}" for role in ROLES),
        *(f"state.{state}" for state in states.STATES),
        *(f"event.{event}" for _, event, _ in states.EDGES),
        *(f"tx.{kind}" for kind in KINDS),
        *(f"account.{kind}" for kind in ACCOUNTS),
        *(f"policy.{name}" for name in POLICIES),
        *(f"plan.{plan.key}" for plan in plans),
        *(f"complained.{deed.value}" for deed in ComplaintAction),
        *(f"complaint.kind.{kind.value}" for kind in ComplaintKind),
        *(f"complaint.state.{state.value}" for state in ComplaintState),
        *(f"bind.reason.{reason}" for _, reason in [*_RECORDED.values(), ("", "invited"), ("", "founder")]),
    ]
    assert [key for key in needed if key not in WORDS] == []


def test_no_page_carries_script_or_style_of_its_own() -> None:
    forbidden = re.compile(
        r"<script(?![^>]*src=)|<style|\sstyle=|\son(?!ward)\w+=|javascript:|https?://(?!www\.w3\.org)"
    )
    found = {path.name: forbidden.findall(path.read_text(encoding="utf-8")) for path in TEMPLATES}
    assert {name: hits for name, hits in found.items() if hits and hits != ["https://"]} == {}


def test_no_phrase_stands_in_a_template() -> None:
    """Chinese in a template would be missing in English; the product's own name is the one exception."""
    wrong = {
        path.name: found
        for path in TEMPLATES
        if (found := [line for line in path.read_text(encoding="utf-8").splitlines() if CHINESE.search(line)])
    }
    assert {name: lines for name, lines in wrong.items() if any("关系" not in line for line in lines)} == {}


def test_an_unknown_phrase_is_a_mistake_unless_a_fallback_is_given() -> None:
    with pytest.raises(KeyError):
        word("no.such.words", "zh")
    assert word("no.such.words", "en", missing="as it is") == "as it is"
