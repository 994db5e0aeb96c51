"""Ada keeps tags and notes about her own customers; Bo may take any of them away; the facts around decide her step."""

from datetime import timedelta

import pytest

from tests.cast import Keeper, Shelf, Somebody, add_person, add_shopkeeper, scalar
from tests.domain.social.happening import happens
from tests.flows import buying
from tests.flows.following import bring_to
from webapp.domain.social import customers
from webapp.domain.social.customers.rules import MOST_NOTES, BadTag, NoSuchNote, NoteNeeded, TooManyNotes, TooManyTags
from webapp.domain.social.relationships import EventKind, NoSuchCustomer, Stage, Step, Why
from webapp.flows import remember_customer
from webapp.flows.make_share import make_share
from webapp.gateways.wechat.twin import Twin
from webapp.kernel import clock
from webapp.kernel.db import execute, listeners, transaction
from webapp.kernel.errors import NotFound

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def known(noon: None, ada: Keeper, bo: Somebody) -> None:
    """Bo has opened a share of Ada's."""
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")


@pytest.mark.usefixtures("known")
def test_tags_are_kept_once_each_in_the_order_given(ada: Keeper, bo: Somebody) -> None:
    kept = remember_customer.tag_customer(ada.id, bo.id, [" 爱喝绿茶 ", "送礼", "爱喝绿茶", "tea  lover"])
    assert kept == ["爱喝绿茶", "送礼", "tea lover"]
    assert customers.tags_of(ada.id, [bo.id]) == {bo.id: ("爱喝绿茶", "送礼", "tea lover")}
    remember_customer.tag_customer(ada.id, bo.id, ["送礼"])
    assert customers.customer_for(ada.id, bo.id, now=clock.now()).tags == ("送礼",)


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("tag", ["", "  ", "一" * 13, "a/b", "<b>", "a,b", "a\nb" * 5])
def test_a_tag_is_one_short_word(ada: Keeper, bo: Somebody, tag: str) -> None:
    with pytest.raises(BadTag):
        remember_customer.tag_customer(ada.id, bo.id, [tag])


@pytest.mark.usefixtures("known")
def test_a_customer_has_room_for_twelve_tags_and_the_database_for_no_more(ada: Keeper, bo: Somebody) -> None:
    tags = [f"t{n}" for n in range(13)]
    with pytest.raises(TooManyTags):
        remember_customer.tag_customer(ada.id, bo.id, tags)
    remember_customer.tag_customer(ada.id, bo.id, tags[:12])
    with pytest.raises(Exception, match="customer_tag_is_one_of_twelve"), transaction():
        execute("INSERT INTO customer_tag VALUES (:s, :p, 'more', 13)", s=ada.id, p=bo.id)


@pytest.mark.usefixtures("known")
def test_notes_come_newest_first_and_can_be_removed(ada: Keeper, bo: Somebody) -> None:
    first, second = (remember_customer.note_customer(ada.id, bo.id, words) for words in ("爱喝淡茶", " 左撇子 "))
    assert customers.notes_of(ada.id, bo.id) == [second, first]
    assert second.words == "左撇子"
    remember_customer.forget_note(ada.id, bo.id, first.id)
    assert customers.notes_of(ada.id, bo.id) == [second]
    with pytest.raises(NoSuchNote):
        remember_customer.forget_note(ada.id, bo.id, first.id)


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("words", ["", "   ", "长" * 501])
def test_a_note_says_something_and_not_too_much(ada: Keeper, bo: Somebody, words: str) -> None:
    with pytest.raises(NoteNeeded):
        remember_customer.note_customer(ada.id, bo.id, words)


@pytest.mark.usefixtures("known")
def test_nobody_keeps_more_than_a_hundred_notes_about_one_person(ada: Keeper, bo: Somebody) -> None:
    for n in range(MOST_NOTES):
        remember_customer.note_customer(ada.id, bo.id, f"note {n}")
    with pytest.raises(TooManyNotes):
        remember_customer.note_customer(ada.id, bo.id, "one more")


@pytest.mark.usefixtures("known")
def test_somebody_elses_customer_and_somebody_unknown_do_not_exist(ada: Keeper, bo: Somebody, cy: Somebody) -> None:
    eve = add_shopkeeper(add_person("Eve"))
    note = remember_customer.note_customer(ada.id, bo.id, "爱喝淡茶")
    for shop, person in ((eve, bo), (ada, cy)):
        with pytest.raises(NoSuchCustomer):
            remember_customer.note_customer(shop.id, person.id, "x")
        with pytest.raises(NoSuchCustomer):
            remember_customer.tag_customer(shop.id, person.id, ["x"])
        with pytest.raises(NoSuchNote):
            remember_customer.forget_note(shop.id, person.id, note.id)


@pytest.mark.usefixtures("known")
def test_bo_takes_a_tag_about_himself_away(ada: Keeper, bo: Somebody) -> None:
    remember_customer.tag_customer(ada.id, bo.id, ["送礼", "爱砍价"])
    remember_customer.forget_tag(ada.id, bo.id, "爱砍价")
    assert customers.tags_of(ada.id, [bo.id]) == {bo.id: ("送礼",)}
    with pytest.raises(NotFound):
        remember_customer.forget_tag(ada.id, bo.id, "爱砍价")


@pytest.mark.usefixtures("known")
def test_what_was_written_down_goes_with_the_pair(ada: Keeper, bo: Somebody) -> None:
    remember_customer.tag_customer(ada.id, bo.id, ["送礼"])
    remember_customer.note_customer(ada.id, bo.id, "爱喝淡茶")
    with transaction():
        execute("DELETE FROM relationship WHERE person_id = :p", p=bo.id)
    assert scalar("SELECT (SELECT count(*) FROM customer_tag) + (SELECT count(*) FROM customer_note)") == 0


def test_tags_used_before_are_offered_most_used_first(ada: Keeper) -> None:
    for n, tags in enumerate((["送礼"], ["送礼", "孩子"], ["送礼", "茶友"])):
        person = add_person(f"P{n}")
        happens(ada, person, EventKind.SHARE_OPENED, "touch:1")
        remember_customer.tag_customer(ada.id, person.id, tags)
    assert [(each.tag, each.customers) for each in customers.tags_used(ada.id)] == [
        ("送礼", 3),
        ("孩子", 1),
        ("茶友", 1),
    ]
    assert customers.tags_used(ada.id + 1) == []


@pytest.mark.parametrize("size", [2, 9])
def test_customers_with_a_tag_and_at_a_stage_take_the_same_statements_however_many(ada: Keeper, size: int) -> None:
    people = [add_person(f"P{n}") for n in range(size)]
    for n, person in enumerate(people):
        happens(ada, person, EventKind.SHARE_OPENED if n else EventKind.SHARE_IGNORED, "x:1")
        remember_customer.tag_customer(ada.id, person.id, ["送礼"])
    asked: list[str] = []
    listeners.append(asked.append)
    try:
        found = customers.customers_of(
            ada.id, stage=Stage.ACQUAINTANCE, tag="送礼", after=people[0].id, limit=50, now=clock.now()
        )
    finally:
        listeners.remove(asked.append)
    assert [each.pair.person_id for each in found] == [person.id for person in people[1:]]
    assert len(asked) == 8
    assert customers.customers_of(ada.id, stage=Stage.STRANGER, tag="送礼", limit=50, now=clock.now())[0].tags == (
        "送礼",
    )
    assert customers.customers_of(ada.id, tag="孩子", limit=50, now=clock.now()) == []


def step_for(ada: Keeper, who: Somebody) -> tuple[Step, Why, int]:
    found = customers.customer_for(ada.id, who.id, now=clock.now()).next_step
    return found.step, found.why, found.days or found.count


@pytest.mark.usefixtures("known")
def test_a_question_asks_for_an_answer_until_it_has_one(ada: Keeper, bo: Somebody) -> None:
    happens(ada, bo, EventKind.ASKED, "question:1", days_ago=3)
    assert step_for(ada, bo) == (Step.ANSWER, Why.QUESTION_OPEN, 3)
    happens(ada, bo, EventKind.ANSWERED, "question:1", days_ago=1)
    assert step_for(ada, bo)[0] is Step.RECOMMEND


@pytest.mark.usefixtures("known")
def test_shares_left_unopened_since_the_last_opening_count(ada: Keeper, bo: Somebody) -> None:
    happens(ada, bo, EventKind.SHARE_IGNORED, "share:0", days_ago=1)
    assert step_for(ada, bo) == (Step.VALUE_CONTENT, Why.JUST_MET, 1)
    clock.advance(timedelta(days=2))
    for n in (1, 2):
        happens(ada, bo, EventKind.SHARE_IGNORED, f"share:{n}")
    assert step_for(ada, bo) == (Step.VALUE_CONTENT, Why.IGNORED_LATELY, 2)


def test_a_parcel_asks_for_thanks_until_ada_turned_to_bo(twin: Twin, ada: Keeper, bo: Somebody, tea: Shelf) -> None:
    no = buying.buy(twin, bo, tea, token=buying.share(ada, tea))
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")
    bring_to("received", no, bo)
    clock.advance(timedelta(days=2))
    assert step_for(ada, bo) == (Step.THANK, Why.PARCEL_RECEIVED, 2)
    note = remember_customer.note_customer(ada.id, bo.id, "谢过了")
    assert step_for(ada, bo)[0] is not Step.THANK
    remember_customer.forget_note(ada.id, bo.id, note.id)
    assert step_for(ada, bo)[0] is Step.THANK
    make_share(ada.id, tea.product_code, audience=[bo.id])
    assert step_for(ada, bo)[0] is not Step.THANK


def test_a_parcel_of_long_ago_is_no_longer_thanked_for(twin: Twin, ada: Keeper, bo: Somebody, tea: Shelf) -> None:
    no = buying.buy(twin, bo, tea, token=buying.share(ada, tea))
    bring_to("received", no, bo)
    clock.advance(timedelta(days=15))
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")
    assert step_for(ada, bo)[1] is not Why.PARCEL_RECEIVED
