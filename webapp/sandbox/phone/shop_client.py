"""The one way from the phone to the outside: to the shop, and to nobody else, whatever an address says."""

from collections.abc import Iterable, Mapping
from urllib.parse import unquote, urlsplit

import requests

from webapp.sandbox.context import SandboxContext
from webapp.sandbox.errors import Impossible

_SECONDS = (3.05, 30)

WECHAT_BROWSER = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Mobile/15E148 MicroMessenger/8.0.50(0x1800323d) NetType/WIFI Language/zh_CN"
)


class ShopUnreachable(Exception):
    """The shop does not answer."""


def request_shop(
    context: SandboxContext, method: str, path: str, *, headers: Mapping[str, str], body: bytes | None = None
) -> requests.Response:
    """One request to the shop, its answer still streaming; redirects are the browser's business."""
    if not path.startswith("/"):
        raise Impossible("A path begins with a slash.")
    wire = requests.Session()
    wire.trust_env = False
    wire.headers.clear()
    try:
        return wire.request(
            method,
            context.accounts.shop_origin + path,
            headers=dict(headers),
            data=body,
            timeout=_SECONDS,
            allow_redirects=False,
            stream=True,
        )
    except requests.RequestException as error:
        raise ShopUnreachable(type(error).__name__) from error


def read(answer: requests.Response, *, most: int) -> bytes:
    """The whole body, decompressed; a shop that sends more than `most` bytes is cut off with an error."""
    with answer:
        return _join(answer.iter_content(64 * 1024), most)


def _join(parts: Iterable[bytes], most: int) -> bytes:
    whole = bytearray()
    for part in parts:
        whole += part
        if len(whole) > most:
            raise Impossible(f"The shop sent more than {most} bytes.")
    return bytes(whole)


def require_api_path(path: str) -> None:
    """Dot segments are refused rather than resolved: the HTTP library would resolve them after our look."""
    parts = urlsplit(path)
    plain = unquote(unquote(parts.path))
    if parts.scheme or parts.netloc or not path.startswith("/api/"):
        raise Impossible("A mini-program reaches the shop's /api/ only.")
    if "\\" in plain or "//" in plain or {".", ".."} & set(plain.split("/")):
        raise Impossible("The path must be plain.")
