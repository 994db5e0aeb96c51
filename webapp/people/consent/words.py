"""Words of consents."""

from webapp.kernel.words import Words

WORDS: Words = {
    "error.no_such_purpose": ("没有这个用途。", "There is no such purpose."),
}
