"""What an event added to the account of trust, as it was reckoned, and why an event no longer counts."""

from webapp.kernel.words import Words, say
from webapp.social.relationships.facts import TimelineEntry
from webapp.social.relationships.kinds import EventKind

WORDS: Words = {
    "relationship.reckoned.corrected": ("已更正，不再计算", "corrected, no longer counted"),
    "relationship.reckoned.corrected_because": ("已更正，不再计算：{why}", "corrected, no longer counted: {why}"),
    "relationship.reckoned.nothing": ("不影响信任", "does not change trust"),
    "relationship.reckoned.good": ("好 + {amount}; {mean}", "good + {amount}; {mean}"),
    "relationship.reckoned.bad": ("坏 + {amount}; {mean}", "bad + {amount}; {mean}"),
    "relationship.reckoned.fixed": ("屏蔽期间固定为 {mean}", "fixed at {mean} while blocked"),
}


def void_reason_text(reason: str, language: str) -> str:
    """Why an event no longer counts; a reason nobody has written words for is shown as it is kept."""
    return say(f"relationship.void.{reason.partition(':')[0]}", language, fallback=reason)


def arithmetic(line: TimelineEntry, language: str) -> str:
    """What the event added to the account, as it was reckoned; empty for a change of stage.

    That a consumer contested something is not told here, for shopkeepers read this too.
    """
    if line.change is not None:
        return ""
    if line.void_reason:
        return say("relationship.reckoned.corrected", language)
    amount = line.gain or line.cost
    if not amount:
        decides = line.kind in (EventKind.BLOCK, EventKind.UNBLOCK)
        return _mean(line, language) if decides else say("relationship.reckoned.nothing", language)
    factors = [
        f"{line.base:g}",
        *(f"{factor:.2f}" for factor in (line.repeat_factor, line.ability_factor) if factor != 1),
    ]
    reckoned = f"{' × '.join(factors)} = {amount:.2f}" if len(factors) > 1 else f"{amount:.2f}"
    side = "good" if line.gain else "bad"
    return say(f"relationship.reckoned.{side}", language, amount=reckoned, mean=_mean(line, language))


def arithmetic_for_consumer(line: TimelineEntry, language: str) -> str:
    """The same for the consumer it is about, who may know why something was corrected."""
    if not line.void_reason:
        return arithmetic(line, language)
    why = void_reason_text(line.void_reason, language)
    return say("relationship.reckoned.corrected_because", language, why=why)


def _mean(line: TimelineEntry, language: str) -> str:
    """The mean after an event, as it is reckoned; fixed while blocked."""
    if line.blocked:
        return say("relationship.reckoned.fixed", language, mean=f"{line.mean:.2f}")
    return f"({line.r:.2f} + 1) / ({line.r:.2f} + {line.s:.2f} + 2) = {line.mean:.2f}"
