"""Whom a share is meant for, as its shopkeeper says: who may be named, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from webapp.kernel.db import execute, rows
from webapp.kernel.errors import Invalid, NotFound, Refused
from webapp.people import consent
from webapp.social.relationships.rules.parameters import parameters
from webapp.social.relationships.rules.trust import faded, mean_of

MAX_PEOPLE = 200


class AudienceTooLarge(Invalid):
    """A share is meant for at most 200 people."""


class NotYourCustomers(NotFound):
    """Some of these people are not customers of yours."""


class AudienceHeldBack(Refused):
    """Some of these people do not want this share, or trust you too little for it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Recipient:
    """Somebody a share was meant for."""

    share_id: int
    shopkeeper_id: int
    person_id: int
    due_at: datetime
    outcome: str | None


_PAIRS = f"""
SELECT pair.person_id, pair.r, pair.s, pair.as_of, pair.blocked OR choice.blocked_at IS NOT NULL AS blocked,
       choice.muted_at IS NOT NULL AS muted, {consent.consent_condition("outreach", "pair.person_id")} AS outreach
FROM relationship AS pair
     LEFT JOIN contact_preference AS choice
     ON choice.shopkeeper_id = pair.shopkeeper_id AND choice.person_id = pair.person_id
WHERE pair.shopkeeper_id = :shopkeeper AND pair.person_id = ANY(:people)
"""  # noqa: S608 - no input


@dataclass(frozen=True, kw_only=True, slots=True)
class _Customer:
    person_id: int
    r: float
    s: float
    as_of: datetime
    blocked: bool
    muted: bool
    outreach: bool

    @property
    def refuses(self) -> bool:
        return self.muted or self.blocked or not self.outreach

    def is_tired(self, now: datetime) -> bool:
        p = parameters()
        left = faded(self.as_of, now, p)
        return mean_of(self.r * left, self.s * left) < p.gate


def check_audience(shopkeeper_id: int, people: Sequence[int], *, now: datetime) -> None:
    """Only one's own customers, none of whom refuses shares or trusts too little; refusals say how many."""
    if len(people) > MAX_PEOPLE:
        raise AudienceTooLarge
    # Else somebody says no, and is forgotten, between this look and keep_audience.
    consent.lock_consents(people, ("outreach", "relationship"))
    found = rows(_Customer, _PAIRS, shopkeeper=shopkeeper_id, people=list(people))
    if strangers := len(people) - len(found):
        raise NotYourCustomers(f"{strangers} of these people are not customers of yours.", strangers=strangers)
    turned_away = sum(each.refuses for each in found)
    tired = sum(not each.refuses and each.is_tired(now) for each in found)
    if turned_away or tired:
        raise AudienceHeldBack(
            f"{turned_away} of these people do not want shares from you, and {tired} trust you too little for a push"
            " at the moment.",
            turned_away=turned_away,
            tired=tired,
        )


def save_audience(share_id: int, shopkeeper_id: int, people: Sequence[int], *, now: datetime) -> None:
    """Write down whom a share is meant for, and until when they may open it."""
    execute(
        """INSERT INTO share_audience (share_id, person_id, shopkeeper_id, sent_at, due_at)
           SELECT :share, person, :shopkeeper, :now, :due FROM unnest(CAST(:people AS bigint[])) AS person""",
        share=share_id,
        shopkeeper=shopkeeper_id,
        people=list(people),
        now=now,
        due=now + timedelta(hours=parameters().ignored_after_hours),
    )


def delete_audience(share_id: int) -> None:
    """A share that was taken back can be neither opened nor ignored any more."""
    execute("DELETE FROM share_audience WHERE share_id = :share AND outcome IS NULL", share=share_id)


_RECIPIENT = "SELECT share_id, shopkeeper_id, person_id, due_at, outcome FROM share_audience WHERE "
_THESE = "(share_id, person_id) IN (SELECT * FROM unnest(CAST(:shares AS bigint[]), CAST(:people AS bigint[])))"


def due_recipients(now: datetime, *, limit: int) -> list[Recipient]:
    """Those whose time is over, locked; what another worker holds is left to it. Ordered as pairs are locked."""
    found = rows(
        Recipient,
        _RECIPIENT + "outcome IS NULL AND due_at <= :now ORDER BY due_at LIMIT :limit FOR UPDATE SKIP LOCKED",
        now=now,
        limit=limit,
    )
    return sorted(found, key=lambda one: (one.shopkeeper_id, one.person_id, one.due_at))


def lock_recipients(share_ids: Sequence[int], people: Sequence[int]) -> dict[tuple[int, int], Recipient]:
    """Those among these people whom these shares were meant for, by (share, person), locked."""
    found = rows(
        Recipient,
        f"{_RECIPIENT} {_THESE} ORDER BY share_id, person_id FOR UPDATE",
        shares=list(share_ids),
        people=list(people),
    )
    return {(each.share_id, each.person_id): each for each in found}


def save_outcome(recipients: Sequence[Recipient], outcome: str) -> None:
    """Write down what became of a share for these people: `opened` or `ignored`."""
    execute(
        f"UPDATE share_audience SET outcome = :outcome WHERE {_THESE}",  # noqa: S608 - no input
        outcome=outcome,
        shares=[one.share_id for one in recipients],
        people=[one.person_id for one in recipients],
    )
