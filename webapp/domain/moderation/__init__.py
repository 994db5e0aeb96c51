"""Moderation: public words are hidden until WeChat's check or a colleague lets them through; it fails closed.

Whoever publishes words keeps the id of a text here and reads it joined with its state: what is not `shown` does not
exist for others.
"""

from webapp.domain.moderation.kinds import TextKind, TextState, Verdict
from webapp.domain.moderation.queries import PublicTextView, text, text_for, texts_by, texts_of
from webapp.domain.moderation.service import (
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
    "submit",
    "text",
    "text_for",
    "texts_by",
    "texts_of",
]
