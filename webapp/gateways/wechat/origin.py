"""One transport for everything wechatpy and we ask of api.weixin.qq.com.

wechatpy has WeChat's host written into it in several places and sets no timeout in some. A transport adapter mounted
for that host cures both: it sends the request to the configured origin (the sandbox is another origin), path and query
unchanged, and gives every request a timeout. `_http` is a private name of wechatpy: its version is pinned and a test
watches it.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter

API = "https://api.weixin.qq.com/"
TIMEOUT = (3.05, 10.0)
"""Seconds to connect and to answer."""
_THIS_MACHINE = {"127.0.0.1", "localhost", "::1"}


class OriginAdapter(HTTPAdapter):
    """Sends what is addressed to WeChat to an origin, never without a timeout."""

    def __init__(self, origin: str, *, timeout: tuple[float, float] = TIMEOUT) -> None:
        super().__init__(pool_maxsize=16)
        self._origin = urlsplit(origin)
        self._timeout = timeout

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: Any = None,
        verify: bool | str = True,
        cert: Any = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        asked = urlsplit(request.url or "")
        request.url = asked._replace(scheme=self._origin.scheme, netloc=self._origin.netloc).geturl()
        # A proxy of this machine must not see, or answer, what is meant for a server on this machine.
        ways = {} if is_local(self._origin.geturl()) else proxies
        return super().send(request, stream, timeout or self._timeout, verify, cert, ways)


def is_local(origin: str) -> bool:
    """Whether an origin is on this machine: the sandbox."""
    return urlsplit(origin).hostname in _THIS_MACHINE


def mount(session: requests.Session, adapter: OriginAdapter) -> requests.Session:
    """Let a session reach WeChat through the adapter."""
    session.mount(API, adapter)
    return session
