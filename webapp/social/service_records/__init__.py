"""How a shop has served people lately, counted once a day: what share pages say and ability is reckoned from."""

from webapp.social.service_records.rules import Record, Signals, practices, signals
from webapp.social.service_records.service import keep_records, record_of

__all__ = [
    "Record",
    "Signals",
    "keep_records",
    "practices",
    "record_of",
    "signals",
]
