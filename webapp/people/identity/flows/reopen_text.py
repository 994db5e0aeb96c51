"""A colleague puts refused words back among those that wait: WeChat, or somebody, may have been wrong."""

from webapp.kernel.db import transaction
from webapp.people import identity, moderation
from webapp.people.staff import audit


def reopen_text(staff_id: int, text_id: int) -> None:
    """Let a refused text be judged once more. Raises NotRefused, NotFound."""
    with transaction():
        text = moderation.lock_text(text_id)
        if text.author_id is not None and identity.is_erased(text.author_id):
            # Of the words of somebody erased nothing is left to look at; an erasure waits for the text's lock.
            raise moderation.NotRefused
        moderation.reopen_text(text_id)
        audit.record(staff_id, "text_reopened", f"text:{text_id}")
