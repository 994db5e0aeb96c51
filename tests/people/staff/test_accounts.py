"""Passwords, authenticators, lock-out and roles of the people who work here."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from apiflask import APIFlask

from config import OWASP_MEMORY_KIB
from tests.cast import STAFF_PASSWORD, TOTP_SECRET, add_staff, scalar
from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.kernel.errors import Forbidden, TooMany
from webapp.kernel.settings import settings, use
from webapp.people.staff import StaffMember, accounts, audit, secrets
from webapp.people.staff.flows import staff_accounts, staff_login

AT = datetime(2026, 6, 1, 4, 0, 15, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def di(app: APIFlask) -> StaffMember:
    """Is staff: an admin."""
    return add_staff()


def code(after: timedelta = timedelta(0)) -> str:
    """What Di's authenticator shows, now or some time from now."""
    return secrets.code_at(TOTP_SECRET, at=clock.machine_now() + after)


def log_in(password: str = STAFF_PASSWORD, shown: str | None = None, login: str = "di") -> StaffMember:
    return staff_login.log_in(login, password, code() if shown is None else shown, client="192.0.2.1")


def test_a_code_typed_in_full_width_digits_is_the_same_code(di: StaffMember) -> None:
    wide = code().translate({ord("0") + n: ord("０") + n for n in range(10)})
    assert log_in(shown=wide).id == di.id


def test_a_code_that_is_no_number_is_a_wrong_code(di: StaffMember) -> None:
    with pytest.raises(staff_login.LoginRefused):
        log_in(shown="一二三四五六")


def test_di_logs_in_with_password_and_code(di: StaffMember) -> None:
    assert log_in().id == di.id
    assert audit.lines().items[0].action == "logged_in"


def test_a_login_is_read_without_minding_capitals_and_spaces(di: StaffMember) -> None:
    assert log_in(login=" DI ").id == di.id


@pytest.mark.parametrize(
    ("login", "password", "shown"),
    [
        ("nobody", STAFF_PASSWORD, "000000"),
        ("di", "a guess in the fog", "000000"),
        ("di", STAFF_PASSWORD, "000000"),
        ("di", STAFF_PASSWORD, ""),
        ("di", "", ""),
    ],
)
def test_whatever_is_wrong_the_answer_is_the_same(di: StaffMember, login: str, password: str, shown: str) -> None:
    with pytest.raises(staff_login.LoginRefused) as refused:
        log_in(password, shown, login)
    assert str(refused.value) == str(staff_login.LoginRefused())
    assert audit.lines().items[0].action == "login_refused"


def test_a_code_is_good_once(di: StaffMember) -> None:
    shown = code()
    log_in(shown=shown)
    with pytest.raises(staff_login.LoginRefused):
        log_in(shown=shown)


def test_an_earlier_code_is_worth_nothing_after_a_later_one(di: StaffMember) -> None:
    log_in(shown=code(timedelta(seconds=30)))
    with pytest.raises(staff_login.LoginRefused):
        log_in(shown=code())


def test_five_failures_rest_the_login_for_a_quarter_of_an_hour(di: StaffMember) -> None:
    for _ in range(accounts.MAX_FAILURES):
        with pytest.raises(staff_login.LoginRefused):
            log_in(shown="000000")
    with pytest.raises(staff_login.LoginRefused):
        log_in()
    clock.advance(timedelta(minutes=14, seconds=59))
    with pytest.raises(staff_login.LoginRefused):
        log_in()
    clock.advance(timedelta(seconds=1))
    assert log_in().id == di.id


def test_a_right_login_forgives_four_failures(di: StaffMember) -> None:
    for _ in range(accounts.MAX_FAILURES - 1):
        with pytest.raises(staff_login.LoginRefused):
            log_in("wrong")
    log_in()
    assert scalar("SELECT failed_logins FROM staff WHERE login = 'di'") == 0


def test_the_fifth_guess_may_be_right(di: StaffMember) -> None:
    for _ in range(accounts.MAX_FAILURES - 1):
        with pytest.raises(staff_login.LoginRefused):
            log_in("wrong")
    assert log_in().id == di.id


def test_after_a_lock_the_count_begins_anew(di: StaffMember) -> None:
    for _ in range(accounts.MAX_FAILURES):
        with pytest.raises(staff_login.LoginRefused):
            log_in("wrong")
    clock.advance(timedelta(minutes=16))
    with pytest.raises(staff_login.LoginRefused):
        log_in("wrong")
    assert log_in().id == di.id


def test_one_address_guesses_thirty_times_and_no_more(app: APIFlask) -> None:
    for n in range(30):
        with pytest.raises(staff_login.LoginRefused):
            log_in(login=f"guess-{n}")
    with pytest.raises(TooMany):
        log_in(login="guess-31")


def test_whoever_was_disabled_stays_out(di: StaffMember) -> None:
    add_staff("gone", role="operator")
    staff_accounts.disable_staff(di, "gone")
    with pytest.raises(staff_login.LoginRefused):
        log_in(login="gone")
    staff_accounts.enable_staff(di, "gone")
    assert log_in(login="gone").login == "gone"


def test_a_new_colleague_enrols_before_anything_else(app: APIFlask) -> None:
    made = staff_accounts.create_staff("eve", "Eve", "operator", STAFF_PASSWORD)
    known = log_in(login="eve", shown="")
    assert (known.id, known.enrolled) == (made.id, False)
    with pytest.raises(staff_login.LoginRefused):
        staff_login.enrol(made.id, "000000")
    secret = accounts.totp_secret_of(made.id)
    assert staff_login.enrol(made.id, secrets.code_at(secret, at=clock.machine_now())).enrolled
    with pytest.raises(staff_login.LoginRefused):
        log_in(login="eve", shown="")


def test_a_lost_phone_means_a_new_authenticator_and_no_session(di: StaffMember) -> None:
    staff_accounts.reset_totp("di")
    after = accounts.member(di.id)
    assert after is not None
    assert not after.enrolled
    assert after.session_epoch == di.session_epoch + 1
    assert accounts.totp_secret_of(di.id) != TOTP_SECRET


def test_a_new_password_needs_the_present_one_and_ends_every_session(di: StaffMember) -> None:
    with pytest.raises(staff_accounts.WrongPassword):
        staff_accounts.change_password(di, "not it", new="another long password")
    with pytest.raises(secrets.WeakPassword):
        staff_accounts.change_password(di, STAFF_PASSWORD, new="short")
    staff_accounts.change_password(di, STAFF_PASSWORD, new="another long password")
    assert log_in("another long password").session_epoch == di.session_epoch + 1


def test_a_password_is_kept_as_production_keeps_it(app: APIFlask) -> None:
    ours = settings()
    use(replace(ours, password_memory_kib=OWASP_MEMORY_KIB))
    try:
        made = add_staff()
        assert str(scalar("SELECT password_hash FROM staff")).startswith("$argon2id$v=19$m=19456,t=2,p=1$")
        assert log_in().id == made.id
    finally:
        use(ours)


@pytest.mark.parametrize("password", ["eleven char", "xxxxx-eve-xxxxx", "x" * 201])
def test_weak_passwords_are_refused(app: APIFlask, password: str) -> None:
    with pytest.raises(secrets.WeakPassword):
        staff_accounts.create_staff("eve", "Eve", "operator", password)


@pytest.mark.parametrize(
    ("login", "name", "role"), [("E", "Eve", "admin"), ("eve", " ", "admin"), ("eve", "Eve", "god")]
)
def test_a_colleague_has_a_login_a_name_and_a_known_role(app: APIFlask, login: str, name: str, role: str) -> None:
    with pytest.raises(accounts.BadStaff):
        staff_accounts.create_staff(login, name, role, STAFF_PASSWORD)


def test_a_login_belongs_to_one_colleague(di: StaffMember) -> None:
    with pytest.raises(accounts.LoginTaken):
        staff_accounts.create_staff("di", "Another Di", "operator", STAFF_PASSWORD)


def test_nobody_locks_the_door_behind_everybody(di: StaffMember) -> None:
    with pytest.raises(staff_accounts.NotYourself):
        staff_accounts.disable_staff(di, "di")
    other = add_staff("eve", role="operator")
    with pytest.raises(staff_accounts.LastAdmin):
        staff_accounts.disable_staff(other, "di")
    with pytest.raises(accounts.NoSuchStaff):
        staff_accounts.disable_staff(di, "nobody")


def test_the_demo_can_show_a_code_and_production_cannot(di: StaffMember, monkeypatch: pytest.MonkeyPatch) -> None:
    assert staff_accounts.current_code("di") == code()
    monkeypatch.setattr(type(settings()), "production", True)
    with pytest.raises(Forbidden):
        staff_accounts.current_code("di")


def test_the_secret_is_not_in_the_table_as_it_is(di: StaffMember) -> None:
    stored = str(scalar("SELECT totp_secret FROM staff WHERE login = 'di'"))
    assert TOTP_SECRET not in stored
    assert len(stored) == 64
    assert secrets.unseal(stored) == TOTP_SECRET
    assert secrets.seal(TOTP_SECRET) != secrets.seal(TOTP_SECRET)


def test_a_secret_sealed_with_a_key_that_is_gone_says_so(app: APIFlask) -> None:
    sealed = secrets.seal(TOTP_SECRET)
    broken = ("A" if sealed[0] != "A" else "B") + sealed[1:]
    with pytest.raises(secrets.SealBroken):
        secrets.unseal(broken)


@pytest.mark.parametrize("secret", ["short", "1" * 32, "JBSWY3DPEHPK3PXP"])
def test_a_totp_secret_has_160_bits(app: APIFlask, secret: str) -> None:
    with pytest.raises(secrets.BadTotpSecret):
        secrets.seal(secret)


@pytest.mark.parametrize(("drift", "accepted"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_phone_may_be_half_a_minute_off(drift: int, *, accepted: bool) -> None:
    shown = secrets.code_at(TOTP_SECRET, at=AT + timedelta(seconds=drift))
    step = secrets.step_of(shown, TOTP_SECRET, at=AT)
    assert (step is not None) is accepted


def test_codes_of_rfc_6238_are_computed_as_it_says() -> None:
    """Appendix B, SHA-1, last six digits."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    for seconds, shown in ((59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")):
        assert secrets.code_at(secret, at=datetime.fromtimestamp(seconds, UTC)) == shown


def test_every_permission_is_given_to_known_roles_and_admins_have_all() -> None:
    for roles in accounts.roles_by_permission().values():
        assert roles <= set(accounts.ROLES)
        assert "admin" in roles


def test_auditors_change_nothing() -> None:
    allowed = {name for name, roles in accounts.roles_by_permission().items() if "auditor" in roles}
    assert all(name.endswith(".view") or name in {"dashboard", "earnings.explain", "self"} for name in allowed)


def test_an_audit_line_stands_or_falls_with_its_deed(di: StaffMember) -> None:
    with pytest.raises(RuntimeError, match="second thoughts"), transaction():
        audit.record(di.id, "something", "order:1")
        raise RuntimeError("second thoughts")
    assert "something" not in audit.actions()
    with transaction():
        audit.record(di.id, "something", "order:1", price_fen=[1, 2])
    (line,) = audit.lines(action="something", subject="order:", login="di").items
    assert (line.staff_name, line.detail) == ("Di", {"price_fen": [1, 2]})


def test_the_audit_log_pages_backwards(di: StaffMember) -> None:
    with transaction():
        for n in range(51):
            audit.record(di.id, "counted", f"order:{n}")
    first = audit.lines(action="counted")
    rest = audit.lines(action="counted", cursor=first.next_cursor)
    assert [line.subject for line in (*first.items, *rest.items)] == [f"order:{n}" for n in reversed(range(51))]
    assert rest.next_cursor is None


def test_changes_name_only_what_differs() -> None:
    assert audit.changes({"a": 1, "b": 2}, {"a": 1, "b": 3}) == {"b": [2, 3]}
