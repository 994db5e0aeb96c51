"""How a relationship is told to the consumer it is about: stage, trust and each event's arithmetic in plain words."""

from dataclasses import dataclass
from datetime import datetime

from webapp.social import relationships
from webapp.social.relationships import EventKind, EventObjection, Pair, ShopHoldingData, TimelineEntry
from webapp.social.relationships.words.kinds import EVENTS, STAGES, void_reason_text
from webapp.web.share.words import say


@dataclass(frozen=True, kw_only=True, slots=True)
class RelationshipSummary:
    """Where somebody stands with a shop, in words; `mean` and `interval` draw the bar, None where nothing is drawn."""

    stage: str
    stage_text: str
    stage_meaning: str
    trust: str
    mean: float | None
    interval: tuple[float, float] | None


@dataclass(frozen=True, kw_only=True, slots=True)
class TimelineLine:
    """One line of a story in words; a change of stage has no event."""

    at: datetime
    text: str
    arithmetic: tuple[str, ...]
    event_id: int | None
    void_reason: bool
    objection: EventObjection | None

    @property
    def can_object(self) -> bool:
        return self.event_id is not None and not self.void_reason and self.objection is None


def percent(part: float, chosen: str) -> str:
    """A share of one, as people say it."""
    return f"{100 * part:.0f}%" if chosen == "zh" else f"{100 * part:.0f}\u00a0%"


def relationship_summary(held: ShopHoldingData, chosen: str) -> RelationshipSummary:
    """Stage and trust of one shop's record."""
    pair = held.pair
    if pair is None:
        return RelationshipSummary(
            stage="none",
            stage_text=say(chosen, "stage_none"),
            stage_meaning=say(chosen, "stage_none_means"),
            trust=say(chosen, "trust_new"),
            mean=None,
            interval=None,
        )
    drawn = not (pair.is_new or pair.blocked)
    return RelationshipSummary(
        stage=pair.stage.value,
        stage_text=STAGES[pair.stage.value][chosen == "en"],
        stage_meaning=say(chosen, f"stage_{pair.stage.value}_means"),
        trust=_trust_words(pair, chosen),
        mean=pair.mean if drawn else None,
        interval=pair.interval if drawn else None,
    )


def _trust_words(pair: Pair, chosen: str) -> str:
    if pair.blocked:
        return say(chosen, "trust_blocked")
    if pair.is_new:
        return say(chosen, "trust_new")
    p = relationships.parameters()
    level = "high" if pair.mean >= p.friend_mean else "low" if pair.mean < p.gate else "middle"
    return say(chosen, f"trust_{level}", mean=percent(pair.mean, chosen))


def timeline_line(line: TimelineEntry, chosen: str) -> TimelineLine:
    """One line of a story."""
    if line.kind is None:
        change = line.change
        words = " → ".join(STAGES[each][chosen == "en"] for each in (change.before, change.after)) if change else ""
        return TimelineLine(at=line.at, text=words, arithmetic=(), event_id=None, void_reason=False, objection=None)
    return TimelineLine(
        at=line.at,
        text=EVENTS[line.kind.key][chosen == "en"],
        arithmetic=_sums(line, chosen),
        event_id=line.event_id,
        void_reason=bool(line.void_reason),
        objection=line.objection,
    )


def _sums(line: TimelineEntry, chosen: str) -> tuple[str, ...]:
    if line.void_reason:
        return (say(chosen, "sum_struck", why=void_reason_text(line.void_reason, english=chosen == "en")),)
    if line.kind is EventKind.BLOCK:
        return (say(chosen, "sum_block", mean=percent(line.mean, chosen)),)
    if not (line.gain or line.cost) and line.kind is not EventKind.UNBLOCK:
        return (say(chosen, "sum_nothing"),)
    said = [_added(line, chosen)] if line.gain or line.cost else []
    if line.blocked:
        return (*said, say(chosen, "sum_while_blocked", mean=percent(line.mean, chosen)))
    after = percent(line.mean, chosen)
    went = say(chosen, "sum_trust", before=percent(line.mean_before, chosen), after=after)
    return (*said, went, say(chosen, "sum_formula", r=f"{line.r:.2f}", s=f"{line.s:.2f}", after=after))


def _added(line: TimelineEntry, chosen: str) -> str:
    """What the event put on which side, and why it weighed more or less than usual."""
    factors = [
        f"{line.base:g}",
        *(f"{factor:.2f}" for factor in (line.repeat_factor, line.ability_factor) if factor != 1),
    ]
    amount = f"{line.gain or line.cost:.2f}"
    reckoned = f"{' × '.join(factors)} = {amount}" if len(factors) > 1 else amount
    why = [say(chosen, "sum_again")] if line.repeat_factor != 1 else []
    if line.ability_factor != 1:
        why.append(say(chosen, "sum_lighter" if line.ability_factor < 1 else "sum_heavier"))
    return say(chosen, "sum_good" if line.gain else "sum_bad", amount=reckoned) + "".join(why)
