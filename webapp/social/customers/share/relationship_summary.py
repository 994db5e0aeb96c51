"""How a relationship is told to the consumer it is about: stage, trust and each event's arithmetic in plain words."""

from dataclasses import dataclass
from datetime import datetime

from webapp.kernel.words import percent, say
from webapp.social import relationships
from webapp.social.relationships import EventKind, EventObjection, Pair, ShopHoldingData, TimelineEntry
from webapp.social.relationships.words import entry_text, void_reason_text


@dataclass(frozen=True, kw_only=True, slots=True)
class RelationshipSummary:
    """Where somebody stands with a shop, in words; `mean` and `interval` draw the bar, None where nothing is drawn."""

    stage: str
    stage_words: str
    means: str
    trust: str
    mean: float | None
    interval: tuple[float, float] | None


@dataclass(frozen=True, kw_only=True, slots=True)
class TimelineLine:
    """One line of a story in words; a change of stage has no event."""

    at: datetime
    words: str
    sums: tuple[str, ...]
    event_id: int | None
    struck: bool
    contest: EventObjection | None

    @property
    def contestable(self) -> bool:
        return self.event_id is not None and not self.struck and self.contest is None


def relationship_summary(held: ShopHoldingData, chosen: str) -> RelationshipSummary:
    """Stage and trust of one shop's record."""
    pair = held.pair
    if pair is None:
        return RelationshipSummary(
            stage="none",
            stage_words=say("relationship.stage.none", chosen),
            means=say("relationship.stage_means.none", chosen),
            trust=say("trust.new", chosen),
            mean=None,
            interval=None,
        )
    drawn = not (pair.is_new or pair.blocked)
    return RelationshipSummary(
        stage=pair.stage.value,
        stage_words=say(f"relationship.stage.{pair.stage}", chosen),
        means=say(f"relationship.stage_means.{pair.stage}", chosen),
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
        return TimelineLine(at=line.at, words=words, sums=(), event_id=None, struck=False, contest=None)
    return TimelineLine(
        at=line.at,
        words=entry_text(line, chosen),
        sums=_sums(line, chosen),
        event_id=line.event_id,
        struck=bool(line.struck),
        contest=line.contest,
    )


def _sums(line: TimelineEntry, chosen: str) -> tuple[str, ...]:
    if line.struck:
        return (say("my_shop.sum.struck", chosen, why=void_reason_text(line.struck, chosen)),)
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
    factors = [f"{line.base:g}", *(f"{factor:.2f}" for factor in (line.again, line.ability) if factor != 1)]
    amount = f"{line.gain or line.cost:.2f}"
    reckoned = f"{' × '.join(factors)} = {amount}" if len(factors) > 1 else amount
    why = [say("my_shop.sum.again", chosen)] if line.again != 1 else []
    if line.ability != 1:
        why.append(say("my_shop.sum.lighter" if line.ability < 1 else "my_shop.sum.heavier", chosen))
    return say("my_shop.sum.good" if line.gain else "my_shop.sum.bad", chosen, amount=reckoned) + "".join(why)
