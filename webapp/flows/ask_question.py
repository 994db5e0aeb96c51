"""A consumer wants to know something about a product, and asks the shop that showed it to them."""

from dataclasses import dataclass

from webapp.domain import catalog, identity, moderation
from webapp.domain.moderation import TextKind
from webapp.domain.referral import ShopkeeperSuspended
from webapp.domain.social import questions
from webapp.flows.make_share import ProductWithdrawn
from webapp.flows.open_share import open_share, page_of
from webapp.flows.say_in_public import say_in_public
from webapp.kernel import clock, ratelimit
from webapp.kernel.db import transaction
from webapp.kernel.errors import Refused

MOST_AN_HOUR = 20
HOUR = 3_600


class AskedOneself(Refused):
    """This is your own shop: questions come from others."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Place:
    """What is asked about, and where."""

    product: catalog.ProductView
    shopkeeper_id: int
    share_id: int | None = None


def ask_about_share(person_id: int, token: str, words: str) -> int:
    """Ask the shop whose share one has opened; gives the question's id. Raises whatever closes a share."""
    page = page_of(open_share(token))
    place = _Place(product=page.product, shopkeeper_id=page.opened.shopkeeper_id, share_id=page.opened.share_id)
    return _ask(person_id, place, words)


def ask_shop(person_id: int, product_code: str, shopkeeper_code: str, words: str) -> int:
    """Ask a shop about a product; gives the question's id. Raises UnknownProduct, NotFound, ShopkeeperSuspended."""
    product, keeper = catalog.product(product_code), identity.shopkeeper_by_code(shopkeeper_code)
    if not keeper.active:
        raise ShopkeeperSuspended
    return _ask(person_id, _Place(product=product, shopkeeper_id=keeper.id), words)


def _ask(person_id: int, place: _Place, words: str) -> int:
    """Keep the question, hidden until its words are checked; the same one asked twice is one.

    Raises WordsNeeded, ProductWithdrawn, AskedOneself, TooManyOpenQuestions or, beyond what people ask, TooMany.
    """
    words = moderation.clean_words(TextKind.QUESTION, words)
    product, shopkeeper_id = place.product, place.shopkeeper_id
    if not product.on_sale:
        raise ProductWithdrawn
    if identity.shopkeeper(shopkeeper_id).person_id == person_id:
        raise AskedOneself
    ratelimit.count(f"question:{person_id}", most=MOST_AN_HOUR, seconds=HOUR)
    with transaction():
        now = clock.now()
        questions.hold_asker(person_id)
        before = questions.open_before(person_id, shopkeeper_id=shopkeeper_id, product_id=product.id, words=words)
        if before is not None:
            return before
        text_id = say_in_public(TextKind.QUESTION, person_id, words, now=now)
        return questions.add_question(
            person_id,
            text_id,
            shopkeeper_id=shopkeeper_id,
            product_id=product.id,
            share_id=place.share_id,
            now=now,
        )
