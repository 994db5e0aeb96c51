"""A stand-in shop: it answers a few addresses and remembers exactly what the phone sent."""

import contextlib
import gzip
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Self

from werkzeug.wrappers import Request, Response

from tests.serving import served

PAGE = "<!doctype html><html><head><title>龙井</title></head><body><a href='{origin}/orders'>orders</a></body></html>"
POLICY = "default-src 'none'; script-src 'self'; frame-ancestors 'none'; base-uri 'none'"


@dataclass
class Heard:
    """One request as the shop received it."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Shop:
    """`with Shop() as shop:`; `shop.heard` grows."""

    heard: list[Heard] = field(default_factory=list)
    shopkeepers: set[str] = field(default_factory=set)
    """Login codes are not known beforehand, so whoever logs in at these turns, counted from 1, has a shop."""
    logins: int = 0

    def __enter__(self) -> Self:
        self._open = contextlib.ExitStack()
        self.origin = self._open.enter_context(served(self.app))
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    @property
    def last(self) -> Heard:
        return self.heard[-1]

    def app(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        request = Request(environ)
        query = request.query_string.decode()
        self.heard.append(Heard(request.method, request.path, query, dict(request.headers), request.get_data()))
        return self._answer(request)(environ, start_response)

    def _answer(self, request: Request) -> Response:
        answers = {
            "/s/page": self._page,
            "/s/buy": lambda: Response(status=302, headers={"Location": self.authorize}),
            "/s/home": lambda: Response(status=302, headers={"Location": f"{self.origin}/orders?x=1"}),
            "/s/away": lambda: Response(status=302, headers={"Location": "http://evil.example/"}),
            "/s/forget": lambda: Response("", headers={"Set-Cookie": "visitor=; Max-Age=0; Path=/"}),
            "/static/big": lambda: Response(gzip.compress(b"x" * 300_000), headers={"Content-Encoding": "gzip"}),
            "/api/v1/session": lambda: self._session(request),
            "/api/v1/refused": lambda: _json({"code": "no", "detail": "不行"}, 409, "application/problem+json"),
            "/api/v1/picture": lambda: Response(b"\x89PNG", content_type="image/png"),
        }
        answer = answers.get(request.path)
        return answer() if answer else _json({"path": request.path}, 200)

    def _page(self) -> Response:
        answer = Response(PAGE.format(origin=self.origin), content_type="text/html; charset=utf-8")
        answer.headers["Content-Security-Policy"] = POLICY
        answer.headers["X-Frame-Options"] = "DENY"
        answer.set_cookie("visitor", f"v{len(self.heard)}", max_age=3600, httponly=True, samesite="Lax")
        return answer

    def _session(self, request: Request) -> Response:
        if request.method == "DELETE":
            return Response(status=204)
        self.logins += 1
        shop = {"shop_name": f"小店{self.logins}"} if str(self.logins) in self.shopkeepers else None
        return _json({"token": f"t{self.logins}", "me": {"id": "1", "shopkeeper": shop}}, 201)

    authorize = ""
    """Where /s/buy leads: set by the test, which knows WeChat's address."""


def _json(body: object, status: int, kind: str = "application/json") -> Response:
    return Response(json.dumps(body), status=status, content_type=kind)
