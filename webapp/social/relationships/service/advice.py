"""What a shopkeeper should know before sharing: whom it would tire, who would welcome it, what else to send.

Never asked for price, order or service: it only concerns what is pushed to people.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from webapp.kernel.db import rows
from webapp.social.relationships.facts import AdviceReason, Alternative, AudienceMember, Pair
from webapp.social.relationships.kinds import EventKind, Stage
from webapp.social.relationships.queries.pairs import pairs_among
from webapp.social.relationships.rules import trust
from webapp.social.relationships.rules.parameters import Parameters, parameters
from webapp.social.relationships.service.events import ability_of

RECENT_WINDOW = timedelta(days=14)
FATIGUE_AFTER = 2


@dataclass(frozen=True, slots=True)
class ShareAdvice:
    """The audience sorted by what a share would do to it; `held_back` get no push, whatever is decided.

    Of the `unsure` too little is known: one share does no harm.
    """

    welcomes: tuple[AudienceMember, ...]
    unsure: tuple[AudienceMember, ...]
    tires: tuple[AudienceMember, ...]
    held_back: tuple[AudienceMember, ...]
    alternative: Alternative


@dataclass(frozen=True, slots=True)
class _RecentEvent:
    person_id: int
    kind: EventKind
    at: datetime


def advise(shopkeeper_id: int, person_ids: Sequence[int], *, now: datetime) -> ShareAdvice:
    """Look at an audience before sharing; people who are no customers of this shopkeeper are left out.

    Three statements, however many people.
    """
    p, ability = parameters(), ability_of(shopkeeper_id)
    pairs = pairs_among(shopkeeper_id, person_ids, now=now)
    lately = _lately(shopkeeper_id, [pair.person_id for pair in pairs], now - RECENT_WINDOW)
    found = [_about(pair, lately.get(pair.person_id, []), ability, now) for pair in pairs]
    held = (AdviceReason.MUTED, AdviceReason.BLOCKED, AdviceReason.NO_OUTREACH, AdviceReason.BELOW_GATE)
    tiring = (AdviceReason.WOULD_FALL_BELOW_GATE, AdviceReason.IGNORED_LATELY, AdviceReason.GONE_QUIET)
    tires = tuple(each for each in found if each.reason in tiring)
    held_back = tuple(each for each in found if each.reason in held)
    unsure = tuple(each for each in found if each.reason is AdviceReason.NOTHING_KNOWN)
    welcomes = tuple(each for each in found if each.reason in (AdviceReason.OPENED_LATELY, AdviceReason.TRUSTS_YOU))
    instead = _instead((*welcomes, *unsure), tires, held_back, p)
    return ShareAdvice(welcomes, unsure, tires, held_back, instead)


def _about(pair: Pair, lately: list[_RecentEvent], ability: float, now: datetime) -> AudienceMember:
    p = parameters()
    ignored = [each.at for each in lately if each.kind is EventKind.SHARE_IGNORED]
    opened = [each.at for each in lately if each.kind is EventKind.SHARE_OPENED]
    unanswered = sum(at > max(opened, default=now - RECENT_WINDOW) for at in ignored)
    cost = trust.weigh(EventKind.SHARE_IGNORED, now, ignored, p, ability=ability).cost
    after = p.blocked_mean if pair.blocked else trust.mean_of(pair.r, pair.s + cost)
    return AudienceMember(pair, _reason(pair, p, after, unanswered, opened_lately=bool(opened)), after, unanswered)


def _reason(pair: Pair, p: Parameters, after: float, unanswered: int, *, opened_lately: bool) -> AdviceReason:
    if pair.blocked or pair.muted:
        return AdviceReason.BLOCKED if pair.blocked else AdviceReason.MUTED
    if not pair.outreach:
        return AdviceReason.NO_OUTREACH
    if pair.mean < p.gate:
        return AdviceReason.BELOW_GATE
    if after < p.gate:
        return AdviceReason.WOULD_FALL_BELOW_GATE
    if unanswered >= FATIGUE_AFTER:
        return AdviceReason.IGNORED_LATELY
    if opened_lately:
        return AdviceReason.OPENED_LATELY
    if pair.stage is Stage.COOLING:
        # As the next step says: a word first, no goods.
        return AdviceReason.GONE_QUIET
    return AdviceReason.TRUSTS_YOU if pair.mean >= p.friend_mean else AdviceReason.NOTHING_KNOWN


def _instead(
    open_to_it: Sequence[AudienceMember],
    tires: Sequence[AudienceMember],
    held_back: Sequence[AudienceMember],
    p: Parameters,
) -> Alternative:
    """A product for those who are open to it; else something of use, or a word to those who have grown quiet."""
    if len(open_to_it) > len(tires) + len(held_back):
        return Alternative.PRODUCT
    quiet = [each for each in (*tires, *held_back) if each.pair.stage is Stage.COOLING and each.pair.mean >= p.gate]
    return Alternative.GREETING if len(quiet) * 2 > len(tires) + len(held_back) else Alternative.VALUE_CONTENT


def _lately(shopkeeper_id: int, people: Sequence[int], since: datetime) -> dict[int, list[_RecentEvent]]:
    found: dict[int, list[_RecentEvent]] = {}
    for each in rows(
        _RecentEvent,
        # Whose last event lies before that need not have their events looked through.
        """SELECT e.person_id, e.kind, e.at
           FROM relationship p
           JOIN relationship_event e ON e.shopkeeper_id = p.shopkeeper_id AND e.person_id = p.person_id
           WHERE p.shopkeeper_id = :s AND p.person_id = ANY(:people) AND p.as_of > :since
             AND e.kind = ANY(:kinds) AND e.at > :since
             AND NOT EXISTS (SELECT FROM relationship_event_void WHERE event_id = e.id)""",
        s=shopkeeper_id,
        people=list(people),
        since=since,
        kinds=[int(EventKind.SHARE_OPENED), int(EventKind.SHARE_IGNORED)],
    ):
        found.setdefault(each.person_id, []).append(each)
    return found
