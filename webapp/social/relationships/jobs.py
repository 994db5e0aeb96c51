"""What customers did, or let pass, reaches relationships within a minute; what time alone does, once a night."""

import logging

from webapp.social.relationships.flows import recompute_relationships as night
from webapp.social.relationships.flows.count_ignored import count_ignored
from webapp.social.relationships.flows.note_openings import note_openings
from webapp.social.service_records.flows.count_service import count_service
from webapp.web.jobs.context import NIGHTLY, scan

log = logging.getLogger(__name__)


def recompute_relationships() -> int:
    """The nightly look at all pairs; the log says how far it is."""
    changed = night.recompute_relationships(lambda progress: log.info("relationships: %s", progress))
    log.info("relationships: %s changed", changed)
    return changed


scan(note_openings)
scan(count_ignored)
scan(count_service, cron=NIGHTLY)
scan(recompute_relationships, cron=NIGHTLY)
