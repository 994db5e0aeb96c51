"""A merchant's side for tests: the unmodified libraries, and a listener that remembers what it was told."""

import json
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from wechatpayv3 import WeChatPay, WeChatPayType
from wechatpy import WeChatClient, WeChatOAuth

from tests.sandbox.serving import SandboxServer

PATIENCE = 15


def eventually(claim: Callable[[], Any]) -> Any:
    """Poll what another process does until it is so, or fail with what it is instead."""
    deadline = time.monotonic() + PATIENCE
    while not (found := claim()):
        if time.monotonic() > deadline:
            raise AssertionError(f"still {found!r} after {PATIENCE} s")
        time.sleep(0.02)
    return found


class ToSandbox(HTTPAdapter):
    """Sends what the library addresses to WeChat to the sandbox instead, path and query unchanged."""

    def __init__(self, origin: str) -> None:
        super().__init__()
        self._origin = urlsplit(origin)

    def send(self, request: requests.PreparedRequest, *args: Any, **options: Any) -> requests.Response:
        asked = urlsplit(request.url or "")
        request.url = asked._replace(scheme=self._origin.scheme, netloc=self._origin.netloc).geturl()
        return super().send(request, *args, **options)


def wechat_client(sandbox: SandboxServer, *, kind: str = "MINI") -> WeChatClient:
    settings = sandbox.shop_settings()
    client = WeChatClient(settings[f"WECHAT_{kind}_APPID"], settings[f"WECHAT_{kind}_SECRET"], auto_retry=False)
    client._http.mount("https://api.weixin.qq.com/", ToSandbox(sandbox.origin))
    return client


def wechat_oauth(sandbox: SandboxServer, redirect_uri: str, *, scope: str = "snsapi_base") -> WeChatOAuth:
    settings = sandbox.shop_settings()
    oauth = WeChatOAuth(
        settings["WECHAT_H5_APPID"], settings["WECHAT_H5_SECRET"], redirect_uri, scope=scope, state="s-1"
    )
    oauth._http.mount("https://api.weixin.qq.com/", ToSandbox(sandbox.origin))
    oauth.OAUTH_BASE_URL = sandbox.origin + "/connect/"
    return oauth


def pay_client(sandbox: SandboxServer, **changed: str) -> WeChatPay:
    settings = sandbox.shop_settings() | changed
    client = WeChatPay(
        wechatpay_type=WeChatPayType.JSAPI,
        mchid=settings["WECHAT_PAY_MCHID"],
        private_key=Path(settings["WECHAT_PAY_PRIVATE_KEY_FILE"]).read_text(),
        cert_serial_no=settings["WECHAT_PAY_CERT_SERIAL"],
        appid=settings["WECHAT_MINI_APPID"],
        apiv3_key=settings["WECHAT_PAY_APIV3_KEY"],
        public_key=Path(settings["WECHAT_PAY_PUBLIC_KEY_FILE"]).read_text(),
        public_key_id=settings["WECHAT_PAY_PUBLIC_KEY_ID"],
        timeout=(3, 30),
    )
    client._core._gate_way = sandbox.origin
    return client


def number() -> str:
    return "T" + secrets.token_hex(10)


@dataclass
class Told:
    """One request that reached the merchant."""

    headers: dict[str, str]
    body: bytes
    at: float


@dataclass
class Listener:
    """Answers each notification with the next of `answers`, then with 200 for ever; 0 means no answer until the end."""

    answers: list[int] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    origin: str = ""
    over: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Self:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()
        self.origin = f"http://127.0.0.1:{self._server.server_port}"
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                listener.told.append(Told(headers=dict(self.headers), body=body, at=time.time()))
                status = listener.answers.pop(0) if listener.answers else 200
                if status == 0:
                    listener.over.wait()
                    return
                answer = b"" if status in {200, 204} else json.dumps({"code": "FAIL", "message": "失败"}).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_: object) -> None:
                pass

        return Handler


@dataclass
class Merchant:
    """A small shop: it orders, signs for the phone, and listens."""

    sandbox: SandboxServer
    client: WeChatPay
    listener: Listener

    @property
    def appid(self) -> str:
        return self.sandbox.accounts.mini_appid

    def order(self, buyer: dict[str, Any], *, total: int = 1990, out_trade_no: str | None = None, **more: Any) -> Any:
        """(status, body) of a jsapi order for this buyer."""
        wanted = {
            "description": "明前龙井 250g",
            "out_trade_no": out_trade_no or number(),
            "amount": {"total": total, "currency": "CNY"},
            "payer": {"openid": buyer["openids"][self.appid]},
            "notify_url": self.listener.origin + "/notify",
        }
        status, body = self.client.pay(**(wanted | more))
        return status, json.loads(body)

    def params(self, prepay_id: str, *, appid: str | None = None) -> dict[str, str]:
        """What the page gets for `wx.requestPayment`."""
        stamp, nonce, package = str(int(time.time())), secrets.token_hex(16), f"prepay_id={prepay_id}"
        return {
            "timeStamp": stamp,
            "nonceStr": nonce,
            "package": package,
            "signType": "RSA",
            "paySign": self.client.sign([appid or self.appid, stamp, nonce, package]),
        }

    def sold(self, buyer: dict[str, Any], **order: Any) -> dict[str, Any]:
        """An order already paid by its buyer."""
        _, made = self.order(buyer, **order)
        return self.sandbox.pay(buyer, self.appid, self.params(made["prepay_id"]))

    def refund(self, paid: dict[str, Any], *, amount: int | None = None, out_refund_no: str | None = None) -> Any:
        status, body = self.client.refund(
            out_refund_no=out_refund_no or number(),
            out_trade_no=paid["out_trade_no"],
            amount={"refund": amount or paid["total"], "total": paid["total"], "currency": "CNY"},
            notify_url=self.listener.origin + "/refunded",
        )
        return status, json.loads(body)

    def opened(self, told: Told) -> Any:
        """What the library makes of a notification: the decrypted dict, or None when it does not verify."""
        return self.client.callback(told.headers, told.body)
