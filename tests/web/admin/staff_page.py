"""A real browser of staff."""

from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.chromium import DESK
from tests.cast import STAFF_PASSWORD, add_staff
from tests.web.admin.staff_browser import code


def staff_page(
    chromium: Browser, origin: str, path: str = "/admin/", *, size: ViewportSize = DESK, scripts: bool = True
) -> Page:
    """A tab on a page of the admin that led Di through the login form first."""
    add_staff()
    context = chromium.new_context(viewport=size, locale="zh-CN", java_script_enabled=scripts)
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.goto(f"{origin}{path}")
    page.fill("#login", "di")
    page.fill("#password", STAFF_PASSWORD)
    page.fill("#code", code())
    page.press("#code", "Enter")
    page.wait_for_url(f"{origin}{path}")
    return page
