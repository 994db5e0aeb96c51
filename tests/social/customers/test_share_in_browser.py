"""Bo opens a share, buys nothing, silences the shop and contests what it keeps; Di decides; Bo reads the answer."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.chromium import DESK, PHONE, open_quietly
from tests.cast import STAFF_PASSWORD, Keeper, Somebody, add_staff
from tests.social.relationships.event_factory import happens
from tests.web.admin.staff_browser import code
from tests.web.share.phones import WECHAT
from tests.web.share.wechat_browser import wechat_knows
from webapp.gateways.wechat.fake import FakeWechat
from webapp.kernel import clock
from webapp.people.identity import new_visitor_id
from webapp.referral.visits.flows.ingest_visits import ingest_visits
from webapp.social import relationships
from webapp.social.relationships import EventKind
from webapp.web.share.visitor import COOKIE, Consumer, cookie_for

pytestmark = pytest.mark.browser


def bos_browser(
    chromium: Browser, origin: str, bo: Somebody, fake_wechat: FakeWechat, *, scripts: bool = True
) -> BrowserContext:
    """WeChat's browser in Bo's hand."""
    context = chromium.new_context(
        viewport=PHONE,  # type: ignore[arg-type]
        locale="zh-CN",
        user_agent=WECHAT,
        java_script_enabled=scripts,
    )
    context.set_default_timeout(15_000)
    wechat_knows(context, origin, bo, fake_wechat)
    return context


def recognised(context: BrowserContext, origin: str, bo: Somebody) -> Page:
    """A tab in which the shop knows Bo already."""
    cookie = cookie_for(Consumer(new_visitor_id(), bo.id)).partition(";")[0].partition("=")[2]
    context.add_cookies([{"name": COOKIE, "value": cookie, "url": origin}])
    return context.new_page()


def di_browser(chromium: Browser, origin: str) -> Page:
    """A browser in which Di has logged in."""
    add_staff()
    context = chromium.new_context(viewport=DESK, locale="zh-CN")  # type: ignore[arg-type]
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.goto(f"{origin}/admin/objections")
    page.fill("#login", "di")
    page.fill("#password", STAFF_PASSWORD)
    page.fill("#code", code())
    page.press("#code", "Enter")
    page.wait_for_url(f"{origin}/admin/objections")
    return page


@pytest.mark.parametrize("scripts", [True, False])
def test_bo_silences_a_shop_contests_its_record_and_reads_what_di_decided(
    chromium: Browser, origin: str, ada: Keeper, bo: Somebody, token: str, fake_wechat: FakeWechat, scripts: bool
) -> None:
    happens(ada, bo, EventKind.COMPLAINT_UPHELD, "complaint:1", days_ago=2)
    before = relationships.pair_for(ada.id, bo.id, now=clock.now()).mean
    context = bos_browser(chromium, origin, bo, fake_wechat, scripts=scripts)
    phone = context.new_page()

    # He opens the share, buys nothing, and asks for fewer of these: WeChat tells who he is on the way.
    phone.goto(f"{origin}/s/{token}")
    if scripts:
        phone.wait_for_url(lambda url: token not in url)
        assert ingest_visits() == 1
    phone.get_by_role("link", name="不想再收到？").click()
    phone.wait_for_url(f"**/me/shops/{ada.code}*")
    expect(phone.get_by_role("heading", name="Ada的小店")).to_be_visible()
    expect(phone.locator("#record ~ .pair-timeline li", has_text="打开了分享")).to_have_count(1 if scripts else 0)

    phone.get_by_role("button", name="免打扰").click()
    expect(phone.get_by_role("status")).to_contain_text("不能再给您推送")
    expect(phone.get_by_role("button", name="取消免打扰")).to_be_visible()

    complaint = phone.locator(".pair-timeline li", has_text="投诉成立")
    complaint.locator("summary").click()
    complaint.get_by_label("哪里不对").fill("我没有投诉过这家店")
    complaint.get_by_role("button", name="提出异议").click()
    expect(phone.get_by_role("status")).to_contain_text("收到了")
    expect(complaint).to_contain_text("我们正在看")

    # Di reads it and agrees.
    desk = di_browser(chromium, origin)
    panel = desk.locator(".panel", has_text="我没有投诉过这家店")
    panel.get_by_label("给顾客的答复").fill("查过了，您说得对")
    panel.get_by_role("button", name="成立：不再计算").click()
    expect(desk.get_by_role("status")).to_contain_text("不再计算")
    desk.goto(f"{origin}/admin/relationships/{ada.code}/{bo.id}")
    expect(desk.get_by_role("row", name="投诉成立")).to_contain_text("异议成立")
    desk.context.close()

    # Bo finds the answer where it happened, from the list of all his shops.
    phone.goto(f"{origin}/me")
    phone.get_by_role("link", name="哪些店记着您").click()
    phone.get_by_role("link", name="Ada的小店").click()
    expect(complaint).to_contain_text("查过了，您说得对")
    expect(complaint.locator("s")).to_have_text("投诉成立")
    pair = relationships.pair_for(ada.id, bo.id, now=clock.now())
    assert pair.muted
    assert pair.mean > before
    context.close()


def test_ones_own_pages_keep_their_policy_fit_a_phone_and_can_be_walked_by_keyboard(
    chromium: Browser, origin: str, ada: Keeper, bo: Somebody, fake_wechat: FakeWechat
) -> None:
    for n in range(4):
        happens(ada, bo, EventKind.PURCHASE_SATISFIED, f"order:{n}", days_ago=9 - n)
    context = bos_browser(chromium, origin, bo, fake_wechat)
    page = recognised(context, origin, bo)
    paths = ("/me", "/me/shops", f"/me/shops/{ada.code}", "/orders")
    for language in ("zh", "en"):
        context.add_cookies([{"name": "gx_lang", "value": language, "url": origin}])
        tabs, complaints = open_quietly(context, [f"{origin}{path}" for path in paths])
        for tab in tabs:
            assert tab.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], tab.url
            assert tab.get_by_role("heading", level=1).count() == 1, tab.url
        assert complaints == []
    page.bring_to_front()
    page.goto(f"{origin}/me/shops/{ada.code}")
    page.locator(".objection summary").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Not me")
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.get_by_text("being looked at")).to_be_visible()
    context.close()


def test_words_too_many_are_kept_and_the_cursor_stands_where_they_are(
    chromium: Browser, origin: str, ada: Keeper, bo: Somebody, fake_wechat: FakeWechat
) -> None:
    happens(ada, bo, EventKind.COMPLAINT_UPHELD, "complaint:1")
    context = bos_browser(chromium, origin, bo, fake_wechat)
    page = recognised(context, origin, bo)
    page.goto(f"{origin}/me/shops/{ada.code}")
    page.locator(".objection summary").click()
    page.get_by_label("哪里不对").evaluate(
        "field => { field.removeAttribute('maxlength'); field.value = '很'.repeat(501); }"
    )
    page.get_by_role("button", name="提出异议").click()
    expect(page.get_by_role("alert")).to_contain_text("还没有提交")
    field = page.get_by_label("哪里不对")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    assert len(field.input_value()) == 501
    context.close()
