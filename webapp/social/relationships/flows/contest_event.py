"""A consumer says that something held about them is wrong."""

from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.kernel.errors import Invalid
from webapp.social.relationships import ContestView, contests

MOST_WORDS = 500


def contest(person_id: int, event_id: int, words: str) -> ContestView:
    """Contest one's own event, once; raises NotFound for somebody else's and AlreadyContested."""
    words = words.strip()
    if not 1 <= len(words) <= MOST_WORDS:
        raise Invalid(f"Say in 1 to {MOST_WORDS} characters what is wrong.")
    with transaction():
        made = contests.add_contest(person_id, event_id, words, now=clock.now())
        return contests.contest(made)
