"""What Di sees first: today's figures, the trend, and what needs somebody's eyes."""

from tests.web.admin.staff_browser import StaffBrowser
from webapp.kernel.db import execute, transaction


def test_the_overview_counts_today_and_shows_what_needs_eyes(di_browser: StaffBrowser, paid: str) -> None:
    with transaction():
        execute("UPDATE payment SET state = 'quarantined', trouble = 'paid 1 fen' WHERE amount_fen = 9900")
    page = di_browser.see("/admin/")
    assert "99<i>.00</i>" in page
    assert "付款和订单对不上" in page
    assert "paid 1 fen" in page
    assert "没有任务进程在运行" in page


def test_the_chart_draws_the_thirty_days_of_the_table(di_browser: StaffBrowser, paid: str) -> None:
    trend = di_browser.get("/admin/trend").get_json()
    assert len(trend["days"]) == 30
    assert (trend["paid"]["values"][-1], trend["orders"]["values"][-1]) == (9900, 1)
    assert sum(trend["visits"]["values"]) == 1
