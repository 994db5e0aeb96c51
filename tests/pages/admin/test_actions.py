"""What Di does: each change through a form, each refusal with its reason, each deed in the audit log."""

import pytest
from apiflask import APIFlask

from tests.cast import STAFF_PASSWORD, Keeper, ListedProduct, Somebody, add_shopkeeper, add_staff, scalar
from tests.trade import buying
from tests.web.admin.staff_browser import StaffBrowser
from webapp.kernel.db import execute, transaction
from webapp.people.staff import accounts, audit
from webapp.people.staff.service.audit import AuditLine
from webapp.trade import catalog
from webapp.trade.catalog.admin import hundredths
from webapp.trade.catalog.flows.staff_products import BadFigures


def last_deed() -> AuditLine:
    return audit.lines().items[0]


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


def test_di_changes_price_and_stock_of_a_variant(di_browser: StaffBrowser, tea: ListedProduct) -> None:
    place, variant = (
        f"/admin/products/{tea.product_code}",
        f"/admin/products/{tea.product_code}/variants/{tea.sku_code}",
    )
    assert "已保存" in di_browser.do(place, variant, price="88.5", delivered="+12")
    sku = catalog.product(tea.product_code).skus[0]
    assert (sku.price_fen, sku.on_hand) == (8850, 22)
    assert last_deed().detail == {"sku": tea.sku_code, "price_fen": [9900, 8850], "on_hand": [10, 22]}
    assert "没有改动" in di_browser.do(place, variant, price="88.50", delivered="")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"price": "0"}, "不是有效的数字"),
        ({"price": "-5"}, "不是有效的数字"),
        ({"price": "9.999"}, "不是有效的数字"),
        ({"price": "12", "delivered": "many"}, "不是有效的数字"),
        ({"price": "12", "delivered": "-11"}, "少于已被订单占用的数量"),
    ],
)
def test_figures_that_cannot_be_are_refused(
    di_browser: StaffBrowser, tea: ListedProduct, fields: dict[str, str], words: str
) -> None:
    place = f"/admin/products/{tea.product_code}"
    send = di_browser.do if "占用" in words else di_browser.refused
    assert words in send(place, f"{place}/variants/{tea.sku_code}", **fields)
    sku = catalog.product(tea.product_code).skus[0]
    assert (sku.price_fen, sku.on_hand) == (9900, 10)
    assert last_deed().action == "logged_in"


def test_di_withdraws_a_product_and_changes_its_commission(di_browser: StaffBrowser, tea: ListedProduct) -> None:
    place = f"/admin/products/{tea.product_code}"
    assert "已下架" in di_browser.do(place, place, status="off", rate="12.5")
    product = catalog.product(tea.product_code)
    assert (product.status, product.commission_rate_bp) == ("off", 1250)
    assert last_deed().detail == {"status": ["on_sale", "off"], "commission_rate_bp": [1000, 1250]}
    assert "在售" in di_browser.do(place, place, status="on_sale", rate="12.5")


@pytest.mark.parametrize(
    ("rate", "words"), [("30.01", "超过了法定"), ("99", "超过了法定"), ("a tenth", "不是有效的数字")]
)
def test_no_commission_beyond_the_law(di_browser: StaffBrowser, tea: ListedProduct, rate: str, words: str) -> None:
    place = f"/admin/products/{tea.product_code}"
    page = di_browser.refused(place, place, status="on_sale", rate=rate)
    assert words in page
    assert f'value="{rate}"' in page
    assert catalog.product(tea.product_code).commission_rate_bp == 1000


def test_a_variant_is_changed_only_with_its_own_product(di_browser: StaffBrowser, tea: ListedProduct) -> None:
    answer = di_browser.press("/admin/me", f"/admin/products/coffee/variants/{tea.sku_code}", price="1")
    assert di_browser.get(answer.location).status_code == 404
    assert catalog.product(tea.product_code).skus[0].price_fen == 9900


@pytest.mark.parametrize(
    ("typed", "fen"), [("0", 0), ("12", 1200), ("12.5", 1250), ("12.05", 1205), (" 1,280.00 ", 128000), ("0.01", 1)]
)
def test_yuan_become_fen_without_a_float(typed: str, fen: int) -> None:
    assert hundredths(typed) == fen


@pytest.mark.parametrize("typed", ["", "1.", ".5", "1.234", "１２", "1e3", "+1", "-1", "12345678"])
def test_what_is_not_an_amount_is_refused(typed: str) -> None:
    with pytest.raises(BadFigures):
        hundredths(typed)


def test_di_suspends_a_shopkeeper_with_a_reason_and_lets_them_back(di_browser: StaffBrowser, ada: Keeper) -> None:
    place = f"/admin/shopkeepers/{ada.code}"
    assert "暂停原因：投诉" in di_browser.do(place, f"{place}/suspension", reason="投诉")
    assert (last_deed().action, last_deed().detail) == ("shopkeeper.suspend", {"reason": "投诉"})
    page = di_browser.do(place, f"{place}/reinstatement", reason="查清了")
    assert "已恢复" in page
    assert scalar("SELECT status FROM shopkeeper WHERE id = :id", id=ada.id) == "active"


def test_a_suspension_without_a_reason_changes_nothing(di_browser: StaffBrowser, ada: Keeper) -> None:
    place = f"/admin/shopkeepers/{ada.code}"
    di_browser.do(place, f"{place}/suspension", reason=" ")
    assert scalar("SELECT status FROM shopkeeper WHERE id = :id", id=ada.id) == "active"


def test_di_corrects_an_upline_but_never_into_a_loop(
    di_browser: StaffBrowser, ada: Keeper, bo: Somebody, cy: Somebody
) -> None:
    below, other = add_shopkeeper(bo, below=ada), add_shopkeeper(cy)
    place = f"/admin/shopkeepers/{below.code}"
    assert "上级已更正" in di_browser.do(place, f"{place}/upline", upline=other.code, reason="填错了")
    assert scalar("SELECT parent_id FROM shopkeeper WHERE id = :id", id=below.id) == other.id
    loop = f"/admin/shopkeepers/{other.code}"
    assert "没有人可以排在自己下面" in di_browser.do(loop, f"{loop}/upline", upline=below.code, reason="试试")
    assert "没有这位店主" in di_browser.do(loop, f"{loop}/upline", upline="nobody", reason="试试")


def test_a_failed_job_gets_another_chance_once(di_browser: StaffBrowser) -> None:
    with transaction():
        execute(
            """INSERT INTO procrastinate_jobs (queue_name, task_name, status, args, attempts)
               VALUES ('default', 'settle_orders', 'failed', '{"order_no": "G1"}', 3)"""
        )
    job = scalar("SELECT id FROM procrastinate_jobs WHERE status = 'failed'")
    page = di_browser.see("/admin/jobs?status=failed")
    assert "settle_orders" in page
    assert "G1" in page
    assert "1 个任务失败" in di_browser.see("/admin/")
    assert "已放回队列" in di_browser.do("/admin/jobs", f"/admin/jobs/{job}/retry")
    assert scalar("SELECT status::text FROM procrastinate_jobs WHERE id = :id", id=job) == "todo"
    assert last_deed().subject == f"job:{job}"
    assert "不在失败状态" in di_browser.do("/admin/jobs", f"/admin/jobs/{job}/retry")


def test_di_adds_a_colleague(di_browser: StaffBrowser) -> None:
    page = di_browser.do(
        "/admin/staff", "/admin/staff", login="eve", name="Eve", role="operator", password="quite a long one"
    )
    assert "等绑定验证器" in page
    assert accounts.member_by_login("eve").role == "operator"
    again = di_browser.refused(
        "/admin/staff", "/admin/staff", login="eve", name="E", role="operator", password=STAFF_PASSWORD
    )
    assert "已经有人用了" in again
    assert 'value="eve"' in again, "what was typed is still there"
    assert STAFF_PASSWORD not in again
    weak = di_browser.refused(
        "/admin/staff", "/admin/staff", login="fay", name="Fay", role="operator", password="short"
    )
    assert "至少 12 个字符" in weak


def test_di_disables_enables_and_helps_a_colleague_who_lost_a_phone(app: APIFlask, di_browser: StaffBrowser) -> None:
    add_staff("eve", role="operator")
    assert "已停用" in di_browser.do("/admin/staff", "/admin/staff/eve/disable")
    assert "已恢复" in di_browser.do("/admin/staff", "/admin/staff/eve/enable")
    assert "重新绑定" in di_browser.do("/admin/staff", "/admin/staff/eve/totp")
    assert not accounts.member_by_login("eve").enrolled
    assert "不能停用自己" in di_browser.do("/admin/staff", "/admin/staff/di/disable")
    assert "没有这位同事" in di_browser.do("/admin/staff", "/admin/staff/nobody/disable")
    assert "没有这位同事" in di_browser.do("/admin/staff", "/admin/staff/nobody/enable")
    assert "没有这位同事" in di_browser.do("/admin/staff", "/admin/staff/nobody/totp")


def test_an_operator_makes_the_first_admin_by_command(app: APIFlask) -> None:
    runner = app.test_cli_runner()
    made = runner.invoke(
        args=["staff", "create", "root", "--name", "Root", "--role", "admin", "--password", STAFF_PASSWORD]
    )
    assert made.exit_code == 0, made.output
    assert "QR code" in made.output
    again = runner.invoke(args=["staff", "create", "root", "--name", "Root", "--password", STAFF_PASSWORD])
    assert again.exit_code == 1
    assert runner.invoke(args=["staff", "reset-totp", "root"]).exit_code == 0
    assert runner.invoke(args=["staff", "reset-totp", "nobody"]).exit_code == 1
