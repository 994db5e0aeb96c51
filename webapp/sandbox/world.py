"""One running WeChat: its accounts, keys, memory, time and the faults it was told to show."""

import threading
from dataclasses import dataclass, field

from flask import current_app

from webapp.sandbox.clock import Clock
from webapp.sandbox.founding import Folder, Founding, load
from webapp.sandbox.signing import Keys
from webapp.sandbox.store import Store


@dataclass(frozen=True, kw_only=True)
class World:
    founding: Founding
    keys: Keys
    store: Store
    clock: Clock
    shop_clock_secret: str | None = None
    turning: threading.Lock = field(default_factory=threading.Lock)
    """Held by whoever turns the clock: two at once would jump over each other's moments."""
    wake: threading.Event = field(default_factory=threading.Event)
    """Set whenever something became due, so that the courier does not wait for its next look."""


def open_world(folder: Folder, *, shop_clock_secret: str | None = None) -> World:
    founding = load(folder)
    store = Store(folder.database)
    return World(
        founding=founding,
        keys=Keys(folder, founding),
        store=store,
        clock=Clock(store),
        shop_clock_secret=shop_clock_secret,
    )


def here() -> World:
    """The world of the request being answered."""
    world: World = current_app.extensions["wechat"]
    return world
