"""The consumer's pages in a real browser that plays WeChat's."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.chromium import PHONE
from tests.cast import Shelf, Somebody, scalar
from tests.faces.share.in_wechat import wechat_knows
from tests.faces.share.phones import WECHAT
from tests.flows.reviewing import received
from tests.stories.town import until
from webapp.faces.share.visitor import COOKIE, Consumer, cookie_for
from webapp.flows.ingest_visits import ingest_visits
from webapp.gateways.wechat.twin import Twin

pytestmark = pytest.mark.browser

BRIDGE = """
window.said = [];
window.WeixinJSBridge = { invoke: (name, params, done) => {
  window.said.push([name, params]);
  done({ err_msg: name + (name === "getBrandWCPayRequest" ? ":" + (window.answer || "ok") : ":ok") });
} };
"""


@pytest.fixture
def complaints(page: Page, origin: str) -> list[str]:
    """Everything the browser complains about, and every address that is not ours."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith((origin, "data:")) else found.append(asked.url))
    return found


def test_looking_records_a_visit_and_the_address_becomes_ones_own(
    page: Page, origin: str, token: str, complaints: list[str]
) -> None:
    page.goto(f"{origin}/s/{token}")
    page.wait_for_url(lambda url: token not in url)
    assert ingest_visits() == 1
    page.reload()
    page.wait_for_load_state("networkidle")
    assert ingest_visits() == 1
    assert scalar("SELECT count(*) FROM touch") == 1
    assert complaints == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_page_in_the_background_records_nothing_until_it_is_looked_at(page: Page, origin: str, token: str) -> None:
    page.add_init_script(
        "let seen = 'hidden'; Object.defineProperty(document, 'visibilityState', {get: () => seen});"
        "window.look = () => { seen = 'visible'; document.dispatchEvent(new Event('visibilitychange')); };"
    )
    page.goto(f"{origin}/s/{token}")
    page.wait_for_load_state("networkidle")
    assert ingest_visits() == 0
    page.evaluate("window.look()")
    page.wait_for_url(lambda url: token not in url)
    assert ingest_visits() == 1


def test_choosing_shows_the_price_and_never_more_than_there_is(
    page: Page, origin: str, token: str, tea: Shelf, complaints: list[str]
) -> None:
    page.goto(f"{origin}/s/{token}")
    page.check(f"[value={tea.other_sku_code}]")
    expect(page.locator("#price")).to_have_text("¥198.00")
    for _ in range(3):
        page.click('[data-step="1"]')
    expect(page.locator("#quantity")).to_have_value("4")
    page.fill("#quantity", "99")
    page.locator("#quantity").blur()
    expect(page.locator("#quantity")).to_have_value("10")
    expect(page.locator('[data-step="1"]')).to_be_disabled()
    assert complaints == []


def test_forwarding_hands_wechat_ones_own_card(browsing: BrowserContext, origin: str, token: str) -> None:
    browsing.add_init_script(BRIDGE)
    page = browsing.new_page()
    page.goto(f"{origin}/s/{token}")
    # The page's own policy forbids the eval that wait_for_function needs.
    until(lambda: page.evaluate("window.said.length") == 3)
    said = page.evaluate("window.said")
    assert [name for name, _ in said] == [
        "preVerifyJSAPI",
        "updateAppMessageShareData",
        "updateTimelineShareData",
    ]
    card = said[1][1]
    assert card["title"] == "春茶"
    assert card["link"].rpartition("/")[2] == page.evaluate("location.pathname").rpartition("/")[2] != token
    assert len(card["verifySignature"]) == 40


@pytest.mark.parametrize("scripts", [True, False])
def test_bo_buys_from_the_link_to_the_paid_page(
    chromium_context: BrowserContext, origin: str, token: str, tea: Shelf, bo: Somebody, twin: Twin, scripts: bool
) -> None:
    context = chromium_context
    wechat_knows(context, origin, bo, twin)
    page = context.new_page()
    page.goto(f"{origin}/s/{token}")
    page.get_by_role("button", name="立即购买").click()
    page.fill("[name=recipient]", "周宁")
    page.fill("[name=phone]", "138")
    page.fill("[name=region]", "浙江省 杭州市")
    page.fill("[name=detail]", "文三路 1 号")
    page.get_by_role("button", name="提交订单").click()
    expect(page.locator("#phone-error")).to_contain_text("现在是 3 位")
    page.fill("[name=phone]", "13800138000")
    page.get_by_role("button", name="提交订单").click()
    page.wait_for_url("**/pay")
    assert scalar("SELECT address->>'detail' FROM orders") == "文三路 1 号"
    if not scripts:
        page.get_by_role("button", name="微信支付").click()
        expect(page.get_by_text("请允许脚本")).to_be_visible()
        return
    page.evaluate("window.answer = 'cancel'")
    page.get_by_role("button", name="微信支付").click()
    expect(page.locator("#pay-said")).to_contain_text("您没有付款")
    page.evaluate("window.answer = 'ok'")
    page.get_by_role("button", name="微信支付").click()
    page.wait_for_url("**waiting=1")
    twin.pay.succeed(str(scalar("SELECT out_trade_no FROM payment")))
    expect(page.get_by_role("heading", name="付好了")).to_be_visible()
    page.goto(f"{origin}/orders")
    expect(page.get_by_text("待发货")).to_be_visible()


@pytest.fixture
def chromium_context(chromium: object, scripts: bool) -> Iterator[BrowserContext]:
    """WeChat's browser, with or without scripts."""
    context = chromium.new_context(  # type: ignore[attr-defined]
        viewport={"width": 390, "height": 844}, locale="zh-CN", user_agent=WECHAT, java_script_enabled=scripts
    )
    context.set_default_timeout(15_000)
    if scripts:
        context.add_init_script(BRIDGE)
    yield context
    context.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_stars_are_given_by_keyboard_or_thumb(
    chromium: Browser, origin: str, twin: Twin, bo: Somebody, tea: Shelf, token: str, scripts: bool
) -> None:
    no = received(twin, bo, tea, token)
    context = chromium.new_context(viewport=PHONE, locale="zh-CN", java_script_enabled=scripts)  # type: ignore[arg-type]
    cookie = cookie_for(Consumer(4_711, bo.id)).partition(";")[0].partition("=")[2]
    context.add_cookies([{"name": COOKIE, "value": cookie, "url": origin}])
    page = context.new_page()
    page.goto(f"{origin}/orders/{no}/review")
    page.get_by_text("一般").click()
    expect(page.get_by_label("3 星")).to_be_checked()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label("4 星")).to_be_checked()
    page.get_by_label("想说的话").fill("很香")
    page.get_by_role("button", name="发布评价").click()
    expect(page.get_by_text("您的评价已记下")).to_be_visible()
    expect(page.get_by_role("img", name="4 星，满分 5 星")).to_be_visible()
    assert scalar("SELECT stars FROM review") == 4
    context.close()
