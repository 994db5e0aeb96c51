"""Two decide about one text at one moment: one decision stands, and what follows from it happens once."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from apiflask import APIFlask

from tests.cast import Somebody, add_staff, scalar
from tests.public_texts import open_mini_program
from tests.races.together import Pause, together
from webapp.gateways.wechat.fake import FakeWechat
from webapp.gateways.wechat.fake_accounts import DOUBTFUL
from webapp.journeys.check_text import check_text
from webapp.journeys.consequences import CONSEQUENCES
from webapp.kernel import clock, db, facts
from webapp.kernel.db import transaction
from webapp.kernel.facts import Table, after, within
from webapp.people import moderation
from webapp.people.moderation import TextKind, TextPublished, TextState, submit_text
from webapp.people.moderation.flows.escalate_stuck_text_checks import escalate_stuck_text_checks
from webapp.people.moderation.flows.moderate_text import moderate_text
from webapp.people.moderation.service import texts as service
from webapp.people.moderation.service.texts import AlreadyModerated

pytestmark = pytest.mark.race
TWO = 2


@pytest.fixture
def published(app: APIFlask) -> Iterator[list[int]]:
    """Which texts became public, in the order they did."""
    texts: list[int] = []

    def follow(fact: TextPublished) -> None:
        texts.append(fact.text_id)

    others = [row for row in CONSEQUENCES if row.fact is not TextPublished]
    facts.init_app(app, Table(*others, after(TextPublished, within(follow, "the test wants to know"))))
    yield texts
    facts.init_app(app, CONSEQUENCES)


def says(who: Somebody, words: str) -> int:
    open_mini_program(who)
    with transaction():
        return submit_text(TextKind.QUESTION, who.id, words, now=clock.now())


def without_looking_whether_it_waits(execute: Callable[..., int]) -> Callable[..., int]:
    return lambda sql, **given: execute(sql.replace(" AND state = :waiting", ""), **given)


@pytest.mark.parametrize("guarded", [True, False], ids=["as it is", "without asking whether it still waits"])
def test_two_colleagues_judge_one_text_and_one_of_them_decides(
    app: APIFlask, bo: Somebody, published: list[int], guarded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    staff = [add_staff("di").id, add_staff("eve").id]
    text_id = says(bo, DOUBTFUL)
    check_text(text_id)
    if not guarded:
        monkeypatch.setattr(service, "execute", without_looking_whether_it_waits(db.execute))
    outcomes = together(app, TWO, lambda n: moderate_text(staff[n], text_id, shown=n == 0, reason="请改一改"))
    refused = [each for each in outcomes if isinstance(each, AlreadyModerated)]
    assert (len(refused) == 1) is guarded
    assert (scalar("SELECT count(*) FROM audit_entry WHERE subject = :s", s=f"text:{text_id}") == 1) is guarded
    if guarded:
        shown = moderation.text(text_id).state is TextState.SHOWN
        assert published == ([text_id] if shown else [])


@pytest.mark.usefixtures("noon")
@pytest.mark.parametrize("guarded", [True, False], ids=["with the lock", "without it, what was refused is published"])
def test_a_late_answer_does_not_publish_what_a_colleague_refused(
    app: APIFlask,
    bo: Somebody,
    fake_wechat: FakeWechat,
    published: list[int],
    guarded: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The check takes so long that a colleague is asked and refuses; then the job goes on: nothing was wrong."""
    staff_id, text_id = add_staff().id, says(bo, "怎么保存？")
    clock.advance(timedelta(minutes=11))
    begun, refused = Pause(TWO), Pause(TWO)

    def while_the_job_waits() -> None:
        begun.wait()
        refused.wait()

    if guarded:
        fake_wechat.faults.before_answer("mini.check_text", while_the_job_waits)
    else:
        monkeypatch.setattr(moderation, "lock_text", moderation.text)
        writes = "UPDATE public_text SET state = %(state)s, label"
        monkeypatch.setattr(db, "statement_listeners", [lambda sql: sql.startswith(writes) and while_the_job_waits()])

    def refuse() -> None:
        begun.wait()
        assert escalate_stuck_text_checks() == 1
        moderate_text(staff_id, text_id, shown=False, reason="请改一改")
        refused.wait()

    deeds: list[Callable[[], object]] = [lambda: check_text(text_id), refuse]
    outcomes = together(app, TWO, lambda number: deeds[number]())
    assert moderation.text(text_id).state is TextState.REFUSED
    assert (outcomes[0] is TextState.REFUSED) is guarded
    assert published == ([] if guarded else [text_id])
