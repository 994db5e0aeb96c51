"""On plain pages, without scripts, Bo says what he allows, takes his data with him, and may be forgotten."""

import re

import pytest
from werkzeug.test import TestResponse

from tests.cast import Keeper, ListedProduct, Somebody, scalar
from tests.trade import buying
from tests.web.form_tokens import form_token
from tests.web.running_jobs import run_jobs
from tests.web.share.phones import Phone
from webapp.people import consent

pytestmark = pytest.mark.usefixtures("noon")
HERE = "/me/privacy"


def send(phone: Phone, path: str, **fields: str) -> TestResponse:
    """A form of the page, as it stands there."""
    return phone.post(f"{HERE}{path}", {"csrf_token": form_token(phone.open(HERE).text), **fields})


def on(who: Somebody) -> set[str]:
    return {each.purpose.key for each in consent.consents_of(who.id) if each.on}


def test_bo_is_asked_who_he_is_and_sees_each_purpose(bos_phone: Phone) -> None:
    page = bos_phone.open(HERE)
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    for words in ("隐私与数据", "店主记得我", "店主可以主动分享给我", "让认识的店主看到我的昵称"):
        assert words in page.text


def test_one_tap_turns_a_purpose_off_and_another_on(bos_phone: Phone, bo: Somebody) -> None:
    assert on(bo) == {"outreach", "relationship"}
    answer = send(bos_phone, "/consents/outreach", given="no")
    assert (answer.status_code, answer.location) == (303, f"{HERE}?done=consent")
    assert "记下了" in bos_phone.get(answer.location).text
    assert on(bo) == {"relationship"}
    send(bos_phone, "/consents/open_name", given="yes")
    assert on(bo) == {"open_name", "relationship"}
    assert scalar("SELECT count(*) FROM consent_decision WHERE channel = 'h5'") == 2


@pytest.mark.parametrize("given", ["", "maybe", "YES"])
def test_what_is_neither_yes_nor_no_decides_nothing(bos_phone: Phone, bo: Somebody, given: str) -> None:
    for purpose in ("outreach", "open_name"):
        assert send(bos_phone, f"/consents/{purpose}", given=given).status_code == 400
    assert on(bo) == {"outreach", "relationship"}


def test_another_site_changes_nothing(bos_phone: Phone, bo: Somebody) -> None:
    bos_phone.open(HERE)
    for path in ("/consents/outreach", "/erasure", "/erasure/taken-back"):
        assert bos_phone.post(f"{HERE}{path}", {"csrf_token": "x", "given": "no", "word": "注销"}).status_code == 403
    assert on(bo) == {"outreach", "relationship"}


@pytest.mark.parametrize(("ending", "kind"), [("zip", "application/zip"), ("json", "application/json")])
def test_bo_takes_his_data_with_him(bos_phone: Phone, ending: str, kind: str) -> None:
    bos_phone.open(HERE)
    answer = bos_phone.get(f"{HERE}/export.{ending}")
    assert (answer.status_code, answer.content_type, answer.headers["Cache-Control"]) == (200, kind, "no-store")
    assert answer.data
    assert bos_phone.get(f"{HERE}/export.pdf").status_code == 404


def test_a_wrong_word_erases_nobody(bos_phone: Phone) -> None:
    answer = send(bos_phone, "/erasure", word="好的")
    assert answer.status_code == 422
    assert '<a href="#word">请输入“注销”两个字' in answer.text
    assert 'id="word-error">请输入“注销”两个字' in answer.text
    assert re.search(r'<details class="fold" open>[\s\S]*value="好的"', answer.text)
    assert f'href="{HERE}?lang=en"' in answer.text
    assert scalar("SELECT count(*) FROM erasure_request") == 0


def test_bo_is_forgotten_and_nobody_new_is_made_on_the_way_out(bos_phone: Phone, database_url: str) -> None:
    bos_phone.open(HERE)
    people = scalar("SELECT count(*) FROM person")
    answer = send(bos_phone, "/erasure", word="注销")
    assert (answer.status_code, answer.location) == (303, "/me/forgotten")
    assert "谢谢您来过" in bos_phone.get("/me/forgotten").text
    run_jobs(database_url)
    assert scalar("SELECT count(*) FROM person WHERE erased_at IS NOT NULL") == 1
    assert scalar("SELECT count(*) FROM person") == people


def test_an_old_cookie_opens_nothing_any_more(bos_phone: Phone, bo: Somebody, database_url: str) -> None:
    bos_phone.open("/orders")
    old = bos_phone.client.get_cookie("gx_visitor")
    assert old
    send(bos_phone, "/erasure", word="erase")
    run_jobs(database_url)
    bos_phone.client.set_cookie("gx_visitor", old.decoded_value)
    assert bos_phone.get("/orders").status_code == 302


def test_bo_reads_what_it_waits_for_and_may_stay(bos_phone: Phone, bo: Somebody, tea: ListedProduct) -> None:
    buying.order(bo, tea)
    assert send(bos_phone, "/erasure", word="注销").location == f"{HERE}#erasure"
    assert "正在等：还有没完成的订单" in bos_phone.get(HERE).text
    assert send(bos_phone, "/erasure/taken-back").location == f"{HERE}?done=stay"
    assert "正在等" not in bos_phone.get(HERE).text


def test_a_shopkeeper_reads_what_comes_first(ada: Keeper, bos_phone: Phone) -> None:
    bos_phone.holder = ada.person
    answer = send(bos_phone, "/erasure", word="注销")
    assert answer.status_code == 422
    assert re.search(r'id="word-error">[^<]*请先联系客服关店', answer.text)
    assert 'value="注销"' in answer.text


def test_every_page_leads_there_and_whoever_buys_is_told(bos_phone: Phone, token: str) -> None:
    assert 'href="/me/privacy"' in bos_phone.get(f"/s/{token}").text
    assert "店主会记得和您的来往" in bos_phone.open(f"/s/{token}/checkout").text
