"""Public words are checked moments after they were written; what no check answers reaches a colleague."""

from webapp.journeys.check_text import check_text
from webapp.people.moderation.flows.escalate_stuck_text_checks import escalate_stuck_text_checks
from webapp.web.jobs.context import job, scan

job(check_text)
scan(escalate_stuck_text_checks)
