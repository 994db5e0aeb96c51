"""Traps around who somebody is, on the served shop: codes work once, tokens are renewed, failures are told kindly."""

from collections.abc import Iterator

import pytest

from tests.stories.browser import Browser
from tests.stories.people import Cast, Phone, Refused
from tests.stories.served_system import ServedSystem


@pytest.fixture
def browsers(system: ServedSystem) -> Iterator[tuple[Browser, Browser]]:
    """Two phones, neither known to the shop."""
    pair = Browser(system), Browser(system)
    yield pair
    for browser in pair:
        browser.wire.close()


def test_an_oauth_code_in_a_shared_or_refreshed_address_leads_to_a_clean_page(
    system: ServedSystem, cast: Cast, browsers: tuple[Browser, Browser]
) -> None:
    """The code is exchanged once; then the address is clean, and who opens the old one again sees no error code."""
    mine, theirs = browsers
    token = cast.ada.shares(cast.tea)["token"]
    address = mine.comes_back(token, cast.cy.known)
    code = address.partition("code=")[2].partition("&")[0]
    assert mine.get(f"/s/{token}/checkout").status_code == 200
    assert mine.get(address).headers["Location"].endswith("/orders")
    refused = theirs.get(f"/wechat/oauth?code={code}&state={theirs.sent_to_wechat(token)[0]}")
    assert 400 <= refused.status_code < 500
    assert "<html" in refused.text
    assert "40163" not in refused.text
    assert theirs.get(f"/s/{token}/checkout").status_code in (302, 303)


def test_somebody_elses_code_cannot_be_slipped_into_my_browser(
    system: ServedSystem, cast: Cast, browsers: tuple[Browser, Browser]
) -> None:
    mine, theirs = browsers
    token = cast.ada.shares(cast.tea)["token"]
    code = system.sandbox.control("POST", f"/people/{cast.bo.known['id']}/oauth-code")["code"]
    refused = mine.get(f"/wechat/oauth?code={code}&state={theirs.sent_to_wechat(token)[0]}")
    assert 400 <= refused.status_code < 500
    assert mine.get(f"/s/{token}/checkout").status_code in (302, 303)


def test_a_snapshot_visitor_is_nobody_yet(system: ServedSystem, cast: Cast, browsers: tuple[Browser, Browser]) -> None:
    """WeChat's preview of a page has a virtual openid; nobody is made of it."""
    mine, _ = browsers
    token = cast.ada.shares(cast.tea)["token"]
    people = system.scalar("SELECT count(*) FROM person")
    system.sandbox.fault("oauth.access_token", "snapshot_user")
    code = system.sandbox.control("POST", f"/people/{cast.cy.known['id']}/oauth-code")["code"]
    shown = mine.get(f"/wechat/oauth?code={code}&state={mine.sent_to_wechat(token)[0]}")
    assert 400 <= shown.status_code < 500
    assert system.scalar("SELECT count(*) FROM person") == people


def test_one_person_in_both_apps_is_one_person(
    system: ServedSystem, cast: Cast, browsers: tuple[Browser, Browser]
) -> None:
    """The openids differ, the unionid joins them: what Cy ordered in the mini-program is on her pages too."""
    mine, theirs = browsers
    order = cast.cy_orders()
    token = cast.ada.shares(cast.tea)["token"]
    mine.comes_back(token, cast.cy.known)
    theirs.comes_back(token, cast.bo.known)
    assert mine.get(f"/orders/{order['no']}").status_code == 200
    assert theirs.get(f"/orders/{order['no']}").status_code == 404


def test_a_shopkeeper_does_not_earn_from_herself_by_buying_on_the_page(
    system: ServedSystem, cast: Cast, browsers: tuple[Browser, Browser]
) -> None:
    """Ada is Ada also where WeChat knows her under another openid."""
    mine, _ = browsers
    token = cast.ada.shares(cast.tea)["token"]
    mine.comes_back(token, cast.ada.phone.known)
    no = mine.orders(token)
    cast.ada.phone.pays(no)
    cast.ada.phone.sees(no, "paid")
    assert cast.ada.purse == (0, 0)
    assert cast.ada.get(f"/earnings/explanation?order_no={no}")["title"] == "No commission for you on this order"


def test_a_login_code_works_once(system: ServedSystem, cast: Cast) -> None:
    code = system.sandbox.login_code(cast.bo.known)
    cast.bo.ask("POST", "/session", code=code)
    with pytest.raises(Refused, match="code_refused"):
        cast.bo.ask("POST", "/session", code=code)
    with pytest.raises(Refused, match="code_refused"):
        cast.bo.ask("POST", "/session", code="made-up-by-somebody")


@pytest.mark.parametrize("trouble", ["drop_answer", "error_after", "error_before"])
def test_a_login_wechat_does_not_answer_is_told_as_wechats_trouble(system: ServedSystem, trouble: str) -> None:
    eve = system.sandbox.person("Eve")
    system.sandbox.fault("login.jscode2session", trouble)
    with pytest.raises(Refused, match="wechat_trouble"):
        Phone(system, "Eve", known=eve)
    assert Phone(system, "Eve", known=eve).get("/me")["shopkeeper"] is None


def test_a_token_wechat_refuses_once_is_replaced_and_the_picture_drawn(system: ServedSystem, cast: Cast) -> None:
    share = cast.ada.shares(cast.tea)
    system.sandbox.fault("code.unlimited", "errcode", code=40001)
    drawn = cast.ada.phone.picture(f"/shares/{share['id']}/code")
    assert drawn.status_code == 200
    assert drawn.content.startswith(b"\x89PNG")


def test_a_token_wechat_refuses_for_ever_ends_in_words_not_in_a_storm(system: ServedSystem, cast: Cast) -> None:
    share = cast.ada.shares(cast.tea)
    system.sandbox.fault("code.unlimited", "errcode", code=40001, times=None)
    refused = cast.ada.phone.picture(f"/shares/{share['id']}/code")
    assert refused.status_code == 503
    assert refused.json()["code"] == "wechat_trouble"
    system.sandbox.control("DELETE", "/faults")
    assert cast.ada.phone.picture(f"/shares/{share['id']}/code").status_code == 200
