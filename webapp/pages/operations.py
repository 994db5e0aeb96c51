"""For whoever runs the shop: health, readiness, metrics, and one JSON log line for each request.

Metrics are of the process that answers: with several web processes, scrape each or let each have its own port.
"""

from collections.abc import Iterator
from contextlib import suppress
from functools import cache

from alembic.script import ScriptDirectory
from flask import Blueprint, Flask, Response, current_app, jsonify, request
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from sqlalchemy.exc import SQLAlchemyError

from config import Config
from webapp.kernel.backlog import Backlog, backlog
from webapp.kernel.db import migrate, row, session
from webapp.kernel.errors import NotFound
from webapp.kernel.settings import settings
from webapp.web import logs
from webapp.web.request_metrics import RequestCollector, RequestMetricsMiddleware, record_request, tag_route

__all__ = ["init_app", "record_request", "wrap_metrics"]

HEARTBEAT_SECONDS = 60
operations = Blueprint("operations", __name__)


def init_app(app: Flask) -> None:
    """Open the operators' endpoints and write logs as JSON lines (not under tests, which read them as they are)."""
    config: Config = app.config["GUANXI"]
    if config.guanxi_env != "test":
        logs.to_stderr()
    app.before_request(tag_route)
    app.register_blueprint(operations)


def wrap_metrics(app: Flask) -> None:
    """Number, count and log every request: put around everything else, so called last."""
    app.wsgi_app = RequestMetricsMiddleware(app.wsgi_app)  # type: ignore[method-assign]


@operations.get("/healthz")
def healthz() -> Response:
    """This process answers; asks nobody else, so a slow database restarts no web process."""
    return _plain({"alive": True})


@operations.get("/readyz")
def readyz() -> Response:
    """Whether people may be sent here: the database answers, its schema is ours, and a worker lives."""
    checks = {name: problem or "ok" for name, problem in _checks()}
    ready = set(checks.values()) == {"ok"}
    answer = _plain({"ready": ready, "checks": checks})
    answer.status_code = 200 if ready else 503
    return answer


@operations.get("/metrics")
def metrics() -> Response:
    """What Prometheus reads. For inside only: what came through a proxy finds nothing here."""
    if "X-Forwarded-For" in request.headers or "Forwarded" in request.headers:
        raise NotFound
    registry = CollectorRegistry()
    registry.register(RequestCollector())
    registry.register(_ShopCollector())
    answer = Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _plain(body: dict[str, object]) -> Response:
    answer = jsonify(body)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _checks() -> Iterator[tuple[str, str]]:
    """Each thing that must be true, and what is wrong with it."""
    try:
        version = row(str, "SELECT version_num FROM alembic_version")
        yield "database", ""
        yield "migrations", "" if version is not None and version == _head() else "the schema is not at its head"
        yield "worker", _worker(backlog())
    except SQLAlchemyError:
        current_app.logger.exception("the database does not answer")
        session().rollback()
        yield "database", "does not answer"


def _worker(found: Backlog) -> str:
    if found.heartbeat_seconds is None:
        return "no worker has started"
    late = found.heartbeat_seconds > HEARTBEAT_SECONDS
    return f"no worker was heard of for {found.heartbeat_seconds:.0f} s" if late else ""


@cache
def _head() -> str | None:
    """The newest migration this code knows."""
    return ScriptDirectory(str(migrate.directory)).get_current_head()


class _ShopCollector:
    """What only the database and the disk know; a database that is down is a number too."""

    def collect(self) -> Iterator[Metric]:
        up = GaugeMetricFamily("guanxi_database_up", "1 when the database answers.")
        try:
            yield from _jobs(backlog())
            up.add_metric([], 1)
        except SQLAlchemyError:
            session().rollback()
            up.add_metric([], 0)
        yield up
        yield _gauge("guanxi_visits_spool_bytes", "Recorded visits the database has not taken in yet.", _spooled())


def _jobs(found: Backlog) -> Iterator[Metric]:
    jobs = GaugeMetricFamily("guanxi_jobs", "Jobs by state; waiting ones are due.", labels=["state"])
    for state in ("waiting", "doing", "failed"):
        jobs.add_metric([state], getattr(found, state))
    yield jobs
    yield _gauge("guanxi_job_oldest_waiting_seconds", "Age of the oldest due job.", found.oldest_waiting_seconds)
    if found.heartbeat_seconds is not None:
        yield _gauge("guanxi_worker_heartbeat_seconds", "Since a worker was heard of.", found.heartbeat_seconds)


def _gauge(name: str, meaning: str, value: float | None) -> Metric:
    gauge = GaugeMetricFamily(name, meaning)
    gauge.add_metric([], value or 0.0)
    return gauge


def _spooled() -> int:
    """Bytes of visits on this machine; a file may be taken in and vanish while it is counted."""
    size = 0
    for file in (settings().guanxi_data / "spool").glob("visits*"):
        with suppress(FileNotFoundError):
            size += file.stat().st_size
    return size
