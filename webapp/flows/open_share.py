"""Somebody taps a link: find what it opens."""

from dataclasses import dataclass

from webapp.domain import catalog, identity, referral
from webapp.domain.social import records
from webapp.flows.ingest_visits import ingest_visits
from webapp.kernel import clock
from webapp.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class SharePage:
    """Everything a share page tells: what is offered, who offers it, and how they have served people lately."""

    opened: referral.OpenedShare
    product: catalog.ProductView
    keeper: identity.ShopkeeperCard
    signals: records.Signals


def page_of(opened: referral.OpenedShare) -> SharePage:
    """What the page of an open share shows."""
    return SharePage(
        opened,
        catalog.product_by_id(opened.product_id),
        identity.shopkeeper_card(opened.shopkeeper_id),
        records.signals(records.record_of(opened.shopkeeper_id)),
    )


def open_share(token: str) -> referral.OpenedShare:
    """What an open token opens; raises ForgedToken, NotFound, ShareExpired, ShareRevoked or ShopkeeperSuspended."""
    opened = look_up_share(token)
    opened.require_open(clock.now())
    return opened


def look_up_share(token: str) -> referral.OpenedShare:
    """What a token opens, even when nobody may buy through it any more.

    A forward may be tapped before the visit it came from has left the spool: then the spool is emptied first.
    """
    try:
        return referral.look_up(token)
    except NotFound:
        if not referral.is_forward(referral.read_token(token)):
            raise
    ingest_visits()
    return referral.look_up(token)
