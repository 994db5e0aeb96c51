"""The only clock. Aware UTC; days are Asia/Shanghai days. In development a file moves it forward for every process."""

import mmap
import struct
import threading
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


class _Offset:
    """Seconds added to the machine's time: none, or eight shared bytes all local processes see at once."""

    def __init__(self) -> None:
        self._shared: mmap.mmap | None = None
        self._lock = threading.Lock()

    def read(self) -> int:
        return struct.unpack("<q", self._shared[:8])[0] if self._shared is not None else 0

    def attach(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b") as file:
            file.truncate(8)
            self._shared = mmap.mmap(file.fileno(), 8)

    def add(self, seconds: int) -> int:
        if self._shared is None:
            raise RuntimeError("this clock cannot be moved")
        with self._lock:
            moved = self.read() + seconds
            self._shared[:8] = struct.pack("<q", moved)
        return moved


_offset = _Offset()
_frozen: list[datetime] = []


def now() -> datetime:
    """This moment, aware UTC."""
    if _frozen:
        return _frozen[-1]
    moment = datetime.now(UTC)  # noqa: TID251 - the one place that may ask the machine
    seconds = _offset.read()
    return moment + timedelta(seconds=seconds) if seconds else moment


def machine_now() -> datetime:
    """The machine's own moment, which no development clock moves: for codes another device shows, and idle hands."""
    return _frozen[-1] if _frozen else datetime.now(UTC)  # noqa: TID251 - a phone's authenticator lives in real time


def make_movable(path: Path) -> None:
    """Development only: share a clock offset among all processes through a file of eight bytes."""
    _offset.attach(path)


def advance(delta: timedelta) -> None:
    """Move a movable (or frozen) clock forward; time never runs backwards."""
    if delta < timedelta(0):
        raise ValueError("time only goes forward")
    if _frozen:
        _frozen[-1] += delta
        return
    _offset.add(round(delta.total_seconds()))


class frozen:  # noqa: N801 - reads as `with clock.frozen(at):`
    """Hold the clock still at a moment for a test or for demo data; `advance` moves it."""

    def __init__(self, moment: datetime) -> None:
        if moment.tzinfo is None:
            raise ValueError("moments are aware")
        self._moment = moment.astimezone(UTC)

    def __enter__(self) -> None:
        _frozen.append(self._moment)

    def __exit__(self, *_: object) -> None:
        _frozen.pop()


def shanghai_day(moment: datetime) -> date:
    """The calendar day in Asia/Shanghai, by which caps, ranks and statements are counted."""
    return moment.astimezone(SHANGHAI).date()


def day_start(day: date) -> datetime:
    """The first moment of a Shanghai day, aware UTC."""
    return datetime.combine(day, time(), SHANGHAI).astimezone(UTC)
