"""A consumer wants to know something about what a share offers, and asks the shop that showed it to them."""

from webapp.journeys.open_share import open_share
from webapp.social.questions import QuestionTarget
from webapp.social.questions.flows.ask_question import ask
from webapp.trade import catalog


def ask_about_share(person_id: int, token: str, words: str) -> int:
    """Ask the shop whose share one has opened; gives the question's id. Raises whatever closes a share."""
    opened = open_share(token)
    product = catalog.product_by_id(opened.product_id)
    place = QuestionTarget(product_id=product.id, shopkeeper_id=opened.shopkeeper_id, share_id=opened.share_id)
    return ask(person_id, product, place, words)
