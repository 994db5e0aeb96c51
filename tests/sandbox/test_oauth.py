"""H5 identity: silent, with consent, refused, and misdirected."""

from urllib.parse import parse_qs, urlsplit

import pytest
from wechatpy.oauth import WeChatOAuthException

from tests.sandbox.merchant import wechat_oauth
from tests.sandbox.serving import NOBODY, SandboxServer

BACK = f"{NOBODY}/wechat/back?next=/s/abc"


def visit(sandbox: SandboxServer, address: str, person: dict | None = None, method: str = "GET", **form: str):
    path = address.removeprefix(sandbox.origin).partition("#")[0]
    cookies = {"wx_person": person["id"]} if person else None
    return sandbox.ask(method, path, cookies=cookies, data=form or None)


def returned(answer) -> dict[str, str]:
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(f"{NOBODY}/wechat/back?next=")
    return {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["Location"]).query).items()}


def test_bo_is_recognised_without_being_asked(sandbox: SandboxServer) -> None:
    bo, oauth = sandbox.person("Bo"), wechat_oauth(sandbox, BACK)
    back = returned(visit(sandbox, oauth.authorize_url, bo))
    assert back["state"] == "s-1"
    known = oauth.fetch_access_token(back["code"])
    assert known["openid"] == bo["openids"][sandbox.accounts.h5_appid]
    assert "unionid" not in known


def test_bo_is_asked_before_name_and_unionid_are_given(sandbox: SandboxServer) -> None:
    bo, oauth = sandbox.person("Bo"), wechat_oauth(sandbox, BACK, scope="snsapi_userinfo")
    page = visit(sandbox, oauth.authorize_url, bo)
    assert page.status_code == 200
    assert "申请获取你的昵称和头像" in page.text
    back = returned(visit(sandbox, oauth.authorize_url, bo, "POST", decision="allow"))
    known = oauth.fetch_access_token(back["code"])
    assert known["unionid"] == bo["unionid"]
    shown = oauth.get_user_info()
    assert (shown["nickname"], shown["unionid"]) == ("Bo", bo["unionid"])
    assert oauth.check_access_token()
    assert oauth.refresh_access_token(known["refresh_token"])["openid"] == known["openid"]


def test_bo_refuses_and_comes_back_with_the_state_alone(sandbox: SandboxServer) -> None:
    bo, oauth = sandbox.person("Bo"), wechat_oauth(sandbox, BACK, scope="snsapi_userinfo")
    back = returned(visit(sandbox, oauth.authorize_url, bo, "POST", decision="refuse"))
    assert back == {"next": "/s/abc", "state": "s-1"}


def test_a_redirect_to_another_host_is_an_error_page(sandbox: SandboxServer) -> None:
    bo = sandbox.person("Bo")
    answer = visit(sandbox, wechat_oauth(sandbox, "http://evil.example/back").authorize_url, bo)
    assert (answer.status_code, "10003" in answer.text) == (200, True)


def test_a_browser_with_nobody_in_it_is_told_to_open_wechat(sandbox: SandboxServer) -> None:
    answer = visit(sandbox, wechat_oauth(sandbox, BACK).authorize_url)
    assert "请在微信客户端打开链接" in answer.text


def test_a_code_that_was_shared_in_a_link_does_not_work_twice(sandbox: SandboxServer) -> None:
    oauth = wechat_oauth(sandbox, BACK)
    code = returned(visit(sandbox, oauth.authorize_url, sandbox.person("Bo")))["code"]
    oauth.fetch_access_token(code)
    with pytest.raises(WeChatOAuthException) as used:
        oauth.fetch_access_token(code)
    assert used.value.errcode == 40163


def test_a_silent_token_does_not_buy_a_name(sandbox: SandboxServer) -> None:
    oauth = wechat_oauth(sandbox, BACK)
    oauth.fetch_access_token(returned(visit(sandbox, oauth.authorize_url, sandbox.person("Bo")))["code"])
    with pytest.raises(WeChatOAuthException) as refused:
        oauth.get_user_info()
    assert refused.value.errcode == 48001


def test_a_snapshot_user_is_marked_and_virtual(sandbox: SandboxServer) -> None:
    bo, oauth = sandbox.person("Bo"), wechat_oauth(sandbox, BACK)
    sandbox.fault("oauth.access_token", "snapshot_user")
    known = oauth.fetch_access_token(returned(visit(sandbox, oauth.authorize_url, bo))["code"])
    assert known["is_snapshotuser"] == 1
    assert known["openid"] not in bo["openids"].values()


def test_the_control_api_hands_out_the_same_codes(sandbox: SandboxServer) -> None:
    bo = sandbox.person("Bo")
    code = sandbox.control("POST", f"/people/{bo['id']}/oauth-code", scope="snsapi_userinfo")["code"]
    assert wechat_oauth(sandbox, BACK).fetch_access_token(code)["unionid"] == bo["unionid"]
