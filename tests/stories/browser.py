"""WeChat's in-app browser without its script: cookies, forms, and a login that WeChat answers for one person."""

import re
from urllib.parse import parse_qs, urlsplit

import requests

from tests.stories.people import ADDRESS, Json
from tests.stories.served_system import ServedSystem

WECHAT = {"User-Agent": "Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0.50", "Accept-Language": "en"}


class Browser:
    """One phone's browser; it follows nothing by itself."""

    def __init__(self, system: ServedSystem) -> None:
        self._system = system
        self.wire = requests.Session()
        self.wire.trust_env = False
        self.wire.headers.update(WECHAT)

    def get(self, address: str) -> requests.Response:
        url = address if address.startswith("http") else self._system.origin + address
        return self.wire.get(url, allow_redirects=False, timeout=60)

    def sent_to_wechat(self, token: str) -> tuple[str, str]:
        """Go to the checkout as somebody unknown: the state and the scope WeChat is asked with."""
        sent = self.get(f"/s/{token}/checkout")
        assert sent.status_code in (302, 303), sent.text[:500]
        asked = parse_qs(urlsplit(sent.headers["Location"]).query)
        return asked["state"][0], asked["scope"][0]

    def comes_back(self, token: str, person: Json) -> str:
        """The whole login: asked, allowed, recognised. Gives the address WeChat sent the browser to, code and all."""
        state, scope = self.sent_to_wechat(token)
        code = self._system.sandbox.control("POST", f"/people/{person['id']}/oauth-code", scope=scope)["code"]
        address = f"/wechat/oauth?code={code}&state={state}"
        welcomed = self.get(address)
        assert welcomed.headers.get("Location", "").endswith(f"/s/{token}/checkout"), (
            welcomed.status_code,
            welcomed.text[:3000],
            self._system.web.last_words(),
        )
        return address

    def orders(self, token: str) -> str:
        """Fill in the checkout's form as it stands and send it; gives the order's number."""
        page = self.get(f"/s/{token}/checkout").text
        hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
        sent = self.wire.post(
            f"{self._system.origin}/s/{token}/orders", data={**hidden, **ADDRESS}, allow_redirects=False, timeout=60
        )
        found = re.fullmatch(r".*/orders/(\w+)/pay", sent.headers.get("Location", ""))
        assert found, sent.text[:2000]
        return found[1]
