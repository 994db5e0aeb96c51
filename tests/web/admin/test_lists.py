"""Laws of every declared list, held the day it is declared: words, permission, one statement, an index, a file."""

import csv
import html
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from apiflask import APIFlask

from tests.sizes import Size
from tests.statements import count_statements
from tests.web.admin.staff_browser import StaffBrowser
from webapp.kernel import clock, db
from webapp.kernel.db import execute, rows, transaction
from webapp.kernel.words import vocabulary
from webapp.people.staff import ROLES, StaffMember, audit, roles_by_permission
from webapp.web.admin import navigation
from webapp.web.admin.blueprint import permission_of
from webapp.web.admin.lists import AdminList, lists

# What each material led to is counted for the whole page at once, beside the list itself.
STATEMENTS = {"materials": 2}
PART = {"HX-Request": "true", "HX-Target": "results"}


def write_audit(many: int, *, subject: str = "order:G", staff_id: int | None = None) -> None:
    """So many deeds, written at once."""
    with transaction(statement_seconds=600):
        execute(
            """INSERT INTO audit_entry (staff_id, action, subject, detail, at)
               SELECT :staff, 'order_shipped', :subject || n, '{}', CAST(:now AS timestamptz) + n * interval '1 s'
               FROM generate_series(1, :many) AS n""",
            staff=staff_id,
            subject=subject,
            now=clock.now(),
            many=many,
        )


def fail_jobs(many: int) -> list[int]:
    """So many failed jobs; their numbers."""
    with transaction():
        made = rows(
            dict,
            """INSERT INTO procrastinate_jobs (queue_name, task_name, args, status)
               SELECT 'default', 'a_task', '{}', 'failed' FROM generate_series(1, :many) RETURNING id""",
            many=many,
        )
    return [each["id"] for each in made]


@contextmanager
def plans() -> Iterator[list[dict[str, Any]]]:
    """How PostgreSQL would answer each statement that is sent meanwhile."""
    found: list[dict[str, Any]] = []
    send = db._send

    def explained(cursor: Any, statement: str, parameters: Any, **more: Any) -> Any:
        plan = cursor.connection.cursor().execute(f"EXPLAIN (FORMAT JSON) {statement}", parameters).fetchone()
        found.append(plan[0][0]["Plan"])
        return send(cursor, statement, parameters, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(db, "_send", explained)
        yield found


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for below in plan.get("Plans", ()):
        yield from nodes(below)


def test_every_list_has_its_words_and_its_permission(app: APIFlask) -> None:
    for each in lists():
        assert permission_of(f"admin.{each.endpoint}") == each.permission
        named = list(each.own_words)
        named += [column.label for column in each.columns] + [one.label for one in each.filters]
        named += [word for action in each.actions for word in (action.label, action.confirm, action.done) if word]
        assert [key for key in named if key not in vocabulary()] == [], each.endpoint


def test_a_buttons_permission_is_the_one_its_view_asks_for(app: APIFlask) -> None:
    wrong = [
        (each.endpoint, action.endpoint)
        for each in lists()
        for action in each.actions
        if permission_of(f"admin.{action.endpoint}") != action.permission
    ]
    assert wrong == []


def test_every_list_opens_whole_and_in_part_and_as_a_file(app: APIFlask, di_browser: StaffBrowser) -> None:
    for declared in lists():
        address = f"/admin{declared.path}"
        assert "<html" in di_browser.see(address)
        part = di_browser.see(address, headers=PART)
        assert "<html" not in part
        assert 'class="empty"' in part or "<table" in part or "<li" in part, address
        file = di_browser.get(f"{address}.csv")
        assert (file.status_code, file.mimetype, file.text[:1]) == (200, "text/csv", "\ufeff"), address


@pytest.mark.parametrize("role", ROLES)
def test_the_side_offers_what_the_role_may_see(staff_browser: StaffBrowser, role: str) -> None:
    page = staff_browser.log_in(f"some-{role}", role=role).see("/admin/")
    side = page[page.index('class="side-places"') : page.index('class="side-me"')]
    for entry in navigation._entries.values():
        with staff_browser.client.application.test_request_context("/admin/"):
            offered = f'href="{entry.address}"' in side
        assert offered is (role in roles_by_permission()[entry.permission]), entry.endpoint


def test_a_heading_at_the_side_is_one_of_the_known_ones() -> None:
    with pytest.raises(ValueError, match="no heading"):
        navigation.register_entry(
            navigation.NavEntry(group="else", place=1, endpoint="x", permission="self", word="nav")
        )


def test_every_list_is_one_statement(app: APIFlask, di_browser: StaffBrowser) -> None:
    for declared in lists():
        with app.test_request_context(f"/admin{declared.path}"), count_statements() as statements:
            declared.page(None)
        assert len(statements) <= STATEMENTS.get(declared.endpoint, 1), (declared.endpoint, statements)


@pytest.mark.parametrize("path", ["/admin/audit", "/admin/jobs"])
def test_a_page_costs_the_same_for_one_row_or_fifty(di_browser: StaffBrowser, path: str) -> None:
    costs = []
    for many in (1, 49):
        write_audit(many)
        fail_jobs(many)
        with count_statements() as statements:
            di_browser.see(path)
        costs.append(len(statements))
    assert costs[0] == costs[1]


@pytest.mark.parametrize("query", ["", "cursor=", "sort=at", "sort=-at"])
def test_a_long_list_is_answered_by_an_index(app: APIFlask, di: StaffMember, size: Size, query: str) -> None:
    write_audit(size(20_000, full=1_000_000), staff_id=di.id)
    with transaction(statement_seconds=600):
        execute("ANALYZE audit_entry")
    log: AdminList = next(each for each in lists() if each.endpoint == "audit_log")
    with app.test_request_context("/admin/audit"):
        cursor = log.page(None).next_cursor if query == "cursor=" else None
    with app.test_request_context(f"/admin/audit?{query}"), plans() as found:
        assert len(log.page(cursor).items) == 50
    assert found
    for node in nodes(found[0]):
        assert (node["Node Type"], node.get("Relation Name")) != ("Seq Scan", "audit_entry")
        assert node["Node Type"] != "Sort"


def test_a_list_is_sorted_by_its_heading(di_browser: StaffBrowser) -> None:
    write_audit(60)
    page = di_browser.see("/admin/audit?action=order_shipped")
    assert page.index(">G60<") < page.index(">G59<")
    link = re.search(r'href="([^"]*sort=-at[^"]*)"', page)
    assert link
    assert "action=order_shipped" in link[1]
    rising = di_browser.see("/admin/audit?action=order_shipped&sort=at")
    assert 'aria-sort="ascending"' in rising
    assert rising.index(">G1<") < rising.index(">G2<")
    onward = re.search(r'rel="next" href="([^"]+)"', rising)
    assert onward
    assert ">G60<" in di_browser.see(onward[1].replace("&amp;", "&"))


def test_a_file_has_all_pages_and_what_the_filters_ask_for(di_browser: StaffBrowser) -> None:
    write_audit(120)
    write_audit(3, subject="staff:")
    lines = list(csv.reader(io.StringIO(di_browser.see("/admin/audit.csv?subject=order:").removeprefix("\ufeff"))))
    assert lines[0][:2] == ["时间", "谁"]
    assert len(lines) == 121
    assert {line[4].partition("G")[0] for line in lines[1:]} == {"order:"}


def test_a_file_runs_no_formula(di_browser: StaffBrowser) -> None:
    with transaction():
        audit.record(None, "=1+1", "@SUM(A1)", note="x")
    lines = di_browser.see("/admin/audit.csv")
    assert "'=1+1" in lines
    assert "'@SUM(A1)" in lines
    assert not re.search(r"(?:^|,)[=@]", lines, re.MULTILINE)


def test_a_file_is_for_who_may_see_the_list(app: APIFlask, di_browser: StaffBrowser) -> None:
    assert di_browser.get("/admin/audit.csv?cursor=nonsense").status_code == 200
    assert StaffBrowser(app).get("/admin/audit.csv").status_code == 303
    assert StaffBrowser(app).log_in("op", role="operator").get("/admin/audit.csv").status_code == 403


def test_several_jobs_are_retried_after_being_asked(di_browser: StaffBrowser) -> None:
    numbers = fail_jobs(3)
    page = di_browser.see("/admin/jobs")
    assert all(f'name="chosen" value="{number}"' in page for number in numbers)
    address = "/admin/jobs/chosen/retry"
    asked = di_browser.press("/admin/jobs", address, chosen=[str(numbers[0]), str(numbers[1])])
    assert asked.status_code == 200
    assert "这 2 个任务" in asked.text
    assert status_of(numbers) == {"failed"}
    done = di_browser.do("/admin/jobs", address, chosen=[str(number) for number in numbers[:2]], confirmed="1")
    assert "2 个任务已放回队列" in done
    assert status_of(numbers[:2]) == {"todo"}
    again = di_browser.do("/admin/jobs", address, chosen=[str(numbers[0]), str(numbers[2]), "x"], confirmed="1")
    assert "1 个任务已放回队列" in again
    assert "2 行没有改" in again
    assert "没有选中" in di_browser.do("/admin/jobs", address)


def status_of(numbers: list[int]) -> set[str]:
    found = rows(dict, "SELECT status::text AS status FROM procrastinate_jobs WHERE id = ANY(:ids)", ids=numbers)
    return {each["status"] for each in found}


def test_who_may_not_act_sees_no_button(staff_browser: StaffBrowser) -> None:
    fail_jobs(1)
    page = staff_browser.log_in("aud", role="auditor").see("/admin/jobs")
    assert 'name="chosen"' not in page
    assert "/retry" not in page


def test_what_ends_somebodys_work_asks_first(di_browser: StaffBrowser) -> None:
    StaffBrowser(di_browser.client.application).log_in("eve", role="operator")
    page = di_browser.see("/admin/staff")
    assert re.search(r'<details class="asks">.*?/admin/staff/eve/disable', page, re.DOTALL)


def test_what_an_address_asks_besides_breaks_no_link(di_browser: StaffBrowser) -> None:
    write_audit(60)
    page = di_browser.see("/admin/audit?endpoint=x&_external=1&_anchor=y")
    onward = html.unescape(page.split('rel="next" href="')[1].partition('"')[0])
    assert onward.startswith("/admin/audit?endpoint=x&")
    assert 'rel="prev"' in di_browser.see(onward)
