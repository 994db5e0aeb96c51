"""What staff may do about a shop: correct its upline, suspend it, let it back in. Each leaves an audit line."""

from webapp.kernel.db import transaction
from webapp.kernel.errors import DomainError, Invalid
from webapp.people import identity
from webapp.people.identity import ShopkeeperStatus
from webapp.people.staff import audit

MAX_REASON_LENGTH = 200


def correct_upline(shopkeeper_id: int, new_parent_id: int | None, *, staff_id: int, reason: str) -> None:
    """Move a shopkeeper, with everybody below, under another upline. Orders already placed keep their chain.

    Raises ChainLoop when the new upline stands below; that attempt is written down too.
    """
    given = _reason(reason)
    refusal: DomainError | None = None
    with transaction():
        before = identity.shopkeeper(shopkeeper_id)
        try:
            identity.move_below(shopkeeper_id, new_parent_id)
        except identity.ChainLoop as exc:
            refusal = exc
        outcome = ("refused", "loop") if refusal else ("bound", "corrected")
        identity.record_bind(before.person_id, new_parent_id, *outcome)
        audit.record(
            staff_id,
            "shopkeeper.correct_upline",
            f"shopkeeper:{shopkeeper_id}",
            parent=[before.parent_id, new_parent_id],
            outcome=outcome[0],
            reason=given,
        )
    if refusal:
        raise refusal


def suspend_shopkeeper(shopkeeper_id: int, *, staff_id: int, reason: str) -> None:
    """Close a shop for now: its shares stop selling and earn nothing; repeating changes nothing."""
    _set(shopkeeper_id, ShopkeeperStatus.SUSPENDED, staff_id=staff_id, reason=_reason(reason))


def reinstate_shopkeeper(shopkeeper_id: int, *, staff_id: int, reason: str) -> None:
    """Let a suspended shop sell again; repeating changes nothing."""
    _set(shopkeeper_id, ShopkeeperStatus.ACTIVE, staff_id=staff_id, reason=_reason(reason))


def _set(shopkeeper_id: int, status: ShopkeeperStatus, *, staff_id: int, reason: str) -> None:
    with transaction():
        suspends = status is ShopkeeperStatus.SUSPENDED
        if identity.set_status(shopkeeper_id, status, reason if suspends else ""):
            action = "shopkeeper.suspend" if suspends else "shopkeeper.reinstate"
            audit.record(staff_id, action, f"shopkeeper:{shopkeeper_id}", reason=reason)


def _reason(reason: str) -> str:
    text = " ".join(reason.split())
    if not 1 <= len(text) <= MAX_REASON_LENGTH:
        raise Invalid(f"Give a reason of 1 to {MAX_REASON_LENGTH} characters.")
    return text
