"""The browser inside WeChat: one host name per person, and nothing behind it but the shop."""

import gzip
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from flask.testing import FlaskClient

from tests.sandbox.phone.conftest import WECHAT, frame
from tests.sandbox.phone.shop import Shop
from webapp.sandbox import oauth
from webapp.sandbox.app import create_app
from webapp.sandbox.context import SandboxContext, open_context
from webapp.sandbox.people import Person
from webapp.sandbox.provisioning import SandboxFolder, provision


def test_the_shop_meets_wechats_browser_under_its_own_name(phone: FlaskClient, shop: Shop, bo: Person) -> None:
    phone.get("/s/page?lang=en", base_url=frame(bo), headers={"Referer": f"{frame(bo)}/s/other"})
    assert "MicroMessenger" in shop.last.headers["User-Agent"]
    assert shop.last.headers["Host"] == urlsplit(shop.origin).netloc
    assert shop.last.headers["Referer"] == f"{shop.origin}/s/other"
    assert (shop.last.path, shop.last.query) == ("/s/page", "lang=en")


def test_a_tapped_card_is_no_visit_from_another_site(phone: FlaskClient, shop: Shop, bo: Person) -> None:
    framed = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "iframe"}
    phone.get("/s/page", base_url=frame(bo), headers=framed)
    assert (shop.last.headers["Sec-Fetch-Site"], shop.last.headers["Sec-Fetch-Dest"]) == ("none", "document")
    phone.post("/s/page", base_url=frame(bo), headers=framed)
    assert shop.last.headers["Sec-Fetch-Site"] == "cross-site", "a POST from elsewhere stays one"


def test_the_page_carries_wechats_bridge_and_its_links_stay_in_the_frame(
    phone: FlaskClient, shop: Shop, bo: Person
) -> None:
    page = phone.get("/s/page", base_url=frame(bo)).text
    assert '<head><script src="/__wechat__/bridge.js"></script>' in page
    assert f"{frame(bo)}/orders" in page
    assert shop.origin not in page


def test_only_the_phone_may_frame_the_page_and_the_rest_of_its_policy_stays(phone: FlaskClient, bo: Person) -> None:
    headers = phone.get("/s/page", base_url=frame(bo)).headers
    allowed = "frame-ancestors http://127.0.0.1:5001 http://localhost:5001;"
    assert headers["Content-Security-Policy"] == f"default-src 'none'; script-src 'self'; {allowed} base-uri 'none'"
    assert "X-Frame-Options" not in headers


def test_two_people_have_two_cookie_jars(phone: FlaskClient, shop: Shop, ada: Person, bo: Person) -> None:
    answer = phone.get("/s/page", base_url=frame(ada))
    assert "Set-Cookie" not in answer.headers, "the jar is the person's, not the desktop browser's"
    phone.get("/s/page", base_url=frame(ada))
    hers = shop.last.headers["Cookie"]
    phone.get("/s/page", base_url=frame(bo))
    assert hers.startswith("visitor=v")
    assert "Cookie" not in shop.last.headers


def test_a_cookie_of_the_desktop_browser_is_not_passed_on(phone: FlaskClient, shop: Shop, bo: Person) -> None:
    phone.get("/s/page", base_url=frame(bo), headers={"Cookie": "visitor=forged"})
    assert "forged" not in shop.last.headers.get("Cookie", "")


def test_cookies_end_by_the_phones_clock_or_when_the_shop_says_so(
    phone: FlaskClient, context: SandboxContext, shop: Shop, ada: Person, bo: Person
) -> None:
    for person in (ada, bo):
        phone.get("/s/page", base_url=frame(person))
    phone.get("/s/forget", base_url=frame(bo))
    phone.get("/orders", base_url=frame(bo))
    assert "Cookie" not in shop.last.headers
    context.clock.move(3601)
    phone.get("/orders", base_url=frame(ada))
    assert "Cookie" not in shop.last.headers


def test_signing_in_is_silent_and_brings_back_this_person(
    phone: FlaskClient, context: SandboxContext, shop: Shop, bo: Person
) -> None:
    back = quote(f"{shop.origin}/wechat/oauth?next=/s/page", safe="")
    asked = f"appid={context.accounts.h5_appid}&redirect_uri={back}&response_type=code&scope=snsapi_userinfo&state=xyz"
    shop.authorize = f"{WECHAT}/connect/oauth2/authorize?{asked}#wechat_redirect"
    leaving = phone.get("/s/buy", base_url=frame(bo)).headers["Location"]
    assert leaving.startswith(f"{frame(bo)}/connect/oauth2/authorize?")
    returning = phone.get(leaving.removeprefix(frame(bo)), base_url=frame(bo)).headers["Location"]
    assert returning.startswith(f"{frame(bo)}/wechat/oauth?next=/s/page&code=")
    code = parse_qs(urlsplit(returning).query)["code"][0]
    assert oauth.exchange(context, appid=context.accounts.h5_appid, code=code).person == bo


def test_the_first_page_after_a_silent_sign_in_tells_the_phone_of_it(
    phone: FlaskClient, context: SandboxContext, shop: Shop, ada: Person, bo: Person
) -> None:
    back = quote(f"{shop.origin}/wechat/oauth", safe="")
    asked = f"appid={context.accounts.h5_appid}&redirect_uri={back}&response_type=code&scope=snsapi_base&state=xyz"
    phone.get(f"/connect/oauth2/authorize?{asked}", base_url=frame(bo))
    pages = [phone.get("/s/page", base_url=frame(person)).text for person in (ada, bo, bo)]
    assert ["data-signed-in" in page for page in pages] == [False, True, False]


def test_redirects_within_the_shop_stay_in_the_frame_and_others_are_not_followed(
    phone: FlaskClient, bo: Person
) -> None:
    assert phone.get("/s/home", base_url=frame(bo)).headers["Location"] == f"{frame(bo)}/orders?x=1"
    away = phone.get("/s/away", base_url=frame(bo))
    assert (away.status_code, away.headers["Location"]) == (302, "http://evil.example/")


def test_what_a_page_sends_names_the_shops_address(phone: FlaskClient, shop: Shop, bo: Person) -> None:
    phone.post("/s/x/signature", base_url=frame(bo), json={"url": f"{frame(bo)}/s/x"}, headers={"Origin": frame(bo)})
    assert shop.last.body == f'{{"url": "{shop.origin}/s/x"}}'.encode()
    assert shop.last.headers["Origin"] == shop.origin
    form = {"content_type": "application/x-www-form-urlencoded", "data": f"back={quote(f'{frame(bo)}/s/x', safe='')}"}
    phone.post("/s/x/form", base_url=frame(bo), **form)
    assert shop.last.body == f"back={quote(f'{shop.origin}/s/x', safe='')}".encode()


def test_nothing_of_the_sandbox_is_reachable_from_a_page(phone: FlaskClient, shop: Shop, bo: Person) -> None:
    for path in ("/control/people", "/phone", "/phone/api/start", "/healthz"):
        assert phone.get(path, base_url=frame(bo)).json == {"path": path}, "the shop answered, not the sandbox"
    assert shop.last.path == "/healthz"


def test_a_request_line_that_names_another_host_reaches_the_shop_all_the_same(
    phone: FlaskClient, shop: Shop, bo: Person
) -> None:
    named = {"REQUEST_URI": "http://evil.example/s/page", "RAW_URI": "http://evil.example/s/page"}
    phone.get("/s/page", base_url=frame(bo), environ_overrides=named)
    assert (shop.last.path, shop.last.headers["Host"]) == ("/s/page", urlsplit(shop.origin).netloc)


@pytest.mark.parametrize("host", ["p000000000000.localhost:5001", "pxyz.localhost:5001"])
def test_a_host_that_is_nobody_shows_no_shop(phone: FlaskClient, shop: Shop, host: str) -> None:
    before = len(shop.heard)
    assert phone.get("/s/page", base_url=f"http://{host}").status_code == 404
    assert len(shop.heard) == before


def test_a_name_outside_this_machine_is_refused(phone: FlaskClient, bo: Person) -> None:
    assert phone.get("/s/page", base_url=f"http://{bo.id}.localhost.evil.example:5001").status_code == 421


def test_a_page_is_asked_for_in_the_language_of_the_phone_that_frames_it(
    phone: FlaskClient, shop: Shop, bo: Person
) -> None:
    said = {}
    for spoken in ("-en", "-zh", ""):
        origin = f"http://{bo.id}{spoken}.localhost:5001"
        page = phone.get("/s/page", base_url=origin, headers={"Accept-Language": "fr", "Referer": f"{origin}/s/other"})
        said[spoken] = shop.last.headers["Accept-Language"]
        assert f"{origin}/orders" in page.text, "its links keep the language"
        assert shop.last.headers["Referer"] == f"{shop.origin}/s/other"
    assert said == {"-en": "en", "-zh": "zh-CN,zh;q=0.9", "": "fr"}


def test_pictures_pass_as_they_are(phone: FlaskClient, bo: Person) -> None:
    answer = phone.get("/static/big", base_url=frame(bo))
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.data) == b"x" * 300_000


def test_too_much_is_not_passed_on(phone: FlaskClient, shop: Shop, bo: Person) -> None:
    before = len(shop.heard)
    assert phone.post("/s/page", base_url=frame(bo), data=b"x" * 1_000_001).status_code == 413
    assert len(shop.heard) == before


def test_a_shop_that_does_not_run_is_said_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = SandboxFolder(tmp_path_factory.mktemp("alone"))
    provision(folder, origin=WECHAT, shop_origin="http://127.0.0.1:9")
    context = open_context(folder)
    phone = create_app(context).test_client()
    made = phone.post("/control/people", json={"name": "Bo"}).json
    answer = phone.get("/s/page", base_url=f"http://{made['id']}.localhost:5001")
    context.store.close()
    assert answer.status_code == 502
    assert "商城没有回应" in answer.text
