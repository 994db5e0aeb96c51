"""To whom a sale is owed: pure decisions over what a buyer touched. Time and parameters are arguments."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from webapp.referral.attribution.kinds import Outcome


@dataclass(frozen=True, kw_only=True, slots=True)
class TouchView:
    """One touch of the buyer, with what the rules need to know of its share and shopkeeper."""

    share_id: int
    shopkeeper_id: int
    visit_ref: int
    at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None
    own: bool = False
    suspended: bool = False
    page: bool = False


@dataclass(frozen=True, slots=True)
class CustomerLock:
    """A lasting tie of the buyer to one shopkeeper; until `protected_until` nobody else's touch takes the sale."""

    shopkeeper_id: int
    protected_until: datetime


@dataclass(frozen=True, slots=True)
class Policy:
    """How touches become one credit."""

    name: str
    window: timedelta
    protection: timedelta


@dataclass(frozen=True, slots=True)
class ConsideredTouch:
    """A touch and what the rules made of it."""

    touch: TouchView
    verdict: str

    def record(self) -> dict[str, Any]:
        """As it stands in the decision record; references are text, for they are wider than JavaScript's numbers."""
        return {
            "share_id": self.touch.share_id,
            "shopkeeper_id": self.touch.shopkeeper_id,
            "visit_ref": str(self.touch.visit_ref),
            "at": self.touch.at.isoformat(),
            "page": self.touch.page,
            "verdict": self.verdict,
        }


@dataclass(frozen=True, slots=True)
class Decision:
    """Whom the sale is owed to, why, and everything that was weighed. `touch` is None when it is the platform."""

    policy: str
    reason: str
    touch: TouchView | None
    considered: tuple[ConsideredTouch, ...]

    @property
    def outcome(self) -> Outcome:
        return Outcome.CREDITED if self.touch else Outcome.PLATFORM


CREDITED = "won"

# A choice names the winner, the reason it stands for, and what it says of the touches that lost.
Choice = Callable[[Sequence[TouchView], CustomerLock | None, datetime], tuple[TouchView, str, str]]


def _last(valid: Sequence[TouchView], _tie: CustomerLock | None, _now: datetime) -> tuple[TouchView, str, str]:
    return valid[-1], "last_touch", "earlier"


def _first(valid: Sequence[TouchView], _tie: CustomerLock | None, _now: datetime) -> tuple[TouchView, str, str]:
    return valid[0], "first_touch", "later"


def _locked(valid: Sequence[TouchView], tie: CustomerLock | None, now: datetime) -> tuple[TouchView, str, str]:
    """The tied shopkeeper's last touch while the tie is protected; afterwards, or without a tie, the last touch."""
    tied = [t for t in valid if tie and now < tie.protected_until and t.shopkeeper_id == tie.shopkeeper_id]
    return (tied[-1], "locked_tie", "tie_protected") if tied else _last(valid, tie, now)


POLICIES: dict[str, Choice] = {"last_touch_7d": _last, "first_touch_7d": _first, "locked": _locked}


def decide(touches: Sequence[TouchView], policy: Policy, *, now: datetime, tie: CustomerLock | None = None) -> Decision:
    """Credit one touch or nobody.

    A touch counts when it is young enough, its share was open at that moment and its shopkeeper may sell now. Nobody
    earns by their own purchase: when the policy chooses the buyer's own shop, the sale is the platform's. But a visit
    to one's own shop within the protection time after somebody else's valid touch is set aside, so it takes nothing.
    """
    ordered = sorted(touches, key=lambda t: (t.at, t.page))
    verdicts = [_invalid(t, policy, now) for t in ordered]
    others = [t for t, verdict in zip(ordered, verdicts, strict=True) if verdict is None and not t.own]
    verdicts = [
        "protected" if v is None and t.own and _follows(t, others, policy) else v
        for t, v in zip(ordered, verdicts, strict=True)
    ]
    valid = [t for t, verdict in zip(ordered, verdicts, strict=True) if verdict is None]
    if not valid:
        reason = next((v for v in reversed(verdicts) if v), "no_touch")
        return Decision(policy.name, reason, None, _weighed(ordered, verdicts, None, ""))
    winner, reason, loss = POLICIES[policy.name](valid, tie, now)
    if winner.own:
        return Decision(policy.name, "self", None, _weighed(ordered, verdicts, winner, loss))
    return Decision(policy.name, reason, winner, _weighed(ordered, verdicts, winner, loss))


def _invalid(touch: TouchView, policy: Policy, now: datetime) -> str | None:
    """Why a touch cannot count, or None."""
    if now - touch.at > policy.window:
        return "too_old"
    if touch.at >= touch.expires_at:
        return "share_expired"
    if touch.revoked_at is not None and touch.at >= touch.revoked_at:
        return "share_revoked"
    return "suspended" if touch.suspended else None


def _follows(own: TouchView, others: Sequence[TouchView], policy: Policy) -> bool:
    return any(timedelta(0) <= own.at - other.at <= policy.protection for other in others)


def _weighed(
    ordered: Sequence[TouchView], verdicts: Sequence[str | None], winner: TouchView | None, loss: str
) -> tuple[ConsideredTouch, ...]:
    def verdict_of(touch: TouchView, verdict: str | None) -> str:
        if touch is winner:
            return "self" if touch.own else CREDITED
        return verdict or loss

    return tuple(ConsideredTouch(t, verdict_of(t, v)) for t, v in zip(ordered, verdicts, strict=True))
