"""What customers did, or let pass, reaches relationships within a minute; what time alone does, once a night."""

from webapp.flows.count_ignored import count_ignored
from webapp.flows.count_service import count_service
from webapp.flows.note_openings import note_openings
from webapp.flows.recompute_relationships import recompute_relationships
from webapp.jobs.context import NIGHTLY, scan

scan(note_openings)
scan(count_ignored)
scan(count_service, cron=NIGHTLY)
scan(recompute_relationships, cron=NIGHTLY)
