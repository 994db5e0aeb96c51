"""Sentences about a relationship: why somebody is advised so, what comes next, what was given on both sides."""

from webapp.kernel.words import Counted, Words, say
from webapp.social.relationships.facts import Alternative, AudienceMember, NextStage, Reciprocity, TimelineEntry

WORDS: Words = {
    "relationship.given.kept": Counted("{count} 件留下的东西", "{count} thing kept", "{count} things kept"),
    "relationship.given.answered": Counted("{count} 个回答", "{count} answer", "{count} answers"),
    "relationship.given.reviewed": Counted("{count} 条评价", "{count} review", "{count} reviews"),
    "relationship.given.brought": Counted("{count} 位带来的人", "{count} person brought", "{count} people brought"),
    "relationship.given.nothing": ("还没有", "nothing yet"),
    "relationship.given": ("店主给了：{shop}。顾客给了：{consumer}。", "Given: {shop}. Given back: {consumer}."),
}


def advice_reason_text(about: AudienceMember, language: str) -> str:
    """Why somebody stands where they stand, in one line."""
    return say(f"advice.reason.{about.reason}", language, n=about.ignored_lately)


def alternative_text(instead: Alternative, language: str) -> str:
    """What else to send, in one line."""
    return say(f"advice.instead.{instead}", language)


def next_stage_text(found: NextStage, language: str) -> str:
    """What would move a relationship on."""
    return say(f"relationship.next_stage.{found.missing}", language, have=found.current, need=found.required)


def entry_text(line: TimelineEntry, language: str) -> str:
    """What happened, in a few words."""
    if line.change is not None:
        stages = (line.change.before, line.change.after)
        return " → ".join(say(f"relationship.stage.{each}", language) for each in stages)
    return say(f"relationship.event.{line.kind.key}", language) if line.kind is not None else ""


def reciprocity_text(given: Reciprocity, language: str) -> str:
    """What the two have given each other, in one sentence; empty while there is nothing."""
    shop = _given({"kept": given.kept, "answered": given.answered}, language)
    consumer = _given({"reviewed": given.reviewed, "brought": given.referred}, language)
    if not shop and not consumer:
        return ""
    nothing = say("relationship.given.nothing", language)
    return say("relationship.given", language, shop=shop or nothing, consumer=consumer or nothing)


def _given(counts: dict[str, int], language: str) -> str:
    return " · ".join(say(f"relationship.given.{what}", language, count=n) for what, n in counts.items() if n)
