"""A colleague decides about words that could not be checked."""

from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.kernel.errors import Invalid
from webapp.people import moderation
from webapp.people.moderation.flows.publish_text import publish
from webapp.people.staff import audit

MOST_REASON = 200


class ReasonNeeded(Invalid):
    """Say why, in at most 200 characters: the author reads it."""


def judge_text(staff_id: int, text_id: int, *, shown: bool, reason: str) -> None:
    """Show or refuse a text that waits; a refusal needs a reason. Raises AlreadyJudged, ReasonNeeded, NotFound."""
    reason = reason.strip()
    if len(reason) > MOST_REASON or (not shown and not reason):
        raise ReasonNeeded
    with transaction():
        now = clock.now()
        text = moderation.lock_text(text_id)
        moderation.rule(text_id, shown=shown, reason=reason, staff_id=staff_id, now=now)
        audit.record(staff_id, "text_shown" if shown else "text_refused", f"text:{text_id}", reason=reason)
        if shown:
            publish(text, now=now)
