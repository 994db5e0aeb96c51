"""Words that others read: hidden until WeChat's check or a colleague lets them through."""

from webapp.people.moderation import service, staff_queries
from webapp.people.moderation.kinds import TextKind, TextState, Verdict
from webapp.people.moderation.queries import PublicTextView, text, text_for, texts_by, texts_of
from webapp.people.moderation.service import (
    AlreadyJudged,
    NotRefused,
    WordsNeeded,
    checked,
    clean_words,
    forget_texts,
    give_up_checking,
    lock_text,
    note_failed_check,
    reopen,
    rule,
    submit,
)

__all__ = [
    "AlreadyJudged",
    "NotRefused",
    "PublicTextView",
    "TextKind",
    "TextState",
    "Verdict",
    "WordsNeeded",
    "checked",
    "clean_words",
    "forget_texts",
    "give_up_checking",
    "lock_text",
    "note_failed_check",
    "reopen",
    "rule",
    "service",
    "staff_queries",
    "submit",
    "text",
    "text_for",
    "texts_by",
    "texts_of",
]
