"""A shopkeeper writes material, for themselves or for all, writes it anew, and takes it back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from webapp.kernel import clock, ratelimit
from webapp.kernel.db import transaction
from webapp.kernel.errors import Refused
from webapp.people import moderation
from webapp.people.moderation import TextKind
from webapp.social import materials
from webapp.social.materials import MaterialHead, MaterialPurpose, MaterialText, MaterialView, VersionDraft
from webapp.trade import catalog

MAX_PER_SHOPKEEPER = 200
MAX_PER_HOUR = 120
HOUR = 3_600


class TooManyMaterials(Refused):
    """You keep 200 materials already; take back some you no longer use."""


@dataclass(frozen=True, kw_only=True, slots=True)
class MaterialVersionInput:
    """One version: the words by language, pictures of the product, and whether others may have it."""

    words: Mapping[str, MaterialText]
    pictures: Sequence[str] = ()
    offered: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class MaterialAuthor:
    """A shopkeeper who writes, and the person behind."""

    shop_id: int
    person_id: int


def add_material(author: MaterialAuthor, purpose: MaterialPurpose, draft: MaterialVersionInput) -> MaterialView:
    """Write the first version of a new material; raises TooManyMaterials, TooMany and what is missing of it."""
    _slow_down(author)
    with transaction():
        if materials.count_of(author.shop_id) >= MAX_PER_SHOPKEEPER:
            raise TooManyMaterials
        product = catalog.product(purpose.product_code) if purpose.product_code else None
        material_id = materials.add_material(
            purpose.kind,
            product_id=product.id if product else None,
            stage=purpose.stage,
            shopkeeper_id=author.shop_id,
            now=clock.now(),
        )
        _write(author, materials.lock_material(material_id, author.shop_id), draft)
    return materials.material_for(author.shop_id, material_id, now=clock.now())


def rewrite_material(author: MaterialAuthor, material_id: int, draft: MaterialVersionInput) -> MaterialView:
    """Write the next version of one's own; the old ones stay. Raises NoSuchMaterial for anybody else's, TooMany."""
    _slow_down(author)
    with transaction():
        _write(author, materials.lock_material(material_id, author.shop_id), draft)
    return materials.material_for(author.shop_id, material_id, now=clock.now())


def withdraw_material(shopkeeper_id: int, material_id: int) -> None:
    """Take one's own material back; shares made with it stay. Raises NoSuchMaterial for anybody else's."""
    with transaction():
        materials.withdraw_material(materials.lock_material(material_id, shopkeeper_id).id, now=clock.now())


def _slow_down(author: MaterialAuthor) -> None:
    """Every version is kept for good, and checked by WeChat when it is offered."""
    ratelimit.count(f"material:{author.person_id}", most=MAX_PER_HOUR, seconds=HOUR)


def _write(author: MaterialAuthor, head: MaterialHead, draft: MaterialVersionInput) -> None:
    """What is offered is hidden until checked, and others go on reading the version before; what is not, is hidden."""
    now = clock.now()
    words = materials.tidy_all(head.kind, draft.words)
    of_product = catalog.product_by_id(head.product_id).pictures if head.product_id else []
    pictures = materials.tidy_pictures(head.kind, draft.pictures, of_product)
    text_id = None
    if draft.offered:
        text_id = moderation.submit_text(TextKind.MATERIAL, author.person_id, materials.full_text(words), now=now)
    materials.add_version(head, VersionDraft(words=words, pictures=pictures, text_id=text_id), now=now)
    if not draft.offered:
        materials.make_private(head.id)
