"""Public words as staff see them: how many wait."""

from webapp.kernel.db import row


def count_waiting() -> int:
    """How many texts wait for a colleague."""
    # A literal, so that the index of what waits answers.
    return row(int, "SELECT count(*) FROM public_text WHERE state = 'waiting'") or 0
