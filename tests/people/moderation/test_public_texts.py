"""Words of a share and of a shop are hidden from others until shown; a shop's name is checked before it stands."""

from datetime import timedelta

import pytest

from tests.cast import Keeper, ListedProduct, Somebody, scalar
from tests.public_texts import open_mini_program, run_text_checks
from webapp.gateways.wechat.fake import FakeWechat
from webapp.gateways.wechat.fake_accounts import DOUBTFUL, FLAGGED
from webapp.journeys.make_share import CreatedShare, make_share
from webapp.journeys.open_share import open_share
from webapp.kernel import clock
from webapp.kernel.errors import DomainError
from webapp.people import identity, moderation
from webapp.people.identity.flows import open_shop
from webapp.people.identity.flows.change_profile import change_shop
from webapp.people.identity.flows.invite_shopkeeper import invite_shopkeeper
from webapp.people.identity.service import chain, invitations
from webapp.people.moderation import NameDoubtful, NameRefused, OpenMiniProgramAgain, TextState
from webapp.people.moderation.flows.moderate_text import moderate_text
from webapp.people.moderation.service.shop_names import NameUnchecked
from webapp.people.staff import StaffMember

pytestmark = pytest.mark.usefixtures("noon")
AGREED = "2026-01"


@pytest.fixture(autouse=True)
def _on_their_phones(noon: None, ada: Keeper, bo: Somebody) -> None:
    open_mini_program(ada.person, bo)


def words_of(made: CreatedShare) -> str:
    """What somebody reads who opens the share."""
    return open_share(made.token).text


def test_the_words_of_a_share_are_hidden_until_they_are_checked(ada: Keeper, tea: ListedProduct) -> None:
    made = make_share(ada.id, tea.product_code, text="今年第一批")
    assert (made.share.text, words_of(made)) == ("今年第一批", "")
    run_text_checks()
    assert words_of(made) == "今年第一批"


@pytest.mark.parametrize("words", [FLAGGED, f"好茶 {DOUBTFUL}"])
def test_words_that_did_not_pass_stay_hidden_and_the_share_opens_without_them(
    ada: Keeper, tea: ListedProduct, words: str
) -> None:
    made = make_share(ada.id, tea.product_code, text=words)
    run_text_checks()
    assert words_of(made) == ""


def test_a_colleague_shows_the_words_of_a_share(ada: Keeper, tea: ListedProduct, di: StaffMember) -> None:
    made = make_share(ada.id, tea.product_code, text=f"好茶 {DOUBTFUL}")
    run_text_checks()
    assert made.share.text_id is not None
    moderate_text(di.id, made.share.text_id, shown=True, reason="")
    assert words_of(made) == f"好茶 {DOUBTFUL}"


def test_a_share_without_words_asks_for_no_check(ada: Keeper, tea: ListedProduct) -> None:
    assert make_share(ada.id, tea.product_code, text="  ").share.text_id is None
    assert scalar("SELECT count(*) FROM public_text") == 0


def test_an_introduction_is_hidden_until_it_is_checked(ada: Keeper) -> None:
    shop = change_shop(ada.id, introduction=" 只卖自己用的 ")
    assert shop.introduction == ""
    assert moderation.text_for(ada.person.id, shop.introduction_id or 0).text == "只卖自己用的"
    run_text_checks()
    for read in (identity.shopkeeper_card(ada.id), identity.shopkeeper(ada.id), identity.cards([ada.id])[ada.id]):
        assert read.introduction == "只卖自己用的"
    assert chain.subtree(ada.id)[0].card.introduction == "只卖自己用的"


def test_what_was_written_last_counts_and_nothing_takes_it_away(ada: Keeper) -> None:
    change_shop(ada.id, introduction="旧的")
    run_text_checks()
    assert change_shop(ada.id, introduction=f"新的 {FLAGGED}").introduction == ""
    run_text_checks()
    assert identity.shopkeeper(ada.id).introduction == ""
    assert change_shop(ada.id, introduction="").introduction_id is None


def test_saying_the_same_again_keeps_it_shown_and_what_was_refused_is_checked_anew(ada: Keeper) -> None:
    first = change_shop(ada.id, introduction="茶").introduction_id
    run_text_checks()
    assert change_shop(ada.id, introduction="茶").introduction_id == first
    refused = change_shop(ada.id, introduction=FLAGGED).introduction_id
    run_text_checks()
    assert change_shop(ada.id, introduction=FLAGGED).introduction_id != refused


def test_changing_the_picture_leaves_the_introduction(ada: Keeper) -> None:
    change_shop(ada.id, introduction="茶")
    run_text_checks()
    assert change_shop(ada.id, avatar="demo/avatar/1.svg").introduction == "茶"


NAMES = [(FLAGGED, NameRefused, "name"), (f"加我 {DOUBTFUL}", NameDoubtful, "name")]


@pytest.mark.parametrize(("name", "refusal", "reason"), NAMES)
def test_a_shop_does_not_open_under_a_name_that_does_not_pass(
    ada: Keeper, bo: Somebody, name: str, refusal: type[DomainError], reason: str
) -> None:
    with pytest.raises(refusal):
        open_shop.open_shop(bo.id, invite_shopkeeper(ada.id).token, name, AGREED)
    assert identity.shopkeeper_of(bo.id) is None
    attempt = invitations.bind_attempts(bo.id)[0]
    assert (attempt.outcome, attempt.reason, attempt.inviter_id) == ("refused", reason, ada.id)


def test_nothing_happens_while_wechat_cannot_be_asked_about_a_name(
    ada: Keeper, bo: Somebody, fake_wechat: FakeWechat
) -> None:
    token = invite_shopkeeper(ada.id).token
    fake_wechat.faults.fail("mini.check_text")
    with pytest.raises(NameUnchecked):
        open_shop.open_shop(bo.id, token, "波的小店", AGREED)
    assert (identity.shopkeeper_of(bo.id), invitations.bind_attempts(bo.id)) == (None, [])
    assert open_shop.open_shop(bo.id, token, "波的小店", AGREED).shop_name == "波的小店"


def test_who_was_not_seen_lately_is_told_to_open_the_mini_program_again(ada: Keeper, bo: Somebody) -> None:
    clock.advance(timedelta(hours=3))
    token = invite_shopkeeper(ada.id).token
    with pytest.raises(OpenMiniProgramAgain):
        open_shop.open_shop(bo.id, token, "波的小店", AGREED)
    assert invitations.bind_attempts(bo.id)[0].reason == "name_unchecked"
    open_mini_program(bo)
    open_shop.open_shop(bo.id, token, "波的小店", AGREED)


@pytest.mark.parametrize(("name", "refusal", "_reason"), NAMES)
def test_a_refused_change_of_name_changes_nothing_at_all(
    ada: Keeper, name: str, refusal: type[DomainError], _reason: str
) -> None:
    with pytest.raises(refusal):
        change_shop(ada.id, shop_name=name, introduction="新的介绍", avatar="demo/avatar/2.svg")
    shop = identity.shopkeeper(ada.id)
    assert (shop.shop_name, shop.avatar, shop.introduction_id) == ("Ada的小店", "", None)


def test_a_name_that_stays_is_not_asked_about(ada: Keeper, fake_wechat: FakeWechat) -> None:
    fake_wechat.faults.fail("mini.check_text")
    assert change_shop(ada.id, shop_name=" Ada的小店 ").shop_name == "Ada的小店"
    with pytest.raises(NameUnchecked):
        change_shop(ada.id, shop_name="山居")
    assert change_shop(ada.id, shop_name="山居").shop_name == "山居"


def test_the_author_keeps_a_list_of_everything_with_its_state(ada: Keeper, bo: Somebody, tea: ListedProduct) -> None:
    for words in ("一", "二", "三", FLAGGED):
        make_share(ada.id, tea.product_code, text=words)
    run_text_checks()
    make_share(ada.id, tea.product_code, text="四")
    page = moderation.texts_by(ada.person.id, limit=3)
    assert [(each.text, each.state) for each in page.items] == [
        ("四", TextState.CHECKING),
        (FLAGGED, TextState.REFUSED),
        ("三", TextState.SHOWN),
    ]
    rest = moderation.texts_by(ada.person.id, limit=3, cursor=page.next_cursor)
    assert ([each.text for each in rest.items], rest.next_cursor) == (["二", "一"], None)
    assert moderation.texts_by(bo.id).items == []
