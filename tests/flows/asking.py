"""How the cast asks and answers in tests: one line each, the words checked at once as the worker would."""

from tests.cast import Keeper, Shelf, Somebody, scalar
from webapp.domain.moderation import TextKind, TextState
from webapp.flows.answer_question import answer
from webapp.flows.ask_question import ask_shop
from webapp.flows.check_text import check_text
from webapp.flows.login import login
from webapp.flows.say_in_public import say_in_public
from webapp.gateways.wechat.twin import Twin
from webapp.kernel import clock
from webapp.kernel.db import transaction

WORDS = "开封后怎么保存？"
SAID = "密封，放冰箱冷藏。"


def comes(twin: Twin, *people: Somebody) -> None:
    """They open the mini-program, so that WeChat judges their words for the next two hours."""
    for who in people:
        login(twin.mini.code_for(who.mini, who.unionid))


def checked(question_id: int) -> TextState:
    """WeChat has judged a question."""
    return check_text(int(str(scalar("SELECT text_id FROM question WHERE id = :id", id=question_id))))


def answer_checked(question_id: int) -> TextState:
    """WeChat has judged the answer to a question."""
    return check_text(int(str(scalar("SELECT text_id FROM answer WHERE question_id = :id", id=question_id))))


def asked(twin: Twin, who: Somebody, keeper: Keeper, shelf: Shelf, words: str = WORDS) -> int:
    """A question everybody may read; gives its id."""
    comes(twin, who)
    question_id = ask_shop(who.id, shelf.product_code, keeper.code, words)
    assert checked(question_id) is TextState.SHOWN
    return question_id


def answered(twin: Twin, keeper: Keeper, question_id: int, words: str = SAID) -> int:
    """An answer everybody may read; gives the answer's id."""
    comes(twin, keeper.person)
    found = answer(keeper.id, question_id, words).answer
    assert found
    assert answer_checked(question_id) is TextState.SHOWN
    return found.id


def says(who: Somebody, words: str) -> int:
    with transaction():
        return say_in_public(TextKind.QUESTION, who.id, words, now=clock.now())
