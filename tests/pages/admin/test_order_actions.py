"""What Di does to an order, each action with its form, its refusals and its line in the audit log."""

import re

import pytest

from tests.cast import ListedProduct, Somebody, scalar
from tests.trade import buying
from tests.web.admin.staff_browser import StaffBrowser, last_audit_line, mistakes
from webapp.kernel.errors import Busy


def test_di_ships_an_order(di_browser: StaffBrowser, paid: str) -> None:
    page = di_browser.do(f"/admin/orders/{paid}", f"/admin/orders/{paid}/shipment", carrier="顺丰", tracking_no="SF123")
    assert "已发货" in page
    assert "SF123" in page
    assert "同事 Di" in page
    assert (last_audit_line().action, last_audit_line().subject, last_audit_line().staff_login) == (
        "order_shipped",
        f"order:{paid}",
        "di",
    )


@pytest.mark.parametrize(
    ("parcel", "field", "told"),
    [
        ({"carrier": "顺丰", "tracking_no": " "}, "tracking_no", "请填包裹上的运单号，最多 40 个字符。"),
        ({"carrier": "顺丰", "tracking_no": "S" * 41}, "tracking_no", "请填包裹上的运单号，最多 40 个字符。"),
        ({"carrier": "pigeons", "tracking_no": "SF123"}, "carrier", "请从列表里选快递公司。"),
        ({"tracking_no": "SF123"}, "carrier", "请从列表里选快递公司。"),
    ],
)
def test_a_parcel_that_is_not_whole_is_told_at_its_field(
    di_browser: StaffBrowser, paid: str, parcel: dict[str, str], field: str, told: str
) -> None:
    page = di_browser.refused(f"/admin/orders/{paid}", f"/admin/orders/{paid}/shipment", **parcel)
    assert mistakes(page) == {field: told}
    assert f'value="{parcel["tracking_no"].strip()}"' in page
    assert buying.state_of(paid) == "paid"


def test_the_carrier_that_was_chosen_stays_chosen(di_browser: StaffBrowser, paid: str) -> None:
    page = di_browser.refused(f"/admin/orders/{paid}", f"/admin/orders/{paid}/shipment", carrier="中通", tracking_no="")
    assert '<option selected value="中通">' in page


def test_an_order_ships_once(di_browser: StaffBrowser, paid: str) -> None:
    token = di_browser.token(f"/admin/orders/{paid}")
    parcel = {"csrf_token": token, "carrier": "顺丰", "tracking_no": "SF123"}
    di_browser.client.post(f"/admin/orders/{paid}/shipment", data=parcel)
    again = di_browser.client.post(f"/admin/orders/{paid}/shipment", data=parcel | {"tracking_no": "SF999"})
    assert "订单刚刚变了" in di_browser.see(again.location)
    assert scalar("SELECT tracking_no FROM orders WHERE no = :no", no=paid) == "SF123"


def test_di_gives_the_money_back_after_confirming(di_browser: StaffBrowser, paid: str) -> None:
    order, refund = f"/admin/orders/{paid}", f"/admin/orders/{paid}/refund"
    page = di_browser.refused(order, refund, text="坏了")
    assert mistakes(page) == {"confirmed": "退款前请勾选确认。"}
    assert 'value="坏了"' in page
    page = di_browser.refused(order, refund, confirmed="1")
    assert mistakes(page) == {"text": "请写退款的原因，1 到 80 字：买家会看到。"}
    assert re.search(r'<input[^>]* checked [^>]*name="confirmed"', page)
    assert len(mistakes(di_browser.refused(order, refund, text="长" * 81))) == 2
    assert buying.state_of(paid) == "paid"
    assert "退款已提出" in di_browser.do(order, refund, confirmed="1", text="坏了")
    assert buying.state_of(paid) == "refunding"
    assert (last_audit_line().action, last_audit_line().detail["words"]) == ("refund_requested", "坏了")


def test_what_passes_in_a_while_keeps_what_was_typed(
    di_browser: StaffBrowser, paid: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise Busy

    monkeypatch.setattr("webapp.pages.admin.order_actions.request_refund", busy)
    page = di_browser.refused(f"/admin/orders/{paid}", f"/admin/orders/{paid}/refund", confirmed="1", text="坏了")
    assert 'value="坏了"' in page
    assert list(mistakes(page)) == ["text"]


def test_the_confirmation_names_the_amount(di_browser: StaffBrowser, paid: str) -> None:
    page = di_browser.see(f"/admin/orders/{paid}")
    assert "99<i>.00</i>" in page[page.index('name="confirmed"') :].partition("</label>")[0]


def test_an_unpaid_order_cannot_be_refunded(di_browser: StaffBrowser, bo: Somebody, tea: ListedProduct) -> None:
    no = buying.order(bo, tea).no
    page = di_browser.do("/admin/me", f"/admin/orders/{no}/refund", confirmed="1", text="坏了")
    assert "不能退款" in page
