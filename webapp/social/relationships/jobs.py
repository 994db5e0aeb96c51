"""What customers did, or let pass, reaches relationships within a minute; what time alone does, once a night."""

import logging

from webapp.journeys.record_ignored_shares import record_ignored_shares
from webapp.social.relationships.flows import recompute_relationships as night
from webapp.social.relationships.flows.record_share_openings import record_share_openings
from webapp.social.service_records.flows.recompute_service_records import recompute_service_records
from webapp.web.jobs.context import NIGHTLY, scan

log = logging.getLogger(__name__)


def recompute_relationships() -> int:
    """The nightly look at all pairs; the log says how far it is."""
    changed = night.recompute_relationships(
        lambda what, done, of: log.info("relationships: %s of %s %s", done, of, what)
    )
    log.info("relationships: %s changed", changed)
    return changed


scan(record_share_openings)
scan(record_ignored_shares)
scan(recompute_service_records, cron=NIGHTLY)
scan(recompute_relationships, cron=NIGHTLY)
