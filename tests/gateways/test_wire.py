"""What the libraries do not do for us: time-outs, silence about secrets, and no trust in an unsigned answer."""

import hashlib
import logging
import secrets
import time
import traceback
from dataclasses import replace
from datetime import timedelta
from importlib.metadata import version

import pytest
from apiflask import APIFlask
from requests.adapters import HTTPAdapter
from wechatpayv3 import WeChatPay
from wechatpy import WeChatClient
from wechatpy.oauth import WeChatOAuth

from tests.conformance.under_test import SandboxUnderTest
from webapp.gateways.wechat import PrepayRequest, RefundRequest, WechatTrouble, connect
from webapp.gateways.wechat.client import AppClient
from webapp.gateways.wechat.fake_keys import keys
from webapp.gateways.wechat.merchant import TIMEOUT
from webapp.gateways.wechat.mini import LiveMini
from webapp.gateways.wechat.official import LiveOfficial
from webapp.gateways.wechat.origin import OriginAdapter, mount
from webapp.gateways.wechat.request_checks import truncate_utf8
from webapp.kernel import clock, shared_store

SECRET = "the secret that nobody may read"
CODE = "a-code-that-is-a-key-for-five-minutes"


def prepay_request(under_test: SandboxUnderTest) -> PrepayRequest:
    bo = under_test.person("bo")
    return PrepayRequest(
        out_trade_no="P" + secrets.token_hex(10),
        appid=under_test.wechat.mini.appid,
        openid=bo.mini,
        description="茶",
        amount_fen=100,
        expires_at=clock.now() + timedelta(minutes=10),
    )


def accounts(origin: str, *, timeout: tuple[float, float] = (0.3, 0.3)) -> tuple[LiveMini, LiveOfficial]:
    """Both apps at an origin."""
    adapter = OriginAdapter(origin, timeout=timeout)
    mini, official = (AppClient(appid, SECRET, adapter) for appid in ("wx1", "wx2"))
    return LiveMini(mini, adapter), LiveOfficial(
        official, adapter, open_origin=origin, shop_origin="http://127.0.0.1:5000", local=False
    )


def test_the_private_names_we_lean_on_are_those_of_the_pinned_versions() -> None:
    assert (version("wechatpy"), version("wechatpayv3")) == ("1.8.18", "2.0.4")
    pay = keys().merchant.client(origin="http://127.0.0.1:9")
    assert isinstance(pay, WeChatPay)
    assert pay._core._gate_way == "http://127.0.0.1:9"
    assert pay._core._public_key is not None
    assert pay._core._timeout == TIMEOUT
    adapter = OriginAdapter("http://127.0.0.1:9")
    for made in (WeChatClient("wx1", "s"), WeChatOAuth("wx1", "s", "http://127.0.0.1/")):
        mount(made._http, adapter)
        assert made._http.get_adapter("https://api.weixin.qq.com/sns/oauth2/access_token") is adapter
        assert isinstance(made._http.get_adapter("https://elsewhere.example/"), HTTPAdapter)


def test_a_wechat_that_never_answers_is_given_up(app: APIFlask, silent: str) -> None:
    mini, official = accounts(silent)
    started = time.monotonic()
    for ask in (
        lambda: mini.login(CODE),
        lambda: official.identity(CODE),
        lambda: mini.code_picture("scene", "pages/share/index"),
        lambda: official.js_signature("http://127.0.0.1:5000/s/1"),
    ):
        with pytest.raises(WechatTrouble):
            ask()
    assert time.monotonic() - started < 10


def test_troubles_tell_no_secrets(app: APIFlask) -> None:
    """The exceptions underneath carry whole addresses."""
    mini, official = accounts("http://127.0.0.1:9")
    for ask in (
        lambda: mini.login(CODE),
        lambda: official.identity(CODE),
        lambda: official.js_signature("http://127.0.0.1:5000/s/1"),
    ):
        with pytest.raises(WechatTrouble) as raised:
            ask()
        story = "".join(traceback.format_exception(raised.value)) + repr(raised.value.evidence)
        assert SECRET not in story
        assert CODE not in story
        assert raised.value.__cause__ is None
        assert raised.value.__context__ is None


def test_logs_tell_no_secrets_even_at_debug(sandboxed: SandboxUnderTest, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    ada, config = sandboxed.person("ada"), sandboxed.config
    code = sandboxed.login_code(ada)
    caplog.clear()
    session = sandboxed.wechat.mini.login(code)
    sandboxed.wechat.official.js_signature("http://127.0.0.1:5000/s/1")
    sandboxed.wechat.pay.prepay(prepay_request(sandboxed))
    token = str(shared_store.get(f"wechat:token:{config.wechat_h5_appid}"))
    for secret in (config.wechat_mini_secret, config.wechat_h5_secret, code, session.session_key, token):
        assert secret not in caplog.text


def test_what_is_meant_for_this_machine_takes_no_proxy(
    sandboxed: SandboxUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    ada = sandboxed.person("ada")
    assert sandboxed.wechat.mini.login(sandboxed.login_code(ada)).openid == ada.mini
    assert sandboxed.wechat.pay.prepay(prepay_request(sandboxed))


@pytest.mark.parametrize("spoiled", ["wrong_signature", "unsigned"])
def test_an_answer_that_wechat_did_not_sign_decides_nothing(sandboxed: SandboxUnderTest, spoiled: str) -> None:
    wanted = prepay_request(sandboxed)
    sandboxed.sandbox.fault("pay.create", spoiled, times=1)
    with pytest.raises(WechatTrouble):
        sandboxed.wechat.pay.prepay(wanted)
    sandboxed.sandbox.fault("pay.query", spoiled, times=1)
    with pytest.raises(WechatTrouble):
        sandboxed.wechat.pay.query(wanted.out_trade_no)
    assert sandboxed.wechat.pay.query(wanted.out_trade_no).trade_state == "NOTPAY"


@pytest.mark.parametrize("code", ["FREQUENCY_LIMITED", "NO_AUTH", "SOMETHING_NEW"])
def test_an_unknown_refusal_is_an_unknown_outcome(sandboxed: SandboxUnderTest, code: str) -> None:
    sandboxed.sandbox.fault("pay.create", "pay_error", code=code, times=1)
    with pytest.raises(WechatTrouble) as raised:
        sandboxed.wechat.pay.prepay(prepay_request(sandboxed))
    assert raised.value.evidence["code"] == code


def test_an_empty_purse_is_told_apart_so_that_the_refund_waits(sandboxed: SandboxUnderTest) -> None:
    wanted = prepay_request(sandboxed)
    sheet = sandboxed.wechat.pay.payment_params(sandboxed.wechat.pay.prepay(wanted), wanted.appid)
    person = next(
        p
        for p in sandboxed.sandbox.ask("GET", "/control/people").json()["people"]
        if wanted.openid in p["openids"].values()
    )
    sandboxed.sandbox.pay(person, wanted.appid, sheet)
    refund = RefundRequest(
        out_refund_no="R" + secrets.token_hex(10),
        out_trade_no=wanted.out_trade_no,
        amount_fen=100,
        total_fen=100,
        reason="x" * 200,
    )
    sandboxed.sandbox.fault("pay.refund", "pay_error", code="NOT_ENOUGH", times=1)
    assert sandboxed.wechat.pay.refund(refund).status == "NOT_ENOUGH"
    assert sandboxed.wechat.pay.refund(refund).status == "PROCESSING"


def test_a_long_reason_is_cut_between_characters() -> None:
    assert truncate_utf8("不想要了，" * 20, most_bytes=80) == ("不想要了，" * 20)[:26]
    assert truncate_utf8("short", most_bytes=80) == "short"


def test_a_merchant_with_a_foreign_key_is_refused_by_wechat(sandboxed: SandboxUnderTest) -> None:
    stranger = connect(replace(sandboxed.config, wechat_pay_private_key=keys().merchant_private))
    with pytest.raises(WechatTrouble) as raised:
        stranger.pay.query("P1234567")
    assert raised.value.evidence["code"] == "SIGN_ERROR"


def test_a_page_is_signed_as_the_bridge_will_check_it(sandboxed: SandboxUnderTest) -> None:
    page = "http://127.0.0.1:5000/s/令牌?lang=en&x=%20"
    signed = sandboxed.wechat.official.js_signature(page)
    ticket = shared_store.get(f"wechat:ticket:{signed.appid}")
    plain = f"jsapi_ticket={ticket}&noncestr={signed.nonce}&timestamp={signed.timestamp}&url={page}"
    assert signed.signature == hashlib.sha1(plain.encode()).hexdigest()  # noqa: S324 - WeChat's choice
    assert abs(signed.timestamp - clock.now().timestamp()) < 5
