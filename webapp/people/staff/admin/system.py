"""What staff do to jobs and to each other's accounts."""

from flask.typing import ResponseReturnValue

from webapp.people.staff.admin.forms import HireForm
from webapp.people.staff.admin.lists import STAFF
from webapp.people.staff.flows import staff_accounts, staff_jobs
from webapp.web.admin.blueprint import admin, me, needs
from webapp.web.admin.forms import carry_out, perform
from webapp.web.admin.lists import show_list


@admin.post("/jobs/<int:job_id>/retry")
@needs("jobs.retry")
def retry(job_id: int) -> ResponseReturnValue:
    """Another chance for a failed job."""
    return perform(lambda: staff_jobs.retry_job(me(), job_id), done="jobs.retried", endpoint="jobs")


@admin.post("/staff")
@needs("staff.manage")
def hire() -> ResponseReturnValue:
    """A new colleague."""
    form = HireForm()
    return carry_out(
        form,
        lambda: staff_accounts.hire(
            me(), form.login.data, name=form.name.data, role=form.role.data, password=form.password.data
        ),
        again=lambda: show_list(STAFF, form=form),
        done="staff.added",
        endpoint="staff_list",
    )


@admin.post("/staff/<login>/disable")
@needs("staff.manage")
def disable_staff(login: str) -> ResponseReturnValue:
    """End somebody's access."""
    return perform(lambda: staff_accounts.disable_staff(me(), login), done="staff.disabled", endpoint="staff_list")


@admin.post("/staff/<login>/enable")
@needs("staff.manage")
def enable_staff(login: str) -> ResponseReturnValue:
    """Give access back."""
    return perform(lambda: staff_accounts.enable_staff(me(), login), done="staff.enabled", endpoint="staff_list")


@admin.post("/staff/<login>/totp")
@needs("staff.manage")
def reset_totp(login: str) -> ResponseReturnValue:
    """A colleague lost their phone."""
    return perform(lambda: staff_accounts.reset_totp(login, by=me()), done="staff.totp_reset", endpoint="staff_list")
