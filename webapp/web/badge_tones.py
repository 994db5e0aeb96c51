"""The colour of a state's badge, one for every face; the mini-program's `badge_tones.js` says the same."""

_TEXT = {"checking": "quiet", "waiting": "wait", "shown": "ok", "refused": "bad"}
TONES = {
    "order": {
        "pending_payment": "wait",
        "paid": "wait",
        "shipped": "wait",
        "received": "ok",
        "settled": "ok",
        "refunding": "wait",
    },
    "text": _TEXT,
    "question": {**_TEXT, "open": "wait", "answered": "ok"},
    "complaint": {"open": "wait", "answered": "wait", "with_staff": "wait", "resolved": "ok", "upheld": "bad"},
    "objection": {"open": "wait", "upheld": "ok"},
    "material": {"value_content": "ok"},
    "stage": {"familiar": "accent", "friend": "ok", "partner": "ok", "cooling": "wait"},
}


def badge_tone(what: str, state: str) -> str:
    """What a badge wears: `tone("order", "paid")`. Whatever needs no attention is quiet."""
    return TONES[what].get(state, "quiet")
