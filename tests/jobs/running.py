"""A worker for tests: everything that is due is done before it returns."""

from tests.cast import scalar
from webapp.kernel.db import db
from webapp.kernel.jobs import drain


def run_jobs(database_url: str) -> None:
    """Jobs run on threads of their own: the test's session must not stand in their way."""
    due = "SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo' AND coalesce(scheduled_at, now()) <= now()"
    for _ in range(5):
        db.session.remove()
        drain(database_url)
        if scalar(due) == 0:
            return
