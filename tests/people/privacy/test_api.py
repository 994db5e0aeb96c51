"""On the phone Bo sees what he allows and changes it, takes his data with him, and may be forgotten."""

import io
import json
import zipfile

import pytest

from tests.cast import Keeper, ListedProduct, Somebody
from tests.web.api.phone import Phone
from tests.web.running_jobs import run_jobs

pytestmark = pytest.mark.usefixtures("noon")


def test_bo_sees_each_purpose_in_words_and_turns_it_off_and_on(bo_phone: Phone) -> None:
    found = {each["purpose"]: each for each in bo_phone.get("/me/consents").json["items"]}
    assert {name: each["on"] for name, each in found.items()} == {
        "open_name": False,
        "outreach": True,
        "relationship": True,
    }
    assert found["outreach"]["name"] == "店主可以主动分享给我"
    off = bo_phone.ask("DELETE", "/me/consents/outreach", Accept_Language="en").json["items"]
    (outreach,) = (each for each in off if each["purpose"] == "outreach")
    assert (outreach["on"], outreach["channel"], outreach["name"]) == (False, "mini", "Shops may share with me")
    on = bo_phone.ask("PUT", "/me/consents/outreach").json["items"]
    assert all(each["on"] for each in on if each["purpose"] == "outreach")
    for method in ("PUT", "DELETE"):
        assert bo_phone.ask(method, "/me/consents/everything").json["code"] == "no_such_purpose"


def test_bo_takes_his_data_with_him(bo_phone: Phone, bo: Somebody, tea: ListedProduct) -> None:
    bo_phone.order(tea.sku_code)
    answer = bo_phone.get("/me/export")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="guanxi-2026-06-01.json"'
    tables = {each["table"]: each for each in json.loads(answer.data)["tables"]}
    assert tables["orders"]["title"] == "我的订单"
    assert tables["orders"]["rows"][0]["address"]["phone"] == "13800138000"
    packed = bo_phone.get("/me/export?format=csv", Accept_Language="en")
    assert packed.content_type == "application/zip"
    with zipfile.ZipFile(io.BytesIO(packed.data)) as archive:
        assert {"orders.csv", "person.csv", "README.csv"} <= set(archive.namelist())
    assert bo_phone.get("/me/export?format=pdf").status_code == 422


def test_exports_are_limited(bo_phone: Phone) -> None:
    statuses = [bo_phone.get("/me/export").status_code for _ in range(7)]
    assert statuses == [200] * 6 + [429]


def test_bo_is_forgotten_after_typing_a_word(bo_phone: Phone, database_url: str) -> None:
    assert bo_phone.get("/me/erasure").status_code == 404
    refused = bo_phone.post("/me/erasure", {"word": "好"})
    assert (refused.status_code, refused.json["detail"]) == (400, "请输入“注销”两个字来确认。")
    asked = bo_phone.post("/me/erasure", {"word": "注销"})
    assert (asked.status_code, asked.json["state"], asked.json["blocked_by"]) == (202, "waiting", [])
    run_jobs(database_url)
    assert bo_phone.get("/me").status_code == 401


def test_bo_hears_what_it_waits_for_and_may_stay(bo_phone: Phone, tea: ListedProduct) -> None:
    bo_phone.order(tea.sku_code)
    assert bo_phone.post("/me/erasure", {"word": "erase"}).json["blocked_by"] == ["还有没完成的订单"]
    assert bo_phone.get("/me/erasure", Accept_Language="en").json["blocked_by"] == ["orders under way"]
    assert bo_phone.ask("DELETE", "/me/erasure").status_code == 204
    assert bo_phone.get("/me/erasure").json["state"] == "cancelled"
    assert bo_phone.ask("DELETE", "/me/erasure").status_code == 409


def test_a_shopkeeper_hears_what_comes_first(ada_phone: Phone, ada: Keeper) -> None:
    refused = ada_phone.post("/me/erasure", {"word": "注销"})
    assert (refused.status_code, refused.json["code"]) == (422, "shop_still_open")
