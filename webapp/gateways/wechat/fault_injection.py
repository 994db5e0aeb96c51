"""Fault injection for the fake: calls that fail, that fail after they worked, or during which something happens."""

import threading
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from webapp.gateways.wechat.protocols import WechatTrouble
from webapp.gateways.wechat.request_checks import require_no_transaction
from webapp.kernel.errors import DomainError

Action = Callable[[], object]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fault:
    """One failure: before anything was done, or after it was done and only the answer was lost."""

    error: DomainError
    after: bool


@dataclass
class FaultInjection:
    """What happens to calls, named `mini.login`, `official.identity`, `pay.prepay`, `pay.close`, …"""

    calls: list[str] = field(default_factory=list)
    _faults: dict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    _first: dict[str, deque[Action]] = field(default_factory=lambda: defaultdict(deque))
    _last: dict[str, deque[Action]] = field(default_factory=lambda: defaultdict(deque))
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def fail(self, call: str, *, error: DomainError | None = None, times: int = 1, after: bool = False) -> None:
        """Let the next calls fail; with `after`, what was asked is done and only the answer is lost."""
        self._faults[call].extend([Fault(error or WechatTrouble(), after)] * times)

    def just_before(self, call: str, action: Action) -> None:
        """Something happens on WeChat's side before the next such call is worked on: somebody pays while we close."""
        self._first[call].append(action)

    def before_answer(self, call: str, action: Action) -> None:
        """Something happens after the work and before we hear the answer: a notification overtakes it."""
        self._last[call].append(action)

    @contextmanager
    def call(self, name: str) -> Iterator[None]:
        """One call of the shop to this WeChat."""
        require_no_transaction()
        with self._lock:
            self.calls.append(name)
            fault = _next(self._faults[name])
            first, last = _next(self._first[name]), _next(self._last[name])
        if first:
            first()
        if fault and not fault.after:
            raise fault.error
        yield
        if last:
            last()
        if fault:
            raise fault.error


def _next(queue: deque[T]) -> T | None:
    return queue.popleft() if queue else None
