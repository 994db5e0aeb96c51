"""Words of the ways to shop."""

from webapp.kernel.words import Words

WORDS: Words = {
    "scene.plain": ("普通分享", "Plain share"),
}
