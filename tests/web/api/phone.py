"""A mini-program in somebody's hand: it logs in once and then speaks JSON with its session."""

from dataclasses import dataclass, field
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.cast import Somebody
from webapp.gateways.wechat.fake import FakeWechat

V1 = "/api/v1"
HOME = {"recipient": "王博", "phone": "13800138000", "region": "浙江省 杭州市", "detail": "龙井路 1 号"}


@dataclass
class Phone:
    """A client and, after login, its bearer token."""

    client: FlaskClient
    token: str | None = None
    language: str | None = None
    calls: list[str] = field(default_factory=list)

    def ask(self, method: str, path: str, json: Any = None, **headers: str) -> TestResponse:
        """One request; header names with underscores."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.token:
            sent.setdefault("Authorization", f"Bearer {self.token}")
        if self.language:
            sent.setdefault("Accept-Language", self.language)
        return self.client.open(f"{V1}{path}", method=method, json=json, headers=sent)

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.ask("GET", path, **headers)

    def post(self, path: str, json: Any = None, **headers: str) -> TestResponse:
        return self.ask("POST", path, json, **headers)

    def login(self, fake_wechat: FakeWechat, who: Somebody) -> "Phone":
        answer = self.post("/session", {"code": fake_wechat.mini.code_for(who.mini, who.unionid)})
        assert answer.status_code == 201, answer.json
        self.token = answer.json["token"]
        return self

    def order(self, sku: str, *, key: str = "key-1", **more: Any) -> TestResponse:
        body = {"items": [{"sku_code": sku, "quantity": 1}], "address": HOME, **more}
        return self.post("/orders", body, Idempotency_Key=key)
