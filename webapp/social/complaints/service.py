"""Filing a complaint, writing in its thread, and moving it along the table of states."""

from dataclasses import dataclass
from datetime import datetime

from webapp.kernel.db import execute, row, rows
from webapp.social.complaints import rules
from webapp.social.complaints.kinds import LIVE, ComplaintAction, ComplaintKind, ComplaintState, Party
from webapp.social.complaints.queries.complaints import ComplaintView
from webapp.social.complaints.rules import AlreadyComplained, ComplaintChanged, PurchasedLine


@dataclass(frozen=True, kw_only=True, slots=True)
class Transition:
    """Who does something to a complaint, when, and until when the shopkeeper has time to answer it."""

    action: ComplaintAction
    actor: str
    at: datetime
    answer_due_at: datetime | None = None


def add_complaint(
    person_id: int, line: PurchasedLine, *, kind: ComplaintKind, now: datetime, answer_due_at: datetime
) -> int:
    """Write a complaint down; raises AlreadyComplained when there is one about this line, whoever was faster."""
    shopkeeper_id = line.answerable_by
    made = row(
        int,
        """INSERT INTO complaint (order_line_id, order_id, shopkeeper_id, person_id, kind, state, since, created_at,
                                  answer_due_at)
           VALUES (:line, :order, :keeper, :person, :kind, :state, :now, :now, :due)
           ON CONFLICT DO NOTHING RETURNING id""",
        line=line.order_line_id,
        order=line.order_id,
        keeper=shopkeeper_id,
        person=person_id,
        kind=kind.value,
        state=(ComplaintState.OPEN if shopkeeper_id is not None else ComplaintState.WITH_STAFF).value,
        now=now,
        due=answer_due_at if shopkeeper_id is not None else None,
    )
    if made is None:
        raise AlreadyComplained
    execute(
        """INSERT INTO complaint_step (complaint_id, action, to_state, actor, at)
           SELECT id, :filed, state, :actor, :now FROM complaint WHERE id = :id""",
        id=made,
        filed=ComplaintAction.FILED.value,
        actor=f"person:{person_id}",
        now=now,
    )
    return made


@dataclass(frozen=True, kw_only=True, slots=True)
class MessageDraft:
    """What somebody writes in a thread, and what these words do beside being read."""

    party: Party
    text: str
    at: datetime
    action: ComplaintAction | None = None
    staff_id: int | None = None


def add_message(complaint_id: int, saying: MessageDraft) -> None:
    """Add words to the thread; a shopkeeper's first ones are their answer, however late they come."""
    execute(
        """INSERT INTO complaint_message (complaint_id, party, staff_id, action, text, at)
           VALUES (:id, :party, :staff, :action, :text, :at)""",
        id=complaint_id,
        party=saying.party.value,
        staff=saying.staff_id,
        action=saying.action.value if saying.action else "",
        text=saying.text,
        at=saying.at,
    )
    if saying.party is Party.SHOPKEEPER:
        execute(
            "UPDATE complaint SET answered_at = :at WHERE id = :id AND answered_at IS NULL",
            id=complaint_id,
            at=saying.at,
        )


# The state in the condition is the last guard: whoever did not see the latest state moves nothing.
_MOVE = """
WITH moved AS (
    UPDATE complaint SET state = :after, since = :at, answer_due_at = CAST(:due AS timestamptz),
           closed_at = CAST(:closed AS timestamptz)
    WHERE id = :id AND state = :before RETURNING id
)
INSERT INTO complaint_step (complaint_id, action, from_state, to_state, actor, at)
SELECT id, :action, :before, :after, :actor, :at FROM moved
"""


def apply_transition(complaint: ComplaintView, doing: Transition) -> None:
    """Take an edge and write the step down; raises ComplaintMoved when there is no such edge any more."""
    state = rules.next_state(complaint.state, doing.action)
    moved = execute(
        _MOVE,
        id=complaint.id,
        before=complaint.state.value,
        after=state.value,
        action=doing.action.value,
        actor=doing.actor,
        at=doing.at,
        due=doing.answer_due_at,
        closed=None if state in LIVE else doing.at,
    )
    if not moved:
        raise ComplaintChanged


# Of two workers, or a worker and a shopkeeper who is answering, the second leaves it to the first.
_SKIP_HELD = " FOR UPDATE SKIP LOCKED"


def escalate_overdue(now: datetime, *, limit: int) -> int:
    """Give to staff what shopkeepers left unanswered for too long; what another worker or a writer holds is skipped."""
    overdue = rows(
        int,
        # Written out, so that the index of open complaints is found.
        f"""SELECT id FROM complaint WHERE state = '{ComplaintState.OPEN.value}' AND answer_due_at <= :now
            ORDER BY answer_due_at LIMIT :limit"""  # noqa: S608 - constants
        + _SKIP_HELD,
        now=now,
        limit=limit,
    )
    if not overdue:
        return 0
    return execute(
        """WITH moved AS (
               UPDATE complaint SET state = :after, since = :now, answer_due_at = NULL
               WHERE id = ANY(:ids) RETURNING id
           )
           INSERT INTO complaint_step (complaint_id, action, from_state, to_state, actor, at)
           SELECT id, :overdue, :before, :after, 'clock', :now FROM moved""",
        ids=overdue,
        overdue=ComplaintAction.OVERDUE.value,
        before=ComplaintState.OPEN.value,
        after=ComplaintState.WITH_STAFF.value,
        now=now,
    )
