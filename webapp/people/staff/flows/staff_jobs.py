"""What the workers do, and giving a failed job another chance."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from procrastinate.jobs import Status

from webapp.kernel import clock
from webapp.kernel.db import execute, row, rows, transaction
from webapp.kernel.errors import Conflict
from webapp.kernel.filtering import where
from webapp.kernel.paging import Page, decode, page
from webapp.people.staff import StaffMember, audit

PER_PAGE = 50
STALLED_SECONDS = 30


class NoSuchJob(Conflict):
    """This job is not failed any more; perhaps somebody retried it already."""


@dataclass(frozen=True, kw_only=True, slots=True)
class JobHealth:
    """Whether time passes in this shop: jobs by state, stuck ones, workers alive and when last heard of."""

    waiting: int
    doing: int
    failed: int
    stuck: int
    workers: int
    heartbeat_at: datetime | None

    @property
    def trouble(self) -> bool:
        return bool(self.failed or self.stuck or not self.workers)


@dataclass(frozen=True, kw_only=True, slots=True)
class JobRow:
    """One job and the last thing that happened to it."""

    id: int
    task: str
    status: str
    queue: str
    attempts: int
    arguments: dict[str, Any]
    scheduled_at: datetime | None
    last_at: datetime | None


def job_health() -> JobHealth:
    """One glance at the queue."""
    # Workers beat by the database's own clock, which no development clock moves.
    found = row(
        JobHealth,
        """SELECT count(*) FILTER (WHERE status = :todo)::int AS waiting,
                  count(*) FILTER (WHERE status = :doing)::int AS doing,
                  count(*) FILTER (WHERE status = :failed)::int AS failed,
                  count(*) FILTER (WHERE status = :doing AND (worker.id IS NULL
                      OR worker.last_heartbeat < now() - make_interval(secs => :stalled)))::int AS stuck,
                  (SELECT count(*)::int FROM procrastinate_workers
                   WHERE last_heartbeat > now() - make_interval(secs => :stalled)) AS workers,
                  (SELECT max(last_heartbeat) FROM procrastinate_workers) AS heartbeat_at
           FROM procrastinate_jobs AS job LEFT JOIN procrastinate_workers AS worker ON worker.id = job.worker_id
           WHERE status IN (:todo, :doing, :failed)""",
        todo=Status.TODO.value,
        doing=Status.DOING.value,
        failed=Status.FAILED.value,
        stalled=STALLED_SECONDS,
    )
    assert found is not None  # noqa: S101 - an aggregate has one row
    return found


def jobs(*, status: str = "", task: str = "", cursor: str | None = None) -> Page[JobRow]:
    """Fifty jobs, newest first."""
    after = decode(cursor, int)
    given = {"after": after and after[0], "status": status, "task": task}
    conditions = {"after": "job.id < :after", "status": "status::text = :status", "task": "task_name = :task"}
    found = rows(
        JobRow,
        f"""SELECT job.id, task_name AS task, status::text AS status, queue_name AS queue, attempts, args AS arguments,
                  scheduled_at, event.at AS last_at
           FROM procrastinate_jobs AS job
                LEFT JOIN LATERAL (SELECT max(at) AS at FROM procrastinate_events
                                   WHERE job_id = job.id) AS event ON true
           WHERE {where(conditions, given)} ORDER BY job.id DESC LIMIT :limit""",  # noqa: S608 - constants
        **given,
        limit=PER_PAGE + 1,
    )
    return page(found, PER_PAGE, lambda job: (job.id,))


def task_names() -> list[str]:
    """The tasks that were ever queued, for the filter."""
    return rows(str, "SELECT DISTINCT task_name FROM procrastinate_jobs ORDER BY task_name")


def retry_job(by: StaffMember, job_id: int) -> None:
    """Put a failed job back into the queue; raises NoSuchJob when it is not failed (two colleagues, one button)."""
    with transaction():
        task = row(
            str,
            "SELECT task_name FROM procrastinate_jobs WHERE id = :id AND status = :failed FOR UPDATE",
            id=job_id,
            failed=Status.FAILED.value,
        )
        if task is None:
            raise NoSuchJob
        execute("SELECT procrastinate_retry_job_v2(:id, :now, NULL, NULL, NULL)", id=job_id, now=clock.now())
        audit.record(by.id, "job_retried", f"job:{job_id}", task=task)
