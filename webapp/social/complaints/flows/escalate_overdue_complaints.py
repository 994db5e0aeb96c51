"""What a shopkeeper left unanswered for too long goes to staff."""

from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.social import complaints

PORTION = 100


def escalate_overdue_complaints() -> int:
    """Give every overdue complaint to staff, in portions; returns how many. What others hold is left to them."""
    handed = 0
    while True:
        with transaction():
            moved = complaints.escalate_overdue(clock.now(), limit=PORTION)
        handed += moved
        if moved < PORTION:
            return handed
