"""The sandbox's control API, as the scenario uses it: people, chats, codes, the payment sheet, and its clock."""

import math
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import requests

TIMEOUT = 20


@dataclass(frozen=True, slots=True)
class Account:
    """A person of the sandbox."""

    id: str
    name: str


class DemoNeedsSandbox(Exception):
    """The demo needs a running sandbox; start everything with `make run`."""


class SandboxClient:
    """One WeChat whose time begins in the past and is moved up to today."""

    def __init__(self, origin: str) -> None:
        self._origin = origin
        self._wire = requests.Session()
        self._wire.trust_env = False

    def start_over(self, seconds_ago: int) -> None:
        """Forget everything and begin some time ago; nobody listens yet, so notifications are lost."""
        self._ask("POST", "/reset")
        self._ask("POST", "/clock/past", seconds=seconds_ago)
        self._ask("PUT", "/settings", refund_seconds=1, notify_merchant=False)

    def reach(self, moment: datetime) -> None:
        """Move time up to a moment of the scenario."""
        behind = moment.timestamp() - self._ask("GET", "/clock")["now"]
        if behind > 1:
            self._ask("POST", "/clock", advance_seconds=int(behind))

    def come_to_today(self) -> None:
        """The scenario has reached the present: real time from here on, and notifications are sent."""
        offset = self._ask("GET", "/clock")["offset_seconds"]
        self._ask("POST", "/clock", advance_seconds=math.ceil(-offset))
        self._ask("PUT", "/settings", refund_seconds=1, notify_merchant=True)

    def add_person(self, name: str) -> Account:
        """Somebody with a phone."""
        return Account(self._ask("POST", "/people", name=name)["id"], name)

    def add_group(self, title: str, members: list[str]) -> str:
        """A group chat; its id."""
        return str(self._ask("POST", "/groups", title=title, members=members)["id"])

    def send_card(self, chat: str, sender: str, card: dict[str, str]) -> None:
        """Put a share card into a chat."""
        self._ask("POST", f"/chats/{chat}/messages", from_person=sender, card=card)

    def send_text(self, chat: str, sender: str, text: str) -> None:
        """Say something in a chat."""
        self._ask("POST", f"/chats/{chat}/messages", from_person=sender, text=text)

    def login_code(self, person: str) -> str:
        """What wx.login gives."""
        return str(self._ask("POST", f"/people/{person}/login-code")["code"])

    def oauth_code(self, person: str) -> str:
        """What the service account's OAuth redirects with."""
        return str(self._ask("POST", f"/people/{person}/oauth-code", scope="snsapi_userinfo")["code"])

    def pay(self, person: str, sheet: dict[str, str], appid: str) -> None:
        """Open the payment sheet a page asked for, and pay."""
        wanted = {key: sheet[key] for key in ("timeStamp", "nonceStr", "package", "signType", "paySign")}
        shown = self._ask("POST", "/pay-sheet", person=person, appId=appid, **wanted)
        self._ask("POST", f"/payments/{shown['prepay_id']}/pay")

    def _ask(self, method: str, path: str, **body: Any) -> Any:
        try:
            answer = self._wire.request(
                method, f"{self._origin}/control{path}", json=body if method != "GET" else None, timeout=TIMEOUT
            )
        except requests.ConnectionError as exc:
            raise DemoNeedsSandbox(f"no sandbox answers at {self._origin}: start everything with `make run`") from exc
        if not answer.ok:
            raise DemoNeedsSandbox(f"the sandbox refused {method} {path}: {answer.status_code} {answer.text[:300]}")
        return answer.json() if answer.content else {}
