"""How a shop has served people lately, counted once a day: what share pages say and ability is reckoned from."""

from webapp.social.service_records.facts import Signals
from webapp.social.service_records.rules import ServiceFigures, signals, skill_outcomes
from webapp.social.service_records.service import save_service_records, service_record_of

__all__ = [
    "ServiceFigures",
    "Signals",
    "save_service_records",
    "service_record_of",
    "signals",
    "skill_outcomes",
]
