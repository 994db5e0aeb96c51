"""Staff write the platform's material, which everybody reads at once, and withdraw what should not be there."""

from collections.abc import Mapping, Sequence

from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.people.staff import StaffMember, audit
from webapp.social import materials
from webapp.social.materials import MaterialHead, MaterialPurpose, MaterialText, VersionDraft
from webapp.trade import catalog

LANGUAGES = ("zh", "en")


def add_platform_material(
    by: StaffMember, purpose: MaterialPurpose, words: Mapping[str, MaterialText], pictures: Sequence[str] = ()
) -> int:
    """Write a new material in both languages; gives its id. Raises what is missing of it."""
    with transaction():
        product = catalog.product(purpose.product_code) if purpose.product_code else None
        material_id = materials.add_material(
            purpose.kind,
            product_id=product.id if product else None,
            stage=purpose.stage,
            shopkeeper_id=None,
            now=clock.now(),
        )
        _write(by, materials.lock_material(material_id, None), words, pictures)
    return material_id


def rewrite_platform_material(
    by: StaffMember, material_id: int, words: Mapping[str, MaterialText], pictures: Sequence[str] = ()
) -> int:
    """Write the next version of a material of the platform; gives its number. Raises NoSuchMaterial."""
    with transaction():
        return _write(by, materials.lock_material(material_id, None), words, pictures)


def withdraw_material_by_staff(by: StaffMember, material_id: int) -> None:
    """Offer a material to nobody any more, the platform's or a shopkeeper's public one; raises NoSuchMaterial."""
    with transaction():
        materials.withdraw_material(materials.lock_public(material_id).id, now=clock.now())
        audit.record(by.id, "material_withdrawn", f"material:{material_id}")


def _write(by: StaffMember, head: MaterialHead, words: Mapping[str, MaterialText], pictures: Sequence[str]) -> int:
    tidied = materials.tidy_all(head.kind, words, needed=LANGUAGES)
    of_product = catalog.product_by_id(head.product_id).pictures if head.product_id else []
    chosen = materials.tidy_pictures(head.kind, pictures, of_product)
    now = clock.now()
    number = materials.add_version(head, VersionDraft(words=tidied, pictures=chosen, staff_id=by.id), now=now)
    materials.show_version(head.id, number)
    audit.record(by.id, "material_written", f"material:{head.id}", version=number, title=tidied["zh"].title)
    return number
