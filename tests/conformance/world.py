"""Two WeChats under the same claims: the twin in memory, and the real gateways talking to the served sandbox."""

import contextlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from config import Config
from tests.sandbox.merchant import Listener, eventually
from tests.sandbox.serving import SandboxServer
from webapp.gateways.wechat import Prepay, RefundRequest, Wechat, connect
from webapp.gateways.wechat.twin import Twin
from webapp.kernel import clock

Signed = tuple[dict[str, str], bytes]


@dataclass(frozen=True)
class Person:
    """Somebody with a phone; `known` is whatever the WeChat at hand knows them by."""

    mini: str
    h5: str
    unionid: str
    known: dict[str, Any] = field(default_factory=dict)


class World(Protocol):
    """What people and WeChat do, so that a claim can be about the shop's side alone."""

    wechat: Wechat

    def person(self, name: str) -> Person: ...
    def login_code(self, person: Person) -> str: ...
    def oauth_code(self, person: Person, *, snapshot: bool = False) -> str: ...
    def pay(self, person: Person, sheet: dict[str, str], out_trade_no: str) -> None: ...
    def finish_refund(self, out_refund_no: str) -> None: ...
    def payment_notice(self, out_trade_no: str) -> Signed: ...
    def refund_notice(self, out_refund_no: str) -> Signed: ...
    def lose_answer(self, call: str) -> None: ...
    def refuse(self, call: str) -> None: ...
    def move(self, seconds: int) -> None: ...


class TwinWorld:
    """The twin."""

    def __init__(self) -> None:
        self.twin = Twin()
        self.wechat = self.twin.as_wechat()
        self._clock = contextlib.ExitStack()

    def close(self) -> None:
        self._clock.close()

    def person(self, name: str) -> Person:
        return Person(mini=f"mini-{name}", h5=f"h5-{name}", unionid=f"union-{name}")

    def login_code(self, person: Person) -> str:
        return self.twin.mini.code_for(person.mini, person.unionid)

    def oauth_code(self, person: Person, *, snapshot: bool = False) -> str:
        return self.twin.official.code_for("oSNAP" if snapshot else person.h5, snapshot=snapshot)

    def pay(self, person: Person, sheet: dict[str, str], out_trade_no: str) -> None:
        self.twin.pay.succeed(out_trade_no)

    def finish_refund(self, out_refund_no: str) -> None:
        self.twin.pay.finish_refund(out_refund_no)

    def payment_notice(self, out_trade_no: str) -> Signed:
        return self.twin.signed_payment_notice(out_trade_no)

    def refund_notice(self, out_refund_no: str) -> Signed:
        return self.twin.signed_refund_notice(out_refund_no)

    def lose_answer(self, call: str) -> None:
        self.twin.weather.fail(call, after=True)

    def refuse(self, call: str) -> None:
        self.twin.weather.fail(call)

    def move(self, seconds: int) -> None:
        self._clock.enter_context(clock.frozen(clock.now() + timedelta(seconds=seconds)))


FAULT_NAMES = {
    "pay.prepay": "pay.create",
    "pay.query": "pay.query",
    "pay.close": "pay.close",
    "pay.refund": "pay.refund",
    "pay.query_refund": "pay.refund_query",
    "mini.login": "login.jscode2session",
    "mini.code_picture": "code.unlimited",
    "mini.check_text": "safety.text",
    "official.identity": "oauth.access_token",
    "official.js_signature": "ticket",
}


class SandboxWorld:
    """The real gateways at the sandbox's origin; the shop is a listener that keeps what it is told."""

    def __init__(self, sandbox: SandboxServer, listener: Listener, config: Config) -> None:
        self.sandbox, self.listener, self.config = sandbox, listener, config
        self.wechat = connect(config)
        self._clock = contextlib.ExitStack()
        self._follow()

    def close(self) -> None:
        self._clock.close()

    def person(self, name: str) -> Person:
        made = self.sandbox.person(name)
        founding = self.sandbox.founding
        openids = made["openids"]
        return Person(openids[founding.mini_appid], openids[founding.h5_appid], made["unionid"], made)

    def login_code(self, person: Person) -> str:
        return self.sandbox.login_code(person.known)

    def oauth_code(self, person: Person, *, snapshot: bool = False) -> str:
        if snapshot:
            self.sandbox.fault("oauth.access_token", "snapshot_user", times=1)
        code: str = self.sandbox.control("POST", f"/people/{person.known['id']}/oauth-code")["code"]
        return code

    def pay(self, person: Person, sheet: dict[str, str], out_trade_no: str) -> None:
        self.sandbox.pay(person.known, sheet["appId"], sheet)

    def finish_refund(self, out_refund_no: str) -> None:
        pay = self.wechat.pay
        eventually(lambda: pay.query_refund(out_refund_no).status != "PROCESSING")

    def payment_notice(self, out_trade_no: str) -> Signed:
        return self._told(out_trade_no, lambda body: self.wechat.pay.read_payment_notice(*body).status.out_trade_no)

    def refund_notice(self, out_refund_no: str) -> Signed:
        return self._told(out_refund_no, lambda body: self.wechat.pay.read_refund_notice(*body).status.out_refund_no)

    def lose_answer(self, call: str) -> None:
        self.sandbox.fault(FAULT_NAMES[call], "drop_answer", times=1)

    def refuse(self, call: str) -> None:
        self.sandbox.fault(FAULT_NAMES[call], "error_before", times=1)

    def move(self, seconds: int) -> None:
        """The sandbox asks the shop to come along; the listener says yes, and this process does."""
        assert self.sandbox.advance(seconds)["shop"] == ["the shop's clock moved too"]
        self._follow()

    def _follow(self) -> None:
        """Be as far ahead as the sandbox believes; an earlier test may have moved it."""
        if offset := self.sandbox.ask("GET", "/control/clock").json()["shop_offset_seconds"]:
            self._clock.enter_context(clock.frozen(machine_now() + timedelta(seconds=offset)))

    def _told(self, number: str, about: Callable[[Signed], str]) -> Signed:
        """The notification that reached the shop about this number."""

        def found() -> Signed | None:
            for told in list(self.listener.told):
                if "Wechatpay-Signature" not in told.headers:
                    continue
                signed = (told.headers, told.body)
                with contextlib.suppress(Exception):
                    if about(signed) == number:
                        return signed
            return None

        told: Signed = eventually(found)
        return told


def machine_now() -> datetime:
    """The machine's time, whatever the shop's clock says."""
    return datetime.now(UTC)  # noqa: TID251 - the shop's clock is what is being moved


def shop_config(sandbox: SandboxServer, *, database_url: str, data: Path, **changes: str) -> Config:
    """The configuration of a shop beside a sandbox."""
    return Config.from_env(
        {
            **sandbox.shop_settings(),
            "DATABASE_URL": database_url,
            "SECRET_KEYS": "a secret of at least thirty-two letters",
            "GUANXI_ENV": "test",
            "GUANXI_DATA": str(data),
            "SHOP_ORIGIN": sandbox.shop_origin,
            **changes,
        }
    )


def number(letter: str) -> str:
    return letter + secrets.token_hex(10)


@dataclass
class Sale:
    """Bo is about to pay ¥99."""

    world: World
    bo: Person
    wish: Prepay

    @property
    def no(self) -> str:
        return self.wish.out_trade_no

    def announce(self) -> str:
        return self.world.wechat.pay.prepay(self.wish)

    def pay(self) -> None:
        sheet = self.world.wechat.pay.sheet(self.announce(), self.wish.appid)
        self.world.pay(self.bo, sheet, self.no)

    def refund(self, fen: int = 9_900) -> RefundRequest:
        return RefundRequest(
            out_refund_no=number("R"), out_trade_no=self.no, amount_fen=fen, total_fen=9_900, reason="不想要了"
        )
