"""The fake's keys and its notifications: really signed, really encrypted, with keys that are nobody's."""

import base64
import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from typing import Any, Self, cast

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from webapp.gateways.wechat.merchant import Merchant
from webapp.gateways.wechat.notices import SIGNATURE_TYPE
from webapp.kernel import clock

MINI_APPID = "wx7457494e6d696e69"
H5_APPID = "wx7457494e68350000"

Signed = tuple[dict[str, str], bytes]
"""Headers and body, ready to be posted."""


@dataclass(frozen=True, kw_only=True)
class FakeKeys:
    """Both sides' keys as PEM texts, so that a benchmark can hand them to the shop's process and sign in its own."""

    merchant_private: str
    platform_private: str
    platform_public: str
    apiv3_key: str = "fake-apiv3-key-of-32-characters."
    public_key_id: str = "PUB_KEY_ID_0000000000000000000000000fake"
    mchid: str = "9000000001"
    cert_serial: str = "7457494E" * 5

    @classmethod
    def fresh(cls) -> Self:
        """New keys; takes a fifth of a second."""
        merchant, platform = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
        public = platform.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        return cls(merchant_private=_pem(merchant), platform_private=_pem(platform), platform_public=public.decode())

    @property
    def merchant(self) -> Merchant:
        """What the shop knows of these keys."""
        return Merchant(
            mchid=self.mchid,
            cert_serial=self.cert_serial,
            private_key=self.merchant_private,
            apiv3_key=self.apiv3_key,
            public_key_id=self.public_key_id,
            public_key=self.platform_public,
        )

    @cached_property
    def client(self) -> Any:
        """The merchant's client, made once: to parse a private key takes 50 ms, and every test has a fresh fake."""
        return self.merchant.client(origin="https://fake.invalid")

    @cached_property
    def platform(self) -> rsa.RSAPrivateKey:
        """WeChat's own key, parsed once."""
        loaded = serialization.load_pem_private_key(self.platform_private.encode(), password=None)
        return cast(rsa.RSAPrivateKey, loaded)


@cache
def keys() -> FakeKeys:
    """This process's keys, made at first use."""
    return FakeKeys.fresh()


class NoticeWriter:
    """Writes notifications as WeChat Pay does; needs no state, so another process can write them too."""

    def __init__(self, pair: FakeKeys) -> None:
        self._private = pair.platform
        self._aead = AESGCM(pair.apiv3_key.encode())
        self._serial = pair.public_key_id

    def notice(self, kind: str, resource: dict[str, Any], *, notice_id: str | None = None) -> Signed:
        """A notification about a `transaction` or a `refund`."""
        event = {"transaction": "TRANSACTION.SUCCESS"}.get(kind, f"REFUND.{resource.get('refund_status')}")
        envelope = {
            "id": notice_id or f"EV-{secrets.token_hex(14)}",
            "create_time": rfc3339(clock.now()),
            "resource_type": "encrypt-resource",
            "event_type": event,
            "summary": "支付成功" if kind == "transaction" else "退款",
            "resource": self._sealed(kind, resource),
        }
        return self.signed(json.dumps(envelope, ensure_ascii=False).encode())

    def signed(self, body: bytes, *, at: datetime | None = None) -> Signed:
        """Any body under WeChat's signature, dated `at` (now by default)."""
        timestamp, nonce = str(int((at or clock.now()).timestamp())), secrets.token_hex(16)
        message = f"{timestamp}\n{nonce}\n{body.decode()}\n".encode()
        signature = self._private.sign(message, PKCS1v15(), hashes.SHA256())
        return {
            "Content-Type": "application/json",
            "User-Agent": "Mozilla/4.0",
            "Wechatpay-Timestamp": timestamp,
            "Wechatpay-Nonce": nonce,
            "Wechatpay-Serial": self._serial,
            "Wechatpay-Signature": base64.b64encode(signature).decode(),
            "Wechatpay-Signature-Type": SIGNATURE_TYPE,
        }, body

    def _sealed(self, kind: str, resource: dict[str, Any]) -> dict[str, str]:
        nonce = secrets.token_hex(6)
        plain = json.dumps(resource, ensure_ascii=False).encode()
        return {
            "original_type": kind,
            "algorithm": "AEAD_AES_256_GCM",
            "ciphertext": base64.b64encode(self._aead.encrypt(nonce.encode(), plain, kind.encode())).decode(),
            "associated_data": kind,
            "nonce": nonce,
        }


def rfc3339(moment: datetime) -> str:
    """A moment as v3 writes it: whole seconds, Beijing time."""
    return moment.astimezone(clock.SHANGHAI).replace(microsecond=0).isoformat()


def _pem(key: rsa.RSAPrivateKey) -> str:
    """PKCS#8, the only form the library loads."""
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()


def credentials(pair: FakeKeys | None = None) -> dict[str, str]:
    """The configuration of a shop whose WeChat is the fake, by names of settings."""
    pair = pair or keys()
    return {
        "wechat_mini_appid": MINI_APPID,
        "wechat_mini_secret": "the fake's mini-program secret",
        "wechat_h5_appid": H5_APPID,
        "wechat_h5_secret": "the fake's service account secret",
        "wechat_pay_mchid": pair.mchid,
        "wechat_pay_cert_serial": pair.cert_serial,
        "wechat_pay_private_key": pair.merchant_private,
        "wechat_pay_apiv3_key": pair.apiv3_key,
        "wechat_pay_public_key_id": pair.public_key_id,
        "wechat_pay_public_key": pair.platform_public,
    }
