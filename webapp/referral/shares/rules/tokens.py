"""The tokens of shares and forwards: one signed reference whose highest bit tells the two apart."""

from collections.abc import Sequence
from functools import lru_cache

from webapp.kernel.settings import settings
from webapp.kernel.signing import REFERENCE_BITS, Purpose, TokenSigner, new_reference

FORWARD_BIT = 1 << (REFERENCE_BITS - 1)
_RANDOM_BITS = REFERENCE_BITS - 1


@lru_cache(maxsize=8)
def _signer(keys: Sequence[str]) -> TokenSigner:
    return TokenSigner(keys, Purpose.SHARE)


def new_share_ref() -> int:
    """A random reference for a share."""
    return new_reference(_RANDOM_BITS)


def new_visit_ref() -> int:
    """A random reference for a visit, which is also the reference of its forward."""
    return FORWARD_BIT | new_reference(_RANDOM_BITS)


def is_forward(ref: int) -> bool:
    """Whether a reference belongs to a forward, not to a share."""
    return bool(ref & FORWARD_BIT)


def share_token(ref: int) -> str:
    """The token that opens a share."""
    return _signer(settings().secret_keys).sign(ref)


def forward_token(visit_ref: int) -> str:
    """The token a visitor forwards: it opens the same share and remembers through whom."""
    return _signer(settings().secret_keys).sign(visit_ref)


def read_token(token: str) -> int:
    """The reference of a genuine token; raises ForgedToken."""
    return _signer(settings().secret_keys).read(token)
