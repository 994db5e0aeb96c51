"""A check that got lost on its way must not hide words for ever: a colleague decides instead."""

from datetime import timedelta

from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.people import moderation

PATIENCE = timedelta(minutes=10)
PORTION = 500


def rescue_texts() -> int:
    """Whatever has been checking for too long waits for a colleague; gives how many in this portion."""
    with transaction():
        return moderation.give_up_checking(clock.now() - PATIENCE, PORTION)
