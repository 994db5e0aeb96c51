"""A shopkeeper offers a product, and may take the offer back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from webapp.kernel import clock
from webapp.kernel.clean_text import clean_text
from webapp.kernel.db import transaction
from webapp.kernel.errors import Invalid
from webapp.people import identity, moderation
from webapp.people.moderation import TextKind
from webapp.referral import shares
from webapp.social import materials
from webapp.social.relationships import share_audience as audiences
from webapp.trade import catalog
from webapp.trade.scenes import scenes


class UnknownScene(Invalid):
    """There is no such way to shop."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CreatedShare:
    """A new share and the token that opens it."""

    token: str
    ref: int
    share: shares.ShareView


def make_share(
    shopkeeper_id: int,
    product_code: str,
    *,
    scene_key: str = "plain",
    words: str = "",
    audience: Sequence[int] = (),
    material_id: int | None = None,
) -> CreatedShare:
    """Offer a product in a scene, with the shopkeeper's own words; `audience` are the people it is meant for, if said.

    Others read the words once they are checked. `material_id` is the material they came from, so that one can see what
    worked. Raises WordsNeeded for too many, NoSuchMaterial, NotYourCustomers, or AudienceHeldBack for who has muted or
    blocked this shopkeeper or trusts them too little.
    """
    if scene_key not in scenes:
        raise UnknownScene
    words = clean_text(" ".join(words.split()))
    people = sorted(set(audience))
    now = clock.now()
    with transaction():
        product = catalog.product(product_code)
        if not product.on_sale:
            raise catalog.ProductWithdrawn
        words_id = _say(shopkeeper_id, words, now) if words else None
        ref = shares.make_share(shopkeeper_id, product.id, scene_key, words_id, now=now)
        share = shares.share_for(shopkeeper_id, ref)
        if people:
            audiences.check_audience(shopkeeper_id, people, now=now)
            audiences.save_audience(share.id, shopkeeper_id, people, now=now)
        if material_id is not None:
            number = materials.version_number_for(shopkeeper_id, material_id)
            materials.record_use(share.id, shopkeeper_id, material_id, number, now=now)
        return CreatedShare(token=shares.share_token(ref), ref=ref, share=share)


def _say(shopkeeper_id: int, words: str, now: datetime) -> int:
    return moderation.submit_text(TextKind.SHARE_WORDS, identity.shopkeeper(shopkeeper_id).person_id, words, now=now)


def revoke_share(shopkeeper_id: int, ref: int) -> None:
    """Take an offer back; its pages close within seconds. Repeating changes nothing."""
    with transaction():
        shares.revoke_share(shopkeeper_id, ref, now=clock.now())
        audiences.delete_audience(shares.share_for(shopkeeper_id, ref).id)
