"""Words that others read: hidden until WeChat's check or a colleague lets them through."""

from webapp.people.moderation import staff_queries
from webapp.people.moderation.facts import PublicTextView, TextPublished, TextSubmitted
from webapp.people.moderation.kinds import TextKind, TextState, Verdict
from webapp.people.moderation.queries import lock_text, text, text_for, texts_by, texts_of
from webapp.people.moderation.service.shop_names import (
    NameDoubtful,
    NameRefused,
    OpenMiniProgramAgain,
    shop_name_problem,
)
from webapp.people.moderation.service.texts import (
    NotRefused,
    TextNeeded,
    checked_text,
    decide_text,
    delete_texts,
    escalate_stuck_checks,
    record_check,
    record_failed_check,
    reopen_text,
    submit_text,
)

__all__ = [
    "NameDoubtful",
    "NameRefused",
    "NotRefused",
    "OpenMiniProgramAgain",
    "PublicTextView",
    "TextKind",
    "TextNeeded",
    "TextPublished",
    "TextState",
    "TextSubmitted",
    "Verdict",
    "checked_text",
    "decide_text",
    "delete_texts",
    "escalate_stuck_checks",
    "lock_text",
    "record_check",
    "record_failed_check",
    "reopen_text",
    "shop_name_problem",
    "staff_queries",
    "submit_text",
    "text",
    "text_for",
    "texts_by",
    "texts_of",
]
