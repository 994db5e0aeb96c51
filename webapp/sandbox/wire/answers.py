"""How api.weixin.qq.com answers: HTTP 200 whatever happened, and not always the content type one expects."""

import json
from typing import Any

from flask import Response, request

from webapp.sandbox.errors import ApiError


def as_text(body: dict[str, Any]) -> Response:
    """JSON under text/plain, as jscode2session and OAuth send it."""
    return Response(_json(body), content_type="text/plain")


def as_json(body: dict[str, Any]) -> Response:
    return Response(_json(body), content_type="application/json; encoding=utf-8")


def refused(error: ApiError) -> Response:
    plain = request.path.startswith("/sns/")
    return as_text(error.body()) if plain else as_json(error.body())


def posted() -> dict[str, Any]:
    """The JSON body whatever content type it came under: wechatpy sends none at all."""
    if request.method != "POST":
        raise ApiError(43002)
    if not request.get_data(cache=True):
        raise ApiError(44002)
    body = request.get_json(force=True, silent=True)
    if not isinstance(body, dict):
        raise ApiError(47001)
    return body


def _json(body: dict[str, Any]) -> str:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))
