"""`wx.config`: whether a page may use the bridge, checked against the ticket of its service account."""

import hashlib
import secrets
from dataclasses import dataclass

from webapp.sandbox import tokens
from webapp.sandbox.context import SandboxContext
from webapp.sandbox.errors import Impossible


@dataclass(frozen=True, kw_only=True)
class JsConfig:
    """The four values a page hands over, and where it really runs."""

    appid: str
    timestamp: int
    nonce: str
    signature: str
    url: str


def check(context: SandboxContext, config: JsConfig) -> None:
    """Pass, or say what the bridge says; the address counts byte by byte, without its fragment."""
    if config.appid != context.accounts.h5_appid:
        raise Impossible("config:invalid appid")
    ticket, _ = tokens.ticket(context, config.appid)
    address = config.url.partition("#")[0]
    plain = f"jsapi_ticket={ticket}&noncestr={config.nonce}&timestamp={config.timestamp}&url={address}"
    expected = hashlib.sha1(plain.encode(), usedforsecurity=False).hexdigest()
    if not secrets.compare_digest(expected, config.signature):
        raise Impossible("config:invalid signature")
