"""Public words are checked moments after they were written; what no check answers reaches a colleague."""

from webapp.journeys.check_text import check_text
from webapp.people.moderation.flows.rescue_texts import rescue_texts
from webapp.web.jobs.context import job, scan

job(check_text)
scan(rescue_texts)
