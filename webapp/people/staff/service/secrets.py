"""Passwords and one-time codes of staff: argon2id hashes, and TOTP secrets sealed with the shop's own keys."""

import base64
import hashlib
import hmac
import secrets
import unicodedata
from datetime import datetime
from functools import cache

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from webapp.kernel.errors import Invalid, Unavailable
from webapp.kernel.settings import settings

STEP_SECONDS = 30
MIN_PASSWORD_LENGTH = 12


class WeakPassword(Invalid):
    """A password has at least 12 characters and does not contain the login."""


class BadTotpSecret(Invalid):
    """A TOTP secret is 32 letters of base32 (160 bits)."""


class SealBroken(Unavailable):
    """The key that sealed this TOTP secret is gone from SECRET_KEYS; an operator must reset the TOTP."""


@cache
def _hasher(memory_kib: int) -> PasswordHasher:
    """OWASP's second profile for argon2id with its default of 19 MiB: 2 passes, 1 lane."""
    return PasswordHasher(time_cost=2, memory_cost=memory_kib, parallelism=1)


@cache
def _nobody(memory_kib: int) -> str:
    """The hash a login without a password is checked against."""
    return _hasher(memory_kib).hash("nobody has this password")


def hash_password(login: str, password: str) -> str:
    """The argon2id hash to keep; raises WeakPassword."""
    if not MIN_PASSWORD_LENGTH <= len(password) <= 200 or login.lower() in password.lower():
        raise WeakPassword
    return _hasher(settings().password_memory_kib).hash(password)


def password_matches(password_hash: str | None, password: str) -> bool:
    """Whether this is the password; with no hash the same work is done in vain, so that time tells nothing."""
    memory = settings().password_memory_kib
    nobody = _nobody(memory)  # made by whoever asks first, known or not
    try:
        return _hasher(memory).verify(password_hash or nobody, password[:200]) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


def new_totp_secret() -> str:
    """160 random bits in base32, as authenticator apps expect."""
    return pyotp.random_base32(32)


def seal(totp_secret: str) -> str:
    """64 characters for the database: nonce and AES-GCM under a key derived from the newest shop secret."""
    try:
        raw = base64.b32decode(totp_secret, casefold=True)
    except ValueError as exc:
        raise BadTotpSecret from exc
    if len(raw) != 20:
        raise BadTotpSecret
    nonce = secrets.token_bytes(12)
    return base64.urlsafe_b64encode(nonce + AESGCM(_keys()[-1]).encrypt(nonce, raw, None)).decode("ascii")


def unseal(sealed: str) -> str:
    """The TOTP secret in base32; older shop secrets still open what they sealed."""
    blob = base64.urlsafe_b64decode(sealed)
    for key in reversed(_keys()):
        try:
            return base64.b32encode(AESGCM(key).decrypt(blob[:12], blob[12:], None)).decode("ascii")
        except InvalidTag:
            continue
    raise SealBroken


def step_of(code: str, totp_secret: str, *, at: datetime) -> int | None:
    """The 30-second step this code belongs to, now or one beside it (a phone's clock drifts); None for a wrong one."""
    # A Chinese keyboard may type full-width digits.
    typed = unicodedata.normalize("NFKC", code).replace(" ", "").strip().encode()
    totp = pyotp.TOTP(totp_secret)
    now = int(at.timestamp()) // STEP_SECONDS
    matching = [
        step for step in (now - 1, now, now + 1) if hmac.compare_digest(totp.generate_otp(step).encode(), typed)
    ]
    return matching[-1] if matching else None


def code_at(totp_secret: str, *, at: datetime) -> str:
    """The code an authenticator shows at this moment."""
    return pyotp.TOTP(totp_secret).generate_otp(int(at.timestamp()) // STEP_SECONDS)


def enrolment_uri(login: str, totp_secret: str) -> str:
    """What the QR code says to an authenticator app."""
    return pyotp.TOTP(totp_secret).provisioning_uri(name=login, issuer_name="Guanxi")


def _keys() -> list[bytes]:
    return [hmac.digest(key.encode(), b"guanxi.staff-totp", hashlib.sha256) for key in settings().secret_keys]
