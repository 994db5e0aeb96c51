"""Logs are JSON lines on stderr, one event each, and a last sieve takes out what must not stand in them.

The first defence is not to log people's data at all; the sieve is for the exception that quotes an address or a
library that logs what it sends.
"""

import logging
import re
import sys

import structlog
from flask import has_request_context, request
from structlog.typing import EventDict

from webapp.web.request_metrics import REQUEST_ID

_NAMED = re.compile(
    r"""(?ix) \b (session_key|openid|unionid|access_token|js_code|code|token|secret|appsecret|authorization|password|
                  cookie|paysign|ciphertext|phone|api_?v3_?key)
        (["']? \s* [=:] \s* ["']? (?:bearer\s+)?) [^\s"',;&}\]]+""",
)
# 28 and more characters of mixed case with a digit: openids, tokens, bearer tokens, keys. Names of things are not.
_LONG = re.compile(r"(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Z])(?=[\w-]*[a-z])[\w-]{28,}", re.ASCII)
_PHONE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d{9}(?!\d)")
# PostgreSQL quotes whole rows and documents here, names and addresses in them.
_QUOTED = re.compile(r"^(\s*(?:DETAIL|CONTEXT):).*$", re.MULTILINE)
HIDDEN = "[hidden]"


def scrub(text: str) -> str:
    """A text without tokens, openids, phone numbers, values named like secrets or rows the database quotes."""
    text = _NAMED.sub(rf"\1\2{HIDDEN}", text)
    text = _QUOTED.sub(rf"\1 {HIDDEN}", text)
    text = _LONG.sub(HIDDEN, text)
    return _PHONE.sub(HIDDEN, text)


def json_lines() -> logging.Formatter:
    """One event as one JSON line: of our own code and of every library alike."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[structlog.stdlib.add_log_level, structlog.stdlib.add_logger_name],
        processors=[
            structlog.processors.TimeStamper(fmt="%Y-%m-%dT%H:%M:%SZ", utc=True, key="at"),
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            _numbered,
            _scrubbed,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )


def _numbered(_logger: object, _method: str, event: EventDict) -> EventDict:
    """With the number of the request it belongs to, if it does."""
    if has_request_context():
        event["request_id"] = request.environ.get(REQUEST_ID, "")
    return event


def _scrubbed(_logger: object, _method: str, event: EventDict) -> EventDict:
    """The last sieve: what is told in words goes through it, whoever tells it."""
    told = {**event, "message": event["event"], "event": "log"}
    return {name: scrub(value) if isinstance(value, str) else value for name, value in told.items()}


# Libraries that write what they send and receive, or a line for every poll.
_QUIET = ("wechatpayv3", "wechatpy", "urllib3", "requests", "procrastinate", "alembic")


def to_stderr() -> None:
    """Send every log of this process to stderr as JSON lines, once."""
    root = logging.getLogger()
    if any(isinstance(handler.formatter, structlog.stdlib.ProcessorFormatter) for handler in root.handlers):
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(json_lines())
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
