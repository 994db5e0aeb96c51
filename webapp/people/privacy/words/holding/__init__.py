"""What is held about a person, in Chinese and English: tables, columns, purposes, lifetimes, what erasure waits for.

The same words on every face. A module per subject; adding one is adding a file. `HOLDINGS` names tables, `WAITS` what
is still under way in a table, `COLUMNS`, `PURPOSES` and `LIFETIMES` say in Chinese what the models say in English.
"""

import sys

from webapp.kernel.registry import discover, merged

_modules = discover(sys.modules[__name__])
HOLDINGS: dict[str, tuple[str, str]] = merged(_modules, "HOLDINGS", tuple)
BLOCKERS: dict[str, tuple[str, str]] = merged(_modules, "BLOCKERS", tuple)
COLUMNS: dict[str, tuple[str, str]] = merged(_modules, "COLUMNS", tuple)
PURPOSES: dict[str, str] = merged(_modules, "PURPOSES", str)
LIFETIMES: dict[str, str] = merged(_modules, "LIFETIMES", str)
_STILL = ("还有没结束的事", "something is still under way")


def table_text(name: str, language: str) -> str:
    """What a table holds; one without words yet is called by its name."""
    return HOLDINGS.get(name, (name, name.replace("_", " ")))[language == "en"]


def blocker_text(name: str, language: str) -> str:
    """What erasure waits for."""
    return BLOCKERS.get(name, _STILL)[language == "en"]


def column_text(name: str, language: str) -> str:
    """What a column is."""
    return COLUMNS.get(name, (name, name.replace("_", " ")))[language == "en"]


def purpose_text(purpose: str, language: str) -> str:
    """Why something is kept."""
    return purpose if language == "en" else PURPOSES.get(purpose, purpose)


def lifetime_text(kept: str, language: str) -> str:
    """How long something is kept."""
    return kept if language == "en" else LIFETIMES.get(kept, kept)
