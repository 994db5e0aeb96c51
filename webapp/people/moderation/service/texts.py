"""Words come in hidden; a verdict or a colleague decides once what becomes of them."""

from collections.abc import Sequence
from datetime import datetime

from webapp.kernel.clean_text import clean_text
from webapp.kernel.db import execute, row
from webapp.kernel.errors import Conflict, Invalid
from webapp.kernel.facts import happened
from webapp.people.moderation.facts import TextSubmitted
from webapp.people.moderation.kinds import TextKind, TextState, Verdict
from webapp.people.moderation.queries import lock_text

MAX_TRIES = 3
"""How often WeChat is asked before a colleague is."""

_AFTER = {Verdict.PASS: TextState.SHOWN, Verdict.REVIEW: TextState.WAITING, Verdict.RISKY: TextState.REFUSED}


class TextNeeded(Invalid):
    """Write something, and not more than fits."""


class AlreadyModerated(Conflict):
    """Somebody has decided about this text already."""


class NotRefused(Conflict):
    """Only words that were refused can be looked at once more."""


def checked_text(kind: TextKind, text: str) -> str:
    """The words as others will see them; raises WordsNeeded when nothing is left or too much is."""
    cleaned = clean_text(text)
    if not 1 <= len(cleaned) <= kind.most:
        raise TextNeeded(f"Write 1 to {kind.most} characters.", most=kind.most)
    return cleaned


def submit_text(kind: TextKind, author_id: int | None, text: str, *, now: datetime) -> int:
    """Keep words, hidden until checked; the platform's own (no author) are shown at once. Gives the text's id.

    Raises TextNeeded.
    """
    state = TextState.CHECKING if author_id is not None else TextState.SHOWN
    made = row(
        int,
        """INSERT INTO public_text (kind, author_id, text, state, created_at, judged_at)
           VALUES (:kind, :author, :text, :state, :now, :judged) RETURNING id""",
        kind=kind.value,
        author=author_id,
        text=checked_text(kind, text),
        state=state.value,
        now=now,
        judged=None if author_id is not None else now,
    )
    assert made is not None  # noqa: S101 - an INSERT … RETURNING answers
    if author_id is not None:
        happened(TextSubmitted(text_id=made))
    return made


def record_check(text_id: int, verdict: Verdict, label: int | None, *, now: datetime) -> TextState:
    """Write down what WeChat said, of a locked text that is still being checked; gives where it stands now."""
    state = _AFTER[verdict]
    execute(
        """UPDATE public_text SET state = :state, label = :label, tries = tries + 1,
                  judged_at = :judged
           WHERE id = :id AND state = :checking""",
        id=text_id,
        state=state.value,
        checking=TextState.CHECKING.value,
        label=label,
        judged=None if state is TextState.WAITING else now,
    )
    return state


def record_failed_check(text_id: int, *, final: bool) -> TextState:
    """WeChat could not say; after the last try, or when it never will (`final`), a colleague is asked."""
    found = row(
        TextState,
        """UPDATE public_text SET tries = tries + 1,
                  state = CASE WHEN :final OR tries + 1 >= :most THEN :waiting ELSE state END
           WHERE id = :id AND state = :checking RETURNING state""",
        id=text_id,
        final=final,
        most=MAX_TRIES,
        checking=TextState.CHECKING.value,
        waiting=TextState.WAITING.value,
    )
    return found or lock_text(text_id).state


def delete_texts(text_ids: Sequence[int]) -> None:
    """Remove words their author takes back, whatever their state."""
    execute("DELETE FROM public_text WHERE id = ANY(:ids)", ids=list(text_ids))


def decide_text(text_id: int, *, shown: bool, reason: str, staff_id: int, now: datetime) -> None:
    """A colleague decides about what waits; raises AlreadyJudged for anything else."""
    touched = execute(
        """UPDATE public_text SET state = :state, reason = :reason, staff_id = :staff, judged_at = :now
           WHERE id = :id AND state = :waiting""",
        id=text_id,
        waiting=TextState.WAITING.value,
        state=(TextState.SHOWN if shown else TextState.REFUSED).value,
        reason=reason,
        staff=staff_id,
        now=now,
    )
    if not touched:
        raise AlreadyModerated


def reopen_text(text_id: int) -> None:
    """What was refused waits for a colleague once more; raises NotRefused for anything else.

    What a check refused was never shown, so nothing that
    followed from showing it has to be taken back.
    """
    touched = execute(
        """UPDATE public_text SET state = :waiting, reason = '', staff_id = NULL, judged_at = NULL
           WHERE id = :id AND state = :refused""",
        id=text_id,
        waiting=TextState.WAITING.value,
        refused=TextState.REFUSED.value,
    )
    if not touched:
        raise NotRefused


def escalate_stuck_checks(before: datetime, limit: int) -> int:
    """Whatever has been checking since before this moment waits for a colleague, oldest first; gives how many."""
    # What checks is a literal, so that its index answers.
    return execute(
        """UPDATE public_text SET state = :waiting WHERE id IN (
               SELECT id FROM public_text WHERE state = 'checking' AND created_at < :before
               ORDER BY created_at LIMIT :limit FOR UPDATE SKIP LOCKED)""",
        before=before,
        waiting=TextState.WAITING.value,
        limit=limit,
    )
