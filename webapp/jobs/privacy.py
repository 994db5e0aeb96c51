"""A no takes effect within moments, and an erasure as soon as nothing is under way."""

from webapp.flows.decide_consent import forget_purpose
from webapp.flows.erase_person import carry_out_erasures, erase_person
from webapp.jobs.context import job, scan

job(forget_purpose)
job(erase_person)
scan(carry_out_erasures)
