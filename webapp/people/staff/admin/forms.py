"""What staff fill in about themselves and about each other."""

from collections.abc import Mapping
from typing import ClassVar

from wtforms import HiddenField, PasswordField, SelectField, StringField

from webapp.kernel.errors import DomainError
from webapp.people.staff import MIN_PASSWORD_LENGTH, ROLES
from webapp.people.staff.service.accounts import LoginTaken
from webapp.people.staff.service.secrets import WeakPassword
from webapp.web.admin.forms import AdminForm
from webapp.web.forms import Bounded, Needed, SameAs, lowered, options, stripped

_CODE = {"inputmode": "numeric", "autocomplete": "one-time-code", "maxlength": "8"}


class LoginForm(AdminForm):
    """Password and code in one step; the code is empty at one's very first login."""

    next = HiddenField()
    login = StringField(
        "login.login",
        [Needed("login.needed")],
        [stripped],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(
        "login.password", [Needed("login.password_needed")], render_kw={"autocomplete": "current-password"}
    )
    code = StringField("login.code", [], [stripped], description="login.code_hint", render_kw=_CODE)


class EnrolmentForm(AdminForm):
    """The first code of a new authenticator."""

    code = StringField("enrolment.code", [Needed("enrolment.wrong")], [stripped], render_kw=_CODE | {"autofocus": True})


class PasswordForm(AdminForm):
    """A new password for oneself."""

    present = PasswordField(
        "own_account.present", [Needed("login.password_needed")], render_kw={"autocomplete": "current-password"}
    )
    new = PasswordField(
        "own_account.new",
        [Needed("error.weak_password")],
        description="own_account.new_hint",
        render_kw={"autocomplete": "new-password", "minlength": MIN_PASSWORD_LENGTH},
    )
    again = PasswordField(
        "own_account.again", [SameAs("new", "error.passwords_differ")], render_kw={"autocomplete": "new-password"}
    )


class HireForm(AdminForm):
    """A new colleague."""

    refused_at: ClassVar[Mapping[type[DomainError], str]] = {LoginTaken: "login", WeakPassword: "password"}

    login = StringField(
        "staff.login",
        [Needed("login.needed"), Bounded("error.bad_staff", least=2, most=64)],
        [stripped, lowered],
        description="staff.login_hint",
        render_kw={"pattern": r"[a-z0-9][a-z0-9.\-]+", "autocapitalize": "none", "autocomplete": "off"},
    )
    name = StringField("staff.name", [Needed("staff.name_needed")], [stripped], render_kw={"autocomplete": "off"})
    role = SelectField("staff.role", choices=options(ROLES, "role."), default="operator", validate_choice=False)
    password = PasswordField(
        "staff.password",
        [Needed("error.weak_password")],
        description="staff.password_hint",
        render_kw={"autocomplete": "new-password", "minlength": MIN_PASSWORD_LENGTH},
    )
