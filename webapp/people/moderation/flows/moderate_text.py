"""A colleague decides about words that could not be checked."""

from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.kernel.errors import Invalid
from webapp.kernel.facts import happened
from webapp.people import moderation
from webapp.people.moderation import TextPublished
from webapp.people.staff import audit

MAX_REASON_LENGTH = 200


class ReasonNeeded(Invalid):
    """Say why, in at most 200 characters: the author reads it."""


def moderate_text(staff_id: int, text_id: int, *, shown: bool, reason: str) -> None:
    """Show or refuse a text that waits; a refusal needs a reason. Raises AlreadyJudged, ReasonNeeded, NotFound."""
    reason = reason.strip()
    if len(reason) > MAX_REASON_LENGTH or (not shown and not reason):
        raise ReasonNeeded
    with transaction():
        now = clock.now()
        text = moderation.lock_text(text_id)
        moderation.decide_text(text_id, shown=shown, reason=reason, staff_id=staff_id, now=now)
        audit.record(staff_id, "text_shown" if shown else "text_refused", f"text:{text_id}", reason=reason)
        if shown:
            happened(TextPublished(text_id=text_id, kind=text.kind, published_at=now))
