"""What a token opens."""

from dataclasses import dataclass
from datetime import datetime

from webapp.kernel.errors import Refused
from webapp.people.identity import ShopkeeperStatus


@dataclass(frozen=True, slots=True)
class ForwardOrigin:
    """The visit whose forward was tapped: whose it was and where it came from itself."""

    visit_ref: int
    visitor_id: int
    parent_ref: int | None


@dataclass(frozen=True, slots=True)
class ResolvedShare:
    """What a token opens; `words` are empty until they are shown."""

    share_id: int
    ref: int
    shopkeeper_id: int
    shopkeeper_status: str
    product_id: int
    scene_key: str
    text: str
    expires_at: datetime
    revoked_at: datetime | None
    forwarded_by: ForwardOrigin | None
    shopkeeper_person_id: int

    @property
    def via_visit_ref(self) -> int | None:
        return self.forwarded_by.visit_ref if self.forwarded_by else None

    def require_open(self, now: datetime) -> None:
        """Raise ShareRevoked, ShareExpired or ShopkeeperSuspended when nobody may buy through it now."""
        if self.revoked_at is not None and self.revoked_at <= now:
            raise ShareRevoked(shopkeeper_id=self.shopkeeper_id)
        if self.expires_at <= now:
            raise ShareExpired(shopkeeper_id=self.shopkeeper_id)
        if self.shopkeeper_status != ShopkeeperStatus.ACTIVE:
            raise ShopkeeperSuspended


class ShareExpired(Refused):
    """This share has expired; ask the shopkeeper for a new one."""


class ShareRevoked(Refused):
    """The shopkeeper took this share back; ask them for a new one."""


class ShopkeeperSuspended(Refused):
    """This shopkeeper cannot sell at the moment."""
