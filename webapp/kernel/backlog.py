"""How the queue of jobs is doing: whether a worker lives, and how long work has been waiting."""

from dataclasses import dataclass

from webapp.kernel.db import row


@dataclass(frozen=True, kw_only=True, slots=True)
class Backlog:
    """Jobs by what becomes of them; ages in seconds by the database's own clock, None when there is nothing."""

    waiting: int
    doing: int
    failed: int
    oldest_waiting_seconds: float | None
    heartbeat_seconds: float | None


# Each count reads a partial index or the few rows that are not done yet: the states are literals, as in the indexes.
_BACKLOG = """
SELECT count(*) FILTER (WHERE status = 'todo' AND due) AS waiting,
       count(*) FILTER (WHERE status = 'doing') AS doing,
       count(*) FILTER (WHERE status = 'failed') AS failed,
       extract(epoch FROM now() - min(since) FILTER (WHERE status = 'todo' AND due))::float8 AS oldest_waiting_seconds,
       (SELECT extract(epoch FROM now() - max(last_heartbeat))::float8 FROM procrastinate_workers) AS heartbeat_seconds
FROM (SELECT status, scheduled_at IS NULL OR scheduled_at <= now() AS due,
             greatest(scheduled_at, (SELECT min(at) FROM procrastinate_events e WHERE e.job_id = j.id)) AS since
      FROM procrastinate_jobs j WHERE status IN ('todo', 'doing', 'failed')) AS open_jobs
"""


def backlog() -> Backlog:
    """The queue as it stands."""
    found = row(Backlog, _BACKLOG)
    assert found is not None  # noqa: S101 - an aggregate has one row
    return found
