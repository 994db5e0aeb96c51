"""Only the phone's own page may use the phone: not a share page inside it, nor any other page in this browser."""

from typing import Any

from flask import request

from webapp.sandbox.errors import Impossible

_OWN = {"same-origin", "none"}


class NotFromThePhone(Impossible):
    """The request came from another page, or in a shape another page could forge."""


def posted_json() -> dict[str, Any]:
    """The JSON of a request by the phone's page; a foreign page can send JSON only after a preflight nobody answers."""
    if request.headers.get("Sec-Fetch-Site", "none") not in _OWN or request.mimetype != "application/json":
        raise NotFromThePhone("Only the phone's own page may ask this, with JSON.")
    body = request.get_json(silent=True)
    if not isinstance(body, dict):
        raise Impossible("The body is not a JSON object.")
    return body


def text_field(body: dict[str, Any], name: str, *, default: str | None = None) -> str:
    value = body.get(name, default)
    if not isinstance(value, str):
        raise Impossible(f"{name} must be a text.")
    return value
