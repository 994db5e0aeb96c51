"""The process that does the jobs: `flask --app wsgi worker`."""

import asyncio

import click
from flask import current_app
from flask.cli import with_appcontext

from webapp.kernel.jobs import connector, queue
from webapp.kernel.settings import settings

CONCURRENCY = 4
STOP_SECONDS = 20
HEARTBEAT_SECONDS = 10
POLL_SECONDS = 1


@click.command("worker")
@with_appcontext
def command() -> None:
    """Do jobs until SIGTERM; a second worker beside this one is welcome."""
    asyncio.run(_work(settings().database_url))


async def _work(database_url: str) -> None:
    with queue.replace_connector(connector(database_url)) as app:
        async with app.open_async():
            click.echo(f"worker ready: {', '.join(sorted(_names()))}")
            await app.run_worker_async(
                name=current_app.name,
                concurrency=CONCURRENCY,
                fetch_job_polling_interval=POLL_SECONDS,
                update_heartbeat_interval=HEARTBEAT_SECONDS,
                shutdown_graceful_timeout=STOP_SECONDS,
            )


def _names() -> set[str]:
    return {task.name for task in queue.tasks.values() if not task.name.startswith("builtin:")}
