"""The consumer's pages in a real browser that plays WeChat's."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.cast import ListedProduct, Somebody, add_staff, scalar
from tests.social.reviews.reviewing import received, says
from tests.stories.served_system import until
from tests.trade import buying
from tests.web.share.wechat_browser import shop_knows, wechat_browser, wechat_knows
from webapp.gateways.wechat.fake import FakeWechat
from webapp.referral.visits.flows.ingest_visits import ingest_visits
from webapp.trade.orders.flows.ship_order import ship_order

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


@pytest.fixture
def scripts() -> bool:
    """Whether Bo's browser runs any."""
    return True


@pytest.fixture
def bos_browser(chromium: Browser, scripts: bool) -> Iterator[BrowserContext]:
    """WeChat's browser in Bo's hand, with the bridge to WeChat when it runs scripts."""
    with wechat_browser(chromium, scripts=scripts) as context:
        if scripts:
            context.add_init_script(BRIDGE)
        yield context


@pytest.fixture
def bos_page(bos_browser: BrowserContext, origin: str, bo: Somebody) -> Page:
    """A tab in which the shop knows Bo already."""
    shop_knows(bos_browser, origin, bo)
    return bos_browser.new_page()


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


def test_choosing_quotes_the_price_and_never_more_than_there_is(
    page: Page, origin: str, token: str, tea: ListedProduct, complaints: list[str]
) -> None:
    page.goto(f"{origin}/s/{token}")
    page.check(f"[value={tea.other_sku_code}]")
    expect(page.locator("#price")).to_have_text("¥198.00")
    more = page.get_by_role("button", name="多一件")
    for _ in range(3):  # faster than the shop answers: none of the three is lost
        more.click()
    expect(page.locator("#quantity")).to_have_value("4")
    expect(page.locator("#quote")).to_contain_text("合计 ¥792.00")
    page.fill("#quantity", "99")
    page.locator("#quantity").blur()
    expect(page.locator("#quantity")).to_have_value("10")
    expect(page.locator("#quote")).to_contain_text("现在最多能买 10 件")
    assert complaints == []


def test_the_stepper_is_worked_by_keyboard_alone(page: Page, origin: str, token: str) -> None:
    page.goto(f"{origin}/s/{token}")
    more = page.get_by_role("button", name="多一件")
    more.focus()
    for wanted in ("2", "3"):
        page.keyboard.press("Enter")
        expect(page.locator("#quantity")).to_have_value(wanted)
        expect(more).to_be_focused()


def test_further_reviews_come_in_place_and_take_the_readers_focus(
    page: Page,
    origin: str,
    token: str,
    bo: Somebody,
    tea: ListedProduct,
    fake_wechat: FakeWechat,
    complaints: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("webapp.pages.share.reviews.PAGE", 2)
    for stars in (5, 4, 3):
        says(bo, received(fake_wechat, bo, tea, token), tea, stars)
    page.goto(f"{origin}/s/{token}")
    reviews, further = page.locator("#review-list article"), page.locator("#review-list .pager a")
    page.get_by_role("link", name="看全部 3 条评价").click()
    expect(reviews).to_have_count(2)
    further.focus()
    page.keyboard.press("Enter")
    expect(reviews).to_have_count(3)
    expect(reviews.nth(2)).to_be_focused()
    expect(further).to_have_count(0)
    assert complaints == []


def test_forwarding_hands_wechat_ones_own_card(bos_browser: BrowserContext, origin: str, token: str) -> None:
    page = bos_browser.new_page()
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
    bos_browser: BrowserContext,
    origin: str,
    token: str,
    tea: ListedProduct,
    bo: Somebody,
    fake_wechat: FakeWechat,
    scripts: bool,
) -> None:
    wechat_knows(bos_browser, origin, bo, fake_wechat)
    page = bos_browser.new_page()
    page.goto(f"{origin}/s/{token}")
    page.get_by_role("button", name="立即购买").click()
    page.fill("[name=recipient]", "周宁")
    page.fill("[name=phone]", "138")
    page.fill("[name=region]", "浙江省 杭州市")
    page.fill("[name=detail]", "文三路 1 号")
    if scripts:
        expect(page.locator("#phone-error")).to_contain_text("现在是 3 位")  # the field was left
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
    fake_wechat.pay.succeed(str(scalar("SELECT out_trade_no FROM payment")))
    expect(page.get_by_role("heading", name="付好了")).to_be_visible()
    page.goto(f"{origin}/orders")
    expect(page.get_by_text("待发货")).to_be_visible()


def test_no_button_waits_while_an_order_looks_how_it_stands(
    bos_page: Page, origin: str, fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct, token: str
) -> None:
    bos_page.goto(f"{origin}/orders/{buying.buy(fake_wechat, bo, tea, token=token)}")
    bos_page.route("**/part?*", lambda _: None)  # it never hears an answer
    with bos_page.expect_request("**/part?*"):
        bos_page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert "htmx-request" not in (bos_page.locator("#order").get_attribute("class") or "")
    assert bos_page.locator(".htmx-request .btn, .btn.htmx-request").count() == 0


def test_an_order_ages_by_itself_and_keeps_what_is_being_typed(
    bos_page: Page, origin: str, fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct, token: str
) -> None:
    no = buying.buy(fake_wechat, bo, tea, token=token)
    bos_page.goto(f"{origin}/orders/{no}")
    bos_page.get_by_text("申请退款", exact=True).click()
    bos_page.get_by_label("为什么退款").fill("买错了")
    ship_order(no, carrier="顺丰", tracking_no="SF1234567890123", staff_id=add_staff().id)
    bos_page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(bos_page.get_by_role("heading", name="已发货")).to_be_visible()
    expect(bos_page.get_by_text("SF1234567890123")).to_be_visible()
    expect(bos_page.get_by_role("button", name="确认收货")).to_be_visible()
    expect(bos_page.get_by_label("为什么退款")).to_have_value("买错了")
    expect(bos_page.get_by_role("status")).to_contain_text("已发货")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_stars_are_given_by_keyboard_or_thumb(
    bos_page: Page, origin: str, fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct, token: str
) -> None:
    no = received(fake_wechat, bo, tea, token)
    bos_page.goto(f"{origin}/orders/{no}/review")
    bos_page.get_by_text("一般").click()
    expect(bos_page.get_by_label("3 星")).to_be_checked()
    bos_page.keyboard.press("ArrowRight")
    expect(bos_page.get_by_label("4 星")).to_be_checked()
    bos_page.get_by_label("想说的话").fill("很香")
    bos_page.get_by_role("button", name="发布评价").click()
    expect(bos_page.get_by_text("您的评价已记下")).to_be_visible()
    expect(bos_page.get_by_role("img", name="4 星，满分 5 星")).to_be_visible()
    assert scalar("SELECT stars FROM review") == 4


def test_a_question_is_asked_in_place_corrected_and_thanked_for(bos_page: Page, origin: str, token: str) -> None:
    bos_page.goto(f"{origin}/s/{token}/questions")
    question, send = bos_page.get_by_label("想知道什么"), bos_page.get_by_role("button", name="提问")
    question.fill("长" * 201)
    send.click()
    expect(bos_page.get_by_role("alert")).to_be_focused()
    expect(question).to_have_value("长" * 201)
    question.fill("怎么保存？")
    send.click()
    expect(bos_page.get_by_role("status")).to_be_focused()
    expect(bos_page.get_by_role("status")).to_contain_text("收到了")
    expect(question).to_have_value("")
    assert bos_page.url == f"{origin}/s/{token}/questions"
    assert scalar("SELECT count(*) FROM question") == 1
