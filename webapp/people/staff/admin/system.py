"""Jobs, the audit log, and the people who work here."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from webapp.kernel import clock
from webapp.kernel.errors import DomainError
from webapp.people.staff import accounts, audit
from webapp.people.staff.flows import staff_accounts, staff_jobs
from webapp.web.admin.blueprint import admin, me, needs
from webapp.web.admin.rendering import redirect_done, redirect_refused, render_page

JOB_STATUSES = ("todo", "doing", "succeeded", "failed", "cancelled", "aborted")
JOB_TONES = {"failed": "bad", "doing": "wait", "succeeded": "ok"}


@admin.get("/jobs")
@needs("jobs.view")
def jobs() -> str:
    """What the workers do."""
    given = request.args
    found = staff_jobs.jobs(status=given.get("status", ""), task=given.get("task", ""), cursor=given.get("cursor"))
    return render_page(
        "people/staff/admin/jobs",
        found=found,
        health=staff_jobs.job_health(),
        statuses=JOB_STATUSES,
        tones=JOB_TONES,
        tasks=staff_jobs.task_names(),
        filtered=any(given.values()),
    )


@admin.post("/jobs/<int:job_id>/retry")
@needs("jobs.retry")
def retry(job_id: int) -> ResponseReturnValue:
    """Another chance for a failed job."""
    try:
        staff_jobs.retry_job(me(), job_id)
    except DomainError as error:
        return redirect_refused(error, "jobs")
    return redirect_done("jobs.retried", "jobs")


@admin.get("/audit")
@needs("audit.view")
def audit_log() -> str:
    """Every deed of staff."""
    given = request.args
    found = audit.lines(
        action=given.get("action"),
        subject=given.get("subject", "").strip(),
        login=given.get("login", "").strip(),
        cursor=given.get("cursor"),
    )
    return render_page("people/staff/admin/audit", found=found, actions=audit.actions(), filtered=any(given.values()))


@admin.get("/staff")
@needs("staff.view")
def staff_list() -> str:
    """Who works here and what each role may do."""
    permissions = {name: roles for name, roles in accounts.PERMISSIONS.items() if name != "self"}
    return render_template(
        "people/staff/admin/staff.html",
        members=accounts.members(),
        roles=accounts.ROLES,
        permissions=permissions,
        now=clock.now(),
    )


@admin.post("/staff")
@needs("staff.manage")
def hire() -> ResponseReturnValue:
    """A new colleague."""
    form = request.form
    try:
        staff_accounts.hire(
            me(),
            form.get("login", "").strip().lower(),
            name=form.get("name", ""),
            role=form.get("role", ""),
            password=form.get("password", ""),
        )
    except DomainError as error:
        return redirect_refused(error, "staff_list")
    return redirect_done("staff.added", "staff_list")


@admin.post("/staff/<login>/disable")
@needs("staff.manage")
def disable_staff(login: str) -> ResponseReturnValue:
    """End somebody's access."""
    try:
        staff_accounts.disable_staff(me(), login)
    except DomainError as error:
        return redirect_refused(error, "staff_list")
    return redirect_done("staff.disabled", "staff_list")


@admin.post("/staff/<login>/enable")
@needs("staff.manage")
def enable_staff(login: str) -> ResponseReturnValue:
    """Give access back."""
    try:
        staff_accounts.enable_staff(me(), login)
    except DomainError as error:
        return redirect_refused(error, "staff_list")
    return redirect_done("staff.enabled", "staff_list")


@admin.post("/staff/<login>/totp")
@needs("staff.manage")
def reset_totp(login: str) -> ResponseReturnValue:
    """A colleague lost their phone."""
    try:
        staff_accounts.reset_totp(login, by=me())
    except DomainError as error:
        return redirect_refused(error, "staff_list")
    return redirect_done("staff.totp_reset", "staff_list")
