"""What WeChat adds to a real browser: its login page."""

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import BrowserContext, Route

from tests.cast import Somebody
from webapp.gateways.wechat.twin import Twin


def wechat_knows(context: BrowserContext, origin: str, bo: Somebody, twin: Twin) -> None:
    """WeChat's login page sends Bo straight back with a code."""

    def authorize(route: Route) -> None:
        asked = parse_qs(urlsplit(route.request.url).query)
        code = twin.official.code_for(bo.h5, bo.unionid)
        back = f"{origin}{urlsplit(asked['redirect_uri'][0]).path}?code={code}&state={asked['state'][0]}"
        route.fulfill(status=302, headers={"Location": back})

    context.route("https://open.weixin.qq.com/**", authorize)
