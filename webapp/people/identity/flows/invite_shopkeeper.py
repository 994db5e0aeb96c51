"""A shopkeeper invites somebody to open a shop too. Costs nothing, pays nothing."""

from dataclasses import dataclass
from datetime import datetime

from webapp.kernel.db import transaction
from webapp.kernel.errors import Refused
from webapp.people import identity


class InviterSuspended(Refused):
    """Your shop is suspended, so you cannot invite anybody at the moment."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CreatedInvitation:
    """What to hand over, and until when it works."""

    token: str
    expires_at: datetime


def invite_shopkeeper(shopkeeper_id: int) -> CreatedInvitation:
    """Make an invitation; raises SuspendedInvites."""
    with transaction():
        if not identity.lock_shopkeeper(shopkeeper_id).active:
            raise InviterSuspended
        token, until = identity.make_invitation(shopkeeper_id)
    return CreatedInvitation(token=token, expires_at=until)
