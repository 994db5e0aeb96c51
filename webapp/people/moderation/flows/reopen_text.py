"""A colleague puts refused words back among those that wait: WeChat, or somebody, may have been wrong."""

from webapp.kernel.db import transaction
from webapp.people import moderation
from webapp.people.staff import audit


def reopen_text(staff_id: int, text_id: int) -> None:
    """Let a refused text be judged once more. Raises NotRefused, NotFound."""
    with transaction():
        moderation.lock_text(text_id)
        moderation.reopen_text(text_id)
        audit.record(staff_id, "text_reopened", f"text:{text_id}")
