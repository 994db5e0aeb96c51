"""What is known of customers beside where they stand: a question left open, a parcel nobody thanked for, silence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from webapp.kernel.db import rows
from webapp.social.relationships import CustomerContext, EventKind

THANKS_WITHIN = timedelta(days=14)
LATELY = timedelta(days=14)

# A parcel counts as thanked for once its shopkeeper wrote a note or meant a share for the person: what was said in a
# chat is nobody's business here.
_KNOWN = """
SELECT person_id, question_at, ignored, visits,
       CASE WHEN received_at > coalesce(cared_at, '-infinity') THEN received_at END AS received_at
FROM unnest(CAST(:people AS bigint[])) AS asked (person_id)
CROSS JOIN LATERAL (
    SELECT min(e.at) FILTER (WHERE e.kind = :asked AND e.at > coalesce(answered.at, '-infinity')) AS question_at,
           count(*) FILTER (WHERE e.kind = :ignored AND e.at > :lately AND e.at > coalesce(opened.at, '-infinity'))::int
               AS ignored,
           count(*) FILTER (WHERE e.kind = :opened AND e.at > :lately)::int AS visits
    FROM (SELECT max(at) AS at FROM relationship_event
          WHERE shopkeeper_id = :s AND person_id = asked.person_id AND kind = :answered) AS answered,
         (SELECT max(at) AS at FROM relationship_event
          WHERE shopkeeper_id = :s AND person_id = asked.person_id AND kind = :opened) AS opened,
         relationship_event AS e
    WHERE e.shopkeeper_id = :s AND e.person_id = asked.person_id AND e.kind IN (:opened, :ignored, :asked)
      AND NOT EXISTS (SELECT FROM relationship_event_void WHERE event_id = e.id)
) AS told
CROSS JOIN LATERAL (
    SELECT max(received_at) AS received_at FROM orders
    WHERE buyer_id = asked.person_id AND shopkeeper_id = :s AND received_at > :thanks_since
      AND state = ANY(:kept)
) AS parcel
CROSS JOIN LATERAL (
    SELECT greatest((SELECT max(created_at) FROM customer_note
                     WHERE shopkeeper_id = :s AND person_id = asked.person_id),
                    (SELECT max(sent_at) FROM share_audience
                     WHERE shopkeeper_id = :s AND person_id = asked.person_id)) AS cared_at
) AS care
"""


_KINDS = {
    "opened": int(EventKind.SHARE_OPENED),
    "ignored": int(EventKind.SHARE_IGNORED),
    "asked": int(EventKind.ASKED),
    "answered": int(EventKind.ANSWERED),
}
# Where an order stands that was received and is not being returned.
_KEPT = ("received", "settled")


@dataclass(frozen=True, slots=True)
class _KnownOfPerson:
    person_id: int
    question_at: datetime | None
    ignored: int
    visits: int
    received_at: datetime | None


def customer_contexts(shopkeeper_id: int, people: Sequence[int], *, now: datetime) -> dict[int, CustomerContext]:
    """What is known of these customers, by person, in one statement."""
    found = rows(
        _KnownOfPerson,
        _KNOWN,
        s=shopkeeper_id,
        people=list(people),
        lately=now - LATELY,
        thanks_since=now - THANKS_WITHIN,
        kept=list(_KEPT),
        **_KINDS,
    )
    return {
        each.person_id: CustomerContext(
            question_at=each.question_at, received_at=each.received_at, ignored=each.ignored, visits=each.visits
        )
        for each in found
    }
