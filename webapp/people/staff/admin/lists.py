"""Jobs, the audit log, and the people who work here."""

from collections.abc import Mapping
from typing import Any

from webapp.kernel import clock
from webapp.kernel.paging import Page
from webapp.people.staff import ROLES, StaffMember, accounts, audit
from webapp.people.staff.admin.forms import HireForm
from webapp.people.staff.flows import staff_jobs
from webapp.web.admin.blueprint import me
from webapp.web.admin.filters import Choice, Search
from webapp.web.admin.lists import Action, AdminList, Column, register_list

JOB_STATUSES = ("todo", "doing", "succeeded", "failed", "cancelled", "aborted")
JOB_TONES = {"failed": "bad", "doing": "wait", "succeeded": "ok"}

JOBS = AdminList(
    endpoint="jobs",
    path="/jobs",
    permission="jobs.view",
    words="jobs",
    columns=(
        Column(key="id", label="jobs.number", css="num-left", is_heading=True),
        Column(key="task", label="jobs.task", cell="own"),
        Column(key="status", label="jobs.status", cell="own"),
        Column(key="attempts", label="jobs.attempts", cell="count"),
        Column(key="arguments", label="jobs.arguments", cell="own", css="code"),
        Column(key="last_at", label="jobs.at", cell="own"),
    ),
    filters=(
        Choice(name="status", label="jobs.status", options=JOB_STATUSES, words="jobs.status."),
        Choice(name="task", label="jobs.task", options=staff_jobs.task_names),
    ),
    query=staff_jobs.jobs,
    actions=(
        Action(
            endpoint="retry",
            label="jobs.retry",
            permission="jobs.retry",
            arguments=lambda job: {"job_id": job.id},
            is_offered=lambda job: job.status == "failed",
            run=lambda member, key: staff_jobs.retry_job(member, int(key)),
            confirm="jobs.retry_chosen",
            asks_on_row=False,
            done="jobs.retried_chosen",
        ),
    ),
    beside=lambda _: {"tones": JOB_TONES},
    around=lambda: {"health": staff_jobs.job_health()},
    template="people/staff/admin/jobs.html",
    cells="people/staff/admin/_job_cells.html",
)
register_list(JOBS, group="system", place=10)

AUDIT_LOG = AdminList(
    endpoint="audit_log",
    path="/audit",
    permission="audit.view",
    words="audit",
    columns=(
        Column(key="at", label="audit.when", cell="second", is_sortable=True),
        Column(key="staff_name", label="audit.who", cell="own", is_heading=True),
        Column(key="staff_login", label="staff.login", is_shown=False),
        Column(key="action", label="audit.what", cell="own"),
        Column(key="subject", label="audit.subject", cell="own", css="code"),
        Column(key="detail", label="audit.detail", cell="own", css="code"),
    ),
    filters=(
        Search(name="subject", label="audit.subject", hint="audit.subject_hint"),
        Choice(name="action", label="audit.what", options=audit.actions, words="audit.action."),
        Search(name="login", label="audit.who", is_wide=False),
    ),
    query=audit.lines,
    cells="people/staff/admin/_audit_cells.html",
)
register_list(AUDIT_LOG, group="system", place=20)


def _members(*, cursor: str | None) -> Page[StaffMember]:
    """Everybody who works here, on one page."""
    return Page(accounts.members(), None)


def _permissions() -> Mapping[str, Any]:
    named = {name: roles for name, roles in accounts.roles_by_permission().items() if name != "self"}
    return {"roles": ROLES, "permissions": named, "form": HireForm(formdata=None)}


def is_locked(member: StaffMember) -> bool:
    """Whether too many wrong codes keep this colleague out for now."""
    return bool(member.locked_until and member.locked_until > clock.now())


def _login(member: StaffMember) -> Mapping[str, str]:
    return {"login": member.login}


def _is_active_other(member: StaffMember) -> bool:
    return not member.disabled_at and member.id != me().id


STAFF = AdminList(
    endpoint="staff_list",
    path="/staff",
    permission="staff.view",
    words="staff",
    columns=(
        Column(key="name", label="staff.name", cell="own", is_heading=True),
        Column(key="login", label="staff.login", is_shown=False),
        Column(key="role", label="staff.role", cell="own"),
        Column(key="state", label="staff.state", cell="own", is_exported=False),
        Column(key="last_login_at", label="staff.last_login", cell="full"),
    ),
    query=_members,
    actions=(
        Action(
            endpoint="enable_staff",
            label="staff.enable",
            permission="staff.manage",
            arguments=_login,
            is_offered=lambda member: bool(member.disabled_at),
        ),
        Action(
            endpoint="enable_staff",
            label="staff.unlock",
            permission="staff.manage",
            arguments=_login,
            is_offered=lambda member: not member.disabled_at and is_locked(member),
        ),
        Action(
            endpoint="reset_totp",
            label="staff.reset_totp",
            permission="staff.manage",
            arguments=_login,
            is_offered=_is_active_other,
            confirm="staff.reset_totp_sure",
        ),
        Action(
            endpoint="disable_staff",
            label="staff.disable",
            permission="staff.manage",
            arguments=_login,
            is_offered=_is_active_other,
            tone="bad",
            confirm="staff.disable_sure",
        ),
    ),
    beside=lambda _: {"is_locked": is_locked},
    around=_permissions,
    template="people/staff/admin/staff.html",
    cells="people/staff/admin/_staff_cells.html",
    key=lambda member: str(member.login),
)
register_list(STAFF, group="system", place=30)
