"""How the shop has served people."""

WORDS: dict[str, tuple[str, str]] = {
    "signals": ("这家店近来怎样", "How this shop has served people lately"),
}
