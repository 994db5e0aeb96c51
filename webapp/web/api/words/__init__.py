"""What the API says to people, in Chinese and English, both written for their readers; a module per subject.

A module's `PROBLEMS` hold, by code, what the business refuses in Chinese; the English is the error's own sentence.
"""

from functools import cache

from webapp.kernel.registry import merged, of_kind

Words = dict[str, tuple[str, str]]


def say(words: Words, key: str, language: str) -> str:
    """A word in a language; one nobody has written yet is shown as it is."""
    return words[key][language == "en"] if key in words else key


@cache
def _problems() -> dict[str, str]:
    """Read when first asked for: the capabilities' words stand on this module."""
    return merged(of_kind("words.api"), "PROBLEMS", str)


def problem_text(code: str, message: str, language: str) -> str:
    """What to tell people about a problem; a code without words of its own keeps its English sentence."""
    return message if language == "en" else _problems().get(code, message)
