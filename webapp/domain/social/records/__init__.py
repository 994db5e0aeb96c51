"""Records: how each shop has served people lately, counted from what really happened.

Ability and the honest signals on a share page both stand on this; nobody edits it.
"""

from webapp.domain.social.records.rules import Record, Signals, practices, signals
from webapp.domain.social.records.service import keep_records, record_of

__all__ = ["Record", "Signals", "keep_records", "practices", "record_of", "signals"]
