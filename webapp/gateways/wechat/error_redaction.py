"""Troubles without secrets: the exceptions of requests and wechatpy carry addresses with tokens and secrets in them."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import requests
from wechatpy.exceptions import WeChatException

from webapp.gateways.wechat.protocols import WechatTrouble

T = TypeVar("T")


def redact_errors(what: str, ask: Callable[[], T]) -> T:
    """Ask; whatever goes wrong becomes a WechatTrouble that names the call, and the original is let go of."""
    try:
        return ask()
    except WeChatException as exc:
        trouble = WechatTrouble(call=what, errcode=exc.errcode)
    except (requests.RequestException, ValueError, KeyError, TypeError) as exc:
        trouble = WechatTrouble(call=what, reason=type(exc).__name__)
    # Raised here, where no exception is being handled, so that no traceback leads back to an address.
    raise trouble


def checked_json(what: str, answer: requests.Response) -> dict[str, Any]:
    """The JSON of an answer, whatever its content type; raises WechatTrouble when WeChat says no.

    Its number counts; its words are for people, and change.
    """
    answer.raise_for_status()
    said: Mapping[str, Any] = answer.json()
    if said.get("errcode"):
        raise WechatTrouble(call=what, errcode=int(said["errcode"]))
    return dict(said)
