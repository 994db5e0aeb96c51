"""Complaints nobody answered in time reach staff within a minute."""

from webapp.social.complaints.flows.hand_over_complaints import hand_over_complaints
from webapp.web.jobs.context import scan

scan(hand_over_complaints)
