"""One attribution for each order, decided when it is placed and never again; settlement reads only this."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from webapp.kernel.db import row, rows
from webapp.kernel.errors import NotFound
from webapp.kernel.settings import settings
from webapp.kernel.signing import ForgedToken
from webapp.people.identity import ShopkeeperStatus
from webapp.referral.attribution.facts import AttributionSnapshot
from webapp.referral.attribution.rules import CustomerLock, Decision, Policy, TouchView, decide
from webapp.referral.shares import ResolvedShare
from webapp.referral.visits import new_visit, resolve_token, visitor_of_person, write_visit

_MAX_TOUCHES = 200
_MAX_CHAIN = 64


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderPage:
    """The page an order was placed from; `visit_ref` when its visit was answered."""

    token: str
    visitor_id: int | None = None
    visit_ref: int | None = None


@dataclass(frozen=True, slots=True)
class Buyer:
    """Who buys, and the browsers that come with the order; others of theirs are known to the database."""

    person_id: int
    visitors: list[int]


def policy_named(name: str) -> Policy:
    """A policy with the parameters in force: `last_touch_7d`, `first_touch_7d` or `locked`."""
    chosen = settings()
    return Policy(
        name,
        timedelta(seconds=chosen.attribution_window_seconds),
        timedelta(seconds=chosen.protection_seconds),
    )


def attribute(
    reference: str,
    *,
    buyer_id: int,
    page: OrderPage | None,
    now: datetime,
    policy: str | None = None,
    tie: CustomerLock | None = None,
) -> AttributionSnapshot:
    """Decide and record to whom an order is owed, inside the transaction that places it.

    The policy is the configured one unless another is named; `locked` also needs the tie it protects.
    """
    known = [visitor_of_person(buyer_id)]
    if page is not None and page.visitor_id is not None:
        known.append(page.visitor_id)
    buyer = Buyer(buyer_id, known)
    rule = policy_named(policy or settings().attribution_policy)
    on_page = _page_touch(page, buyer_id, now) if page else None
    found = _touches(buyer, since=now - 2 * rule.window)
    if on_page is not None:
        found.append(on_page)
    decision = decide(found, rule, now=now, tie=tie)
    return _record(reference, decision, buyer, now)


def _page_touch(page: OrderPage, buyer_id: int, now: datetime) -> TouchView | None:
    """Ordering from a page is the latest touch of its share, also when the page's own visit never arrived."""
    try:
        opened = resolve_token(page.token)
    except (ForgedToken, NotFound):
        return None
    visitor_id = page.visitor_id if page.visitor_id is not None else visitor_of_person(buyer_id)
    visit_ref = _visit_of_page(opened, visitor_id, page.visit_ref)
    if visit_ref is None:
        visit = new_visit(opened, visitor_id, source="order", at=now)
        write_visit(visit)
        visit_ref = visit.ref
    return TouchView(
        share_id=opened.share_id,
        shopkeeper_id=opened.shopkeeper_id,
        visit_ref=visit_ref,
        at=now,
        expires_at=opened.expires_at,
        revoked_at=opened.revoked_at,
        own=opened.shopkeeper_person_id == buyer_id,
        suspended=opened.shopkeeper_status != ShopkeeperStatus.ACTIVE,
        page=True,
    )


def _visit_of_page(opened: ResolvedShare, visitor_id: int, visit_ref: int | None) -> int | None:
    """The visit this page made, if it arrived: the one it names, or this visitor's latest by the same token."""
    via = opened.forwarded_by
    refreshed = via is not None and via.visitor_id == visitor_id
    parent = (via.parent_ref if refreshed else via.visit_ref) if via else None
    return row(
        int,
        """SELECT ref FROM visit WHERE share_id = :share AND visitor_id = :visitor
           AND (ref = :ref OR parent_ref IS NOT DISTINCT FROM CAST(:parent AS bigint))
           ORDER BY (ref = :ref) DESC, at DESC LIMIT 1""",
        share=opened.share_id,
        visitor=visitor_id,
        ref=visit_ref if visit_ref is not None else -1,
        parent=parent,
    )


# Every browser known to be the buyer's, and those that come with the order.
_BROWSERS = "(CAST(:known AS bigint[]) || ARRAY(SELECT id FROM visitor WHERE person_id = :buyer))"


def _touches(buyer: Buyer, *, since: datetime) -> list[TouchView]:
    return rows(
        TouchView,
        f"""SELECT t.share_id, t.shopkeeper_id, t.visit_ref, t.at, s.expires_at, s.revoked_at,
                  k.person_id = :buyer AS own, k.status <> :active AS suspended
           FROM touch t JOIN share s ON s.id = t.share_id JOIN shopkeeper k ON k.id = t.shopkeeper_id
           WHERE t.visitor_id = ANY({_BROWSERS}) AND t.at > :since ORDER BY t.at DESC LIMIT :most""",  # noqa: S608
        buyer=buyer.person_id,
        known=buyer.visitors,
        since=since,
        active=ShopkeeperStatus.ACTIVE,
        most=_MAX_TOUCHES,
    )


_INSERT = f"""
WITH RECURSIVE walk AS (
    SELECT ref, parent_ref, visitor_id, 0 AS steps FROM visit WHERE ref = CAST(:visit AS bigint)
    UNION ALL
    SELECT v.ref, v.parent_ref, v.visitor_id, w.steps + 1 FROM walk w JOIN visit v ON v.ref = w.parent_ref
    WHERE w.steps < :longest
), forwarded AS (
    SELECT ref, visitor_id, row_number() OVER (ORDER BY steps DESC) AS position FROM walk WHERE steps > 0
), decided AS (
    INSERT INTO attribution (reference, outcome, reason, policy, shopkeeper_id, chain, share_id, visit_ref, forwards,
                             considered, decided_at)
    SELECT :reference, :outcome, :reason, :policy, CAST(:keeper AS bigint),
           COALESCE((SELECT path FROM shopkeeper WHERE id = CAST(:keeper AS bigint)), '{{}}'),
           CAST(:share AS bigint), CAST(:visit AS bigint),
           COALESCE((SELECT array_agg(ref ORDER BY position) FROM forwarded), '{{}}'),
           CAST(:considered AS jsonb), :now
    RETURNING *
), thanked AS (
    INSERT INTO forward_credit (attribution_id, position, visit_ref, visitor_id)
    SELECT d.id, f.position, f.ref, f.visitor_id FROM decided d, forwarded f WHERE f.visitor_id <> ALL({_BROWSERS})
)
SELECT * FROM decided
"""  # noqa: S608 - no input


def _record(reference: str, decision: Decision, buyer: Buyer, now: datetime) -> AttributionSnapshot:
    """Write the decision; everyone who forwarded on the way is thanked, except the buyer's own browsers."""
    touch = decision.touch
    (written,) = rows(
        AttributionSnapshot,
        _INSERT,
        reference=reference,
        outcome=decision.outcome,
        reason=decision.reason,
        policy=decision.policy,
        keeper=touch.shopkeeper_id if touch else None,
        share=touch.share_id if touch else None,
        visit=touch.visit_ref if touch else None,
        considered=json.dumps([c.record() for c in decision.considered]),
        now=now,
        longest=_MAX_CHAIN,
        buyer=buyer.person_id,
        known=buyer.visitors,
    )
    return written
