"""Who is looking: the same answers from the fake and over the wire."""

import pytest

from tests.conformance.under_test import WechatUnderTest
from webapp.gateways.wechat import CodeRefused, ForeignAddress, WechatTrouble


def test_ada_logs_in_and_is_known_by_openid_and_unionid(under_test: WechatUnderTest) -> None:
    ada = under_test.person("ada")
    found = under_test.wechat.mini.login(under_test.login_code(ada))
    assert (found.openid, found.unionid) == (ada.mini, ada.unionid)
    assert found.session_key


def test_a_login_code_is_good_once(under_test: WechatUnderTest) -> None:
    code = under_test.login_code(under_test.person("ada"))
    under_test.wechat.mini.login(code)
    with pytest.raises(CodeRefused):
        under_test.wechat.mini.login(code)


def test_what_is_no_code_logs_nobody_in(under_test: WechatUnderTest) -> None:
    for code in ("", "nobody's code", "x" * 10_000):
        with pytest.raises(CodeRefused):
            under_test.wechat.mini.login(code)


def test_a_login_code_dies_after_five_minutes(under_test: WechatUnderTest) -> None:
    code = under_test.login_code(under_test.person("ada"))
    under_test.move(301)
    with pytest.raises(CodeRefused):
        under_test.wechat.mini.login(code)


def test_bo_has_another_openid_on_share_pages_than_in_the_mini_program(under_test: WechatUnderTest) -> None:
    bo = under_test.person("bo")
    on_pages = under_test.wechat.official.identity(under_test.oauth_code(bo))
    in_app = under_test.wechat.mini.login(under_test.login_code(bo))
    assert on_pages.openid == bo.h5 != in_app.openid
    assert not on_pages.is_snapshot


def test_a_reloaded_page_with_a_used_code_is_refused_and_not_an_outage(under_test: WechatUnderTest) -> None:
    code = under_test.oauth_code(under_test.person("bo"))
    under_test.wechat.official.identity(code)
    with pytest.raises(CodeRefused):
        under_test.wechat.official.identity(code)


def test_a_snapshot_visitor_is_told_apart_from_a_person(under_test: WechatUnderTest) -> None:
    bo = under_test.person("bo")
    found = under_test.wechat.official.identity(under_test.oauth_code(bo, snapshot=True))
    assert found.is_snapshot
    assert found.openid != bo.h5


@pytest.mark.parametrize("call", ["mini.login", "official.identity"])
def test_an_outage_is_not_a_refused_code(under_test: WechatUnderTest, call: str) -> None:
    under_test.refuse(call)
    ada = under_test.person("ada")
    with pytest.raises(WechatTrouble):
        if call == "mini.login":
            under_test.wechat.mini.login(under_test.login_code(ada))
        else:
            under_test.wechat.official.identity(under_test.oauth_code(ada))


def test_a_browser_is_sent_to_ask_with_the_state_as_it_is(under_test: WechatUnderTest) -> None:
    address = under_test.wechat.official.authorize_url("http://127.0.0.1:5000/wechat/oauth?next=/s/a b", "Az09_-")
    assert "/connect/oauth2/authorize?appid=" + under_test.wechat.official.appid in address
    assert "&redirect_uri=http%3A%2F%2F127.0.0.1%3A5000%2Fwechat%2Foauth%3Fnext%3D%2Fs%2Fa%20b&" in address
    assert address.endswith("&scope=snsapi_userinfo&state=Az09_-#wechat_redirect")


def test_a_state_that_would_leak_into_the_address_is_refused(under_test: WechatUnderTest) -> None:
    for state in ("", "a b&c", "x" * 129, "状态"):
        with pytest.raises(ValueError, match="state"):
            under_test.wechat.official.authorize_url("http://127.0.0.1:5000/", state)


def test_a_code_is_drawn_for_a_token_of_thirty_two_characters(under_test: WechatUnderTest) -> None:
    picture = under_test.wechat.mini.code_picture("T" * 32, "pages/share/index")
    assert picture.startswith(b"\x89PNG")


def test_a_scene_that_a_code_cannot_carry_is_refused(under_test: WechatUnderTest) -> None:
    for scene in ("", "T" * 33, "100%", "茶"):
        with pytest.raises(ValueError, match="scene"):
            under_test.wechat.mini.code_picture(scene, "pages/share/index")


NOT_OURS = ("https://phish.example/s/1", "http://127.0.0.1:5000/s/1#top", "javascript:alert(1)", "", "//127.0.0.1/s/1")


def test_nobody_elses_page_is_signed_for(under_test: WechatUnderTest) -> None:
    for url in NOT_OURS:
        with pytest.raises(ForeignAddress):
            under_test.wechat.official.js_signature(url)


def test_a_share_page_is_signed_for(under_test: WechatUnderTest) -> None:
    signed = under_test.wechat.official.js_signature("http://127.0.0.1:5000/s/token?lang=en")
    assert signed.appid == under_test.wechat.official.appid
    assert len(signed.signature) == 40
