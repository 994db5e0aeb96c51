"""What becomes of words in the demo: WeChat judges them, and a colleague shows what it could not judge."""

from webapp.journeys.check_text import check_text
from webapp.kernel.db import rows
from webapp.people.moderation import TextKind, TextState
from webapp.people.moderation.flows.moderate_text import moderate_text


def check_texts(staff_id: int, *kinds: TextKind) -> None:
    """Every text of these kinds that waits for its check."""
    waiting = rows(
        int,
        "SELECT id FROM public_text WHERE state = :checking AND kind = ANY(:kinds)",
        checking=TextState.CHECKING.value,
        kinds=[kind.value for kind in kinds],
    )
    for each in waiting:
        if check_text(each) is TextState.WAITING:
            moderate_text(staff_id, each, shown=True, reason="")
