"""The colour of a state's badge, one for every face; `static/sandbox/mini/tones.js` says the same on the phone."""

from webapp.trade.orders import states

_TEXT = {"checking": "quiet", "waiting": "wait", "shown": "ok", "refused": "bad"}
_TONES = {
    "order": {
        states.PENDING_PAYMENT: "wait",
        states.PAID: "wait",
        states.SHIPPED: "wait",
        states.RECEIVED: "ok",
        states.SETTLED: "ok",
        states.REFUNDING: "wait",
    },
    "text": _TEXT,
    "question": {**_TEXT, "open": "wait", "answered": "ok"},
    "complaint": {"open": "wait", "answered": "wait", "with_staff": "wait", "settled": "ok", "upheld": "bad"},
    "contest": {"open": "wait", "upheld": "ok"},
    "material": {"value": "ok"},
    "stage": {"familiar": "accent", "friend": "ok", "partner": "ok", "cooling": "wait"},
}


def badge_tone(what: str, state: str) -> str:
    """What a badge wears: `tone("order", "paid")`. Whatever needs no attention is quiet."""
    return _TONES[what].get(state, "quiet")
