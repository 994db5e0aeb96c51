"""Where a question stands, and how much one person may ask."""

from enum import StrEnum

MAX_OPEN_QUESTIONS = 5
"""How many questions of one person may wait for an answer at one shop."""


ACTIVE_SHOP = "active"
"""The status of a shop whose answers others may read."""


class QuestionState(StrEnum):
    """The words are being checked, wait for a colleague or were refused; then the shop is asked, then it answered."""

    CHECKING = "checking"
    WAITING = "waiting"
    REFUSED = "refused"
    OPEN = "open"
    ANSWERED = "answered"
