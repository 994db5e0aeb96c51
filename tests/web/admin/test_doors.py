"""Nobody comes in without a login, and nobody does what their role does not allow."""

import re
from datetime import timedelta

import pytest
from apiflask import APIFlask
from flask_login import current_user
from werkzeug.routing import Rule

from tests.cast import STAFF_PASSWORD
from tests.web.admin.staff_browser import StaffBrowser, code
from webapp.kernel import clock
from webapp.people.staff import ROLES, StaffMember, accounts, roles_by_permission, secrets
from webapp.people.staff.flows import staff_accounts
from webapp.web import principals
from webapp.web.admin import session
from webapp.web.admin.blueprint import PUBLIC, permission_of

VALUES = {
    "material_id": "1",
    "no": "G260601NOSUCHNO00",
    "code": "nobody",
    "sku_code": "nothing",
    "ref": "1",
    "job_id": "1",
    "login": "nobody",
    "shopkeeper_id": "1",
    "person_id": "1",
    "objection_id": "1",
    "complaint_id": "1",
    "text_id": "1",
}


def rules(app: APIFlask) -> list[Rule]:
    """Every route below /admin."""
    return [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/admin")]


def path_of(rule: Rule) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: VALUES[found[1]], rule.rule)


def method_of(rule: Rule) -> str:
    return "POST" if "POST" in (rule.methods or ()) else "GET"


def test_every_page_names_its_permission_or_is_a_door(app: APIFlask) -> None:
    unnamed = [
        rule.rule
        for rule in rules(app)
        if rule.endpoint not in PUBLIC and permission_of(rule.endpoint) not in roles_by_permission()
    ]
    assert unnamed == []


def test_the_doors_are_these_and_no_others(app: APIFlask) -> None:
    doors = {rule.endpoint for rule in rules(app) if rule.endpoint in PUBLIC}
    assert doors == PUBLIC
    assert all(permission_of(endpoint) is None for endpoint in PUBLIC)


def test_a_stranger_is_sent_to_the_login_from_everywhere(app: APIFlask, staff_browser: StaffBrowser) -> None:
    for rule in rules(app):
        if rule.endpoint in PUBLIC:
            continue
        answer = staff_browser.client.open(path_of(rule), method=method_of(rule))
        assert (answer.status_code, answer.location.partition("?")[0]) == (303, "/admin/login"), rule.rule


@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_do_what_the_table_says_and_nothing_else(
    app: APIFlask, staff_browser: StaffBrowser, role: str
) -> None:
    staff_browser.log_in(f"some-{role}", role=role)
    token = staff_browser.token("/admin/me")
    for rule in rules(app):
        permission = permission_of(rule.endpoint)
        if permission is None or rule.endpoint == "admin.log_out":
            continue
        answer = staff_browser.client.open(path_of(rule), method=method_of(rule), data={"csrf_token": token})
        allowed = role in roles_by_permission()[permission]
        assert answer.status_code < 500, rule.rule
        assert (answer.status_code != 403) is allowed, (rule.rule, answer.status_code)


def test_no_change_without_the_token_of_this_session(app: APIFlask, di_browser: StaffBrowser) -> None:
    for rule in rules(app):
        if "POST" not in (rule.methods or ()):
            continue
        for forged in ({}, {"csrf_token": "0" * 64}, {"csrf_token": "é"}):
            answer = di_browser.client.post(path_of(rule), data=forged)
            assert answer.status_code == 400, rule.rule
    assert di_browser.get("/admin/").status_code == 200


def test_another_sessions_token_is_worth_nothing(app: APIFlask, di_browser: StaffBrowser) -> None:
    other = StaffBrowser(app).log_in("eve", role="operator")
    answer = di_browser.client.post("/admin/logout", data={"csrf_token": other.token("/admin/me")})
    assert answer.status_code == 400


def test_the_token_may_come_in_a_header(di_browser: StaffBrowser) -> None:
    answer = di_browser.client.post("/admin/logout", headers={"X-CSRF-Token": di_browser.token("/admin/me")})
    assert answer.status_code == 303


def test_a_login_comes_back_to_where_it_was_going(staff_browser: StaffBrowser, di: StaffMember) -> None:
    door = staff_browser.get("/admin/orders?state=paid").location
    assert 'value="/admin/orders?state=paid"' in staff_browser.get(door).text
    answer = staff_browser.press(
        door, "/admin/login", login="di", password=STAFF_PASSWORD, code=code(), next="/admin/orders?state=paid"
    )
    assert answer.location == "/admin/orders?state=paid"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/admin/", "//evil.example/admin/", "/s/token", "/admin/\\evil", "/admin/logout"]
)
def test_a_login_leads_nowhere_else(staff_browser: StaffBrowser, di: StaffMember, elsewhere: str) -> None:
    answer = staff_browser.press(
        "/admin/login", "/admin/login", login="di", password=STAFF_PASSWORD, code=code(), next=elsewhere
    )
    assert answer.location == "/admin/"


def test_a_refused_login_says_so_and_keeps_the_login_but_not_the_password(
    staff_browser: StaffBrowser, di: StaffMember
) -> None:
    answer = staff_browser.press("/admin/login", "/admin/login", login="di", password="a wrong password", code="123456")
    assert answer.status_code == 401
    assert 'value="di"' in answer.text
    assert "a wrong password" not in answer.text
    assert 'role="alert"' in answer.text


def test_login_gives_the_session_a_new_key(staff_browser: StaffBrowser, di: StaffMember) -> None:
    staff_browser.get("/admin/login")
    before = staff_browser.client.get_cookie("guanxi_staff")
    token = staff_browser.token("/admin/login")
    staff_browser.log_in()
    assert before is not None
    staff_browser.client.set_cookie("guanxi_staff", before.value)
    assert staff_browser.get("/admin/").status_code == 303
    kept = {"csrf_token": token, "language": "en"}
    assert staff_browser.client.post("/admin/language", data=kept).status_code == 303


def test_the_cookie_is_for_this_server_only(di_browser: StaffBrowser) -> None:
    cookie = di_browser.client.get_cookie("guanxi_staff")
    assert cookie is not None
    assert cookie.http_only
    assert cookie.same_site == "Lax"


def test_a_forged_cookie_is_nobody(staff_browser: StaffBrowser, di: StaffMember) -> None:
    staff_browser.client.set_cookie("guanxi_staff", "WyJrZXkiLCJpbiIsMSwwLDAsMF0.forged")
    assert staff_browser.get("/admin/").status_code == 303


def test_half_an_hour_without_a_hand_moving_ends_the_session(noon: None, di_browser: StaffBrowser) -> None:
    clock.advance(timedelta(seconds=session.IDLE_SECONDS))
    assert di_browser.get("/admin/").status_code == 200
    clock.advance(timedelta(seconds=session.IDLE_SECONDS + 1))
    assert di_browser.get("/admin/").status_code == 303


def test_busy_hands_are_logged_out_after_twelve_hours(noon: None, di_browser: StaffBrowser) -> None:
    for _ in range(12 * 3):
        clock.advance(timedelta(minutes=20))
        assert di_browser.get("/admin/").status_code == 200
    clock.advance(timedelta(seconds=1))
    assert di_browser.get("/admin/").status_code == 303


def test_logging_out_everywhere_reaches_the_other_browser(app: APIFlask, di_browser: StaffBrowser) -> None:
    other = StaffBrowser(app).log_in()
    other.press("/admin/me", "/admin/logout", everywhere="1")
    assert di_browser.get("/admin/").status_code == 303


def test_logging_out_here_leaves_the_other_browser(app: APIFlask, di_browser: StaffBrowser) -> None:
    other = StaffBrowser(app).log_in()
    other.press("/admin/me", "/admin/logout")
    assert other.get("/admin/").status_code == 303
    assert di_browser.get("/admin/").status_code == 200


def test_disabling_somebody_ends_their_work_at_once(app: APIFlask, di_browser: StaffBrowser, di: StaffMember) -> None:
    eve = StaffBrowser(app).log_in("eve", role="operator")
    staff_accounts.disable_staff(di, "eve")
    assert eve.get("/admin/").status_code == 303


def test_a_new_colleague_is_shown_the_qr_code_and_comes_in_with_its_code(staff_browser: StaffBrowser) -> None:
    made = staff_accounts.create_staff("eve", "Eve", "operator", STAFF_PASSWORD)
    answer = staff_browser.press("/admin/login", "/admin/login", login="eve", password=STAFF_PASSWORD, code="")
    assert answer.location == "/admin/enrolment"
    page = staff_browser.see("/admin/enrolment")
    assert "<svg" in page
    assert staff_browser.get("/admin/").status_code == 303
    wrong = staff_browser.press("/admin/enrolment", "/admin/enrolment", code="000000")
    assert wrong.status_code == 401
    shown = secrets.code_at(accounts.totp_secret_of(made.id), at=clock.machine_now())
    assert staff_browser.press("/admin/enrolment", "/admin/enrolment", code=shown).location == "/admin/"
    assert "Eve" in staff_browser.see("/admin/")


def test_the_qr_code_is_only_for_whoever_knew_the_password(
    staff_browser: StaffBrowser, di_browser: StaffBrowser
) -> None:
    assert di_browser.get("/admin/enrolment").location == "/admin/login"


def test_a_new_password_is_asked_for_at_the_next_page(di_browser: StaffBrowser) -> None:
    fields = {"present": STAFF_PASSWORD, "new": "another long password", "again": "another long password"}
    assert "两次" in di_browser.refused("/admin/me", "/admin/me/password", **{**fields, "again": "different password"})
    assert "现在的密码不对" in di_browser.refused("/admin/me", "/admin/me/password", **{**fields, "present": "not it"})
    assert "请用新密码登录" in di_browser.do("/admin/me", "/admin/me/password", **fields)
    assert di_browser.get("/admin/").status_code == 303


def test_every_answer_forbids_what_is_not_ours(staff_browser: StaffBrowser) -> None:
    for path in ("/admin/login", "/admin/", "/admin/nothing"):
        headers = staff_browser.get(path).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_htmx_is_told_to_go_to_the_login_when_the_session_is_over(staff_browser: StaffBrowser) -> None:
    answer = staff_browser.get("/admin/orders", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, "/admin/login")


def test_an_unknown_address_says_what_to_do(staff_browser: StaffBrowser, di_browser: StaffBrowser) -> None:
    answer = di_browser.get("/admin/nothing")
    assert answer.status_code == 404
    assert "没有找到" in answer.text
    assert "回总览" in answer.text


def test_a_role_that_may_not_is_told_so_in_its_language(staff_browser: StaffBrowser) -> None:
    staff_browser.log_in("fin", role="finance")
    staff_browser.press("/admin/me", "/admin/language", language="en")
    answer = staff_browser.get("/admin/jobs")
    assert answer.status_code == 403
    assert "Not allowed" in answer.text


def test_the_language_follows_the_browser_until_somebody_chooses(staff_browser: StaffBrowser) -> None:
    assert "One-time code" in staff_browser.see("/admin/login", headers={"Accept-Language": "en-GB,en;q=0.9"})
    assert "动态码" in staff_browser.see("/admin/login")
    staff_browser.press("/admin/login", "/admin/language", language="en")
    assert "One-time code" in staff_browser.see("/admin/login")


def test_flask_login_knows_who_sits_here(app: APIFlask, di_browser: StaffBrowser, di: StaffMember) -> None:
    cookie = di_browser.client.get_cookie("guanxi_staff")
    assert cookie is not None
    with app.test_request_context("/admin/", headers={"Cookie": f"guanxi_staff={cookie.value}"}):
        principals.clear_principal()
        assert current_user.get_id() == f"staff:{di.id}"
    with app.test_request_context("/admin/"):
        principals.clear_principal()
        assert not current_user.is_authenticated
    principals.clear_principal()
