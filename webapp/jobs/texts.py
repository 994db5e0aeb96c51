"""Public words are checked moments after they were written; what no check answers reaches a colleague."""

from webapp.flows.check_text import check_text
from webapp.flows.rescue_texts import rescue_texts
from webapp.jobs.context import job, scan

job(check_text)
scan(rescue_texts)
