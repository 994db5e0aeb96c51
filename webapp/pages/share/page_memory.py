"""What this process showed within the last seconds: rendered pages, and the shares behind them."""

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from webapp.referral.shares import ResolvedShare
from webapp.web.share.page_cache import CachedPage

T = TypeVar("T")
MAX_PAGES = 2_000
# As long as a token and different in each process, so that no text on a page is mistaken for it.
TOKEN_PLACEHOLDER = secrets.token_urlsafe(24)


class TtlCache(Generic[T]):
    """Values that stay true for some seconds; the oldest leaves when there are too many."""

    def __init__(self, seconds: Callable[[], float], most: int) -> None:
        self._seconds = seconds
        self._most = most
        self._known: OrderedDict[object, tuple[float, T]] = OrderedDict()

    def get(self, key: object) -> T | None:
        found = self._known.get(key)
        if found is None or time.monotonic() >= found[0]:
            return None
        return found[1]

    def keep(self, key: object, value: T) -> None:
        self._known[key] = (time.monotonic() + self._seconds(), value)
        self._known.move_to_end(key)
        while len(self._known) > self._most:
            try:
                self._known.popitem(last=False)
            except KeyError:  # another thread has just made room
                break

    def clear(self) -> None:
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
