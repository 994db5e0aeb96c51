"""One running WeChat: its accounts, keys, memory, time and the faults it was told to show."""

import threading
from dataclasses import dataclass, field

from flask import current_app

from webapp.sandbox.clock import Clock
from webapp.sandbox.provisioning import Accounts, SandboxFolder, load_accounts
from webapp.sandbox.signing import Keys
from webapp.sandbox.store import Store


@dataclass(frozen=True, kw_only=True)
class SandboxContext:
    accounts: Accounts
    keys: Keys
    store: Store
    clock: Clock
    shop_clock_secret: str | None = None
    clock_lock: threading.Lock = field(default_factory=threading.Lock)
    """Held by whoever turns the clock: two at once would jump over each other's moments."""
    wake: threading.Event = field(default_factory=threading.Event)
    """Set whenever something became due, so that the delivery worker does not wait for its next look."""


def open_context(folder: SandboxFolder, *, shop_clock_secret: str | None = None) -> SandboxContext:
    accounts = load_accounts(folder)
    store = Store(folder.database)
    return SandboxContext(
        accounts=accounts,
        keys=Keys(folder, accounts),
        store=store,
        clock=Clock(store),
        shop_clock_secret=shop_clock_secret,
    )


def current_context() -> SandboxContext:
    """The context of the request being answered."""
    context: SandboxContext = current_app.extensions["wechat"]
    return context
