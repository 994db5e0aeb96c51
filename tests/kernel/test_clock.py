"""One clock, aware, by Shanghai days."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from webapp.kernel import clock

LATE = datetime(2026, 2, 28, 15, 59, 59, tzinfo=UTC)


def test_a_day_ends_at_midnight_in_shanghai() -> None:
    assert clock.shanghai_day(LATE) == date(2026, 2, 28)
    assert clock.shanghai_day(LATE + timedelta(seconds=1)) == date(2026, 3, 1)
    assert clock.day_start(date(2026, 3, 1)) == LATE + timedelta(seconds=1)


def test_a_frozen_clock_moves_only_when_told() -> None:
    with clock.frozen(LATE):
        assert clock.now() == LATE
        clock.advance(timedelta(days=1))
        assert clock.now() == LATE + timedelta(days=1)
    assert clock.now() != LATE + timedelta(days=1)


def test_time_never_runs_backwards() -> None:
    with clock.frozen(LATE), pytest.raises(ValueError, match="forward"):
        clock.advance(timedelta(seconds=-1))


def test_naive_moments_are_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        clock.frozen(datetime(2026, 1, 1))  # noqa: DTZ001


def test_a_moved_clock_is_moved_for_every_process(tmp_path: Path) -> None:
    mine, theirs = clock._Offset(), clock._Offset()
    mine.attach(tmp_path / "clock")
    theirs.attach(tmp_path / "clock")
    mine.add(86_400)
    assert theirs.read() == 86_400


def test_production_time_cannot_be_moved() -> None:
    with pytest.raises(RuntimeError):
        clock._Offset().add(1)
