"""Jobs and the audit log, filtered; and what changes of a member of staff."""

from functools import partial

from webapp.kernel.paging import encode
from webapp.people.staff.flows import staff_jobs
from webapp.people.staff.service import accounts, audit

CALLS = [
    staff_jobs.jobs,
    partial(staff_jobs.jobs, status="failed", task="settle_orders", cursor=encode(7)),
    *(partial(change, 1) for change in (accounts.reset_totp, accounts.end_sessions, accounts.disable, accounts.enable)),
    partial(accounts.set_password, 1, "hash"),
    audit.lines,
    partial(audit.lines, action="a", subject="b", login="c", cursor=encode(7)),
    partial(audit.lines, sort="at", cursor=encode(7)),
]
