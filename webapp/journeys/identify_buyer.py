"""A consumer who wants to buy comes back from WeChat's OAuth: now we know who they are."""

from dataclasses import dataclass

from webapp.gateways.wechat import wechat
from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.kernel.errors import Refused
from webapp.people import identity
from webapp.referral import visits


class SnapshotVisitor(Refused):
    """WeChat shows this page as a snapshot; please open the full page first."""


@dataclass(frozen=True, slots=True)
class IdentifiedBuyer:
    """A person and the visitor they are in this browser from now on."""

    person_id: int
    visitor_id: int


def identify_buyer(code: str, visitor_id: int) -> IdentifiedBuyer:
    """The person behind an OAuth code, tied to the browser they use; raises CodeRefused or SnapshotVisitor.

    A snapshot visitor's openid is virtual, so nobody is made of it. Another account in the same browser starts afresh:
    what the first one looked at stays the first one's. What this browser opened before now counts as this person's.
    """
    found = wechat().official.identity(code)
    if found.is_snapshot:
        raise SnapshotVisitor
    now = clock.now()
    with transaction():
        person_id = identity.identify_person(
            wechat().official.appid, found.openid, found.unionid, how="purchase", now=now
        )
        if visits.person_of_visitor(visitor_id) not in (None, person_id):
            visitor_id = identity.new_visitor_id()
        visits.link_visitor(visitor_id, person_id, now=now)
    return IdentifiedBuyer(person_id, visitor_id)
