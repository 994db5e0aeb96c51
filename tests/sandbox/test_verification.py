"""What the sandbox believes of a merchant's request, and what it signs in return."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from requests import Response
from wechatpayv3.type import RequestType
from wechatpayv3.utils import load_public_key, rsa_verify

from tests.sandbox.merchant import Merchant, number, pay_client
from tests.sandbox.serving import SandboxServer
from webapp.sandbox.signing import Authorization, lines

QUERY = "/v3/pay/transactions/out-trade-no/{}?mchid={}"


def ask(merchant: Merchant, target: str, **changed: Any) -> Response:
    """A GET signed by hand, so that each part can be wrong on its own."""
    accounts = merchant.sandbox.accounts
    part = {
        "mchid": accounts.mchid,
        "serial_no": accounts.cert_serial,
        "timestamp": str(int(time.time())),
        "nonce_str": number(),
    } | changed
    message = lines("GET", part.pop("signed_target", target), part["timestamp"], part["nonce_str"], "").decode()
    part.setdefault("signature", merchant.client.sign(message[:-1].split("\n")))
    pairs = ",".join(f'{name}="{value}"' for name, value in part.items())
    return merchant.sandbox.ask("GET", target, headers={"Authorization": f"WECHATPAY2-SHA256-RSA2048 {pairs}"})


def target(merchant: Merchant, out_trade_no: str | None = None) -> str:
    return QUERY.format(out_trade_no or number(), merchant.sandbox.accounts.mchid)


def test_a_request_signed_as_documented_is_understood(merchant: Merchant) -> None:
    assert ask(merchant, target(merchant)).json()["code"] == "ORDER_NOT_EXIST"


@pytest.mark.parametrize(
    "changed",
    [
        {"mchid": "1900000109"},
        {"serial_no": "0" * 40},
        {"timestamp": str(int(time.time()) - 86400)},
        {"timestamp": str(int(time.time()) + 86400)},
        {"signature": "AAAA"},
        {"signature": "not base64!"},
        {"signed_target": "/v3/other"},
    ],
)
def test_a_request_with_one_wrong_part_is_not_believed(merchant: Merchant, changed: dict) -> None:
    answer = ask(merchant, target(merchant), **changed)
    assert (answer.status_code, answer.json()["code"]) == (401, "SIGN_ERROR")
    assert "Wechatpay-Signature" not in answer.headers


@pytest.mark.parametrize("header", ["", "Bearer abc", 'WECHATPAY2-SHA256-RSA2048 mchid="1"'])
def test_a_request_without_a_whole_authorization_is_not_believed(merchant: Merchant, header: str) -> None:
    answer = merchant.sandbox.ask("GET", target(merchant), headers={"Authorization": header})
    assert (answer.status_code, answer.json()["code"]) == (401, "SIGN_ERROR")


def test_a_nonce_is_good_once(merchant: Merchant) -> None:
    nonce, address = number(), target(merchant)
    assert ask(merchant, address, nonce_str=nonce).status_code == 404
    assert ask(merchant, address, nonce_str=nonce).status_code == 401


def test_a_stranger_with_another_key_is_not_believed(merchant: Merchant, tmp_path: Any) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    stolen = tmp_path / "other.pem"
    stolen.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    stranger = pay_client(merchant.sandbox, WECHAT_PAY_PRIVATE_KEY_FILE=str(stolen))
    assert stranger.query(out_trade_no=number())[0] == 401


def test_a_path_that_is_encoded_after_signing_fails_as_it_does_at_wechat(merchant: Merchant) -> None:
    bo = merchant.sandbox.person("Bo")
    assert merchant.order(bo, out_trade_no="with|bar|" + number()[:10])[0] == 200
    assert merchant.client.query(out_trade_no="with|bar|1")[0] == 401


def signed(sandbox: SandboxServer, answer: Response) -> bool:
    key = load_public_key(Path(sandbox.shop_settings()["WECHAT_PAY_PUBLIC_KEY_FILE"]).read_text())
    given = answer.headers
    assert given["Wechatpay-Serial"] == sandbox.accounts.public_key_id
    assert given["Wechatpay-Signature-Type"] == "WECHATPAY2-SHA256-RSA2048"
    verified: bool = rsa_verify(
        given["Wechatpay-Timestamp"], given["Wechatpay-Nonce"], answer.text, given["Wechatpay-Signature"], key
    )
    return verified


def test_answers_are_signed_errors_too(merchant: Merchant) -> None:
    answer = ask(merchant, target(merchant))
    assert answer.status_code == 404
    assert signed(merchant.sandbox, answer)
    assert answer.headers["Request-ID"]


def test_a_public_key_merchant_has_no_certificates(merchant: Merchant) -> None:
    assert ask(merchant, "/v3/certificates").json()["code"] == "RESOURCE_NOT_EXISTS"


def test_the_authorization_header_is_read_in_any_order() -> None:
    parsed = Authorization.parse(
        'WECHATPAY2-SHA256-RSA2048 mchid="1900009191",nonce_str="593BEC0C930BF1AFEB40B4A08C8FB242",'
        'signature="uOVRnA4qG==",timestamp="1554208460",serial_no="1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C"'
    )
    assert parsed == Authorization(
        mchid="1900009191",
        nonce_str="593BEC0C930BF1AFEB40B4A08C8FB242",
        signature="uOVRnA4qG==",
        timestamp=1554208460,
        serial_no="1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C",
    )


def test_the_signed_message_is_the_documented_one() -> None:
    message = lines("GET", "/v3/certificates", "1554208460", "593BEC0C930BF1AFEB40B4A08C8FB242", "")
    assert message == b"GET\n/v3/certificates\n1554208460\n593BEC0C930BF1AFEB40B4A08C8FB242\n\n"


def test_a_body_that_is_not_an_object_is_a_parameter_error(merchant: Merchant) -> None:
    status, body = merchant.client._core.request(
        "/v3/pay/transactions/jsapi", method=RequestType.POST, data=["not", "an", "object"]
    )
    assert (status, json.loads(body)["code"]) == (400, "PARAM_ERROR")
