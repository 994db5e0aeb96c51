"""The life of a complaint as one table, who may take which edge, and until when one may be filed; pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from webapp.kernel.clean_text import clean_text
from webapp.kernel.errors import Conflict, Invalid, NotFound, Refused
from webapp.social.complaints.kinds import LIVE, ComplaintAction, ComplaintKind, ComplaintState, Party

MAX_TEXT_LENGTH = 500


class NoSuchComplaint(NotFound):
    """There is no such complaint, or it is not yours."""


class NoSuchLine(NotFound):
    """This order has no such line."""


class NotPaidFor(Refused):
    """This order was never paid, so there is nothing to complain about; it can be cancelled."""


class TooLateToComplain(Refused):
    """The time to complain about this purchase is over."""


class AlreadyComplained(Conflict):
    """There is a complaint about this already; please add a message to it."""


class ComplaintChanged(Conflict):
    """This complaint has changed meanwhile; please look at it again."""


class ComplaintClosed(Refused):
    """This complaint is closed; nothing can be added to it."""


class NotYetAnswered(Refused):
    """The shopkeeper still has time to answer; if they do not, it comes to us by itself."""


class NotWithStaff(Refused):
    """A colleague takes part once a complaint is with us."""


class UnknownComplaintKind(Invalid):
    """Choose what it is about: quality, not as described, delivery, service or something else."""


class ComplaintTextNeeded(Invalid):
    """Write 1 to 500 characters."""


EDGES: dict[tuple[ComplaintState, ComplaintAction], ComplaintState] = {
    (ComplaintState.OPEN, ComplaintAction.ANSWERED): ComplaintState.ANSWERED,
    (ComplaintState.OPEN, ComplaintAction.OVERDUE): ComplaintState.WITH_STAFF,
    # Only after a first answer: whoever has asked again need not wait for a second one.
    (ComplaintState.OPEN, ComplaintAction.ESCALATED): ComplaintState.WITH_STAFF,
    (ComplaintState.OPEN, ComplaintAction.SOLVED): ComplaintState.RESOLVED,
    (ComplaintState.OPEN, ComplaintAction.WITHDRAWN): ComplaintState.RESOLVED,
    # The buyer writes after an answer: the shopkeeper owes the next one.
    (ComplaintState.ANSWERED, ComplaintAction.ASKED_AGAIN): ComplaintState.OPEN,
    (ComplaintState.ANSWERED, ComplaintAction.ESCALATED): ComplaintState.WITH_STAFF,
    (ComplaintState.ANSWERED, ComplaintAction.SOLVED): ComplaintState.RESOLVED,
    (ComplaintState.ANSWERED, ComplaintAction.WITHDRAWN): ComplaintState.RESOLVED,
    (ComplaintState.WITH_STAFF, ComplaintAction.SOLVED): ComplaintState.RESOLVED,
    (ComplaintState.WITH_STAFF, ComplaintAction.WITHDRAWN): ComplaintState.RESOLVED,
    (ComplaintState.WITH_STAFF, ComplaintAction.UPHELD): ComplaintState.UPHELD,
    (ComplaintState.WITH_STAFF, ComplaintAction.DISMISSED): ComplaintState.DISMISSED,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class PurchasedLine:
    """One line of an order as a complaint needs it; `shopkeeper_is_buyer` for a purchase through one's own share."""

    order_line_id: int
    order_id: int
    shopkeeper_id: int | None
    shopkeeper_is_buyer: bool
    paid_at: datetime | None
    received_at: datetime | None
    refunded_at: datetime | None

    @property
    def answerable_by(self) -> int | None:
        """The shopkeeper who answers; nobody when the platform sold it, or when they would answer themselves."""
        return None if self.shopkeeper_is_buyer else self.shopkeeper_id


def checked_text(text: str) -> str:
    """Words as others will see them; raises ComplaintWordsNeeded."""
    text = clean_text(text)
    if not 1 <= len(text) <= MAX_TEXT_LENGTH:
        raise ComplaintTextNeeded
    return text


def checked_kind(word: str) -> ComplaintKind:
    """The kind of this name; raises UnknownComplaintKind."""
    try:
        return ComplaintKind(word)
    except ValueError as exc:
        raise UnknownComplaintKind from exc


def complaint_deadline(
    received_at: datetime | None, refunded_at: datetime | None, allowed: timedelta
) -> datetime | None:
    """Until when a paid line may be complained about; None while neither goods nor money have arrived."""
    over = received_at or refunded_at
    return over + allowed if over else None


def check_may_complain(line: PurchasedLine, now: datetime, allowed: timedelta) -> None:
    """Refuse what was never paid, or came too long ago; raises NotPaidFor, TooLateToComplain."""
    if line.paid_at is None:
        raise NotPaidFor
    until = complaint_deadline(line.received_at, line.refunded_at, allowed)
    if until is not None and now > until:
        raise TooLateToComplain


def next_state(before: ComplaintState, action: ComplaintAction) -> ComplaintState:
    """Where an action leads; raises ComplaintMoved where the table has no such edge."""
    found = EDGES.get((before, action))
    if found is None:
        raise ComplaintChanged(state=before)
    return found


def may_escalate(state: ComplaintState, answered_at: datetime | None) -> bool:
    """Whether the buyer may ask for a decision of the platform now."""
    return state is ComplaintState.ANSWERED or (state is ComplaintState.OPEN and answered_at is not None)


def check_escalation(state: ComplaintState, answered_at: datetime | None) -> None:
    """Raises NotYetAnswered while the shopkeeper has their first chance."""
    if state is ComplaintState.OPEN and not may_escalate(state, answered_at):
        raise NotYetAnswered


def action_of_message(state: ComplaintState, party: Party) -> ComplaintAction | None:
    """What words of this party do beside being read; raises ComplaintClosed and, for staff, NotWithStaff."""
    if state not in LIVE:
        raise ComplaintClosed(state=state)
    if party is Party.STAFF and state is not ComplaintState.WITH_STAFF:
        raise NotWithStaff(state=state)
    return _OF_WORDS.get((state, party))


_OF_WORDS = {
    (ComplaintState.OPEN, Party.SHOPKEEPER): ComplaintAction.ANSWERED,
    (ComplaintState.ANSWERED, Party.BUYER): ComplaintAction.ASKED_AGAIN,
}
