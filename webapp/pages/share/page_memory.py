"""What this process showed within the last seconds: rendered pages, and the shares behind them."""

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from cachetools import TLRUCache

from webapp.referral.shares import ResolvedShare
from webapp.web.share.page_cache import CachedPage

T = TypeVar("T")
MAX_PAGES = 2_000
# As long as a token and different in each process, so that no text on a page is mistaken for it.
TOKEN_PLACEHOLDER = secrets.token_urlsafe(24)


class TtlCache(Generic[T]):
    """Values that stay true for some seconds; the least used leaves when there are too many. Threads share it."""

    def __init__(self, seconds: Callable[[], float], most: int) -> None:
        self._known: TLRUCache[object, T] = TLRUCache(maxsize=most, ttu=lambda _key, _value, now: now + seconds())
        # A look-up moves what it found and drops what is stale, so reading takes the lock too.
        self._lock = threading.Lock()

    def get(self, key: object) -> T | None:
        with self._lock:
            return self._known.get(key)

    def keep(self, key: object, value: T) -> None:
        with self._lock:
            self._known[key] = value

    def clear(self) -> None:
        with self._lock:
            self._known.clear()


@dataclass(frozen=True, slots=True)
class CachedShare:
    """What a visit needs of a page shown a moment ago: the share, and the card for forwarding it."""

    opened: ResolvedShare
    card: dict[str, str]


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A share's page in one language with a gap where the token stands: every forward of it is this page."""

    html: str
    headers: list[tuple[str, str]]
    card: dict[str, str]

    def with_token(self, token: str) -> str:
        return self.html.replace(TOKEN_PLACEHOLDER, token)


class PageMemory:
    """Pages and shares of one process, by (token, language); and how often they spared Flask the work."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        self.pages: TtlCache[CachedPage] = TtlCache(seconds, MAX_PAGES)
        self.shown: TtlCache[CachedShare] = TtlCache(seconds, 5 * MAX_PAGES)
        self.rendered: TtlCache[RenderedPage] = TtlCache(seconds, MAX_PAGES)
        self.pages_served = 0
        self.visits_taken = 0

    def clear(self) -> None:
        self.pages.clear()
        self.shown.clear()
        self.rendered.clear()
