"""The text check: it answers errcode 0 for everything, and means what `result.suggest` says."""

import secrets
from typing import Any

from webapp.sandbox import login
from webapp.sandbox.context import SandboxContext
from webapp.sandbox.errors import ApiError

FLAGGED = "特3456书yuuo莞6543李zxcz蒜7782法fgnv级"
"""WeChat's own test text, which must be found risky."""
_DOUBTFUL = "加微信返现"
_VISIT_SECONDS = 7200


def check_text(context: SandboxContext, *, appid: str, asked: dict[str, Any]) -> dict[str, Any]:
    content = asked.get("content")
    if asked.get("version") != 2 or not isinstance(content, str) or not 1 <= len(content) <= 2500:
        raise ApiError(47001)
    if asked.get("scene") not in {1, 2, 3, 4}:
        raise ApiError(40129)
    seen = login.seen_at(context, appid=appid, openid=str(asked.get("openid", "")))
    if seen is None:
        raise ApiError(40003)
    if seen < context.clock.now() - _VISIT_SECONDS:
        raise ApiError(61010)
    suggest, label = _verdict(content)
    return {
        "errcode": 0,
        "errmsg": "ok",
        "result": {"suggest": suggest, "label": label},
        "detail": [{"strategy": "content_model", "errcode": 0, "suggest": suggest, "label": label, "prob": 90}],
        "trace_id": secrets.token_hex(12),
    }


def _verdict(content: str) -> tuple[str, int]:
    if FLAGGED in content:
        return "risky", 20006
    if _DOUBTFUL in content:
        return "review", 10001
    return "pass", 100
