"""Virtual time: the real clock plus an offset that only moves forward, so that a day passes in a request."""

import threading
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from webapp.sandbox.store import Store

BEIJING = timezone(timedelta(hours=8))


@dataclass
class Clock:
    """Seconds since 1970, as this WeChat sees them.

    Two offsets are kept: WeChat's own, and how far the shop has confirmed to have moved. Signatures are dated by the
    shop's time, because a receiver compares them with its own clock; business times are dated by WeChat's.
    """

    store: Store
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def machine_now(self) -> float:
        """What this machine's own clock says, unmoved."""
        return time.time()

    def now(self) -> float:
        return time.time() + float(self.store.setting("clock_offset", "0"))

    def shop_now(self) -> float:
        return time.time() + float(self.store.setting("shop_offset", "0"))

    def move(self, seconds: float) -> None:
        self._add("clock_offset", seconds)

    def shop_moved(self, seconds: float) -> None:
        self._add("shop_offset", seconds)

    def offsets(self) -> tuple[float, float]:
        """How far WeChat and the shop are ahead of the real clock, in seconds."""
        return float(self.store.setting("clock_offset", "0")), float(self.store.setting("shop_offset", "0"))

    def _add(self, name: str, seconds: float) -> None:
        with self._lock:
            self.store.put_setting(name, repr(float(self.store.setting(name, "0")) + seconds))


def beijing(seconds: float) -> str:
    """RFC 3339 with +08:00 and whole seconds, the only form v3 speaks."""
    return datetime.fromtimestamp(int(seconds), BEIJING).isoformat()


def from_rfc3339(text: str) -> float:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a time without its zone")
    return moment.timestamp()
