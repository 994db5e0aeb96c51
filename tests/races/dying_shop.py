"""The shop behind a real server, killed once between the commit of an order and the answer to it.

Served by granian, which starts a new process in the dead one's place, as in production.
"""

import os
import signal
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from tests.databases import settings
from webapp import create_app

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

folder = Path(os.environ["DYING_SHOP_FOLDER"])
shop = create_app(settings(os.environ["DYING_SHOP_DATABASE"], folder))


def app(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    """Answer like the shop, but the first order's answer never leaves the house."""
    answer = shop(environ, start_response)
    died = folder / "died"
    if environ["REQUEST_METHOD"] == "POST" and environ["PATH_INFO"] == "/api/v1/orders" and not died.exists():
        died.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return answer
