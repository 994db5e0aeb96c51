"""`wx.config`: whether a page may use the bridge, checked against the ticket of its service account."""

import hashlib
import secrets
from dataclasses import dataclass

from webapp.sandbox import tokens
from webapp.sandbox.errors import Impossible
from webapp.sandbox.world import World


@dataclass(frozen=True, kw_only=True)
class Config:
    """The four values a page hands over, and where it really runs."""

    appid: str
    timestamp: int
    nonce: str
    signature: str
    url: str


def check(world: World, config: Config) -> None:
    """Pass, or say what the bridge says; the address counts byte by byte, without its fragment."""
    if config.appid != world.founding.h5_appid:
        raise Impossible("config:invalid appid")
    ticket, _ = tokens.ticket(world, config.appid)
    address = config.url.partition("#")[0]
    plain = f"jsapi_ticket={ticket}&noncestr={config.nonce}&timestamp={config.timestamp}&url={address}"
    expected = hashlib.sha1(plain.encode(), usedforsecurity=False).hexdigest()
    if not secrets.compare_digest(expected, config.signature):
        raise Impossible("config:invalid signature")
