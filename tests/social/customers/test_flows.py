"""Ada keeps tags and notes about her own customers; Bo may take any of them away; the facts around decide her step."""

from datetime import timedelta

import pytest

from tests.cast import Keeper, ListedProduct, Somebody, add_person, add_shopkeeper, scalar
from tests.social.relationships.event_factory import happens
from tests.statements import count_statements
from tests.trade import buying
from tests.trade.order_steps import bring_to
from webapp.gateways.wechat.fake import FakeWechat
from webapp.journeys.make_share import make_share
from webapp.kernel import clock
from webapp.kernel.db import execute, transaction
from webapp.kernel.errors import NotFound
from webapp.social import customers
from webapp.social.customers.flows import annotate_customer
from webapp.social.customers.queries import customers as customers_queries
from webapp.social.customers.rules import MAX_NOTES, BadTag, NoSuchNote, NoteNeeded, TooManyNotes, TooManyTags
from webapp.social.relationships import ActionKind, ActionReason, EventKind, NoSuchCustomer, Stage

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def known(noon: None, ada: Keeper, bo: Somebody) -> None:
    """Bo has opened a share of Ada's."""
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")


@pytest.mark.usefixtures("known")
def test_tags_are_kept_once_each_in_the_order_given(ada: Keeper, bo: Somebody) -> None:
    kept = annotate_customer.tag_customer(ada.id, bo.id, [" 爱喝绿茶 ", "送礼", "爱喝绿茶", "tea  lover"])
    assert kept == ["爱喝绿茶", "送礼", "tea lover"]
    assert customers.tags_of(ada.id, [bo.id]) == {bo.id: ("爱喝绿茶", "送礼", "tea lover")}
    annotate_customer.tag_customer(ada.id, bo.id, ["送礼"])
    assert customers.customer_for(ada.id, bo.id, now=clock.now()).tags == ("送礼",)


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("tag", ["", "  ", "一" * 13, "a/b", "<b>", "a,b", "a\nb" * 5])
def test_a_tag_is_one_short_word(ada: Keeper, bo: Somebody, tag: str) -> None:
    with pytest.raises(BadTag):
        annotate_customer.tag_customer(ada.id, bo.id, [tag])


@pytest.mark.usefixtures("known")
def test_a_customer_has_room_for_twelve_tags_and_the_database_for_no_more(ada: Keeper, bo: Somebody) -> None:
    tags = [f"t{n}" for n in range(13)]
    with pytest.raises(TooManyTags):
        annotate_customer.tag_customer(ada.id, bo.id, tags)
    annotate_customer.tag_customer(ada.id, bo.id, tags[:12])
    with pytest.raises(Exception, match="customer_tag_is_one_of_twelve"), transaction():
        execute("INSERT INTO customer_tag VALUES (:s, :p, 'more', 13)", s=ada.id, p=bo.id)


@pytest.mark.usefixtures("known")
def test_notes_come_newest_first_and_can_be_removed(ada: Keeper, bo: Somebody) -> None:
    first, second = (annotate_customer.add_customer_note(ada.id, bo.id, words) for words in ("爱喝淡茶", " 左撇子 "))
    assert customers.notes_of(ada.id, bo.id) == [second, first]
    assert second.text == "左撇子"
    annotate_customer.remove_customer_note(ada.id, bo.id, first.id)
    assert customers.notes_of(ada.id, bo.id) == [second]
    with pytest.raises(NoSuchNote):
        annotate_customer.remove_customer_note(ada.id, bo.id, first.id)


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("words", ["", "   ", "长" * 501])
def test_a_note_says_something_and_not_too_much(ada: Keeper, bo: Somebody, words: str) -> None:
    with pytest.raises(NoteNeeded):
        annotate_customer.add_customer_note(ada.id, bo.id, words)


@pytest.mark.usefixtures("known")
def test_nobody_keeps_more_than_a_hundred_notes_about_one_person(ada: Keeper, bo: Somebody) -> None:
    for n in range(MAX_NOTES):
        annotate_customer.add_customer_note(ada.id, bo.id, f"note {n}")
    with pytest.raises(TooManyNotes):
        annotate_customer.add_customer_note(ada.id, bo.id, "one more")


@pytest.mark.usefixtures("known")
def test_somebody_elses_customer_and_somebody_unknown_do_not_exist(ada: Keeper, bo: Somebody, cy: Somebody) -> None:
    eve = add_shopkeeper(add_person("Eve"))
    note = annotate_customer.add_customer_note(ada.id, bo.id, "爱喝淡茶")
    for shop, person in ((eve, bo), (ada, cy)):
        with pytest.raises(NoSuchCustomer):
            annotate_customer.add_customer_note(shop.id, person.id, "x")
        with pytest.raises(NoSuchCustomer):
            annotate_customer.tag_customer(shop.id, person.id, ["x"])
        with pytest.raises(NoSuchNote):
            annotate_customer.remove_customer_note(shop.id, person.id, note.id)


@pytest.mark.usefixtures("known")
def test_bo_takes_a_tag_about_himself_away(ada: Keeper, bo: Somebody) -> None:
    annotate_customer.tag_customer(ada.id, bo.id, ["送礼", "爱砍价"])
    annotate_customer.remove_customer_tag(ada.id, bo.id, "爱砍价")
    assert customers.tags_of(ada.id, [bo.id]) == {bo.id: ("送礼",)}
    with pytest.raises(NotFound):
        annotate_customer.remove_customer_tag(ada.id, bo.id, "爱砍价")


@pytest.mark.usefixtures("known")
def test_what_was_written_down_goes_with_the_pair(ada: Keeper, bo: Somebody) -> None:
    annotate_customer.tag_customer(ada.id, bo.id, ["送礼"])
    annotate_customer.add_customer_note(ada.id, bo.id, "爱喝淡茶")
    with transaction():
        execute("DELETE FROM relationship WHERE person_id = :p", p=bo.id)
    assert scalar("SELECT (SELECT count(*) FROM customer_tag) + (SELECT count(*) FROM customer_note)") == 0


def test_tags_used_before_are_offered_most_used_first(ada: Keeper) -> None:
    for n, tags in enumerate((["送礼"], ["送礼", "孩子"], ["送礼", "茶友"])):
        person = add_person(f"P{n}")
        happens(ada, person, EventKind.SHARE_OPENED, "touch:1")
        annotate_customer.tag_customer(ada.id, person.id, tags)
    assert [(each.tag, each.customers) for each in customers_queries.tag_usage(ada.id)] == [
        ("送礼", 3),
        ("孩子", 1),
        ("茶友", 1),
    ]
    assert customers_queries.tag_usage(ada.id + 1) == []


@pytest.mark.parametrize("size", [2, 9])
def test_customers_with_a_tag_and_at_a_stage_take_the_same_statements_however_many(ada: Keeper, size: int) -> None:
    people = [add_person(f"P{n}") for n in range(size)]
    for n, person in enumerate(people):
        happens(ada, person, EventKind.SHARE_OPENED if n else EventKind.SHARE_IGNORED, "x:1")
        annotate_customer.tag_customer(ada.id, person.id, ["送礼"])
    with count_statements() as asked:
        found = customers.customers_of(
            ada.id, stage=Stage.ACQUAINTANCE, tag="送礼", after=people[0].id, limit=50, now=clock.now()
        )
    assert [each.pair.person_id for each in found] == [person.id for person in people[1:]]
    assert len(asked) == 8
    assert customers.customers_of(ada.id, stage=Stage.STRANGER, tag="送礼", limit=50, now=clock.now())[0].tags == (
        "送礼",
    )
    assert customers.customers_of(ada.id, tag="孩子", limit=50, now=clock.now()) == []


def step_for(ada: Keeper, who: Somebody) -> tuple[ActionKind, ActionReason, int]:
    found = customers.customer_for(ada.id, who.id, now=clock.now()).next_action
    return found.action, found.reason, found.days or found.count


@pytest.mark.usefixtures("known")
def test_a_question_asks_for_an_answer_until_it_has_one(ada: Keeper, bo: Somebody) -> None:
    happens(ada, bo, EventKind.ASKED, "question:1", days_ago=3)
    assert step_for(ada, bo) == (ActionKind.ANSWER, ActionReason.QUESTION_OPEN, 3)
    happens(ada, bo, EventKind.ANSWERED, "question:1", days_ago=1)
    assert step_for(ada, bo)[0] is ActionKind.RECOMMEND


@pytest.mark.usefixtures("known")
def test_shares_left_unopened_since_the_last_opening_count(ada: Keeper, bo: Somebody) -> None:
    happens(ada, bo, EventKind.SHARE_IGNORED, "share:0", days_ago=1)
    assert step_for(ada, bo) == (ActionKind.VALUE_CONTENT, ActionReason.NEW_CUSTOMER, 1)
    clock.advance(timedelta(days=2))
    for n in (1, 2):
        happens(ada, bo, EventKind.SHARE_IGNORED, f"share:{n}")
    assert step_for(ada, bo) == (ActionKind.VALUE_CONTENT, ActionReason.IGNORED_LATELY, 2)


def test_a_parcel_asks_for_thanks_until_ada_turned_to_bo(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    no = buying.buy(fake_wechat, bo, tea, token=buying.share(ada, tea))
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")
    bring_to("received", no, bo)
    clock.advance(timedelta(days=2))
    assert step_for(ada, bo) == (ActionKind.THANK, ActionReason.PARCEL_RECEIVED, 2)
    note = annotate_customer.add_customer_note(ada.id, bo.id, "谢过了")
    assert step_for(ada, bo)[0] is not ActionKind.THANK
    annotate_customer.remove_customer_note(ada.id, bo.id, note.id)
    assert step_for(ada, bo)[0] is ActionKind.THANK
    make_share(ada.id, tea.product_code, audience=[bo.id])
    assert step_for(ada, bo)[0] is not ActionKind.THANK


def test_a_parcel_of_long_ago_is_no_longer_thanked_for(
    fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    no = buying.buy(fake_wechat, bo, tea, token=buying.share(ada, tea))
    bring_to("received", no, bo)
    clock.advance(timedelta(days=15))
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")
    assert step_for(ada, bo)[1] is not ActionReason.PARCEL_RECEIVED
