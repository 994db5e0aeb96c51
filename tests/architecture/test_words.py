"""Every phrase is used, in both languages with the same blanks; no page and no view speaks by itself."""

import ast
import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from webapp.kernel.errors import DomainError
from webapp.kernel.registry import merged, of_kind
from webapp.kernel.words import Counted, Phrase, vocabulary
from webapp.money.commission import plans
from webapp.money.ledger import ACCOUNTS, KINDS
from webapp.people.identity.flows.open_shop import _RECORDED
from webapp.people.staff import roles_by_permission
from webapp.referral.attribution.rules import POLICIES
from webapp.social.complaints import words as complaint_words
from webapp.web.admin.lists import lists
from webapp.web.badge_tones import badge_tones

ROOT = Path(__file__).parents[2]
CHINESE = re.compile(r"[\u4e00-\u9fff]")
BLANK = re.compile(r"{(\w+)[^}]*}")
KEY = re.compile(r"""["']([a-z][a-z_]*(?:\.[\w ]+)+)["']""")
# What stands before a computed part: f"order.state.{…}" in Python, "order.state." ~ … or choices(…, "order.state.").
PREFIX = re.compile(r"""["']([a-z][\w.]*[._])(?:{|["'])""")
# Keys whose first part is computed: a menu's entry, an error's code, a problem's.
COMPUTED = ("error.", "problem.", "action.reason.", "held.")
ENTRY = re.compile(r'MenuEntry\([^)]*label_key="(\w+)"')
LIST = re.compile(r'AdminList\([^)]*?words="([\w.]+)"', re.DOTALL)
DIALECTS = ("api", "admin", "share")
# The product's and the language's own names.
NAMES = re.compile("关系|中文")
# Phrases that show the other language: the switch to it, and the word that is typed in either.
BOTH = ("frame.language.other", "error.not_confirmed")


def phrases() -> dict[str, Phrase]:
    return dict(vocabulary().items())


def sides(phrase: Phrase) -> tuple[str, list[str]]:
    """The Chinese, and every English form."""
    return (phrase.zh, [phrase.one, phrase.other]) if isinstance(phrase, Counted) else (phrase[0], [phrase[1]])


def unsaid(words: Mapping[str, Phrase]) -> list[str]:
    """Keys of phrases that lack a language, whose blanks differ, that mix languages or are too familiar."""
    wrong = []
    for key, phrase in words.items():
        chinese, english = sides(phrase)
        blanks = sorted(BLANK.findall(chinese))
        same = all(sorted(BLANK.findall(each)) == blanks for each in english)
        foreign = key not in BOTH and any(CHINESE.search(each) for each in english)
        if not (chinese.strip() and all(each.strip() for each in english) and same) or foreign or "你" in chinese:
            wrong.append(key)
    return wrong


@cache
def sources() -> dict[Path, str]:
    """Everything that may ask for a phrase."""
    places = [(ROOT / "webapp", "*.py"), (ROOT / "templates", "*.html")]
    return {path: path.read_text(encoding="utf-8") for place, kind in places for path in sorted(place.rglob(kind))}


def unused(keys: Iterable[str], texts: Iterable[str]) -> list[str]:
    """Keys that no text names, whole or by what stands before a computed part."""
    asked: set[str] = set()
    prefixes: set[str] = set(COMPUTED)
    for text in texts:
        body = re.sub(r"^    \"[\w. ]+\": (?:\(|Counted).*$", "", text, flags=re.MULTILINE)
        asked |= set(KEY.findall(body))
        prefixes |= set(PREFIX.findall(body))
        asked |= {f"{entry}.{line}" for entry in ENTRY.findall(body) for line in ("title", "text")}
        asked |= {f"{each}.{part}" for each in LIST.findall(body) for part in ("title", "empty.title", "empty.text")}
    return [key for key in keys if key not in asked and not key.startswith(tuple(prefixes - {"e.", "f."}))]


def declared() -> list[str]:
    """The phrases every declared list asks for by its own name."""
    of_kind("admin")
    return [f'"{key}"' for each in lists() for key in each.own_words]


def asked_for(text: str) -> list[str]:
    """The whole keys a template or view asks for."""
    return re.findall(r"""\b(?:t|say|redirect_done)\(\s*["']([a-z]\w*(?:\.\w+)+)["']\s*[,)]""", text)


def codes() -> dict[str, type[DomainError]]:
    """Every error of the shop by its code."""
    for kind in ("service", "flows", "queries", "rules", *DIALECTS):
        of_kind(kind)
    known: dict[str, type[DomainError]] = {}
    waiting = [DomainError]
    while waiting:
        error = waiting.pop()
        waiting += error.__subclasses__()
        if error.__module__.startswith("webapp."):
            known[error.code] = error
    return known


def wordless(given: Iterable[str]) -> list[str]:
    """Codes nobody has written a sentence for."""
    return [code for code in given if f"error.{code}" not in vocabulary()]


def spoken(source: str) -> list[str]:
    """Chinese in a view's own strings, other than docstrings and the examples of the API's documentation."""
    tree = ast.parse(source)
    exempt: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg in ("examples", "description"):
            exempt |= {id(each) for each in ast.walk(node.value)}
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node):
            exempt.add(id(node.body[0].value))  # type: ignore[attr-defined]
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if id(node) not in exempt and CHINESE.search(NAMES.sub("", node.value))
    ]


def views() -> list[Path]:
    return sorted(
        path
        for path in (ROOT / "webapp").rglob("*.py")
        if {*path.relative_to(ROOT).parts, path.stem} & set(DIALECTS) and path.relative_to(ROOT).parts[1] != "sandbox"
    )


def test_both_languages_are_written_with_the_same_blanks() -> None:
    assert unsaid(phrases()) == []


@pytest.mark.parametrize(
    "phrase",
    [
        ("茶", ""),
        (" ", "tea"),
        ("{n} 杯", "cups"),
        ("茶", "茶"),
        ("你的茶", "your tea"),
        Counted("{count} 杯", "one cup", "{count} cups"),
    ],
)
def test_a_phrase_that_is_not_whole_is_found(phrase: Phrase) -> None:
    assert unsaid({"tea": phrase}) == ["tea"]


def test_every_phrase_is_used() -> None:
    assert unused(phrases(), [*sources().values(), *declared()]) == []


def test_a_phrase_nobody_asks_for_is_found() -> None:
    assert unused(["tea.hot", "tea.cold", "cup.of.x"], ['say("tea.hot")', 'say(f"cup.of.{each}")']) == ["tea.cold"]


def test_pages_and_views_ask_only_for_phrases_there_are() -> None:
    known = phrases()
    wanted = {(path.name, key) for path, text in sources().items() for key in asked_for(text)}
    assert sorted((name, key) for name, key in wanted if key not in known) == []
    assert asked_for("""t("no.such", n=1) say('nor.this')""") == ["no.such", "nor.this"]


def test_whatever_stands_in_a_register_has_words() -> None:
    """What a capability enumerates is declared as NAMED in its words, and the vocabulary refuses a gap."""
    needed = [
        *(f"permission.{name}" for name in roles_by_permission() if name != "self"),
        *(f"ledger.transaction.{kind}" for kind in KINDS),
        *(f"ledger.account.{kind}" for kind in ACCOUNTS),
        *(f"attribution.policy.{name}" for name in POLICIES),
        *(f"commission.plan.{plan.key}" for plan in plans),
        *(f"binding.reason.{reason}" for _, reason in [*_RECORDED.values(), ("", "invited"), ("", "founder")]),
    ]
    assert [key for key in needed if key not in phrases()] == []


def enumerations(module: ModuleType) -> list[type[StrEnum]]:
    """What the capability of some words enumerates, in its kinds and facts."""
    home = ".".join(module.__name__.split(".")[:3])
    found = [each for kind in ("kinds", "facts") for each in of_kind(kind) if each.__name__.startswith(f"{home}.")]
    return [
        value
        for each in found
        for value in vars(each).values()
        if isinstance(value, type) and issubclass(value, StrEnum) and value.__module__ == each.__name__
    ]


def undeclared(module: ModuleType, named: Mapping[str, Iterable[str]]) -> list[str]:
    """Keys behind which some words write each name of an enumeration of their capability, without saying so."""
    written = [key.rpartition(".") for key in getattr(module, "WORDS", {})]
    return [
        f"{key}: {enumeration.__name__}"
        for enumeration in enumerations(module)
        for key in dict.fromkeys(prefix for prefix, _, _ in written)
        if {each.value for each in enumeration} <= {name for prefix, _, name in written if prefix == key}
        and not set(enumeration) <= set(named.get(key, ()))
    ]


def declared_names() -> dict[str, Iterable[str]]:
    return merged(of_kind("words"), "NAMED", object)  # type: ignore[return-value]  # whatever names are given in


def test_names_that_have_words_are_declared_so_that_a_new_one_is_missed() -> None:
    assert [found for module in of_kind("words") for found in undeclared(module, declared_names())] == []


def test_names_that_are_not_declared_are_found() -> None:
    assert "complaint.state: ComplaintState" in undeclared(complaint_words, {})


def test_every_error_code_has_words() -> None:
    assert wordless(codes()) == []
    assert len(codes()) > 100


def test_an_error_without_words_is_found() -> None:
    assert wordless(["sold_out", "tea_spilt"]) == ["tea_spilt"]


def test_no_phrase_stands_in_a_template() -> None:
    """Chinese in a template would be missing in English; the product's own name is the one exception."""
    found = {
        path.name: [line for line in text.splitlines() if CHINESE.search(NAMES.sub("", line))]
        for path, text in sources().items()
        if path.suffix == ".html" and "sandbox" not in path.parts
    }
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_no_phrase_stands_in_a_view() -> None:
    found = {str(path.relative_to(ROOT)): spoken(path.read_text(encoding="utf-8")) for path in views()}
    assert {name: phrases for name, phrases in found.items() if phrases} == {}
    assert len(found) > 60


def test_a_phrase_in_a_view_is_found() -> None:
    assert spoken('"""茶"""\nx = Field(examples=["茶"])\nsay("杯")') == ["杯"]


def test_a_badge_has_a_colour_only_for_names_that_are_declared() -> None:
    names = {str(name) for given in declared_names().values() for name in given}
    assert {state for tones in badge_tones().values() for state in tones} <= names


def test_the_phone_shows_a_state_in_the_same_colour() -> None:
    script = (ROOT / "static/sandbox/mini/badge_tones.js").read_text(encoding="utf-8")
    (text,) = re.findall(r"^const TEXT = {(.*)};$", script, re.MULTILINE)
    shown = {
        what: dict(re.findall(r'(\w+): "(\w+)"', tones.replace("...TEXT", text)))
        for what, tones in re.findall(r"^  (\w+): (?:{(.*)}|TEXT),$", script, re.MULTILINE)
    } | {"text": dict(re.findall(r'(\w+): "(\w+)"', text))}
    # On the phone, an answer's words stand under `question` too.
    assert {what: {**shown[what], **tones} for what, tones in badge_tones().items()} == {
        what: shown[what] for what in badge_tones()
    }
