"""Every word with the outside world is spoken outside transactions: no row stays locked while WeChat thinks."""

import re
from urllib.parse import urlsplit

from webapp.gateways.wechat.protocols import ForeignAddress
from webapp.kernel.db import in_transaction

_NUMBER = re.compile(r"[0-9A-Za-z]{6,32}")
_STATE = re.compile(r"[0-9A-Za-z_-]{1,128}")
_MOST_WORDS = 2_500
_SCENE = re.compile(r"[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}")


def require_no_transaction() -> None:
    """Refuse to go on inside a transaction."""
    if in_transaction():
        raise RuntimeError("WeChat is asked outside transactions")


def check_trade_number(number: str) -> str:
    """Letters and digits only: wechatpayv3 signs a path before it is percent-encoded, so others break the signature."""
    if not _NUMBER.fullmatch(number):
        raise ValueError("a number for WeChat Pay has 6 to 32 letters and digits")
    return number


def truncate_utf8(text: str, *, most_bytes: int) -> str:
    """As much of a text as fits in so many bytes of UTF-8, without half a character at its end."""
    return text.encode()[:most_bytes].decode(errors="ignore")


def check_state(state: str) -> str:
    """wechatpy does not quote the state; what would need quoting leaks into the address."""
    if not _STATE.fullmatch(state):
        raise ValueError("an OAuth state has 1 to 128 characters of A-Z a-z 0-9 _ -")
    return state


def check_scene(scene: str) -> str:
    """What a mini-program code can carry."""
    if not _SCENE.fullmatch(scene):
        raise ValueError("a scene has 1 to 32 characters that need no escaping")
    return scene


def check_text_length(text: str) -> str:
    """What the text check takes: WeChat refuses nothing and more than 2,500 characters."""
    if not 1 <= len(text) <= _MOST_WORDS:
        raise ValueError(f"the text check takes 1 to {_MOST_WORDS} characters")
    return text


def check_page_url(url: str, *, shop_origin: str, local: bool = False) -> str:
    """Only the shop's own pages are signed for, else we would sign for phishers. `local` adds this machine's names."""
    parts = urlsplit(url)
    if "#" in url or parts.scheme not in ("http", "https"):
        raise ForeignAddress
    host = parts.hostname or ""
    ours = f"{parts.scheme}://{parts.netloc}" == shop_origin
    if not ours and not (local and (host in ("127.0.0.1", "localhost") or host.endswith(".localhost"))):
        raise ForeignAddress
    return url
