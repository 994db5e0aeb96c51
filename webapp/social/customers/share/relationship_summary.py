"""How a relationship is told to the consumer it is about: stage, trust and each event's arithmetic in plain words."""

from dataclasses import dataclass
from datetime import datetime

from webapp.kernel.words import percent, say
from webapp.social import relationships
from webapp.social.relationships import EventKind, EventObjection, Pair, ShopHoldingData, TimelineEntry
from webapp.social.relationships.words.arithmetic import void_reason_text
from webapp.social.relationships.words.sentences import entry_text


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


def relationship_summary(held: ShopHoldingData, chosen: str) -> RelationshipSummary:
    """Stage and trust of one shop's record."""
    pair = held.pair
    if pair is None:
        return RelationshipSummary(
            stage="none",
            stage_text=say("relationship.stage.none", chosen),
            stage_meaning=say("relationship.stage_means.none", chosen),
            trust=say("trust.new", chosen),
            mean=None,
            interval=None,
        )
    drawn = not (pair.is_new or pair.blocked)
    return RelationshipSummary(
        stage=pair.stage.value,
        stage_text=say(f"relationship.stage.{pair.stage}", chosen),
        stage_meaning=say(f"relationship.stage_means.{pair.stage}", chosen),
        trust=_trust_words(pair, chosen),
        mean=pair.mean if drawn else None,
        interval=pair.interval if drawn else None,
    )


def _trust_words(pair: Pair, chosen: str) -> str:
    if pair.blocked:
        return say("trust.blocked", chosen)
    if pair.is_new:
        return say("trust.new", chosen)
    p = relationships.parameters()
    level = "high" if pair.mean >= p.friend_mean else "low" if pair.mean < p.gate else "middle"
    return say(f"trust.{level}", chosen, mean=percent(pair.mean, chosen))


def timeline_line(line: TimelineEntry, chosen: str) -> TimelineLine:
    """One line of a story."""
    if line.kind is None:
        change = line.change
        words = (
            " → ".join(say(f"relationship.stage.{each}", chosen) for each in (change.before, change.after))
            if change
            else ""
        )
        return TimelineLine(at=line.at, text=words, arithmetic=(), event_id=None, void_reason=False, objection=None)
    return TimelineLine(
        at=line.at,
        text=entry_text(line, chosen),
        arithmetic=_sums(line, chosen),
        event_id=line.event_id,
        void_reason=bool(line.void_reason),
        objection=line.objection,
    )


def _sums(line: TimelineEntry, chosen: str) -> tuple[str, ...]:
    if line.void_reason:
        return (say("my_shop.sum.struck", chosen, why=void_reason_text(line.void_reason, chosen)),)
    if line.kind is EventKind.BLOCK:
        return (say("my_shop.sum.block", chosen, mean=percent(line.mean, chosen)),)
    if not (line.gain or line.cost) and line.kind is not EventKind.UNBLOCK:
        return (say("my_shop.sum.nothing", chosen),)
    said = [_added(line, chosen)] if line.gain or line.cost else []
    if line.blocked:
        return (*said, say("my_shop.sum.while_blocked", chosen, mean=percent(line.mean, chosen)))
    after = percent(line.mean, chosen)
    went = say("my_shop.sum.trust", chosen, before=percent(line.mean_before, chosen), after=after)
    return (*said, went, say("my_shop.sum.formula", chosen, r=f"{line.r:.2f}", s=f"{line.s:.2f}", after=after))


def _added(line: TimelineEntry, chosen: str) -> str:
    """What the event put on which side, and why it weighed more or less than usual."""
    factors = [
        f"{line.base:g}",
        *(f"{factor:.2f}" for factor in (line.repeat_factor, line.ability_factor) if factor != 1),
    ]
    amount = f"{line.gain or line.cost:.2f}"
    reckoned = f"{' × '.join(factors)} = {amount}" if len(factors) > 1 else amount
    why = [say("my_shop.sum.again", chosen)] if line.repeat_factor != 1 else []
    if line.ability_factor != 1:
        why.append(say("my_shop.sum.lighter" if line.ability_factor < 1 else "my_shop.sum.heavier", chosen))
    return say("my_shop.sum.good" if line.gain else "my_shop.sum.bad", chosen, amount=reckoned) + "".join(why)
