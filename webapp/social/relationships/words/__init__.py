"""What is said about relationships and trust, in Chinese and English, on all faces."""

from webapp.social.relationships.words.arithmetic import arithmetic, arithmetic_for_consumer, void_reason_text
from webapp.social.relationships.words.sentences import (
    advice_reason_text,
    alternative_text,
    entry_text,
    next_stage_text,
    reciprocity_text,
)

__all__ = [
    "advice_reason_text",
    "alternative_text",
    "arithmetic",
    "arithmetic_for_consumer",
    "entry_text",
    "next_stage_text",
    "reciprocity_text",
    "void_reason_text",
]
