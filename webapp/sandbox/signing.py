"""The cryptography of WeChat Pay v3, seen from WeChat's side of the wire."""

import base64
import json
import re
import secrets
from dataclasses import dataclass
from typing import Any, Self, cast

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from webapp.sandbox.provisioning import Accounts, SandboxFolder

SCHEME = "WECHATPAY2-SHA256-RSA2048"
PROBE_PREFIX = "WECHATPAY/SIGNTEST/"
_PAIR = re.compile(r'(\w+)="([^"]*)"')
_NAMES = {"mchid", "nonce_str", "signature", "timestamp", "serial_no"}


@dataclass(frozen=True)
class Authorization:
    """The five values of a merchant's Authorization header."""

    mchid: str
    nonce_str: str
    signature: str
    timestamp: int
    serial_no: str

    @classmethod
    def parse(cls, header: str) -> Self | None:
        """None for anything that is not exactly the v3 scheme with its five values."""
        scheme, _, rest = header.partition(" ")
        pairs = dict(_PAIR.findall(rest))
        if scheme != SCHEME or set(pairs) != _NAMES or not pairs["timestamp"].isdigit():
            return None
        return cls(**{**pairs, "timestamp": int(pairs["timestamp"])})


def lines(*parts: str) -> bytes:
    """Each part closed by a newline: the one shape in which everything in v3 is signed."""
    return "".join(part + "\n" for part in parts).encode()


class Keys:
    """The platform's private key, the merchant's public one, and the APIv3 key they share."""

    def __init__(self, folder: SandboxFolder, accounts: Accounts) -> None:
        private = serialization.load_pem_private_key(folder.platform_private.read_bytes(), password=None)
        public = serialization.load_pem_public_key(folder.merchant_public.read_bytes())
        self._platform = cast(RSAPrivateKey, private)
        self._merchant = cast(RSAPublicKey, public)
        self._aead = AESGCM(accounts.apiv3_key.encode())
        self._key_id = accounts.public_key_id

    def merchant_signed(self, message: bytes, signature: str) -> bool:
        try:
            self._merchant.verify(base64.b64decode(signature, validate=True), message, PKCS1v15(), hashes.SHA256())
        except (InvalidSignature, ValueError):
            return False
        return True

    def headers_for(self, body: bytes, *, at: float) -> dict[str, str]:
        """The five headers that make an answer or a notification WeChat's own; an empty body signs as an empty line."""
        timestamp, nonce = str(int(at)), secrets.token_hex(16)
        message = lines(timestamp, nonce, body.decode())
        signature = self._platform.sign(message, PKCS1v15(), hashes.SHA256())
        return {
            "Wechatpay-Timestamp": timestamp,
            "Wechatpay-Nonce": nonce,
            "Wechatpay-Serial": self._key_id,
            "Wechatpay-Signature": base64.b64encode(signature).decode(),
            "Wechatpay-Signature-Type": SCHEME,
        }

    def sealed(self, resource: dict[str, Any], *, original_type: str) -> dict[str, str]:
        nonce = secrets.token_hex(6)
        plain = json.dumps(resource, ensure_ascii=False, separators=(",", ":")).encode()
        sealed = self._aead.encrypt(nonce.encode(), plain, original_type.encode())
        return {
            "original_type": original_type,
            "algorithm": "AEAD_AES_256_GCM",
            "ciphertext": base64.b64encode(sealed).decode(),
            "associated_data": original_type,
            "nonce": nonce,
        }


def broken(headers: dict[str, str], *, probe: bool = False) -> dict[str, str]:
    """The same headers with a signature that does not verify: forged, or marked as WeChat marks its own probes."""
    wrong = base64.b64encode(secrets.token_bytes(256)).decode()
    return {**headers, "Wechatpay-Signature": PROBE_PREFIX + wrong if probe else wrong}
