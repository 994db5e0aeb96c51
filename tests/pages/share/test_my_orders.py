"""What a consumer can see and do after buying."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from tests.cast import Keeper, ListedProduct, add_product, add_staff, scalar
from tests.web.share.phones import Phone, paid, shared
from webapp.kernel import clock
from webapp.kernel.db import execute, transaction
from webapp.trade import orders
from webapp.trade.orders.flows.ship_order import ship_order


@pytest.fixture
def bos_order(bos_phone: Phone, token: str, tea: ListedProduct) -> str:
    return bos_phone.order(token, tea.sku_code)


def act(phone: Phone, no: str, what: str, **more: str) -> str:
    form = phone.fill(phone.open(f"/orders/{no}"))
    answer = phone.post(f"/orders/{no}/{what}", {"csrf_token": form["csrf_token"], **more})
    assert answer.status_code == 303, answer.text
    return phone.open(answer.location).text


def test_nothing_bought_yet_is_said_kindly(bos_phone: Phone) -> None:
    page = bos_phone.open("/orders")
    assert "还没有订单" in page.text


@pytest.mark.usefixtures("noon")
def test_orders_are_listed_newest_first_page_by_page(
    bos_phone: Phone, ada: Keeper, tea: ListedProduct, token: str
) -> None:
    other = add_product("honey")
    numbers = []
    for _ in range(2):
        numbers += [bos_phone.order(token, tea.sku_code) for _ in range(4)]
        numbers.append(bos_phone.order(shared(ada, other), other.sku_code))
        clock.advance(timedelta(minutes=1))
    numbers.append(bos_phone.order(token, tea.sku_code))
    page = bos_phone.open("/orders").text
    found = [no for no in numbers[::-1] if f"/orders/{no}" in page]
    assert found == numbers[:0:-1]
    assert "更早的订单" in page
    cursor = page.split("/orders?cursor=")[1].split('"')[0]
    assert f"/orders/{numbers[0]}" in bos_phone.open(f"/orders?cursor={cursor}").text


def test_an_unpaid_order_can_be_paid_or_given_up(bos_phone: Phone, bos_order: str, tea: ListedProduct) -> None:
    page = bos_phone.open(f"/orders/{bos_order}").text
    assert "待付款" in page
    assert f"/orders/{bos_order}/pay" in page
    after = act(bos_phone, bos_order, "cancellation")
    assert "订单已取消" in after
    assert "已关闭" in after
    assert scalar("SELECT reserved FROM sku WHERE code = :code", code=tea.sku_code) == 0


def test_a_shipped_order_shows_its_parcel_and_can_be_confirmed(bos_phone: Phone, bos_order: str) -> None:
    ship_order(paid(bos_phone, bos_order), carrier="顺丰", tracking_no="SF1234567890123", staff_id=add_staff().id)
    page = bos_phone.open(f"/orders/{bos_order}").text
    for words in ("已发货", "SF1234567890123", "确认收货", "申请退款"):
        assert words in page
    assert "已确认收货" in act(bos_phone, bos_order, "receipt")
    assert scalar("SELECT state FROM orders") == "received"


def test_asking_for_a_refund_stops_the_order(bos_phone: Phone, bos_order: str) -> None:
    paid(bos_phone, bos_order)
    after = act(bos_phone, bos_order, "refund", text="买错了")
    assert "退款中" in after
    assert scalar("SELECT text FROM refund") == "买错了"


def test_a_reason_that_is_too_long_is_marked_and_nothing_of_it_is_cut(bos_phone: Phone, bos_order: str) -> None:
    paid(bos_phone, bos_order)
    form = bos_phone.fill(bos_phone.open(f"/orders/{bos_order}"))
    told = bos_phone.post(f"/orders/{bos_order}/refund", {**form, "text": "错" * 81})
    assert told.status_code == 422
    said = "最多 80 个字，现在 81 个"
    assert re.search(rf'<a href="#text">{said}', told.text)
    assert re.search(
        rf'<details class="fold" id="refund" hx-preserve open>[\s\S]*value="{"错" * 81}"[\s\S]*id="text-error">{said}',
        told.text,
    )
    assert f'href="/orders/{bos_order}?lang=en"' in told.text
    assert scalar("SELECT count(*) FROM refund") == 0
    act(bos_phone, bos_order, "refund", text=f" {'错' * 80} ")
    assert scalar("SELECT text FROM refund") == "错" * 80


def test_another_site_asks_for_no_refund(bos_phone: Phone, bos_order: str) -> None:
    paid(bos_phone, bos_order)
    for forged in ("", "0" * 27):
        answer = bos_phone.post(f"/orders/{bos_order}/refund", {"csrf_token": forged, "text": "买错了"})
        assert answer.status_code == 403
    assert scalar("SELECT count(*) FROM refund") == 0


def test_nobody_acts_on_somebody_elses_order(bos_phone: Phone, cys_phone: Phone, bos_order: str) -> None:
    paid(bos_phone, bos_order)
    cys_phone.open("/orders")
    csrf = cys_phone.form_token()
    for what in ("cancellation", "receipt", "refund"):
        for text in ("", "长" * 81):
            answer = cys_phone.post(f"/orders/{bos_order}/{what}", {"csrf_token": csrf, "text": text})
            assert answer.status_code == 404, what
    assert orders.order(bos_order).state == "paid"


def test_an_open_page_hears_that_its_order_has_moved_on_and_nothing_else(bos_phone: Phone, bos_order: str) -> None:
    page = bos_phone.open(f"/orders/{bos_order}").text
    asks = re.search(rf'hx-get="(/orders/{bos_order}/part\?seen=pending_payment)"', page)
    assert asks
    assert (bos_phone.get(asks[1]).status_code, bos_phone.get(asks[1]).data) == (204, b"")
    paid(bos_phone, bos_order)
    part = bos_phone.get(asks[1]).text
    assert "<html" not in part
    for words in ("待发货", "?seen=paid", "申请退款", 'hx-swap-oob="innerHTML">待发货'):
        assert words in part


def test_an_order_at_rest_is_not_asked_about_any_more(bos_phone: Phone, bos_order: str) -> None:
    assert "/part?seen" not in act(bos_phone, bos_order, "cancellation")


def test_nobody_hears_of_somebody_elses_order(
    bos_phone: Phone, cys_phone: Phone, bos_order: str, client: FlaskClient
) -> None:
    cys_phone.open("/orders")
    assert cys_phone.get(f"/orders/{bos_order}/part?seen=paid").status_code == 404
    stranger = client.get(f"/orders/{bos_order}/part?seen=paid", headers={"HX-Request": "true"})
    assert (stranger.status_code, stranger.headers["HX-Refresh"], stranger.data) == (401, "true", b"")


def test_a_page_left_open_too_long_says_what_happened(bos_phone: Phone, bos_order: str) -> None:
    form = bos_phone.fill(bos_phone.open(f"/orders/{bos_order}"))
    paid(bos_phone, bos_order)
    answer = bos_phone.post(f"/orders/{bos_order}/cancellation", form)
    assert answer.status_code in (409, 422)
    assert "现在不行" in answer.text


@pytest.mark.parametrize(
    "state", ["pending_payment", "paid", "shipped", "received", "settled", "refunding", "refunded", "closed"]
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_state_has_its_words(bos_phone: Phone, bos_order: str, state: str, language: str) -> None:
    with transaction():
        execute("UPDATE orders SET state = :state", state=state)
    bos_phone.client.set_cookie("gx_lang", language)
    page = bos_phone.open(f"/orders/{bos_order}")
    assert page.status_code == 200
    assert bos_phone.open("/orders").status_code == 200
