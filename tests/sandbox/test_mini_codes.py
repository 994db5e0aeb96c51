"""Mini-program codes: pictures for a scan, JSON for a mistake."""

import io

import pytest
import segno
from PIL import Image
from wechatpy.exceptions import WeChatClientException

from tests.sandbox.merchant import wechat_client
from tests.sandbox.serving import SandboxServer

ADDRESS = "https://api.weixin.qq.com/wxa/getwxacodeunlimit"


def test_a_code_is_a_picture_of_about_the_asked_width(sandbox: SandboxServer) -> None:
    answer = wechat_client(sandbox).post(ADDRESS, data={"scene": "s=Ab3", "page": "pages/product", "width": 430})
    assert answer.headers["Content-Type"] == "image/png"
    picture = Image.open(io.BytesIO(answer.content))
    assert 280 <= picture.width <= 430


@pytest.mark.parametrize("scene", ["x" * 33, "", "百分", "a%20b", 7])
def test_a_scene_outside_the_rules_is_refused(sandbox: SandboxServer, scene: object) -> None:
    with pytest.raises(WeChatClientException) as refused:
        wechat_client(sandbox).post(ADDRESS, data={"scene": scene})
    assert refused.value.errcode == 40169


def test_every_character_of_the_scene_alphabet_passes(sandbox: SandboxServer) -> None:
    for scene in ("!#$&'()*+,/:;=?@-._~", "0123456789abcdefghijABCDEFGHIJ_-"):
        assert wechat_client(sandbox).post(ADDRESS, data={"scene": scene}).content.startswith(b"\x89PNG")


def test_a_page_with_a_slash_or_a_query_does_not_exist(sandbox: SandboxServer) -> None:
    for page in ("/pages/product", "pages/product?id=1"):
        with pytest.raises(WeChatClientException) as refused:
            wechat_client(sandbox).post(ADDRESS, data={"scene": "a", "page": page})
        assert refused.value.errcode == 41030


def test_the_picture_says_where_a_scan_leads(sandbox: SandboxServer) -> None:
    drawn = wechat_client(sandbox).post(ADDRESS, data={"scene": "s=Ab3", "page": "pages/product"}).content
    code = sandbox.control("GET", "/codes")["codes"][0]
    assert (code["scene"], code["page"], code["appid"]) == ("s=Ab3", "pages/product", sandbox.accounts.mini_appid)
    same = segno.make(code["address"], error="m", micro=False)
    picture = Image.open(io.BytesIO(drawn))
    assert picture.width % same.symbol_size()[0] == 0
    again = io.BytesIO()
    same.save(again, kind="png", scale=picture.width // same.symbol_size()[0])
    assert drawn == again.getvalue()
    leads = sandbox.ask("GET", code["address"].removeprefix(sandbox.origin))
    assert (leads.status_code, leads.headers["Location"]) == (302, f"/phone/scan/{code['id']}")


def test_an_unknown_code_leads_nowhere(sandbox: SandboxServer) -> None:
    assert sandbox.ask("GET", "/scan/unknown").status_code == 404
