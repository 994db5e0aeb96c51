"""A limit holds for everybody together, however many knock at once."""

import threading
from datetime import UTC, datetime

import pytest
from apiflask import APIFlask

from webapp.kernel import clock, ratelimit
from webapp.kernel.db import db
from webapp.kernel.errors import TooMany

pytestmark = pytest.mark.race
KNOCKERS, KNOCKS, MOST = 8, 10, 30


def test_exactly_as_many_as_allowed_come_through(app: APIFlask) -> None:
    start = threading.Barrier(KNOCKERS)
    through: list[int] = []

    def knock() -> None:
        with app.app_context():
            start.wait()
            for _ in range(KNOCKS):
                try:
                    ratelimit.count("door", most=MOST, seconds=60)
                    through.append(1)
                except TooMany:
                    continue
            db.session.remove()

    with clock.frozen(datetime(2026, 6, 1, 4, 0, tzinfo=UTC)):
        threads = [threading.Thread(target=knock) for _ in range(KNOCKERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=30)
    assert len(through) == MOST
