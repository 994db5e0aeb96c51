"""Public words are checked moments after they were written."""

from webapp.flows.check_text import check_text
from webapp.jobs.context import job

job(check_text)
