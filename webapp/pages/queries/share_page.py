"""Everything a share page tells, of several capabilities."""

from dataclasses import dataclass

from webapp.people import identity
from webapp.referral import shares
from webapp.social import service_records
from webapp.trade import catalog


@dataclass(frozen=True, slots=True)
class SharePage:
    """Everything a share page tells: what is offered, who offers it, and how they have served people lately."""

    opened: shares.ResolvedShare
    product: catalog.ProductView
    shopkeeper: identity.ShopkeeperCard
    signals: service_records.Signals


def share_page_of(opened: shares.ResolvedShare) -> SharePage:
    """What the page of an open share shows."""
    return SharePage(
        opened,
        catalog.product_by_id(opened.product_id),
        identity.shopkeeper_card(opened.shopkeeper_id),
        service_records.signals(service_records.service_record_of(opened.shopkeeper_id)),
    )
