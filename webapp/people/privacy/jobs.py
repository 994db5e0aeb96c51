"""A no takes effect within moments, and an erasure as soon as nothing is under way."""

from webapp.journeys.erase_person import erase_person, process_erasures
from webapp.people.privacy.flows.delete_purpose_data import delete_purpose_data
from webapp.web.jobs.context import job, scan

job(delete_purpose_data)
job(erase_person)
scan(process_erasures)
