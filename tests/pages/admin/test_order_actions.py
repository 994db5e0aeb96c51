"""What Di does to an order, each deed with its form, its refusals and its line in the audit log."""

from tests.cast import ListedProduct, Somebody, scalar
from tests.trade import buying
from tests.web.admin.staff_browser import StaffBrowser, last_deed


def test_di_ships_an_order(di_browser: StaffBrowser, paid: str) -> None:
    page = di_browser.do(f"/admin/orders/{paid}", f"/admin/orders/{paid}/shipment", carrier="顺丰", tracking_no="SF123")
    assert "已发货" in page
    assert "SF123" in page
    assert "同事 Di" in page
    assert (last_deed().action, last_deed().subject, last_deed().staff_login) == (
        "order_shipped",
        f"order:{paid}",
        "di",
    )


def test_a_parcel_needs_a_number(di_browser: StaffBrowser, paid: str) -> None:
    page = di_browser.do(f"/admin/orders/{paid}", f"/admin/orders/{paid}/shipment", carrier="顺丰", tracking_no=" ")
    assert "请选快递公司" in page
    assert buying.state_of(paid) == "paid"


def test_an_order_ships_once(di_browser: StaffBrowser, paid: str) -> None:
    token = di_browser.token(f"/admin/orders/{paid}")
    parcel = {"csrf_token": token, "carrier": "顺丰", "tracking_no": "SF123"}
    di_browser.client.post(f"/admin/orders/{paid}/shipment", data=parcel)
    again = di_browser.client.post(f"/admin/orders/{paid}/shipment", data=parcel | {"tracking_no": "SF999"})
    assert "订单刚刚变了" in di_browser.see(again.location)
    assert scalar("SELECT tracking_no FROM orders WHERE no = :no", no=paid) == "SF123"


def test_di_gives_the_money_back_after_confirming(di_browser: StaffBrowser, paid: str) -> None:
    order, refund = f"/admin/orders/{paid}", f"/admin/orders/{paid}/refund"
    assert "勾选确认" in di_browser.do(order, refund, text="坏了")
    assert "勾选确认" in di_browser.do(order, refund, confirmed="1")
    assert buying.state_of(paid) == "paid"
    assert "退款已提出" in di_browser.do(order, refund, confirmed="1", text="坏了")
    assert buying.state_of(paid) == "refunding"
    assert (last_deed().action, last_deed().detail["words"]) == ("refund_requested", "坏了")


def test_an_unpaid_order_cannot_be_refunded(di_browser: StaffBrowser, bo: Somebody, tea: ListedProduct) -> None:
    no = buying.order(bo, tea).no
    page = di_browser.do("/admin/me", f"/admin/orders/{no}/refund", confirmed="1", text="坏了")
    assert "不能退款" in page
