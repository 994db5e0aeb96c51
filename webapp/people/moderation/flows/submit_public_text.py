"""Words for others to read: kept, hidden, and checked soon."""

from datetime import datetime

from webapp.kernel.jobs import enqueue
from webapp.people import moderation
from webapp.people.moderation import TextKind


def submit_public_text(kind: TextKind, author_id: int, text: str, *, now: datetime) -> int:
    """Keep somebody's words inside the open transaction and have them checked; gives the text's id.

    Raises WordsNeeded. Until the check has passed, nobody but the author reads them.
    """
    text_id = moderation.submit_text(kind, author_id, text, now=now)
    enqueue("check_text", lock=f"text:{text_id}", text_id=text_id)
    return text_id
