"""Words of visits."""

from webapp.kernel.words import Words

WORDS: Words = {
    "error.not_a_visit": ("这个访问编号不是我们给的。", "This visit's number was not made here."),
}
