"""Why this amount, or why none: the stored figures of a reward, said in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from webapp.kernel import short_codes
from webapp.kernel.errors import NotFound
from webapp.kernel.money import Money
from webapp.kernel.settings import settings
from webapp.kernel.words import moment, say, vocabulary
from webapp.money.commission.queries.earnings import EarningView, earnings_about
from webapp.people.identity import alias_code, alias_of_person, cards
from webapp.referral import attribution, visits
from webapp.referral import shares as share_queries
from webapp.trade import orders
from webapp.trade.orders import OrderView

DAY = 86_400

Touch = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One thing in words: what it is, how it came about, and what happens next and when."""

    title: str
    lines: list[str]
    next: str


def explain(earning: EarningView, language: str) -> Explanation:
    """A reward in words: which share, which forwards, which visit, which line, which rule, what arithmetic."""
    return explain_each([earning], language)[0]


def explain_each(earnings: Sequence[EarningView], language: str) -> list[Explanation]:
    """Several rewards in words, each as its beneficiary reads it: one statement, however many they are."""
    visitors = visits.visitors_of_visits([ref for each in earnings for ref in _forwards(each)])
    return [_explained(each, visitors, language) for each in earnings]


def _explained(earning: EarningView, visitors: Mapping[int, int], language: str) -> Explanation:
    return Explanation(
        say(f"explanation.title.{earning.state}", language, amount=Money(earning.amount_fen)),
        [*_came_through(earning, visitors, language), *_computed(earning.explanation, language)],
        _next(earning, language),
    )


def _forwards(earning: EarningView) -> list[int]:
    """The visits whose visitors forwarded it, from the share to the buyer."""
    return [int(each) for each in earning.explanation["credit"].get("forwards", [])]


def _came_through(earning: EarningView, visitors: Mapping[int, int], language: str) -> list[str]:
    """Share, visit, forwards and the policy that chose them."""
    credit = earning.explanation["credit"]
    if not credit:
        return []
    share, visit = _quotable(credit["share_ref"]), _quotable(credit["visit_ref"])
    lines = [
        say("explanation.share", language, share=share, visit=visit, buyer=_buyer(earning)),
        _path(earning, visitors, language),
    ]
    policy = say(f"explanation.policy.{credit['reason']}", language, fallback="")
    return [*lines, policy] if policy else lines


def _path(earning: EarningView, visitors: Mapping[int, int], language: str) -> str:
    """The way it went: who forwarded it, or where that is forgotten, the visit."""
    forwards = _forwards(earning)
    if not forwards:
        return say("explanation.direct", language)
    steps = [
        alias_code(earning.beneficiary_id, visitors[ref])
        if ref in visitors
        else say("explanation.visit_gone", language, visit=short_codes.short_code(ref))
        for ref in forwards
    ]
    return say("explanation.forwarded", language, path=" → ".join(steps), buyer=_buyer(earning))


def _buyer(earning: EarningView) -> str:
    """What the buyer is called to the shopkeeper who is rewarded."""
    return alias_of_person(earning.beneficiary_id, earning.buyer_id)


def _quotable(reference: str | None) -> str:
    return short_codes.short_code(int(reference or 0))


def _computed(figures: dict[str, Any], language: str) -> list[str]:
    line = figures["line"]
    base, rate, amount = Money(figures["base_fen"]), _percent(figures["rate_bp"]), Money(figures["amount_fen"])
    return [
        say(
            "explanation.line",
            language,
            name=line["name_en"] if language == "en" else line["name_zh"],
            quantity=line["quantity"],
            price=Money(line["unit_price_fen"]),
            total=Money(line["amount_fen"]),
        ),
        say(
            "explanation.rule",
            language,
            plan=_plan(figures["plan"], language),
            version=figures["rule_version"],
            level=figures["level"],
            rate=rate,
        ),
        say("explanation.arithmetic", language, base=base, rate=rate, amount=amount),
    ]


def _plan(key: str, language: str) -> str:
    """A plan's name; one newer than our words is called by its key."""
    return say(f"explanation.plan.{key}", language, fallback=key)


def _percent(basis_points: int) -> str:
    whole, rest = divmod(basis_points, 100)
    return f"{whole}.{rest:02d}".rstrip("0") + "%" if rest else f"{whole}%"


def _next(earning: EarningView, language: str) -> str:
    key = earning.order_state if earning.state == "pending" else earning.state
    return say(
        f"explanation.next.{key}",
        language,
        days=settings().settle_hold_seconds // DAY,
        receipt_days=settings().auto_receipt_seconds // DAY,
        due=_day(earning.due_at, language),
        settled=_day(earning.settled_at, language),
        voided=_day(earning.voided_at, language),
    )


def _day(at: datetime | None, language: str) -> str:
    """A Shanghai day as people write it."""
    return "" if at is None else moment(at, language, "said_day")


def explain_order(order_no: str, shopkeeper_id: int, language: str) -> Explanation:
    """Why a shopkeeper was, or was not, paid for an order. Raises NotFound when they had no part in it."""
    earned = [each for each in earnings_about(order_no) if each.beneficiary_id == shopkeeper_id]
    if earned:
        return _together(earned, language)
    order = orders.order(order_no)
    given = attribution.attribution_of(f"order:{order_no}")
    if order.shopkeeper_id == shopkeeper_id:
        return _unpaid(order, language)
    weighed = [each for each in given.considered if each["shopkeeper_id"] == shopkeeper_id] if given else []
    if not weighed:
        raise NotFound
    deciding = _deciding(weighed)
    share = _share_codes([deciding])[deciding["share_id"]]
    why = say(f"explanation.not_credited.{deciding['verdict']}", language)
    return _nothing(say("explanation.of_share", language, share=share, why=why), language)


def _nothing(reason: str, language: str) -> Explanation:
    """No reward, and why."""
    return Explanation(say("explanation.title.none", language), [reason], say("explanation.next.none", language))


def _deciding(own: Sequence[Touch]) -> Touch:
    """Of the touches of one shop that did not earn: the one that might have, else the latest."""
    by_weight = sorted(own, key=lambda each: each["verdict"] == "self")
    may_have_counted = [
        each for each in by_weight if each["verdict"] in ("self", "protected", "earlier", "later", "tie_protected")
    ]
    return (may_have_counted or list(own))[-1]


def explain_order_for_staff(order_no: str, language: str) -> list[str]:
    """For staff: every touch that was weighed for an order, whose it was, and why it did or did not earn."""
    given = attribution.attribution_of(f"order:{order_no}")
    if given is None or not given.considered:
        return [say("explanation.not_credited.no_touch", language)]
    shares = _share_codes(given.considered)
    shops = {key: card.shop_name for key, card in cards([each["shopkeeper_id"] for each in given.considered]).items()}
    chosen = next((each for each in given.considered if each["verdict"] in ("won", "self")), None)
    return [_weighed(each, chosen, shares, shops, language) for each in reversed(given.considered)]


def _weighed(touch: Touch, chosen: Touch | None, shares: dict[int, str], shops: dict[int, str], language: str) -> str:
    shop = shops.get(touch["shopkeeper_id"], "")
    verdict = say(
        f"explanation.{_verdict(touch, chosen)}",
        language,
        shop=shop,
        chosen=shares[chosen["share_id"]] if chosen else "",
        winner=shops.get(chosen["shopkeeper_id"], "") if chosen else "",
    )
    at = moment(datetime.fromisoformat(touch["at"]), language, "second")
    opened = "considered_page" if touch["page"] else "considered"
    return say(f"explanation.{opened}", language, share=shares[touch["share_id"]], shop=shop, at=at, verdict=verdict)


def _verdict(touch: Touch, chosen: Touch | None) -> str:
    """What became of a touch; one that lost is told apart by the shop it lost to."""
    verdict = touch["verdict"]
    if chosen is None or f"explanation.verdict.{verdict}" in vocabulary():
        return f"verdict.{verdict}"
    if touch["visit_ref"] == chosen["visit_ref"]:
        return "same_visit"
    same = touch["shopkeeper_id"] == chosen["shopkeeper_id"]
    return f"verdict_same_shop.{verdict}" if same else f"verdict_other_shop.{verdict}"


def _share_codes(touches: Sequence[Touch]) -> dict[int, str]:
    """What the shares of these touches are called on the order's page."""
    refs = share_queries.refs_of_shares([each["share_id"] for each in touches])
    return {each["share_id"]: short_codes.short_code(refs.get(each["share_id"], 0)) for each in touches}


def _together(earned: Sequence[EarningView], language: str) -> Explanation:
    """Several lines of one order as one explanation."""
    if len(earned) == 1:
        return explain(earned[0], language)
    total = Money(sum(each.amount_fen for each in earned))
    through = _came_through(earned[0], visits.visitors_of_visits(_forwards(earned[0])), language)
    title = say(f"explanation.title.{earned[0].state}", language, amount=total)
    computed = [line for each in earned for line in _computed(each.explanation, language)]
    return Explanation(title, through + computed, _next(earned[0], language))


def _unpaid(order: OrderView, language: str) -> Explanation:
    """The sale is theirs, but no reward was made: nobody has paid, or the order is over."""
    if order.state == "pending_payment":
        return Explanation(say("explanation.title.waiting", language), [], say("explanation.next.waiting", language))
    refused = say("explanation.not_paid.refused", language)
    reason = say(f"explanation.not_paid.{order.state}", language, fallback=refused)
    return _nothing(reason, language)
