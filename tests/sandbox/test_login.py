"""`wx.login`, an app's tokens and its ticket, through the unmodified wechatpy."""

import base64
import re

import pytest
from wechatpy.exceptions import APILimitedException, WeChatClientException

from tests.sandbox.merchant import wechat_client
from tests.sandbox.serving import ControlRefused, SandboxServer

API = "https://api.weixin.qq.com"


def exchange(sandbox: SandboxServer, code: str, **changed: str) -> dict:
    settings = sandbox.shop_settings()
    asked = {
        "appid": settings["WECHAT_MINI_APPID"],
        "secret": settings["WECHAT_MINI_SECRET"],
        "js_code": code,
        "grant_type": "authorization_code",
    }
    answer = sandbox.ask("GET", "/sns/jscode2session", params=asked | changed)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/plain"
    return answer.json()


def test_ada_logs_in_with_the_unmodified_library(sandbox: SandboxServer) -> None:
    ada = sandbox.person("Ada")
    with wechat_client(sandbox)._http:
        session = wechat_client(sandbox).wxa.code_to_session(sandbox.login_code(ada))
    assert session["openid"] == ada["openids"][sandbox.accounts.mini_appid]
    assert session["unionid"] == ada["unionid"]


def test_a_session_carries_no_errcode_and_a_key_of_sixteen_bytes(sandbox: SandboxServer) -> None:
    session = exchange(sandbox, sandbox.login_code(sandbox.person("Ada")))
    assert set(session) == {"openid", "session_key", "unionid"}
    assert len(base64.b64decode(session["session_key"])) == 16


def test_a_login_code_is_good_once(sandbox: SandboxServer) -> None:
    code = sandbox.login_code(sandbox.person("Ada"))
    exchange(sandbox, code)
    again = exchange(sandbox, code)
    assert again["errcode"] == 40163
    assert re.search(r" rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$", again["errmsg"])


def test_a_login_code_is_good_for_five_minutes(sandbox: SandboxServer) -> None:
    code = sandbox.login_code(sandbox.person("Ada"))
    sandbox.advance(301)
    assert exchange(sandbox, code)["errcode"] == 40029


@pytest.mark.parametrize(
    ("changed", "errcode"),
    [
        ({"appid": "wx1234567890abcdef"}, 40013),
        ({"secret": "wrong"}, 40125),
        ({"appid": ""}, 41002),
        ({"secret": ""}, 41004),
        ({"js_code": ""}, 41008),
        ({"js_code": "invented"}, 40029),
    ],
)
def test_a_wrong_login_says_what_is_wrong(sandbox: SandboxServer, changed: dict, errcode: int) -> None:
    assert exchange(sandbox, "code", **changed)["errcode"] == errcode


def test_the_same_person_has_another_openid_in_the_other_app(sandbox: SandboxServer) -> None:
    openids = sandbox.person("Ada")["openids"]
    assert len(openids) == len(set(openids.values())) == 2


def stable(sandbox: SandboxServer, *, force: bool = False) -> str:
    settings = sandbox.shop_settings()
    asked = {
        "grant_type": "client_credential",
        "appid": settings["WECHAT_MINI_APPID"],
        "secret": settings["WECHAT_MINI_SECRET"],
        "force_refresh": force,
    }
    return sandbox.ask("POST", "/cgi-bin/stable_token", json=asked).json()["access_token"]


def works(sandbox: SandboxServer, token: str) -> int:
    asked = {"access_token": token, "type": "jsapi"}
    return sandbox.ask("GET", "/cgi-bin/ticket/getticket", params=asked).json()["errcode"]


def test_a_stable_token_is_the_same_for_everybody_until_its_last_five_minutes(sandbox: SandboxServer) -> None:
    first = stable(sandbox, force=True)
    assert stable(sandbox) == first
    sandbox.advance(7200 - 290)
    second = stable(sandbox)
    assert second != first
    assert (works(sandbox, first), works(sandbox, second)) == (0, 0)
    sandbox.advance(301)
    assert (works(sandbox, first), works(sandbox, second)) == (42001, 0)


def test_a_legacy_token_ends_the_one_before_but_not_a_stable_one(sandbox: SandboxServer) -> None:
    kept = stable(sandbox, force=True)
    client = wechat_client(sandbox)
    first = client.fetch_access_token()["access_token"]
    second = client.fetch_access_token()["access_token"]
    sandbox.advance(301)
    assert [works(sandbox, token) for token in (first, second, kept)] == [42001, 0, 0]
    assert works(sandbox, "invented") == 40001
    assert works(sandbox, "") == 41001


def test_a_ticket_is_shared_and_signs_as_the_library_signs(sandbox: SandboxServer) -> None:
    client = wechat_client(sandbox, kind="H5")
    assert client.jsapi.get_jsapi_ticket() == wechat_client(sandbox, kind="H5").jsapi.get_jsapi_ticket()
    official = client.jsapi.get_jsapi_signature(
        "Wm3WZYTPz0wzccnW",
        "sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg",
        "1414587457",
        "http://mp.weixin.qq.com?params=value",
    )
    assert official == "0f9de62fce790f9a083d5c99e95740ceb90c27ed"


def test_a_page_is_believed_only_at_the_address_it_was_signed_for(sandbox: SandboxServer) -> None:
    client = wechat_client(sandbox, kind="H5")
    signature = client.jsapi.get_jsapi_signature(
        "n1", client.jsapi.get_jsapi_ticket(), 1414587457, "http://a.test/s/x?a=1"
    )
    page = {
        "appId": sandbox.accounts.h5_appid,
        "timestamp": 1414587457,
        "nonceStr": "n1",
        "signature": signature,
    }
    sandbox.control("POST", "/page-config", **page, url="http://a.test/s/x?a=1#reviews")
    with pytest.raises(ControlRefused, match="invalid signature"):
        sandbox.control("POST", "/page-config", **page, url="http://a.test/s/x")


def test_a_token_that_is_refused_for_ever_is_refused_for_ever(sandbox: SandboxServer) -> None:
    token = stable(sandbox)
    sandbox.fault("ticket", "errcode", code=40001, times=None)
    assert [works(sandbox, token) for _ in range(3)] == [40001, 40001, 40001]


def test_a_token_that_is_refused_once_works_the_second_time(sandbox: SandboxServer) -> None:
    token = stable(sandbox)
    sandbox.fault("ticket", "errcode", code=40001)
    assert [works(sandbox, token) for _ in range(2)] == [40001, 0]


def test_quotas_reach_the_library_as_its_own_exceptions(sandbox: SandboxServer) -> None:
    client = wechat_client(sandbox)
    sandbox.fault("safety.text", "errcode", code=45009)
    sandbox.fault("safety.text", "errcode", code=45011)
    with pytest.raises(APILimitedException):
        client.post(f"{API}/wxa/msg_sec_check", data={})
    with pytest.raises(WeChatClientException) as minute:
        client.post(f"{API}/wxa/msg_sec_check", data={})
    assert minute.value.errcode == 45011


def check(sandbox: SandboxServer, openid: str, content: str) -> dict:
    asked = {"version": 2, "scene": 2, "openid": openid, "content": content}
    return wechat_client(sandbox).post(f"{API}/wxa/msg_sec_check", data=asked)


def test_risky_words_come_back_with_errcode_zero(sandbox: SandboxServer) -> None:
    ada = sandbox.person("Ada")
    exchange(sandbox, sandbox.login_code(ada))
    openid = ada["openids"][sandbox.accounts.mini_appid]
    assert check(sandbox, openid, "今年的龙井很好喝")["result"]["suggest"] == "pass"
    risky = check(sandbox, openid, "特3456书yuuo莞6543李zxcz蒜7782法fgnv级")
    assert (risky["errcode"], risky["result"]["suggest"]) == (0, "risky")


def test_words_of_somebody_who_left_two_hours_ago_cannot_be_checked(sandbox: SandboxServer) -> None:
    ada = sandbox.person("Ada")
    exchange(sandbox, sandbox.login_code(ada))
    sandbox.advance(7201)
    with pytest.raises(WeChatClientException) as late:
        check(sandbox, ada["openids"][sandbox.accounts.mini_appid], "你好")
    assert late.value.errcode == 61010
