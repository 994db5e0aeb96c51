"""One token for everybody: fetched once however many ask, replaced once when WeChat refuses it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TypeVar

import pytest
from apiflask import APIFlask
from wechatpy import WeChatClient

from tests.conformance.under_test import SandboxUnderTest
from webapp.gateways.wechat import WechatTrouble
from webapp.gateways.wechat.client import AppClient
from webapp.gateways.wechat.origin import OriginAdapter, mount
from webapp.gateways.wechat.token_cache import FETCHING
from webapp.kernel import clock, shared_store

T = TypeVar("T")
MANY = 100
PAGE = "http://127.0.0.1:5000/s/token"


class Count:
    """How often an endpoint was asked, told by what is left of a fault that is shown each time."""

    def __init__(self, under_test: SandboxUnderTest, endpoint: str, kind: str = "latency", **options: object) -> None:
        self._under_test, self._endpoint, self._kind = under_test, endpoint, kind
        under_test.sandbox.fault(endpoint, kind, times=MANY, **options)

    def __int__(self) -> int:
        faults = self._under_test.sandbox.ask("GET", "/control/faults").json()["faults"]
        left = next(f["times"] for f in faults if (f["endpoint"], f["kind"]) == (self._endpoint, self._kind))
        return MANY - int(left)


def at_once(app: APIFlask, people: int, ask: Callable[[], T]) -> list[T]:
    """The same from many threads, each with a request of its own."""

    def one(_: int) -> T:
        with app.app_context():
            return ask()

    with ThreadPoolExecutor(people) as pool:
        return list(pool.map(one, range(people)))


def a_process(under_test: SandboxUnderTest) -> AppClient:
    """The mini-program's client as another process of the shop has it."""
    config = under_test.config
    return AppClient(config.wechat_mini_appid, config.wechat_mini_secret, OriginAdapter(config.wechat_api_origin))


@pytest.mark.race
def test_twenty_at_once_fetch_one_token(app: APIFlask, sandboxed: SandboxUnderTest) -> None:
    fetched = Count(sandboxed, "token.stable", seconds=0.2)
    tokens = at_once(app, 20, lambda: a_process(sandboxed).access_token)
    assert len(set(tokens)) == 1
    assert int(fetched) == 1


@pytest.mark.race
def test_control_the_librarys_own_handling_fetches_again_and_again(app: APIFlask, sandboxed: SandboxUnderTest) -> None:
    config = sandboxed.config
    fetched = Count(sandboxed, "token.legacy", seconds=0.2)
    bare = WeChatClient(config.wechat_mini_appid, config.wechat_mini_secret, auto_retry=False)
    mount(bare._http, OriginAdapter(config.wechat_api_origin))
    at_once(app, 20, lambda: bare.access_token)
    assert int(fetched) > 1


def test_the_next_process_finds_the_token(sandboxed: SandboxUnderTest) -> None:
    fetched = Count(sandboxed, "token.stable", seconds=0)
    assert a_process(sandboxed).access_token == a_process(sandboxed).access_token
    assert int(fetched) == 1


def test_a_fetcher_that_was_killed_holds_nobody_up_for_long(sandboxed: SandboxUnderTest) -> None:
    shared_store.claim(f"wechat:token:{sandboxed.config.wechat_mini_appid}:fetch", seconds=FETCHING)
    with clock.frozen(clock.now() + timedelta(seconds=FETCHING)):
        assert a_process(sandboxed).access_token


def test_a_failed_fetch_lets_the_next_one_try(sandboxed: SandboxUnderTest) -> None:
    sandboxed.sandbox.fault("token.stable", "error_before", times=1)
    with pytest.raises(WechatTrouble):
        _ = a_process(sandboxed).access_token
    assert a_process(sandboxed).access_token


def test_a_token_is_given_up_before_wechat_ends_it(sandboxed: SandboxUnderTest) -> None:
    first = a_process(sandboxed).access_token
    sandboxed.move(7200)
    assert a_process(sandboxed).access_token != first


def test_a_stale_shared_token_is_replaced_by_the_one_wechat_gives(sandboxed: SandboxUnderTest) -> None:
    key = f"wechat:token:{sandboxed.config.wechat_h5_appid}"
    shared_store.put(key, "a token of yesterday", seconds=600)
    fetched = Count(sandboxed, "token.stable", seconds=0)
    assert sandboxed.wechat.official.js_signature(PAGE).signature
    assert shared_store.get(key) != "a token of yesterday"
    assert int(fetched) == 1


def test_a_token_refused_once_costs_one_repetition(sandboxed: SandboxUnderTest) -> None:
    sandboxed.sandbox.fault("ticket", "errcode", code=40001, times=1)
    assert sandboxed.wechat.official.js_signature(PAGE).signature


def test_a_token_refused_for_ever_is_tried_twice_and_no_more(sandboxed: SandboxUnderTest) -> None:
    asked = Count(sandboxed, "ticket", "errcode", code=40001)
    fetched = Count(sandboxed, "token.stable", seconds=0)
    with pytest.raises(WechatTrouble):
        sandboxed.wechat.official.js_signature(PAGE)
    assert (int(asked), int(fetched)) == (2, 3)
    with pytest.raises(WechatTrouble):
        sandboxed.wechat.official.js_signature(PAGE)
    assert (int(asked), int(fetched)) == (4, 4), "twice again, but a fresh token is forced 20 times a day at most"


@pytest.mark.parametrize("code", [45009, 45011, 48001, -1])
def test_another_refusal_is_not_repeated(sandboxed: SandboxUnderTest, code: int) -> None:
    asked = Count(sandboxed, "ticket", "errcode", code=code)
    with pytest.raises(WechatTrouble):
        sandboxed.wechat.official.js_signature(PAGE)
    assert int(asked) == 1


def test_logging_in_needs_no_token(sandboxed: SandboxUnderTest) -> None:
    fetched = Count(sandboxed, "token.stable", "error_before")
    ada = sandboxed.person("ada")
    assert sandboxed.wechat.mini.login(sandboxed.login_code(ada)).openid == ada.mini
    assert int(fetched) == 0


def test_pages_share_one_ticket(app: APIFlask, sandboxed: SandboxUnderTest) -> None:
    asked = Count(sandboxed, "ticket", seconds=0.1)
    at_once(app, 10, lambda: sandboxed.wechat.official.js_signature(PAGE))
    assert int(asked) == 1
