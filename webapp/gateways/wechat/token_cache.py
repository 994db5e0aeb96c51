"""WeChat's access tokens and tickets: fetched once, shared by all processes, renewed before they end.

wechatpy keeps tokens per process and fetches without a lock, so that many workers invalidate each other's. Here a value
lies in the database with its end, and whoever finds none claims the right to fetch it; the others wait for the result.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from webapp.gateways.wechat.protocols import WechatTrouble
from webapp.kernel import shared_store

MARGIN = 300
"""Seconds a value is given up before WeChat ends it; the old and the new one are both valid in that time."""
FETCHING = 15
"""Seconds after which a fetch that was never finished is somebody else's to do; longer than its timeouts."""
PATIENCE = 5
"""Seconds to wait for somebody else's fetch: a person is waiting behind it."""
PAUSE = 0.02

Fetch = Callable[[], tuple[str, int]]
"""Asks WeChat: the value and its life in seconds."""


@dataclass(frozen=True)
class TokenCache:
    """One named value in the shared store."""

    key: str

    def get(self, fetch: Fetch) -> str:
        """The shared value; fetched by exactly one of all who find none."""
        return shared_store.get(self.key) or self._fetched(fetch, refused=None)

    def replace(self, refused: str, fetch: Fetch) -> str:
        """Another value than the one WeChat has refused; perhaps somebody has already fetched it."""
        known = shared_store.get(self.key)
        if known and known != refused:
            return known
        return self._fetched(fetch, refused=refused)

    def _fetched(self, fetch: Fetch, *, refused: str | None) -> str:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            mark = shared_store.claim(f"{self.key}:fetch", seconds=FETCHING)
            known = shared_store.get(self.key)
            if known and known != refused:
                if mark:
                    shared_store.drop(f"{self.key}:fetch", mark)
                return known
            if mark:
                return self._fetch(fetch, mark)
            _paused.wait(PAUSE)
        raise WechatTrouble(reason="nobody fetched the token in time")

    def _fetch(self, fetch: Fetch, mark: str) -> str:
        try:
            value, life = fetch()
            shared_store.put(self.key, value, seconds=max(life - MARGIN, 60))
        finally:
            shared_store.drop(f"{self.key}:fetch", mark)
        return value


_paused = threading.Event()
