"""Buying: recognised by WeChat, a form that loses nothing, one order however often it is sent, paid and told so."""

import re

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.cast import Keeper, ListedProduct, Somebody, scalar
from tests.web.share.phones import ADDRESS, Phone
from webapp.gateways.wechat.fake import FakeWechat
from webapp.kernel.db import execute, row, transaction
from webapp.referral import attribution
from webapp.referral.visits.flows.ingest_visits import ingest_visits
from webapp.web.share import visitor
from webapp.web.share.visitor import Consumer


def checkout(phone: Phone, token: str, tea: ListedProduct, quantity: int = 1) -> str:
    return f"/s/{token}/checkout?sku={tea.sku_code}&quantity={quantity}"


def test_a_consumer_is_asked_who_they_are_only_when_they_buy(bos_phone: Phone, token: str, tea: ListedProduct) -> None:
    bos_phone.see(token)
    assert scalar("SELECT count(*) FROM visitor") == 0
    answer = bos_phone.get(checkout(bos_phone, token, tea))
    assert (answer.status_code, "open.weixin.qq.com" in answer.location) == (302, True)
    page = bos_phone.open(checkout(bos_phone, token, tea))
    assert (page.status_code, page.request.path) == (200, f"/s/{token}/checkout")
    assert scalar("SELECT person_id FROM visitor") == bos_phone.holder.id


def test_outside_wechat_a_code_to_scan_leads_into_it(client: FlaskClient, token: str, tea: ListedProduct) -> None:
    page = client.get(f"/s/{token}/checkout?sku={tea.sku_code}")
    assert page.status_code == 200
    assert "请用微信打开" in page.text
    assert "<svg" in page.text
    assert "style=" not in page.text


def test_a_login_code_is_used_once_and_leaves_no_trace_in_the_address(
    bos_phone: Phone, token: str, tea: ListedProduct
) -> None:
    asked = bos_phone.get(checkout(bos_phone, token, tea))
    callback = bos_phone.authorized(asked.location)
    answer = bos_phone.get(callback)
    assert answer.location == checkout(bos_phone, token, tea)
    # Refreshing the callback leads on instead of spending the code twice.
    again = bos_phone.get(callback)
    assert (again.status_code, again.location) == (302, "/orders")
    assert bos_phone.fake_wechat.calls.count("official.identity") == 1


def test_another_account_in_the_same_browser_does_not_take_over_what_the_first_looked_at(
    bos_phone: Phone, bo: Somebody, cy: Somebody, token: str, tea: ListedProduct
) -> None:
    bos_phone.see(token)
    bos_phone.open(checkout(bos_phone, token, tea))
    browser = int(str(scalar("SELECT id FROM visitor")))
    # Bo's session has ended, the browser is still known; Cy picks it up.
    bos_phone.client.set_cookie(visitor.COOKIE, visitor.cookie_for(Consumer(browser)).split(";")[0].partition("=")[2])
    bos_phone.holder = cy
    assert bos_phone.open(checkout(bos_phone, token, tea)).status_code == 200
    assert scalar("SELECT person_id FROM visitor WHERE id = :id", id=browser) == bo.id


def test_somebody_elses_callback_address_logs_nobody_in(
    bos_phone: Phone, cys_phone: Phone, token: str, tea: ListedProduct
) -> None:
    callback = bos_phone.authorized(bos_phone.get(checkout(bos_phone, token, tea)).location)
    page = cys_phone.get(callback)
    assert (page.status_code, "没能认出您" in page.text) == (422, True)
    cys_phone.get(checkout(cys_phone, token, tea))
    assert "没能认出您" in cys_phone.get(callback).text


def test_a_refused_login_has_a_page(bos_phone: Phone, token: str, tea: ListedProduct) -> None:
    callback = bos_phone.authorized(bos_phone.get(checkout(bos_phone, token, tea)).location)
    state = callback.split("state=")[1]
    page = bos_phone.get(f"/wechat/oauth?state={state}")
    assert "没能认出您" in page.text
    assert "没能认出您" in bos_phone.get(f"/wechat/oauth?code=spent&state={state}").text


def test_a_snapshot_visitor_is_told_what_to_do_and_becomes_nobody(
    bos_phone: Phone, token: str, tea: ListedProduct, fake_wechat: FakeWechat
) -> None:
    asked = bos_phone.get(checkout(bos_phone, token, tea)).location
    state = re.search(r"state=(\w+)", asked)[1]
    code = fake_wechat.official.code_for("virtual", None, snapshot=True)
    page = bos_phone.get(f"/wechat/oauth?code={code}&state={state}")
    assert "使用完整服务" in page.text
    assert scalar("SELECT count(*) FROM wechat_identity WHERE openid = 'virtual'") == 0


def test_a_wrong_address_loses_nothing_that_was_typed(bos_phone: Phone, token: str, tea: ListedProduct) -> None:
    page = bos_phone.open(checkout(bos_phone, token, tea, 2))
    form = bos_phone.fill(page, phone="1380013", detail="", note="请放门口")
    answer = bos_phone.post(f"/s/{token}/orders", form)
    assert answer.status_code == 422
    assert "有 2 处需要改一下" in answer.text
    assert "手机号是 11 位数字，现在是 7 位" in answer.text
    for kept in ("周宁", "1380013", "浙江省 杭州市 西湖区", "请放门口", form["key"], 'name="quantity" value="2"'):
        assert kept in answer.text, kept
    assert scalar("SELECT count(*) FROM orders") == 0


def test_each_mistake_stands_at_its_field_and_the_summary_leads_there(
    bos_phone: Phone, token: str, tea: ListedProduct
) -> None:
    form = bos_phone.fill(bos_phone.open(checkout(bos_phone, token, tea)), recipient="宁" * 41, note="长" * 201)
    page = bos_phone.post(f"/s/{token}/orders", form).text
    for name, said in (("recipient", "最多 40 个字"), ("note", "备注最多 200 个字")):
        assert re.search(rf'<a href="#{name}">[^<]*{said}', page)
        assert re.search(rf'id="{name}-error">[^<]*{said}', page)
    assert "宁" * 41 in page
    assert "长" * 201 in page
    assert f'href="/s/{token}/checkout?lang=en"' in page, "the other language of the page, not of the form's address"


@pytest.mark.parametrize("changed", [{"quantity": "x"}, {"quantity": ""}, {"key": ""}, {"key": "k" * 65}])
def test_what_no_page_of_ours_sends_orders_nothing(
    bos_phone: Phone, token: str, tea: ListedProduct, changed: dict[str, str]
) -> None:
    form = bos_phone.fill(bos_phone.open(checkout(bos_phone, token, tea)), **changed)
    assert bos_phone.post(f"/s/{token}/orders", form).status_code == 400
    assert scalar("SELECT count(*) FROM orders") == 0


def test_a_field_that_was_left_says_at_once_what_is_wrong_in_it(
    bos_phone: Phone, token: str, tea: ListedProduct
) -> None:
    form = bos_phone.fill(bos_phone.open(checkout(bos_phone, token, tea)), phone="138", region="")

    def leaves(name: str, **more: str) -> TestResponse:
        return bos_phone.post(
            f"/s/{token}/checkout/field", {**form, **more}, **{"HX-Request": "true", "HX-Trigger-Name": name}
        )

    phone = leaves("phone")
    assert "现在是 3 位" in phone.text
    assert 'value="138"' in phone.text
    assert [word in phone.text for word in ("写上省", "<html")] == [False, False]
    assert "field-error" not in leaves("phone", phone="13800138000").text
    assert 'placeholder="例如' in leaves("region").text
    assert "placeholder" not in leaves("detail").text
    for nothing in (leaves("key"), leaves("nowhere"), leaves("phone", csrf_token="old")):
        assert (nothing.status_code, nothing.data) == (204, b"")
    assert scalar("SELECT count(*) FROM orders") == 0


def test_a_form_sent_twice_is_one_order(bos_phone: Phone, token: str, tea: ListedProduct) -> None:
    form = bos_phone.fill(bos_phone.open(checkout(bos_phone, token, tea)))
    first = bos_phone.post(f"/s/{token}/orders", form)
    second = bos_phone.post(f"/s/{token}/orders", form)
    assert first.status_code == second.status_code == 303
    assert first.location == second.location
    assert scalar("SELECT count(*) FROM orders") == 1


def test_a_form_of_another_site_or_another_person_is_refused(
    bos_phone: Phone, cys_phone: Phone, token: str, tea: ListedProduct
) -> None:
    form = bos_phone.fill(bos_phone.open(checkout(bos_phone, token, tea)))
    cys_phone.open(checkout(cys_phone, token, tea))
    assert "这一页放太久了" in cys_phone.post(f"/s/{token}/orders", form).text
    assert bos_phone.post(f"/s/{token}/orders", {**form, "csrf_token": ""}).status_code == 403
    assert (
        bos_phone.client.post(f"/s/{token}/orders", data=form, headers={"Sec-Fetch-Site": "cross-site"}).status_code
        == 403
    )
    assert scalar("SELECT count(*) FROM orders") == 0


def test_the_quantity_is_cut_to_what_is_left_and_said(bos_phone: Phone, token: str, tea: ListedProduct) -> None:
    for wanted in (99, 99_999):
        page = bos_phone.open(checkout(bos_phone, token, tea, wanted))
        assert "现在最多能买 10 件，数量已改为 10" in page.text
    assert 'name="quantity" value="10"' in page.text


def test_what_the_address_is_for_reads_as_one_sentence_after_another(
    bos_phone: Phone, token: str, tea: ListedProduct
) -> None:
    address = checkout(bos_phone, token, tea)
    assert "只用于寄送和售后。下单后" in bos_phone.open(address).text
    bos_phone.get(f"{address}&lang=en")
    assert "after-sales only. Once you order" in bos_phone.open(address).text


def test_sold_out_while_typing_says_so_and_keeps_the_address(bos_phone: Phone, token: str, tea: ListedProduct) -> None:
    form = bos_phone.fill(bos_phone.open(checkout(bos_phone, token, tea, 5)))
    with transaction():
        execute("UPDATE sku SET on_hand = 2")
    answer = bos_phone.post(f"/s/{token}/orders", form)
    assert answer.status_code == 409
    assert "库存不够了" in answer.text
    assert "文三路 1 号" in answer.text


def test_the_last_address_is_filled_in(bos_phone: Phone, token: str, tea: ListedProduct) -> None:
    bos_phone.order(token, tea.sku_code)
    page = bos_phone.open(checkout(bos_phone, token, tea))
    assert ADDRESS["detail"] in page.text


def pay(phone: Phone, token: str, no: str) -> dict[str, str]:
    page = phone.get(f"/s/{token}/orders/{no}/pay")
    answer = phone.post(f"/s/{token}/orders/{no}/pay", phone.fill(page), Accept="application/json")
    assert answer.status_code == 200, answer.text
    params: dict[str, str] = answer.json["params"]
    return params


def test_bo_pays_in_wechats_sheet_and_the_page_asks_wechat(bos_phone: Phone, token: str, tea: ListedProduct) -> None:
    no = bos_phone.order(token, tea.sku_code, 2)
    assert "198<i>.00</i>" in bos_phone.get(f"/s/{token}/orders/{no}/pay").text
    params = pay(bos_phone, token, no)
    assert set(params) == {"appId", "timeStamp", "nonceStr", "package", "signType", "paySign"}
    waiting = bos_phone.get(f"/s/{token}/orders/{no}?waiting=1")
    assert "正在向微信核对" in waiting.text
    assert "还没有付" in bos_phone.get(f"/s/{token}/orders/{no}").text
    bos_phone.fake_wechat.pay.succeed(scalar("SELECT out_trade_no FROM payment"))
    fragment = bos_phone.get(f"/s/{token}/orders/{no}/part?waiting=2")
    assert "付好了" in fragment.text
    assert "<html" not in fragment.text
    assert scalar("SELECT state FROM orders") == "paid"
    # The pay page of a paid order tells it is paid.
    assert "付好了" in bos_phone.get(f"/s/{token}/orders/{no}/pay").text


def test_the_page_stops_asking_after_a_while(bos_phone: Phone, token: str, tea: ListedProduct) -> None:
    no = bos_phone.order(token, tea.sku_code)
    pay(bos_phone, token, no)
    last = bos_phone.get(f"/s/{token}/orders/{no}?waiting=11")
    assert "还没有付" in last.text
    assert "hx-get" not in last.text


def test_when_wechat_is_silent_the_page_says_so_and_loses_nothing(
    bos_phone: Phone, token: str, tea: ListedProduct
) -> None:
    no = bos_phone.order(token, tea.sku_code)
    pay(bos_phone, token, no)
    bos_phone.fake_wechat.faults.fail("pay.query")
    assert "正在向微信核对" in bos_phone.get(f"/s/{token}/orders/{no}").text


def test_the_sale_is_owed_to_who_shared_through_all_who_forwarded(
    bos_phone: Phone, cys_phone: Phone, ada: Keeper, token: str, tea: ListedProduct
) -> None:
    forward = bos_phone.see(token)
    cys_phone.see(forward)
    no = cys_phone.order(forward, tea.sku_code)
    credit = attribution.attribution_of(f"order:{no}")
    assert (credit.shopkeeper_id, credit.outcome) == (ada.id, "credited")
    thanked = row(
        dict, "SELECT f.visitor_id, v.person_id FROM forward_credit f LEFT JOIN visitor v ON v.id = f.visitor_id"
    )
    assert thanked["person_id"] is None
    assert scalar("SELECT count(*) FROM visit") == 2


def test_a_page_without_scripts_still_sells_and_records_its_visit(
    bos_phone: Phone, token: str, tea: ListedProduct
) -> None:
    bos_phone.get(f"/s/{token}")
    no = bos_phone.order(token, tea.sku_code)
    assert ingest_visits() == 0
    assert scalar("SELECT source FROM visit") == "order"
    page = bos_phone.post(f"/s/{token}/orders/{no}/pay", bos_phone.fill(bos_phone.get(f"/s/{token}/orders/{no}/pay")))
    assert "请允许脚本" in page.text


def test_ada_buying_by_her_own_link_earns_nothing(
    app: APIFlask, ada: Keeper, token: str, tea: ListedProduct, fake_wechat: FakeWechat
) -> None:
    phone = Phone(app.test_client(), ada.person, fake_wechat)
    phone.see(token)
    no = phone.order(token, tea.sku_code)
    assert attribution.attribution_of(f"order:{no}").reason == "self"


def test_nobody_sees_somebody_elses_order(
    bos_phone: Phone, cys_phone: Phone, token: str, tea: ListedProduct, cy: Somebody
) -> None:
    no = bos_phone.order(token, tea.sku_code)
    cys_phone.open("/orders")
    for path in (f"/s/{token}/orders/{no}/pay", f"/s/{token}/orders/{no}", f"/orders/{no}"):
        assert cys_phone.get(path).status_code == 404, path


@pytest.mark.parametrize("path", ["/orders", "/s/{token}/orders/G1/pay"])
def test_pages_about_people_are_never_kept(bos_phone: Phone, token: str, path: str) -> None:
    answer = bos_phone.get(path.format(token=token))
    assert answer.headers["Cache-Control"] == "no-store"


def test_orders_faster_than_people_place_them_are_slowed_down(bos_phone: Phone, token: str, tea: ListedProduct) -> None:
    for _ in range(5):
        bos_phone.order(token, tea.sku_code)
    form = bos_phone.fill(bos_phone.open(checkout(bos_phone, token, tea)))
    answer = bos_phone.post(f"/s/{token}/orders", form)
    assert (answer.status_code, "太快了" in answer.text) == (429, True)
