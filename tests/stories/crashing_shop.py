"""The shop as it is served, except that it can be told to die at a chosen moment of a chosen request.

A file in CRASH_FOLDER named after a moment holds a path; the next request to it is the process's last: `committing`
dies when an order is about to be committed, `answering` when everything is done and the answer is about to leave.
SIGKILL, so nothing gets a chance to tidy up. The file is used up by it.
"""

import os
import signal
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from config import Config
from webapp import create_app
from webapp.kernel import db

shop = create_app(Config.from_env())
folder = Path(os.environ["CRASH_FOLDER"])


def app(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """The shop, until it is told to die."""
    if _told("committing", environ["PATH_INFO"]):
        ordered: list[str] = []
        db.statement_listeners.append(lambda statement: _die_with_an_order(statement, ordered))
    dying = _told("answering", environ["PATH_INFO"])
    answer: Iterable[bytes] = shop(environ, start_response)
    if dying:
        _die()
    return answer


def _told(moment: str, path: str) -> bool:
    order = folder / moment
    if not order.is_file() or order.read_text() != path:
        return False
    order.unlink()
    return True


def _die_with_an_order(statement: str, ordered: list[str]) -> None:
    if "INSERT INTO orders" in statement:
        ordered.append(statement)
    if ordered and statement == "COMMIT":
        _die()


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
