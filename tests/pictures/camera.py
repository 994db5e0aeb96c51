"""A browser that looks at the demo as a picture declares it, waits until the page stands still, and keeps it small."""

import io
import re
from collections.abc import Callable

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.chromium import PATIENCE
from tests.browser.phone_page import PhonePage
from tests.browser.tour import Tour
from tests.pictures.declarations import DESK, FRIEND, GROUP, GUEST, HOST, Picture, Viewer, Window
from tests.pictures.demo import Demo

OPEN_MINI = "async (path) => { (await import('/phone/static/links.js')).openMini(path); }"
LOOK_AGAIN, MOST_LOOKS = 0.3, 30  # seconds, times
COLOURS = 256


class Restless(Exception):
    """A page that never stood still."""


class Camera:
    """One browser, one demo."""

    def __init__(self, browser: Browser, demo: Demo) -> None:
        self._browser, self._demo = browser, demo
        self._token = ""
        self._staff_state: object = None
        expect.set_options(timeout=PATIENCE)

    def walk_the_tour(self) -> None:
        """A share, a forward and a sale of today, so that the pictures have something fresh to show."""
        with self._context(DESK) as context:
            page = context.new_page()
            page.goto(f"{self._demo.phone}/phone")
            tour = Tour(PhonePage(page), HOST, GUEST, FRIEND, GROUP)
            tour.share("明前龙井", "今年的新茶，我自己也在喝，豆香比去年还足一些。")
            tour.look()
            self._token = _token_in(page)
            tour.forward()
            tour.pay(tour.order(region="浙江省 杭州市 西湖区", street="文三路 188 号 3 幢 502 室"), "128.00")

    def log_in(self) -> None:
        """As the demo's staff; once, for a code is good for one login."""
        lines = (line.partition(" ") for line in self._demo.command("demo", "credentials").splitlines())
        known = {name: value for name, _, value in lines}
        with self._context(DESK) as context:
            page = context.new_page()
            page.goto(f"{self._demo.shop}/admin/login")
            for name in ("login", "password", "code"):
                page.locator(f"input[name={name}]").fill(known[name])
            page.keyboard.press("Enter")
            page.wait_for_url(f"{self._demo.shop}/admin/")
            self._staff_state = context.storage_state()

    def take(self, picture: Picture) -> bytes:
        """The picture as a fresh browser shows it."""
        with self._context(picture.window, is_dark=picture.is_dark, of=picture.viewer) as context:
            page = context.new_page()
            self._open(page, picture)
            for selector in picture.taps:
                page.locator(selector).click()
            expect(page.locator(picture.shows)).to_be_visible()
            if picture.centre:
                _centre(page.locator(picture.centre))
            if picture.is_whole:
                _grow(page, picture.window)
            return _smaller(_when_still(page, lambda: page.screenshot(caret="hide")))

    def _context(self, window: Window, *, is_dark: bool = False, of: Viewer | str = Viewer.STRANGER) -> BrowserContext:
        context = self._browser.new_context(
            viewport={"width": window.width, "height": window.height},
            device_scale_factor=window.scale,
            color_scheme="dark" if is_dark else "light",
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            reduced_motion="reduce",
            storage_state=self._staff_state if of is Viewer.STAFF else None,  # type: ignore[arg-type]
        )
        context.set_default_timeout(PATIENCE)
        return context

    def _open(self, page: Page, picture: Picture) -> None:
        """Go where the viewer looks: a page of the shop, or their phone and there perhaps the mini-program."""
        if isinstance(picture.viewer, Viewer):
            page.goto(self._demo.shop + picture.where.format(token=self._token))
            return
        page.goto(f"{self._demo.phone}/phone")
        PhonePage(page).switch_to(picture.viewer)
        if picture.where:
            page.evaluate(OPEN_MINI, picture.where)


def _token_in(page: Page) -> str:
    """The token of the share page that is open in the browser inside WeChat."""
    found = (re.search(r"/s/([\w-]{32})", frame.url) for frame in page.frames)
    return next(match[1] for match in found if match)


def _centre(place: Locator) -> None:
    place.evaluate("one => one.scrollIntoView({ block: 'center', behavior: 'instant' })")


def _grow(page: Page, window: Window) -> None:
    """Make the window as high as the page, so that what sticks to the window's edge is where the page ends."""
    page.wait_for_load_state("networkidle")
    page.set_viewport_size({"width": window.width, "height": page.evaluate("document.documentElement.scrollHeight")})


def _when_still(page: Page, take: Callable[[], bytes]) -> bytes:
    """The first of two pictures in a row that are the same: images have come, charts have been drawn."""
    page.wait_for_load_state("networkidle")
    last = take()
    for _ in range(MOST_LOOKS):
        page.wait_for_timeout(LOOK_AGAIN * 1000)
        now = take()
        if now == last:
            return now
        last = now
    raise Restless("the page does not stand still")


def _smaller(png: bytes) -> bytes:
    """The same picture with a palette: about half the size, and plain grounds keep their very colour."""
    whole = Image.open(io.BytesIO(png)).convert("RGB")
    written = io.BytesIO()
    palette = whole.quantize(COLOURS, method=Image.Quantize.MEDIANCUT)
    whole.quantize(palette=palette, dither=Image.Dither.FLOYDSTEINBERG).save(written, "PNG", optimize=True)
    return written.getvalue()
