"""What an accepted invitation says about whoever gave it and whoever took it."""

from webapp.people.identity import ShopOpened
from webapp.social.relationships.kinds import EventKind
from webapp.social.relationships.service.events import EventReport, record_event


def record_referral(opened: ShopOpened) -> None:
    """Whoever opened a shop by invitation followed somebody; a chain of its own says nothing."""
    if opened.inviter_id is None:
        return
    report = EventReport(
        shopkeeper_id=opened.inviter_id,
        person_id=opened.person_id,
        kind=EventKind.REFERRED,
        source=f"shop:{opened.shopkeeper_id}",
        at=opened.opened_at,
    )
    record_event(report, now=opened.opened_at)
