"""The merchant's credentials and wechatpayv3's client, always in public-key mode: made without any network."""

import secrets
from dataclasses import dataclass
from typing import Any, Self

from wechatpayv3 import WeChatPay, WeChatPayType

from config import Config
from webapp.kernel import clock

TIMEOUT = (3, 10)
"""Seconds to connect and to answer; the library's default is to wait for ever."""


@dataclass(frozen=True, kw_only=True)
class Merchant:
    """Who we are for WeChat Pay, and by which key we know WeChat Pay."""

    mchid: str
    cert_serial: str
    private_key: str
    apiv3_key: str
    public_key_id: str
    public_key: str

    @classmethod
    def of(cls, config: Config) -> Self:
        """The merchant a configuration describes."""
        return cls(
            mchid=config.wechat_pay_mchid,
            cert_serial=config.wechat_pay_cert_serial,
            private_key=config.wechat_pay_private_key,
            apiv3_key=config.wechat_pay_apiv3_key,
            public_key_id=config.wechat_pay_public_key_id,
            public_key=config.wechat_pay_public_key,
        )

    def client(self, *, origin: str, proxies: dict[str, str] | None = None) -> Any:
        """The library's client for an origin. No logger: it would write bodies and decrypted notifications."""
        client = WeChatPay(
            wechatpay_type=WeChatPayType.JSAPI,
            mchid=self.mchid,
            private_key=self.private_key,
            cert_serial_no=self.cert_serial,
            appid="",
            apiv3_key=self.apiv3_key,
            public_key=self.public_key,
            public_key_id=self.public_key_id,
            timeout=TIMEOUT,
            proxy=proxies,
        )
        # The library has no public setting for its host; its version is pinned and a test watches this name.
        client._core._gate_way = origin
        return client


def payment_params(client: Any, prepay_id: str, appid: str) -> dict[str, str]:
    """Sign what opens the payment sheet; signType itself is not part of what is signed."""
    timestamp, nonce = str(int(clock.now().timestamp())), secrets.token_hex(16)
    package = f"prepay_id={prepay_id}"
    return {
        "appId": appid,
        "timeStamp": timestamp,
        "nonceStr": nonce,
        "package": package,
        "signType": "RSA",
        "paySign": client.sign([appid, timestamp, nonce, package]),
    }
