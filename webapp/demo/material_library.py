"""The demo's material library: what its shopkeepers send and say, and who chooses from it."""

import random
from dataclasses import dataclass, field

from webapp.demo import products
from webapp.demo.material_texts import LONGJING_AGAIN, MATERIAL_TEXTS, DemoMaterial
from webapp.people.staff import accounts
from webapp.social.materials import MaterialKind, MaterialPurpose
from webapp.social.materials.flows.staff_materials import add_platform_material, rewrite_platform_material

USED = 0.7
REWRITTEN_ON = 30


@dataclass
class MaterialLibrary:
    """What was written, and a taste of its own for choosing, so that the scenario's chances stay what they are."""

    login: str
    taste: random.Random = field(default_factory=lambda: random.Random(20260202))  # noqa: S311 - a scenario, no secret
    copies: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    def open(self) -> None:
        """Staff write everything down."""
        by = accounts.member_by_login(self.login)
        for piece in MATERIAL_TEXTS:
            purpose = MaterialPurpose(kind=piece.kind, product_code=piece.product, stage=piece.stage)
            made = add_platform_material(by, purpose, {"zh": piece.zh, "en": piece.en}, self._pictures(piece))
            if piece.kind is MaterialKind.COPY and piece.product is not None:
                self.copies.setdefault(piece.product, []).append((made, piece.zh.text))

    def rewrite(self) -> None:
        """Half way, the words for Longjing are written anew; the old version stays to be compared with."""
        material_id, _ = self.copies["longjing-tea"][0]
        words = {"zh": LONGJING_AGAIN.zh, "en": LONGJING_AGAIN.en}
        rewrite_platform_material(accounts.member_by_login(self.login), material_id, words)
        self.copies["longjing-tea"][0] = (material_id, LONGJING_AGAIN.zh.text)

    def words_for(self, product_code: str) -> tuple[int, str] | None:
        """A material to share this product with and its words, for those who like to choose from the library."""
        if product_code not in self.copies or self.taste.random() > USED:
            return None
        return self.taste.choice(self.copies[product_code])

    def _pictures(self, piece: DemoMaterial) -> tuple[str, ...]:
        shown = {product.code: tuple(product.pictures) for product in products.PRODUCTS}
        return shown[piece.product] if piece.kind is MaterialKind.PICTURES and piece.product else ()
