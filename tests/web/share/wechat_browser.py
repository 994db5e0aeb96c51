"""WeChat's browser, played by a real one: its login page, and a shop that knows who holds it."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, BrowserContext, Route

from tests.browser.chromium import PHONE
from tests.cast import Somebody
from tests.web.share.phones import WECHAT, cookie_of
from webapp.gateways.wechat.fake import FakeWechat
from webapp.people.identity import new_visitor_id
from webapp.web.share.visitor import COOKIE, Consumer


@contextmanager
def wechat_browser(chromium: Browser, *, scripts: bool = True) -> Iterator[BrowserContext]:
    """A fresh browser inside WeChat, with or without scripts."""
    context = chromium.new_context(viewport=PHONE, locale="zh-CN", user_agent=WECHAT, java_script_enabled=scripts)
    context.set_default_timeout(15_000)
    yield context
    context.close()


def wechat_knows(context: BrowserContext, origin: str, bo: Somebody, fake_wechat: FakeWechat) -> None:
    """WeChat's login page sends Bo straight back with a code."""

    def authorize(route: Route) -> None:
        asked = parse_qs(urlsplit(route.request.url).query)
        code = fake_wechat.official.code_for(bo.h5, bo.unionid)
        back = f"{origin}{urlsplit(asked['redirect_uri'][0]).path}?code={code}&state={asked['state'][0]}"
        route.fulfill(status=302, headers={"Location": back})

    context.route("https://open.weixin.qq.com/**", authorize)


def shop_knows(context: BrowserContext, origin: str, person: Somebody) -> None:
    """The shop has met this browser before, and knows whose it is."""
    who = Consumer(new_visitor_id(), person.id)
    context.add_cookies([{"name": COOKIE, "value": cookie_of(who), "url": origin}])
