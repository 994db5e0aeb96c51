"""A page may set its card only when its very address was signed with the account's ticket."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.sandbox.phone.conftest import frame
from tests.sandbox.phone.shop import Shop
from webapp.sandbox import tokens
from webapp.sandbox.context import SandboxContext
from webapp.sandbox.people import Person
from webapp.sandbox.phone.javascript import signature


def config(context: SandboxContext, shop: Shop, bo: Person, **changed: str) -> dict[str, Any]:
    ticket, _ = tokens.ticket(context, context.accounts.h5_appid)
    signed = signature(ticket, nonce="n", timestamp="1", url=f"{shop.origin}/s/page?lang=en")
    asked = {"person": bo.id, "href": f"{frame(bo)}/s/page?lang=en#top", "appid": context.accounts.h5_appid}
    return {**asked, "nonce": "n", "timestamp": "1", "signature": signed, **changed}


def test_wechats_own_example_is_signed_as_wechat_prints_it() -> None:
    ticket = "sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg"
    signed = signature(
        ticket, nonce="Wm3WZYTPz0wzccnW", timestamp="1414587457", url="http://mp.weixin.qq.com?params=value"
    )
    assert signed == "0f9de62fce790f9a083d5c99e95740ceb90c27ed"


def test_a_signed_address_is_accepted_without_its_fragment(
    phone: FlaskClient, context: SandboxContext, shop: Shop, bo: Person
) -> None:
    answer = phone.post("/phone/api/js-config", json=config(context, shop, bo)).json
    assert answer == {"ok": True, "err_msg": "ok", "url": f"{shop.origin}/s/page?lang=en"}


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"nonce": "m"}, "invalid signature"),
        ({"timestamp": "2"}, "invalid signature"),
        ({"signature": ""}, "invalid signature"),
        ({"appid": "wx5a4db0ffffffffff"}, "invalid appid"),
        ({"href": "http://evil.example/s/page"}, "invalid url domain"),
    ],
)
def test_anything_else_is_not(
    phone: FlaskClient, context: SandboxContext, shop: Shop, bo: Person, changed: dict[str, str], why: str
) -> None:
    answer = phone.post("/phone/api/js-config", json=config(context, shop, bo, **changed)).json
    assert (answer["ok"], answer["err_msg"]) == (False, why)


def test_another_page_of_the_shop_needs_its_own_signature(
    phone: FlaskClient, context: SandboxContext, shop: Shop, bo: Person
) -> None:
    asked = config(context, shop, bo, href=f"{frame(bo)}/s/page")
    assert phone.post("/phone/api/js-config", json=asked).json["err_msg"] == "invalid signature"


def test_the_bridge_talks_to_the_phone_only(phone: FlaskClient, bo: Person) -> None:
    script = phone.get("/__wechat__/bridge.js", base_url=frame(bo))
    assert 'const phones = ["http://127.0.0.1:5001", "http://localhost:5001"];' in script.text
    assert script.mimetype == "text/javascript"
