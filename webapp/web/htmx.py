"""What htmx says of a request, by htmx-flask; here so that `request.htmx` has a type."""

from typing import cast

from flask import Flask
from htmx_flask import Htmx, make_response
from htmx_flask import request as _request
from htmx_flask.requests import HtmxHeaders

__all__ = ["asked", "init_app", "make_response", "wants_part"]


def init_app(app: Flask) -> None:
    """Give every request its `htmx`."""
    Htmx(app)


def asked() -> HtmxHeaders:
    """What htmx says of this request; false when it is the browser's own."""
    return cast(HtmxHeaders, _request.htmx)


def wants_part(target: str) -> bool:
    """Whether only the element of this id is to be replaced; after a missed history entry htmx needs the whole page."""
    return bool(asked().target == target and not asked().history_restore_request)
