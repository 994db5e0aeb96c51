"""The door: login, first enrolment, logout, one's own password, language."""

import io

import segno
from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.kernel.errors import DomainError, TooMany
from webapp.kernel.words import LANGUAGES
from webapp.people.staff import StaffMember, accounts, secrets
from webapp.people.staff.admin.forms import EnrolmentForm, LoginForm, PasswordForm
from webapp.people.staff.flows import staff_accounts, staff_login
from webapp.web.admin import session
from webapp.web.admin.blueprint import admin, me, needs, safe_next
from webapp.web.admin.rendering import LANGUAGE_COOKIE, error_words, redirect_done


@admin.get("/login")
def login() -> ResponseReturnValue:
    """The form."""
    if session.colleague():
        return redirect(safe_next(url_for("admin.dashboard")), 303)
    return _login_page(LoginForm(formdata=None, next=safe_next("")))


@admin.post("/login")
def log_in() -> ResponseReturnValue:
    """Password and code in one step; whoever has no authenticator yet gets to enrol one."""
    form = LoginForm()
    if not form.validate():
        return _login_page(form), 422
    try:
        member = staff_login.log_in(
            form.login.data, form.password.data, form.code.data or "", client=request.remote_addr or ""
        )
    except (staff_login.LoginRefused, TooMany) as error:
        return _login_page(form, problem=error_words(error)), 429 if isinstance(error, TooMany) else 401
    if not member.enrolled:
        session.begin(member, stage="enrolling")
        return redirect(url_for("admin.enrolment"), 303)
    session.begin(member, stage="in")
    return redirect(safe_next(url_for("admin.dashboard")), 303)


def _login_page(form: LoginForm, problem: str = "") -> str:
    form.next.data = safe_next("")
    return render_template("people/staff/admin/login.html", form=form, problem=problem)


@admin.get("/enrolment")
def enrolment() -> ResponseReturnValue:
    """The QR code for a new authenticator."""
    member = session.enrolling()
    return _enrolment_page(member, EnrolmentForm(formdata=None)) if member else redirect(url_for("admin.login"), 303)


@admin.post("/enrolment")
def enrol() -> ResponseReturnValue:
    """The first code proves that the authenticator works."""
    member, form = session.enrolling(), EnrolmentForm()
    if member is None:
        return redirect(url_for("admin.login"), 303)
    if not form.validate():
        return _enrolment_page(member, form), 422
    try:
        member = staff_login.enrol(member.id, form.code.data)
    except (staff_login.LoginRefused, TooMany) as error:
        wrong = isinstance(error, staff_login.LoginRefused)
        form.refuse("code", form.phrase("enrolment.wrong") if wrong else error_words(error))
        return _enrolment_page(member, form), 401
    session.begin(member, stage="in")
    return redirect(url_for("admin.dashboard"), 303)


def _enrolment_page(member: StaffMember, form: EnrolmentForm) -> str:
    secret = accounts.totp_secret_of(member.id)
    picture = io.BytesIO()
    segno.make(secrets.enrolment_uri(member.login, secret), error="m").save(
        picture, kind="svg", xmldecl=False, omitsize=True, border=4, dark="#000", light="#fff", nl=False
    )
    groups = " ".join(secret[n : n + 4] for n in range(0, len(secret), 4))
    return render_template(
        "people/staff/admin/enrolment.html", member=member, qr=picture.getvalue().decode(), secret=groups, form=form
    )


@admin.post("/logout")
@needs("self")
def log_out() -> ResponseReturnValue:
    """Leave this browser, or every browser."""
    if request.form.get("everywhere"):
        staff_login.log_out_everywhere(me().id)
    session.end()
    return redirect(url_for("admin.login"), 303)


@admin.get("/me")
@needs("self")
def own_account() -> str:
    """One's own account: role, what it may do, password, sessions."""
    return _own_page(PasswordForm(formdata=None))


@admin.post("/me/password")
@needs("self")
def change_password() -> ResponseReturnValue:
    """A new password ends every session."""
    form = PasswordForm()
    if not form.validate():
        return _own_page(form), 422
    try:
        staff_accounts.change_password(me(), form.present.data, new=form.new.data)
    except DomainError as error:
        form.refuse_for(error, "present" if isinstance(error, staff_accounts.WrongPassword) else "new")
        return _own_page(form), 422
    session.end()
    return redirect_done("own_account.password_changed", "login")


def _own_page(form: PasswordForm) -> str:
    allowed = [name for name, roles in accounts.roles_by_permission().items() if me().role in roles and name != "self"]
    return render_template("people/staff/admin/own_account.html", allowed=allowed, form=form)


@admin.post("/language")
def choose_language() -> ResponseReturnValue:
    """Chinese or English, remembered by this browser."""
    chosen = request.form.get("language", "")
    answer = redirect(safe_next(url_for("admin.login")), 303)
    if chosen in LANGUAGES:
        answer.set_cookie(LANGUAGE_COOKIE, chosen, max_age=365 * 86_400, httponly=True, samesite="Lax", path="/admin")
    return answer
