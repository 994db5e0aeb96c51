"""How the cast asks and answers in tests: one line each, the words checked at once as the worker would."""

from tests.cast import Keeper, ListedProduct, Somebody, scalar
from webapp.gateways.wechat.fake import FakeWechat
from webapp.journeys.check_text import check_text
from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.people.identity.flows.login import login
from webapp.people.moderation import TextKind, TextState, submit_text
from webapp.social import questions
from webapp.social.questions.flows.answer_question import answer_question
from webapp.social.questions.flows.ask_question import ask_shop
from webapp.social.relationships import EventKind
from webapp.social.relationships.queries import timeline

WORDS = "开封后怎么保存？"
SAID = "密封，放冰箱冷藏。"


def comes(fake_wechat: FakeWechat, *people: Somebody) -> None:
    """They open the mini-program, so that WeChat judges their words for the next two hours."""
    for who in people:
        login(fake_wechat.mini.code_for(who.mini, who.unionid))


def checked(question_id: int) -> TextState:
    """WeChat has judged a question."""
    return check_text(int(str(scalar("SELECT text_id FROM question WHERE id = :id", id=question_id))))


def answer_checked(question_id: int) -> TextState:
    """WeChat has judged the answer to a question."""
    return check_text(int(str(scalar("SELECT text_id FROM answer WHERE question_id = :id", id=question_id))))


def asked(fake_wechat: FakeWechat, who: Somebody, keeper: Keeper, shelf: ListedProduct, words: str = WORDS) -> int:
    """A question everybody may read; gives its id."""
    comes(fake_wechat, who)
    question_id = ask_shop(who.id, shelf.product_code, keeper.code, words)
    assert checked(question_id) is TextState.SHOWN
    return question_id


def answered(fake_wechat: FakeWechat, keeper: Keeper, question_id: int, words: str = SAID) -> int:
    """An answer everybody may read; gives the answer's id."""
    comes(fake_wechat, keeper.person)
    found = answer_question(keeper.id, question_id, words).answer
    assert found
    assert answer_checked(question_id) is TextState.SHOWN
    return found.id


def says(who: Somebody, words: str) -> int:
    with transaction():
        return submit_text(TextKind.QUESTION, who.id, words, now=clock.now())


def told(keeper: Keeper, person: Somebody) -> list[tuple[EventKind, str]]:
    """What the two know of each other: kind and source of each event, newest first."""
    lines = timeline.timeline_of(keeper.id, person.id, now=clock.now())
    return [(line.kind, line.source) for line in lines if line.kind is not None]


def on_page(shelf: ListedProduct, keeper: Keeper) -> list[tuple[str, str]]:
    """The questions and answers that a share page of this shop shows."""
    found = questions.answered_questions(shelf.product_id, shopkeeper_id=keeper.id, limit=10)
    return [(each.text, each.answer) for each in found.items]
