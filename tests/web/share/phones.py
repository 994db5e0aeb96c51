"""What people hold in their hands: WeChat's browser with its cookies, tapping, looking, filling in forms."""

import re
from urllib.parse import parse_qs, urlsplit

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.cast import Keeper, ListedProduct, Somebody
from tests.public_texts import open_mini_program, run_text_checks
from webapp.gateways.wechat import wechat
from webapp.gateways.wechat.fake import FakeWechat
from webapp.journeys.make_share import make_share
from webapp.referral.visits.flows.ingest_visits import ingest_visits
from webapp.trade.payments.flows.check_payment import check_payment
from webapp.trade.payments.flows.start_payment import start_payment
from webapp.web.share import visitor
from webapp.web.share.visitor import Consumer

WECHAT = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 MicroMessenger/8.0.50 Mobile"
ADDRESS = {"recipient": "周宁", "phone": "13800138000", "region": "浙江省 杭州市 西湖区", "detail": "文三路 1 号"}


def shared(keeper: Keeper, shelf: ListedProduct, words: str = "") -> str:
    """The token of a fresh share; its words have been checked."""
    open_mini_program(keeper.person)
    made = make_share(keeper.id, shelf.product_code, text=words)
    run_text_checks()
    return made.token


def cookie_of(who: Consumer) -> str:
    """The value of the cookie by which the shop knows a browser again."""
    return visitor.cookie_for(who).partition(";")[0].partition("=")[2]


class Phone:
    """One browser inside WeChat and the person who holds it."""

    def __init__(
        self, client: FlaskClient, holder: Somebody | None = None, fake_wechat: FakeWechat | None = None
    ) -> None:
        self.client = client
        self.client.environ_base["HTTP_USER_AGENT"] = WECHAT
        self.holder = holder
        self.fake_wechat = fake_wechat

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.client.get(path, headers=headers)

    def post(self, path: str, form: dict[str, str] | None = None, **headers: str) -> TestResponse:
        return self.client.post(path, data=form or {}, headers=headers)

    def see(self, token: str) -> str:
        """Open a link and look at it; returns what this phone would forward."""
        assert self.get(f"/s/{token}").status_code == 200
        answer = self.client.post(f"/s/{token}/visits", json={})
        assert answer.status_code == 200, answer.text
        ingest_visits()
        forward: str = answer.json["forward_token"]
        return forward

    def open(self, path: str) -> TestResponse:
        """Open a page that asks who one is, and be recognised by WeChat on the way."""
        answer = self.get(path)
        if answer.status_code == 302 and "open.weixin.qq.com" in answer.location:
            answer = self.get(self.authorized(answer.location))
            assert answer.status_code == 302, answer.text
            answer = self.get(answer.location)
        return answer

    def authorized(self, authorize_url: str) -> str:
        """What WeChat's authorize page redirects to."""
        assert self.holder
        assert self.fake_wechat
        asked = parse_qs(urlsplit(authorize_url).query)
        code = self.fake_wechat.official.code_for(self.holder.h5, self.holder.unionid)
        return f"{urlsplit(asked['redirect_uri'][0]).path}?code={code}&state={asked['state'][0]}"

    def form_token(self) -> str:
        """What the forms of this phone carry."""
        return self.fill(self.open("/me/privacy"))["csrf_token"]

    def fill(self, page: TestResponse, **changes: str) -> dict[str, str]:
        """The fields of a page's form as a browser would send them, an address written in."""
        hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.text))
        return {**hidden, **ADDRESS, "note": "", **changes}

    def order(self, token: str, sku: str, quantity: int = 1) -> str:
        """Buy without paying; returns the order's number."""
        page = self.open(f"/s/{token}/checkout?sku={sku}&quantity={quantity}")
        assert page.status_code == 200, page.text
        answer = self.post(f"/s/{token}/orders", self.fill(page))
        assert answer.status_code == 303, answer.text
        return answer.location.split("/")[-2]


def paid(phone: Phone, no: str) -> str:
    assert phone.holder
    assert phone.fake_wechat
    sheet = start_payment(phone.holder.id, no, appid=wechat().official.appid)
    phone.fake_wechat.pay.succeed(sheet.out_trade_no)
    assert check_payment(phone.holder.id, no).state == "paid"
    return no
