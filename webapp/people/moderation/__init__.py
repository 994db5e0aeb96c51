"""Words that others read: hidden until WeChat's check or a colleague lets them through."""

from webapp.people.moderation import staff_queries
from webapp.people.moderation.kinds import TextKind, TextState, Verdict
from webapp.people.moderation.queries import PublicTextView, text, text_for, texts_by, texts_of
from webapp.people.moderation.service import (
    TextNeeded,
    checked_text,
    decide_text,
    delete_texts,
    escalate_stuck_checks,
    lock_text,
    record_check,
    record_failed_check,
    reopen_text,
    submit_text,
)

__all__ = [
    "PublicTextView",
    "TextKind",
    "TextNeeded",
    "TextState",
    "Verdict",
    "checked_text",
    "decide_text",
    "delete_texts",
    "escalate_stuck_checks",
    "lock_text",
    "record_check",
    "record_failed_check",
    "reopen_text",
    "staff_queries",
    "submit_text",
    "text",
    "text_for",
    "texts_by",
    "texts_of",
]
