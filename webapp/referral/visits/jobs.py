"""Visits a dead web process left in the spool are taken in within a minute; old ones are forgotten at night."""

from webapp.referral.visits.flows.ingest_visits import ingest_visits
from webapp.referral.visits.flows.purge_old_visits import purge_old_visits
from webapp.web.jobs.context import NIGHTLY, scan

scan(ingest_visits)
scan(purge_old_visits, cron=NIGHTLY)
