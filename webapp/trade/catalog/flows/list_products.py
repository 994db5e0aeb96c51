"""The platform takes a brand or a product on its shelf."""

from webapp.kernel.db import transaction
from webapp.people.staff import audit
from webapp.trade import catalog


def list_brand(draft: catalog.BrandDraft, *, staff_id: int | None) -> None:
    """List a brand."""
    with transaction():
        catalog.add_brand(draft)
        audit.record(staff_id, "brand_listed", f"brand:{draft.code}", name=draft.name_zh)


def list_product(draft: catalog.ProductDraft, *, staff_id: int | None) -> None:
    """List a product with its variants; its brand must be known."""
    with transaction():
        catalog.add_product(draft)
        audit.record(staff_id, "product_listed", f"product:{draft.code}", name=draft.name_zh, skus=len(draft.skus))
