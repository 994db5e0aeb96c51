"""A no takes effect within moments, and an erasure as soon as nothing is under way."""

from webapp.journeys.erase_person import carry_out_erasures, erase_person
from webapp.people.consent.flows.decide_consent import forget_purpose
from webapp.web.jobs.context import job, scan

job(forget_purpose)
job(erase_person)
scan(carry_out_erasures)
