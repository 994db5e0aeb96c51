"""What Di does about jobs and colleagues, and what the audit log keeps of it."""

from apiflask import APIFlask

from tests.cast import STAFF_PASSWORD, add_staff, scalar
from tests.web.admin.staff_browser import StaffBrowser, last_audit_line
from webapp.kernel.db import execute, transaction
from webapp.people.staff import accounts
from webapp.trade.orders.flows.ship_order import ship_order


def test_the_audit_log_names_who_did_what(di_browser: StaffBrowser, paid: str, app: APIFlask) -> None:
    ship_order(paid, carrier="顺丰", tracking_no="SF1", staff_id=int(str(scalar("SELECT id FROM staff"))))
    page = di_browser.see(f"/admin/audit?subject=order:{paid}")
    assert "发货" in page
    assert "Di" in page
    assert f'href="/admin/orders/{paid}"' in page


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
    assert last_audit_line().subject == f"job:{job}"
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
