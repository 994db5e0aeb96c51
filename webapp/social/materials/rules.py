"""What a material must have, how it reads as plain text, and how well it worked; pure."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from webapp.kernel.errors import Invalid
from webapp.social.materials.kinds import MaterialKind

LANGUAGES = ("zh", "en")
MAX_LENGTHS = {"title": 40, "copy": 120, "value_content": 800, "opening": 160, "point": 80, "doubt": 80, "answer": 240}
MAX_POINTS = 5
MAX_PICTURES = 9
WILSON_Z = 1.959963984540054  # the 97.5 % quantile of the normal distribution


class TitleNeeded(Invalid):
    """A material has a title of 1 to 40 characters."""


class MaterialTextNeeded(Invalid):
    """Words to send have 1 to 120 characters, something of use 1 to 800."""


class TalkNeeded(Invalid):
    """A talk has an opening, 1 to 5 points, and either both a doubt and its answer or neither."""


class PicturesNeeded(Invalid):
    """Choose 1 to 9 pictures of the product."""


class NoLanguageGiven(Invalid):
    """Words are written in Chinese, in English, or both; the platform's own in both."""


@dataclass(frozen=True, kw_only=True, slots=True)
class MaterialText:
    """A material in one language; a talk uses opening, points, doubt and answer, the others use text."""

    title: str
    text: str = ""
    opening: str = ""
    points: tuple[str, ...] = ()
    doubt: str = ""
    answer: str = ""

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "MaterialText":
        """The words as they were kept."""
        return cls(**{**kept, "points": tuple(kept.get("points", ()))})

    @property
    def plain(self) -> str:
        """Everything but the title, as one would send or read it."""
        answered = f"{self.doubt}\n{self.answer}" if self.doubt else ""
        points = "\n".join(f"· {point}" for point in self.points)
        return "\n\n".join(part for part in (self.text, self.opening, points, answered) if part)


def tidy(kind: MaterialKind, material: MaterialText) -> MaterialText:
    """The words as they are kept, without what this kind has no room for; raises what is missing."""
    title = " ".join(material.title.split())
    if not 1 <= len(title) <= MAX_LENGTHS["title"]:
        raise TitleNeeded
    if kind is MaterialKind.SCRIPT:
        return replace(_tidy_talk(material), title=title)
    text = material.text.strip()
    most = MAX_LENGTHS["value_content" if kind is MaterialKind.VALUE_CONTENT else "copy"]
    least = 0 if kind is MaterialKind.PICTURES else 1
    if not least <= len(text) <= most:
        raise MaterialTextNeeded
    return MaterialText(title=title, text=text)


def _tidy_talk(material: MaterialText) -> MaterialText:
    opening, doubt, answer = material.opening.strip(), material.doubt.strip(), material.answer.strip()
    points = tuple(point.strip() for point in material.points if point.strip())
    fits = (
        1 <= len(opening) <= MAX_LENGTHS["opening"]
        and 1 <= len(points) <= MAX_POINTS
        and all(len(point) <= MAX_LENGTHS["point"] for point in points)
        and len(doubt) <= MAX_LENGTHS["doubt"]
        and len(answer) <= MAX_LENGTHS["answer"]
        and bool(doubt) == bool(answer)
    )
    if not fits:
        raise TalkNeeded
    return MaterialText(title="", opening=opening, points=points, doubt=doubt, answer=answer)


def tidy_all(
    kind: MaterialKind, texts: Mapping[str, MaterialText], *, needed: Sequence[str] = ()
) -> dict[str, MaterialText]:
    """The words by language, tidied; `needed` are languages that must be there. Raises WordsInNoLanguage."""
    if not texts or not set(needed) <= set(texts) <= set(LANGUAGES):
        raise NoLanguageGiven
    return {language: tidy(kind, each) for language, each in texts.items()}


def tidy_pictures(kind: MaterialKind, pictures: Sequence[str], of_product: Sequence[str]) -> list[str]:
    """Each picture once, and only the product's own; raises PicturesNeeded. Other kinds have none."""
    if kind is not MaterialKind.PICTURES:
        return []
    chosen = list(dict.fromkeys(pictures))
    if not 1 <= len(chosen) <= MAX_PICTURES or not set(chosen) <= set(of_product):
        raise PicturesNeeded
    return chosen


def full_text(texts: Mapping[str, MaterialText]) -> str:
    """Everything a reader would see, for the check of public words."""
    return "\n\n".join(f"{each.title}\n{each.plain}".strip() for each in texts.values())


def wilson_lower_bound(successes: int, trials: int) -> float:
    """The lower bound of Wilson's 95 % interval: what a share of successes is at least worth (Wilson 1927)."""
    if successes == 0:
        return 0.0
    share, z2 = successes / trials, WILSON_Z * WILSON_Z
    middle = share + z2 / (2 * trials)
    spread = WILSON_Z * math.sqrt((share * (1 - share) + z2 / (4 * trials)) / trials)
    return (middle - spread) / (1 + z2 / trials)


@dataclass(frozen=True, kw_only=True, slots=True)
class MaterialPerformance:
    """What the shares made with one version led to, the shopkeepers' own looks left out."""

    shares: int = 0
    opened: int = 0
    """Shares that somebody opened."""
    touches: int = 0
    visitors: int = 0
    buyers: int = 0
    gain: float = 0.0
    cost: float = 0.0

    @property
    def trust(self) -> float:
        """How much evidence of trust it brought, less what it cost."""
        return self.gain - self.cost

    def score(self, kind: MaterialKind) -> float:
        """How well it does its work, fit to compare a few with many: of who looked, who bought.

        Something of use is not there to sell, so of it: of the shares, those that were opened.
        """
        if kind is MaterialKind.VALUE_CONTENT:
            return wilson_lower_bound(self.opened, self.shares)
        return wilson_lower_bound(self.buyers, max(self.visitors, self.buyers))
