"""The payment sheet opens only for what the merchant signed, in the app it was signed for, to the person it was for."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.sandbox.merchant import Merchant
from tests.sandbox.serving import ControlRefused


@pytest.fixture
def bo(merchant: Merchant) -> dict:
    return merchant.sandbox.person("Bo")


@pytest.fixture
def prepay_id(merchant: Merchant, bo: dict) -> str:
    return merchant.order(bo, total=1990)[1]["prepay_id"]


def refused(merchant: Merchant, person: dict, params: dict, appid: str | None = None) -> str:
    with pytest.raises(ControlRefused) as refusal:
        merchant.sandbox.open_sheet(person, appid or merchant.appid, params)
    assert refusal.value.status == 409
    return refusal.value.problem["detail"]


def test_the_sheet_shows_what_is_paid_and_to_whom(merchant: Merchant, bo: dict, prepay_id: str) -> None:
    shown = merchant.sandbox.open_sheet(bo, merchant.appid, merchant.params(prepay_id))
    assert (shown["total"], shown["description"], shown["merchant_name"]) == (1990, "明前龙井 250g", "关系小铺")


@pytest.mark.parametrize("name", ["timeStamp", "nonceStr", "package", "paySign"])
def test_a_changed_parameter_breaks_the_signature(merchant: Merchant, bo: dict, prepay_id: str, name: str) -> None:
    params = merchant.params(prepay_id)
    params[name] = "1" + params[name]
    assert "支付验证签名失败" in refused(merchant, bo, params)


def test_a_signature_made_for_the_other_app_is_refused(merchant: Merchant, bo: dict, prepay_id: str) -> None:
    h5 = merchant.sandbox.accounts.h5_appid
    assert "支付验证签名失败" in refused(merchant, bo, merchant.params(prepay_id, appid=h5))
    assert "appid 不一致" in refused(merchant, bo, merchant.params(prepay_id, appid=h5), appid=h5)


def test_only_rsa_is_spoken(merchant: Merchant, bo: dict, prepay_id: str) -> None:
    assert "支付验证签名失败" in refused(merchant, bo, merchant.params(prepay_id) | {"signType": "MD5"})


def test_cy_cannot_pay_with_bos_sheet(merchant: Merchant, prepay_id: str) -> None:
    cy = merchant.sandbox.person("Cy")
    assert "下单账号与支付账号不一致" in refused(merchant, cy, merchant.params(prepay_id))


def test_nothing_is_paid_before_the_sheet_was_open(merchant: Merchant, prepay_id: str) -> None:
    with pytest.raises(ControlRefused, match="还没有打开"):
        merchant.sandbox.control("POST", f"/payments/{prepay_id}/pay")


def test_bo_declines_and_pays_later(merchant: Merchant, bo: dict, prepay_id: str) -> None:
    merchant.sandbox.open_sheet(bo, merchant.appid, merchant.params(prepay_id))
    merchant.sandbox.control("POST", f"/payments/{prepay_id}/decline")
    with pytest.raises(ControlRefused, match="还没有打开"):
        merchant.sandbox.control("POST", f"/payments/{prepay_id}/pay")
    assert merchant.sandbox.pay(bo, merchant.appid, merchant.params(prepay_id))["state"] == "SUCCESS"


def test_two_prepay_ids_of_one_order_are_paid_once(merchant: Merchant, bo: dict) -> None:
    _, one = merchant.order(bo, out_trade_no="TwoTabs" + bo["id"])
    _, two = merchant.order(bo, out_trade_no="TwoTabs" + bo["id"])
    for made in (one, two):
        merchant.sandbox.open_sheet(bo, merchant.appid, merchant.params(made["prepay_id"]))
    merchant.sandbox.control("POST", f"/payments/{one['prepay_id']}/pay")
    with pytest.raises(ControlRefused, match="已支付"):
        merchant.sandbox.control("POST", f"/payments/{two['prepay_id']}/pay")


def test_one_sheet_tapped_sixteen_times_pays_once(merchant: Merchant, bo: dict, prepay_id: str) -> None:
    merchant.sandbox.open_sheet(bo, merchant.appid, merchant.params(prepay_id))
    with ThreadPoolExecutor(16) as thumbs:
        taps = thumbs.map(
            lambda _: merchant.sandbox.ask("POST", f"/control/payments/{prepay_id}/pay").status_code, range(16)
        )
    assert sorted(taps) == [200] + [409] * 15
    assert (
        len(merchant.sandbox.notifications(merchant.sandbox.control("GET", "/payments")["payments"][0]["out_trade_no"]))
        == 1
    )


def test_one_order_asked_for_sixteen_times_at_once_is_one_order(merchant: Merchant, bo: dict) -> None:
    with ThreadPoolExecutor(16) as shops:
        made = list(shops.map(lambda _: merchant.order(bo, out_trade_no="AtOnce" + bo["id"]), range(16)))
    assert {status for status, _ in made} == {200}
    assert len({body["prepay_id"] for _, body in made}) == 16
