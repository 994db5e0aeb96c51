"""Words of consents."""

from webapp.kernel.words import Words

WORDS: Words = {
    "error.no_such_purpose": ("没有这个用途。", "There is no such purpose."),
    # What is held about a person
    "held.column.given": ("同意", "allowed"),
    "held.column.purpose": ("用途", "purpose"),
    "held.kept.3 years": ("3 年", "3 years"),
    "held.purpose.what the person allowed": ("证明当时怎么选的", "what the person allowed"),
    "held.purpose.what the person allows": ("照您的选择办", "what the person allows"),
    "held.table.consent": ("我现在允许什么", "What I allow"),
    "held.table.consent_decision": ("我什么时候同意或拒绝过什么", "When I agreed or refused"),
}
