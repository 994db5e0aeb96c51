"""Whoever did not open in time what was meant for them has ignored it."""

from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.referral.visits.flows.ingest_visits import ingest_visits
from webapp.social import relationships
from webapp.social.relationships import EventKind, EventReport, Recipient, share_audience, share_openings

PORTION = 50


def record_ignored_shares() -> int:
    """Tell of every share that was ignored by now, in portions; returns how many. What others hold is left to them."""
    ingest_visits()
    told = 0
    while True:
        with transaction():
            now = clock.now()
            due = share_audience.due_recipients(now, limit=PORTION)
            in_time = share_openings.opened_in_time(due)
            opened = [one for one in due if (one.share_id, one.person_id) in in_time]
            ignored = [one for one in due if (one.share_id, one.person_id) not in in_time]
            share_audience.save_outcome(opened, "opened")
            share_audience.save_outcome(ignored, "ignored")
            told += sum(relationships.record_event(_telling(one), now=now) for one in ignored)
        if len(due) < PORTION:
            return told


def _telling(recipient: Recipient) -> EventReport:
    return EventReport(
        shopkeeper_id=recipient.shopkeeper_id,
        person_id=recipient.person_id,
        kind=EventKind.SHARE_IGNORED,
        source=f"share:{recipient.share_id}",
        at=recipient.due_at,
    )
