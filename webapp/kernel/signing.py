"""Signed references: 32 URL-safe characters = 8 bytes of reference ‖ 16 bytes of truncated HMAC-SHA-256.

32 is the limit of a mini-program code's `scene` (developers.weixin.qq.com, getUnlimitedQRCode). A token is a
reference, never a bag of claims: what it opens is looked up. The first 4 bits number the key, so keys rotate;
the salt names the purpose, so a share can never be replayed as an invitation.
"""

import hashlib
import secrets
from collections.abc import Sequence
from enum import StrEnum

from itsdangerous import Signer
from itsdangerous.encoding import base64_decode, base64_encode
from itsdangerous.exc import BadData
from itsdangerous.signer import HMACAlgorithm

from webapp.kernel.errors import Invalid

TOKEN_LENGTH = 32
REFERENCE_BITS = 60
_MAC_BYTES = 16


class Purpose(StrEnum):
    """What a token is for; each has its own salt."""

    SHARE = "share"
    INVITE = "invite"
    JOIN = "join"
    CHECK_IN = "check-in"


class ForgedToken(Invalid):
    """This link was not made by us, or was damaged on its way."""


class _Truncated(HMACAlgorithm):
    """HMAC-SHA-256 cut to 128 bits, the floor of ASVS 11.2.3, so that a token fits in a `scene`."""

    def get_signature(self, key: bytes, value: bytes) -> bytes:
        return super().get_signature(key, value)[:_MAC_BYTES]


class TokenSigner:
    """Makes and reads tokens of one purpose with numbered keys; the last key signs."""

    def __init__(self, keys: Sequence[str], purpose: Purpose) -> None:
        self._signers = [Signer(key, salt=f"guanxi.{purpose}", algorithm=_Truncated(hashlib.sha256)) for key in keys]
        self._keys = [signer.derive_key() for signer in self._signers]

    def sign(self, reference: int) -> str:
        """The token of a 60-bit reference."""
        if not 0 <= reference < 1 << REFERENCE_BITS:
            raise ValueError("a reference has 60 bits")
        number = len(self._signers) - 1
        head = ((number << REFERENCE_BITS) | reference).to_bytes(8, "big")
        mac = self._signers[number].algorithm.get_signature(self._keys[number], head)
        return base64_encode(head + mac).decode("ascii")

    def read(self, token: str) -> int:
        """The reference of a genuine token of this purpose; raises ForgedToken for anything else."""
        if len(token) != TOKEN_LENGTH or not token.isascii():
            raise ForgedToken
        try:
            raw = base64_decode(token)
        except BadData as exc:
            raise ForgedToken from exc
        # base64 has several spellings of the same bytes; only the canonical one is ours.
        if len(raw) != 8 + _MAC_BYTES or base64_encode(raw) != token.encode("ascii"):
            raise ForgedToken
        head, mac = raw[:8], raw[8:]
        number = head[0] >> 4
        if number >= len(self._signers):
            raise ForgedToken
        if not self._signers[number].algorithm.verify_signature(self._keys[number], head, mac):
            raise ForgedToken
        return int.from_bytes(head, "big") & ((1 << REFERENCE_BITS) - 1)


def new_reference(bits: int = REFERENCE_BITS) -> int:
    """A random reference: reveals neither order nor volume."""
    return secrets.randbits(bits)
