"""Complaints nobody answered in time reach staff within a minute."""

from webapp.social.complaints.flows.escalate_overdue_complaints import escalate_overdue_complaints
from webapp.web.jobs.context import scan

scan(escalate_overdue_complaints)
