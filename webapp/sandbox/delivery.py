"""Whoever does what is due: a background thread in real time, and `advance` when somebody turns the clock."""

import logging
import math
import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import requests

from webapp.sandbox import notifications, refunds
from webapp.sandbox.context import SandboxContext

log = logging.getLogger(__name__)
_LOOK_SECONDS = 0.25
_QUIET_SECONDS = 20


class DeliveryWorker:
    """Settles refunds and delivers notifications while the sandbox serves; a slow merchant holds up nobody else."""

    def __init__(self, context: SandboxContext, *, on_failure: Callable[[], object]) -> None:
        self._context = context
        self._on_failure = on_failure
        self._failure: Exception | None = None
        self._stopped = threading.Event()
        self._pool = ThreadPoolExecutor(max_workers=32, thread_name_prefix="delivery")
        self._thread = threading.Thread(target=self._run, name="delivery", daemon=True)

    def start(self) -> None:
        notifications.forget_interrupted(self._context)
        self._thread.start()

    def stop(self) -> None:
        """End; raises what ended it before."""
        self._stopped.set()
        self._context.wake.set()
        self._thread.join()
        self._pool.shutdown(wait=True, cancel_futures=True)
        if self._failure is not None:
            raise self._failure

    def _run(self) -> None:
        while not self._stopped.is_set():
            self._context.wake.wait(_LOOK_SECONDS)
            self._context.wake.clear()
            try:
                self._look()
            except Exception as failure:
                # Alive without this thread, the sandbox would be a WeChat that never answers for a payment.
                self._failure = failure
                self._on_failure()
                return

    def _look(self) -> None:
        try:
            self._hand_out()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            log.warning("somebody else holds the sandbox's file; what is due waits for the next look")

    def _hand_out(self) -> None:
        refunds.settle_due(self._context)
        for due in notifications.claim_due(self._context):
            self._pool.submit(self._deliver, due)

    def _deliver(self, due: notifications.Notification) -> None:
        try:
            notifications.deliver(self._context, due)
        except Exception:
            # A thread pool keeps its exceptions to itself; without this line a defect here would look like silence.
            log.exception("notification %s could not be sent", due.id)
            raise


@dataclass(kw_only=True)
class Advance:
    """What turning the clock did, for the person who turned it."""

    advanced_seconds: int = 0
    delivered: int = 0
    shop: list[str] = field(default_factory=list)


def advance(context: SandboxContext, seconds: int) -> Advance:
    """Move to each moment at which something is due, do it there, and go on: retries keep their real distances."""
    done = Advance()
    with context.clock_lock:
        while True:
            done.delivered += _do_due(context)
            step = _next_step(context)
            if step is None or step > seconds - done.advanced_seconds:
                break
            _step(context, step, done=done)
        _step(context, seconds - done.advanced_seconds, done=done)
        done.delivered += _do_due(context)
    return done


def _do_due(context: SandboxContext) -> int:
    """Everything due now, whether this thread sends it or the delivery worker already holds it."""
    refunds.settle_due(context)
    sent = notifications.deliver_due(context)
    deadline = time.monotonic() + _QUIET_SECONDS
    while notifications.sending(context) and time.monotonic() < deadline:
        time.sleep(0.01)
    return sent


def _next_step(context: SandboxContext) -> int | None:
    moments = [due for due in (notifications.next_due(context), refunds.next_due(context)) if due is not None]
    return max(1, math.ceil(min(moments) - context.clock.now())) if moments else None


def _step(context: SandboxContext, seconds: int, *, done: Advance) -> None:
    if seconds <= 0:
        return
    context.clock.move(seconds)
    done.advanced_seconds += seconds
    if context.shop_clock_secret:
        said = _move_shop(context, seconds, secret=context.shop_clock_secret)
        if said not in done.shop:
            done.shop.append(said)


def _move_shop(context: SandboxContext, seconds: int, *, secret: str) -> str:
    """Ask the shop to come along; a shop without that door is not an error, but it is said."""
    with requests.Session() as wire:
        wire.trust_env = False
        try:
            answer = wire.post(
                f"{context.accounts.shop_origin}/development/clock",
                json={"advance_seconds": seconds},
                headers={"X-Development-Secret": secret},
                timeout=30,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            return f"the shop could not be reached: {type(error).__name__}"
    if answer.ok:
        context.clock.shop_moved(seconds)
        return "the shop's clock moved too"
    return f"the shop answered {answer.status_code} and stayed where it was"
