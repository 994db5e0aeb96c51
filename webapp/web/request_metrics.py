"""Every request gets a number, is counted, and leaves one line: in microseconds, so cached pages stay fast.

The outermost WSGI layer does it, so that what is answered before Flask wakes up is seen too. A line names the route's
template and never the address itself, because addresses carry tokens.
"""

import itertools
import re
import secrets
import sys
import threading
import time
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from flask import request
from prometheus_client.core import HistogramMetricFamily, Metric

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
REQUEST_ID = "guanxi.request_id"
ROUTE = "guanxi.route"
CACHED = "/s/<token>"  # only the cache of share pages answers before Flask has named the route
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_GIVEN = re.compile(r"[A-Za-z0-9._-]{8,64}")
_SLOTS = len(BUCKETS) + 2  # one count per bucket, one beyond the last, and the sum

Key = tuple[str, str, int]


class _Counts(threading.local):
    """Each thread counts for itself, so counting needs no lock; the scrape adds them up."""

    everybody: list[dict[Key, list[float]]] = []  # noqa: RUF012 - shared on purpose
    _joining = threading.Lock()

    def __init__(self) -> None:
        self.mine: dict[Key, list[float]] = {}
        with self._joining:
            self.everybody.append(self.mine)


_counts = _Counts()
_numbers = itertools.count(1)
_here = secrets.token_hex(5)
_second: tuple[int, str] = (0, "")


def new_request_id() -> str:
    """A number nobody else gives out: this process's own random prefix and a counter."""
    return f"{_here}-{next(_numbers):x}"


def record_request(route: str, status: int, seconds: float, *, method: str = "GET", request_id: str = "") -> None:
    """Count a request and write its line. `route` is a template such as /s/<token>, never an address."""
    key = (route, method, status)
    slots = _counts.mine.get(key)
    if slots is None:
        slots = _counts.mine[key] = [0] * _SLOTS
    slots[bisect_left(BUCKETS, seconds)] += 1
    slots[-1] += seconds
    sys.stderr.write(
        f'{{"at":"{_now()}","level":"info","event":"request","request_id":"{request_id}","method":"{method}",'
        f'"route":"{route}","status":{status},"ms":{seconds * 1000:.2f}}}\n'
    )


def _now() -> str:
    """The machine's time to the second, formatted once a second: logs tell what happened, not the shop's clock."""
    global _second
    now = int(time.time())
    if _second[0] != now:
        _second = (now, datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    return _second[1]


class RequestMetricsMiddleware:
    """The outermost layer of the shop."""

    def __init__(self, application: "WSGIApplication") -> None:
        self._application = application

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        started = time.perf_counter()
        given = environ.get("HTTP_X_REQUEST_ID")
        request_id = given if given and _GIVEN.fullmatch(given) else new_request_id()
        environ[REQUEST_ID] = request_id
        status = 500

        def answer(line: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            nonlocal status
            status = int(line[:3])
            numbered = [*headers, ("X-Request-ID", request_id)]
            return start_response(line, numbered) if exc_info is None else start_response(line, numbered, exc_info)

        try:
            return self._application(environ, answer)
        finally:
            method = environ["REQUEST_METHOD"]
            record_request(
                environ.get(ROUTE, CACHED),
                status,
                time.perf_counter() - started,
                method=method if method in _METHODS else "OTHER",
                request_id=request_id,
            )


def tag_route() -> None:
    """Flask's part: tell the layer around which template answers; unknown addresses share one name."""
    rule = request.url_rule
    request.environ[ROUTE] = rule.rule if rule is not None else "unknown"


class RequestCollector:
    """What was counted, in the shape Prometheus reads: counts and durations by route, method and status."""

    def collect(self) -> Iterator[Metric]:
        family = HistogramMetricFamily(
            "guanxi_request_duration_seconds",
            "Requests answered by this process.",
            labels=["route", "method", "status"],
        )
        for (route, method, status), slots in sorted(_totals().items()):
            summed = list(itertools.accumulate(slots[:-1]))
            bounds = [*(str(bound) for bound in BUCKETS), "+Inf"]
            family.add_metric([route, method, str(status)], list(zip(bounds, summed, strict=True)), sum_value=slots[-1])
        yield family


def _totals() -> dict[Key, list[float]]:
    totals: dict[Key, list[float]] = {}
    for counts in list(_counts.everybody):
        for key, slots in list(counts.items()):
            known = totals.setdefault(key, [0.0] * _SLOTS)
            totals[key] = [a + b for a, b in zip(known, slots, strict=True)]
    return totals
