"""Bo opens a share, buys nothing, silences the shop and contests what it keeps; Di decides; Bo reads the answer."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.chromium import PHONE, open_quietly
from tests.cast import Keeper, Somebody
from tests.social.relationships.event_factory import happens
from tests.web.admin.staff_page import staff_page
from tests.web.share.wechat_browser import shop_knows, wechat_browser, wechat_knows
from webapp.gateways.wechat.fake import FakeWechat
from webapp.kernel import clock
from webapp.referral.visits.flows.ingest_visits import ingest_visits
from webapp.social import relationships
from webapp.social.relationships import EventKind

pytestmark = pytest.mark.browser


@pytest.fixture
def scripts() -> bool:
    """Whether Bo's browser runs any."""
    return True


@pytest.fixture
def bos_browser(
    chromium: Browser, origin: str, bo: Somebody, fake_wechat: FakeWechat, scripts: bool
) -> Iterator[BrowserContext]:
    """WeChat's browser in Bo's hand."""
    with wechat_browser(chromium, scripts=scripts) as context:
        wechat_knows(context, origin, bo, fake_wechat)
        yield context


@pytest.fixture
def bos_page(bos_browser: BrowserContext, origin: str, bo: Somebody) -> Page:
    """A tab in which the shop knows Bo already."""
    shop_knows(bos_browser, origin, bo)
    return bos_browser.new_page()


@pytest.mark.parametrize("scripts", [True, False])
def test_bo_silences_a_shop_contests_its_record_and_reads_what_di_decided(
    bos_browser: BrowserContext, chromium: Browser, origin: str, ada: Keeper, bo: Somebody, token: str, scripts: bool
) -> None:
    happens(ada, bo, EventKind.COMPLAINT_UPHELD, "complaint:1", days_ago=2)
    before = relationships.pair_for(ada.id, bo.id, now=clock.now()).mean
    phone = bos_browser.new_page()
    bo_opens_the_share_and_asks_for_fewer_of_these(phone, f"{origin}/s/{token}", ada, scripts=scripts)
    bo_silences_the_shop(phone)
    bo_contests_the_complaint(phone, "我没有投诉过这家店")
    di_agrees(chromium, origin, ada, bo, "我没有投诉过这家店", answer="查过了，您说得对")
    bo_finds_the_answer_where_it_happened(phone, origin, "查过了，您说得对")
    pair = relationships.pair_for(ada.id, bo.id, now=clock.now())
    assert pair.muted
    assert pair.mean > before


def bo_opens_the_share_and_asks_for_fewer_of_these(phone: Page, share: str, ada: Keeper, *, scripts: bool) -> None:
    """He buys nothing: WeChat tells who he is on the way. Without scripts no visit is recorded."""
    phone.goto(share)
    if scripts:
        phone.wait_for_url(lambda url: url != share)
        assert ingest_visits() == 1
    phone.get_by_role("link", name="不想再收到？").click()
    phone.wait_for_url(f"**/me/shops/{ada.code}*")
    expect(phone.get_by_role("heading", name="Ada的小店")).to_be_visible()
    expect(phone.locator("#record ~ .pair-timeline li", has_text="打开了分享")).to_have_count(1 if scripts else 0)


def bo_silences_the_shop(phone: Page) -> None:
    phone.get_by_role("button", name="免打扰").click()
    expect(phone.get_by_role("status")).to_contain_text("不能再给您推送")
    expect(phone.get_by_role("button", name="取消免打扰")).to_be_visible()


def upheld_complaint(phone: Page) -> Locator:
    """Its line in what the shop keeps of him."""
    return phone.locator(".pair-timeline li", has_text="投诉成立")


def bo_contests_the_complaint(phone: Page, words: str) -> None:
    complaint = upheld_complaint(phone)
    complaint.locator("summary").click()
    complaint.get_by_label("哪里不对").fill(words)
    complaint.get_by_role("button", name="提出异议").click()
    expect(phone.get_by_role("status")).to_contain_text("收到了")
    expect(complaint).to_contain_text("我们正在看")


def di_agrees(chromium: Browser, origin: str, ada: Keeper, bo: Somebody, words: str, *, answer: str) -> None:
    page = staff_page(chromium, origin, "/admin/objections")
    panel = page.locator(".panel", has_text=words)
    panel.get_by_label("给顾客的答复").fill(answer)
    panel.get_by_role("button", name="成立：不再计算").click()
    expect(page.get_by_role("status")).to_contain_text("不再计算")
    page.goto(f"{origin}/admin/relationships/{ada.code}/{bo.id}")
    expect(page.get_by_role("row", name="投诉成立")).to_contain_text("异议成立")
    page.context.close()


def bo_finds_the_answer_where_it_happened(phone: Page, origin: str, answer: str) -> None:
    """From the list of all his shops."""
    phone.goto(f"{origin}/me")
    phone.get_by_role("link", name="哪些店记着您").click()
    phone.get_by_role("link", name="Ada的小店").click()
    expect(upheld_complaint(phone)).to_contain_text(answer)
    expect(upheld_complaint(phone).locator("s")).to_have_text("投诉成立")


def test_ones_own_pages_keep_their_policy_fit_a_phone_and_can_be_walked_by_keyboard(
    bos_page: Page, origin: str, ada: Keeper, bo: Somebody
) -> None:
    for n in range(4):
        happens(ada, bo, EventKind.PURCHASE_SATISFIED, f"order:{n}", days_ago=9 - n)
    paths = ("/me", "/me/shops", f"/me/shops/{ada.code}", "/orders")
    for language in ("zh", "en"):
        bos_page.context.add_cookies([{"name": "gx_lang", "value": language, "url": origin}])
        tabs, complaints = open_quietly(bos_page.context, [f"{origin}{path}" for path in paths])
        for tab in tabs:
            assert tab.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], tab.url
            assert tab.get_by_role("heading", level=1).count() == 1, tab.url
        assert complaints == []
    bos_page.bring_to_front()
    bos_page.goto(f"{origin}/me/shops/{ada.code}")
    bos_page.locator(".objection summary").first.focus()
    bos_page.keyboard.press("Enter")
    bos_page.keyboard.press("Tab")
    bos_page.keyboard.type("Not me")
    bos_page.keyboard.press("Tab")
    assert bos_page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    bos_page.keyboard.press("Enter")
    expect(bos_page.get_by_text("being looked at")).to_be_visible()


def test_words_too_many_are_kept_and_the_cursor_stands_where_they_are(
    bos_page: Page, origin: str, ada: Keeper, bo: Somebody
) -> None:
    happens(ada, bo, EventKind.COMPLAINT_UPHELD, "complaint:1")
    bos_page.goto(f"{origin}/me/shops/{ada.code}")
    bos_page.locator(".objection summary").click()
    bos_page.get_by_label("哪里不对").fill("很" * 501)
    bos_page.get_by_role("button", name="提出异议").click()
    expect(bos_page.get_by_role("alert")).to_contain_text("还没有提交")
    field = bos_page.get_by_label("哪里不对")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    assert len(field.input_value()) == 501
