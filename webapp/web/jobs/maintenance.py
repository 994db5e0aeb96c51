"""Jobs about jobs and other housekeeping."""

import logging

from procrastinate import JobContext
from procrastinate.jobs import Status

from webapp.kernel.jobs import queue
from webapp.people.identity.flows.purge_logins import purge_logins
from webapp.web.flows.purge_idempotent_answers import purge_idempotent_answers
from webapp.web.jobs.context import EVERY_MINUTE, NIGHTLY, scan

# A worker says every 10 seconds that it lives; one silent for longer than this is dead.
DEAD_AFTER_SECONDS = 30
DONE_JOBS_KEPT_HOURS = 72
log = logging.getLogger(__name__)

scan(purge_idempotent_answers, cron=NIGHTLY)
scan(purge_logins, cron=NIGHTLY)


@queue.periodic(cron=EVERY_MINUTE)
@queue.task(name="retry_stalled", queueing_lock="retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int = 0) -> None:
    """Give the jobs of dead workers to living ones.

    A stalled scan is only marked as failed: its successor may already wait under the same lock, and does the same.
    """
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=DEAD_AFTER_SECONDS):
        log.warning("job %s (%s) lost its worker", job.id, job.task_name)
        if job.queueing_lock:
            await manager.finish_job(job, Status.FAILED, delete_job=False)
        else:
            await manager.retry_job(job)


@queue.periodic(cron=NIGHTLY)
@queue.task(name="purge_jobs", queueing_lock="purge_jobs", pass_context=True)
async def purge_jobs(context: JobContext, timestamp: int = 0) -> None:
    """Forget jobs that ended well; failed ones stay for staff to see."""
    await context.app.job_manager.delete_old_jobs(nb_hours=DONE_JOBS_KEPT_HOURS)
