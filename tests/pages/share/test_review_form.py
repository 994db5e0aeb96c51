"""Buyers are asked once their parcel arrived, and say it in a form without scripts."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.cast import Keeper, ListedProduct, Somebody, add_staff, scalar
from tests.social.reviews.reviewing import check_all, says
from tests.trade import buying
from tests.trade.order_steps import refund
from tests.web.share.phones import Phone, paid
from webapp.gateways.wechat.fake import FakeWechat
from webapp.gateways.wechat.fake_accounts import FLAGGED
from webapp.journeys.place_order import place_order
from webapp.kernel import clock
from webapp.social.reviews.flows.reply_to_review import reply_to_review
from webapp.trade.orders.flows.confirm_receipt import confirm_receipt
from webapp.trade.orders.flows.ship_order import ship_order

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def arrived(bos_phone: Phone, bo: Somebody, token: str, tea: ListedProduct) -> str:
    """Bo's order, bought on the share page, has arrived."""
    no = bos_phone.order(token, tea.sku_code)
    ship_order(paid(bos_phone, no), carrier="顺丰", tracking_no="SF1", staff_id=add_staff().id)
    confirm_receipt(bo.id, no)
    return no


def test_an_order_asks_only_after_it_arrived(bos_phone: Phone, bo: Somebody, token: str, tea: ListedProduct) -> None:
    no = bos_phone.order(token, tea.sku_code)
    assert "怎么样" not in bos_phone.open(f"/orders/{no}").text
    ship_order(paid(bos_phone, no), carrier="顺丰", tracking_no="SF1", staff_id=add_staff().id)
    assert "怎么样" not in bos_phone.open(f"/orders/{no}").text
    assert bos_phone.open(f"/orders/{no}/review").location == f"/orders/{no}"
    confirm_receipt(bo.id, no)
    page = bos_phone.open(f"/orders/{no}").text
    assert "收到了，怎么样？" in page
    assert f"/orders/{no}/review" in page


def test_bo_gives_stars_and_words_in_a_plain_form(
    bos_phone: Phone, ada: Keeper, arrived: str, tea: ListedProduct
) -> None:
    form = bos_phone.open(f"/orders/{arrived}/review")
    assert form.text.count('type="radio"') == 5
    assert form.text.count(" required") == 5
    sent = {"csrf_token": bos_phone.form_token(), f"stars-{tea.sku_code}": "4", f"text-{tea.sku_code}": " 很香 "}
    answer = bos_phone.post(f"/orders/{arrived}/review", sent)
    assert (answer.status_code, answer.location) == (303, f"/orders/{arrived}?done=review")
    page = bos_phone.open(answer.location).text
    for words in ("您的评价已记下", "我的评价", "很香", "文字在检查", "收回这条评价"):
        assert words in page
    assert "写评价" not in page
    again = bos_phone.post(f"/orders/{arrived}/review", sent)
    assert (again.status_code, "已经评价过了" in again.text) == (409, True)
    assert scalar("SELECT count(*) FROM review") == 1


@pytest.fixture
def both_arrived(bos_phone: Phone, bo: Somebody, tea: ListedProduct, token: str) -> str:
    """Bo's order of both sizes has arrived."""
    wish = buying.wish(bo, tea, token=token)
    no = place_order(replace(wish, items=[(tea.sku_code, 1), (tea.other_sku_code, 1)])).no
    ship_order(paid(bos_phone, no), carrier="顺丰", tracking_no="SF1", staff_id=add_staff().id)
    confirm_receipt(bo.id, no)
    return no


def test_of_several_things_bo_reviews_those_he_likes_to(
    bos_phone: Phone, both_arrived: str, tea: ListedProduct
) -> None:
    no = both_arrived
    form = bos_phone.open(f"/orders/{no}/review").text
    assert (form.count('type="radio"'), form.count(" checked"), form.count(" required")) == (12, 2, 0)
    sent = {"csrf_token": bos_phone.form_token(), f"stars-{tea.sku_code}": "", f"stars-{tea.other_sku_code}": "5"}
    assert bos_phone.post(f"/orders/{no}/review", sent).status_code == 303
    form = bos_phone.open(f"/orders/{no}/review").text
    assert (f"stars-{tea.sku_code}" in form, f"stars-{tea.other_sku_code}" in form) == (True, False)


def test_words_without_stars_are_not_lost_beside_a_line_that_has_some(
    bos_phone: Phone, both_arrived: str, tea: ListedProduct
) -> None:
    one, other = tea.sku_code, tea.other_sku_code
    bos_phone.open("/orders")
    sent = {"csrf_token": bos_phone.form_token(), f"text-{one}": "写了很久", f"stars-{other}": "5"}
    told = bos_phone.post(f"/orders/{both_arrived}/review", sent)
    assert told.status_code == 422
    assert f'<a href="#stars-{one}">先给几颗星' in told.text
    assert re.search(rf'id="stars-{one}"[\s\S]*id="stars-{one}-error">先给几颗星[\s\S]*写了很久', told.text)
    assert re.search(rf'id="stars-{other}-5"[^>]* checked', told.text)
    assert f"stars-{other}-error" not in told.text
    assert scalar("SELECT count(*) FROM review") == 0
    assert bos_phone.post(f"/orders/{both_arrived}/review", {**sent, f"stars-{one}": "1"}).status_code == 303
    assert scalar("SELECT count(*) FROM review") == 2


def test_what_has_its_stars_is_not_asked_for_again(
    bos_phone: Phone, bo: Somebody, both_arrived: str, tea: ListedProduct
) -> None:
    says(bo, both_arrived, tea, 5)
    bos_phone.open("/orders")
    sent = {"csrf_token": bos_phone.form_token(), f"stars-{tea.other_sku_code}": ""}
    told = bos_phone.post(f"/orders/{both_arrived}/review", sent)
    assert told.status_code == 422
    assert f'href="#stars-{tea.other_sku_code}"' in told.text
    assert f"stars-{tea.sku_code}" not in told.text


def test_the_end_of_a_line_is_one_character_as_browsers_count(
    bos_phone: Phone, arrived: str, tea: ListedProduct
) -> None:
    bos_phone.open("/orders")
    words = "一\r\n" * 249 + "二二"
    sent = {"csrf_token": bos_phone.form_token(), f"stars-{tea.sku_code}": "5", f"text-{tea.sku_code}": words}
    assert bos_phone.post(f"/orders/{arrived}/review", sent).status_code == 303
    assert scalar("SELECT max(length(text)) FROM public_text") == 500


def test_what_must_be_corrected_stays_when_it_was_reviewed_meanwhile(
    bos_phone: Phone, bo: Somebody, arrived: str, tea: ListedProduct
) -> None:
    bos_phone.open("/orders")
    says(bo, arrived, tea, 5)
    sent = {"csrf_token": bos_phone.form_token(), f"stars-{tea.sku_code}": "2", f"text-{tea.sku_code}": "长" * 501}
    told = bos_phone.post(f"/orders/{arrived}/review", sent)
    assert (told.status_code, "长" * 501 in told.text) == (422, True)


@pytest.mark.parametrize("stars", ["", "0", "6", "x", "55"])
def test_without_stars_the_form_comes_back_with_the_words(
    bos_phone: Phone, arrived: str, tea: ListedProduct, stars: str
) -> None:
    bos_phone.open(f"/orders/{arrived}/review")
    sent = {"csrf_token": bos_phone.form_token(), f"stars-{tea.sku_code}": stars, f"text-{tea.sku_code}": "写了很久"}
    answer = bos_phone.post(f"/orders/{arrived}/review", sent)
    assert answer.status_code == 422
    assert f'<a href="#stars-{tea.sku_code}">先给几颗星' in answer.text
    assert f'id="stars-{tea.sku_code}-error">先给几颗星' in answer.text
    assert "写了很久" in answer.text


def test_too_many_words_are_marked_and_the_stars_kept(bos_phone: Phone, arrived: str, tea: ListedProduct) -> None:
    bos_phone.open(f"/orders/{arrived}/review")
    sent = {"csrf_token": bos_phone.form_token(), f"stars-{tea.sku_code}": "2", f"text-{tea.sku_code}": "长" * 501}
    answer = bos_phone.post(f"/orders/{arrived}/review", sent)
    assert answer.status_code == 422
    assert f'<a href="#text-{tea.sku_code}">最多 500 个字，现在 501 个' in answer.text
    assert f'id="text-{tea.sku_code}-error">最多 500 个字，现在 501 个' in answer.text
    assert "长" * 501 in answer.text
    assert re.search(r'value="2" required checked', answer.text)
    assert scalar("SELECT count(*) FROM review") == 0


def test_what_was_given_back_or_is_too_old_has_a_page(
    bos_phone: Phone, bo: Somebody, fake_wechat: FakeWechat, arrived: str, tea: ListedProduct
) -> None:
    bos_phone.open("/orders")
    sent = {"csrf_token": bos_phone.form_token(), f"stars-{tea.sku_code}": "5"}
    with clock.frozen(clock.now() + timedelta(days=91)):
        late = bos_phone.post(f"/orders/{arrived}/review", sent)
    assert (late.status_code, "评价时间过了" in late.text) == (422, True)
    refund(fake_wechat, arrived)
    gone = bos_phone.post(f"/orders/{arrived}/review", sent)
    assert (gone.status_code, "退款的订单不评价" in gone.text) == (422, True)


@pytest.mark.usefixtures("wordy")
def test_bo_sees_the_state_of_his_words_and_adas_reply_and_takes_it_back(
    bos_phone: Phone, bo: Somebody, ada: Keeper, arrived: str, tea: ListedProduct
) -> None:
    written = says(bo, arrived, tea, 2, "有点碎")
    reply_to_review(ada.id, written.id, "下次改进")
    assert "下次改进" not in bos_phone.open(f"/orders/{arrived}").text
    check_all()
    page = bos_phone.open(f"/orders/{arrived}").text
    for words in ("已公开", "有点碎", "下次改进", "Ada的小店 回复"):
        assert words in page
    hidden = bos_phone.fill(bos_phone.get(f"/orders/{arrived}"))
    assert hidden["review"] == str(written.id)
    answer = bos_phone.post(f"/orders/{arrived}/review/withdrawal", hidden)
    assert answer.status_code == 303
    page = bos_phone.open(answer.location).text
    assert "评价已收回" in page
    assert "有点碎" not in page
    assert "写评价" not in page


@pytest.mark.usefixtures("wordy")
def test_bo_reads_why_his_words_are_not_public(
    bos_phone: Phone, bo: Somebody, arrived: str, tea: ListedProduct
) -> None:
    says(bo, arrived, tea, 2, FLAGGED)
    check_all()
    assert "文字没有公开，星数照常计入" in bos_phone.open(f"/orders/{arrived}").text


def test_nobody_reviews_or_takes_back_for_somebody_else(
    bos_phone: Phone, cys_phone: Phone, bo: Somebody, arrived: str, tea: ListedProduct
) -> None:
    cys_phone.open("/orders")
    sent = {"csrf_token": cys_phone.form_token(), f"stars-{tea.sku_code}": "1"}
    assert cys_phone.open(f"/orders/{arrived}/review").status_code == 404
    assert cys_phone.post(f"/orders/{arrived}/review", sent).status_code == 404
    written = says(bo, arrived, tea, 5)
    for review in (str(written.id), "", "x", "9" * 30):
        answer = cys_phone.post(f"/orders/{arrived}/review/withdrawal", {**sent, "review": review})
        assert answer.status_code == 404
    assert scalar("SELECT count(*) FROM review") == 1


def test_another_site_cannot_review_for_bo(bos_phone: Phone, bo: Somebody, arrived: str, tea: ListedProduct) -> None:
    bos_phone.open("/orders")
    for forged in ("", "0" * 27):
        answer = bos_phone.post(f"/orders/{arrived}/review", {"csrf_token": forged, f"stars-{tea.sku_code}": "1"})
        assert answer.status_code == 403
    assert scalar("SELECT count(*) FROM review") == 0
    written = says(bo, arrived, tea, 5)
    for forged in ("", "0" * 27):
        form = {"csrf_token": forged, "review": str(written.id)}
        assert bos_phone.post(f"/orders/{arrived}/review/withdrawal", form).status_code == 403
    assert scalar("SELECT count(*) FROM review") == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_pages_speak_both_languages(
    bos_phone: Phone, arrived: str, token: str, tea: ListedProduct, bo: Somebody, language: str
) -> None:
    bos_phone.client.set_cookie("gx_lang", language)
    form = bos_phone.open(f"/orders/{arrived}/review").text
    says(bo, arrived, tea, 1, "碎")
    order, listed = bos_phone.open(f"/orders/{arrived}").text, bos_phone.get(f"/s/{token}/reviews").text
    for page, words in (
        (form, {"zh": "非常好", "en": "Great"}),
        (order, {"zh": "我的评价", "en": "My review"}),
        (listed, {"zh": "1 条评价", "en": "1 rating"}),
    ):
        assert words[language] in page
