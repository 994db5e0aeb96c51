"""A consumer wants to know something about a product, and asks the shop that showed it to them."""

from webapp.kernel import clock, ratelimit
from webapp.kernel.db import transaction
from webapp.kernel.errors import Refused
from webapp.people import identity, moderation
from webapp.people.moderation import TextKind
from webapp.referral.shares import ShopkeeperSuspended
from webapp.social import questions
from webapp.social.questions import QuestionTarget
from webapp.trade import catalog
from webapp.trade.catalog import ProductView, ProductWithdrawn

MAX_PER_HOUR = 20
HOUR = 3_600


class AskedOneself(Refused):
    """This is your own shop: questions come from others."""


def ask_shop(person_id: int, product_code: str, shopkeeper_code: str, words: str) -> int:
    """Ask a shop about a product; gives the question's id. Raises UnknownProduct, NotFound, ShopkeeperSuspended."""
    product, keeper = catalog.product(product_code), identity.shopkeeper_by_code(shopkeeper_code)
    if not keeper.active:
        raise ShopkeeperSuspended
    return ask(person_id, product, QuestionTarget(product_id=product.id, shopkeeper_id=keeper.id), words)


def ask(person_id: int, product: ProductView, place: QuestionTarget, words: str) -> int:
    """Keep the question, hidden until its words are checked; the same one asked twice is one.

    Raises WordsNeeded, ProductWithdrawn, AskedOneself, TooManyOpenQuestions or, beyond what people ask, TooMany.
    """
    words = moderation.checked_text(TextKind.QUESTION, words)
    if not product.on_sale:
        raise ProductWithdrawn
    if identity.shopkeeper(place.shopkeeper_id).person_id == person_id:
        raise AskedOneself
    ratelimit.count(f"question:{person_id}", most=MAX_PER_HOUR, seconds=HOUR)
    with transaction():
        now = clock.now()
        questions.lock_asker(person_id)
        before = questions.open_duplicate(person_id, place, words)
        if before is not None:
            return before
        text_id = moderation.submit_text(TextKind.QUESTION, person_id, words, now=now)
        return questions.add_question(person_id, text_id, place, now=now)
