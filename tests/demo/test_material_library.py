"""The demo's library is complete, in both languages, and says nothing the law forbids."""

import re

import pytest
from apiflask import APIFlask

from tests.cast import Keeper
from webapp.demo import products
from webapp.demo.customer_notes import NOTES, TAGS
from webapp.demo.material_library import MaterialLibrary
from webapp.demo.material_texts import LONGJING_AGAIN, MATERIAL_TEXTS, DemoMaterial
from webapp.kernel import clock
from webapp.people.staff import StaffMember
from webapp.social import materials
from webapp.social.customers import tidy_note, tidy_tags
from webapp.social.materials import MaterialKind, full_text, tidy_all
from webapp.social.materials.queries import materials as materials_queries
from webapp.trade.catalog.flows.list_products import list_brand, list_product

ALL = (*MATERIAL_TEXTS, LONGJING_AGAIN)
# Advertising Law art. 9 and 17: superlatives, and for food any talk of illness.
FORBIDDEN = re.compile(
    r"最|第一|国家级|顶级|极品|唯一|首选|绝对|治|疗效|养生|抗癌|降血|\bbest\b|\bNo\. ?1\b|\bcure|\bheal"
)
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize("piece", ALL, ids=lambda piece: piece.en.title)
def test_a_piece_is_whole_and_lawful_in_both_languages(piece: DemoMaterial) -> None:
    words = {"zh": piece.zh, "en": piece.en}
    assert tidy_all(piece.kind, words, needed=("zh", "en")) == words
    assert not FORBIDDEN.search(full_text(words))
    assert CHINESE.search(piece.zh.plain)
    assert not CHINESE.search(full_text({"en": piece.en}))
    assert piece.product is None or piece.product in {product.code for product in products.PRODUCTS}


def test_there_is_something_of_every_kind_and_a_dozen_at_least() -> None:
    assert {piece.kind for piece in MATERIAL_TEXTS} == set(MaterialKind)
    assert len(MATERIAL_TEXTS) >= 12


def test_tags_and_notes_are_kept_as_they_stand() -> None:
    assert [tuple(tidy_tags(tags)) for tags in TAGS] == list(TAGS)
    assert [tidy_note(note) for note in NOTES if note] == [note for note in NOTES if note]


def test_the_library_opens_and_writes_one_anew(app: APIFlask, ada: Keeper, di: StaffMember) -> None:
    for brand in products.BRANDS:
        list_brand(brand, staff_id=None)
    for product in products.PRODUCTS:
        list_product(product, staff_id=None)
    library = MaterialLibrary(di.login)
    library.open()
    library.rewrite()
    found = materials.materials_for(ada.id, materials_queries.MaterialFilter(), limit=100, now=clock.now())
    assert len(found) == len(MATERIAL_TEXTS)
    assert sum(each.number == 2 for each in found) == 1
    chosen = {library.words_for("longjing-tea") for _ in range(20)}
    assert chosen == {None, (found[-1].id, LONGJING_AGAIN.zh.text)}
