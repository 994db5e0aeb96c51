"""A million forged tokens of every kind we can think of (under `--full`; else a tenth), and none opens anything.

The mathematical bound lies far lower; what is hunted here are faults of the reader, so the kinds matter more than the
count. The same hunt against a 16-bit signature succeeds, or it would prove nothing.
"""

import hashlib
import random
from collections.abc import Callable, Iterator

import pytest
from itsdangerous.encoding import base64_decode, base64_encode
from itsdangerous.signer import HMACAlgorithm

from tests.sizes import Size
from webapp.kernel.signing import TOKEN_LENGTH, ForgedToken, Purpose, TokenSigner

KEYS = ("the oldest secret of thirty-two characters", "the newest secret of thirty-two characters")
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
FORGERIES = 1_000_000

Forger = Callable[[random.Random, list[str]], str]


def _flip(rng: random.Random, valid: list[str]) -> str:
    raw = bytearray(base64_decode(rng.choice(valid)))
    for _ in range(rng.choice((1, 1, 1, 2, 3, 8))):
        raw[rng.randrange(len(raw))] ^= 1 << rng.randrange(8)
    return base64_encode(bytes(raw)).decode()


def _letter(rng: random.Random, valid: list[str]) -> str:
    token = list(rng.choice(valid))
    token[rng.randrange(len(token))] = rng.choice(ALPHABET)
    return "".join(token)


def _swap(rng: random.Random, valid: list[str]) -> str:
    """The reference of one genuine token with the signature of another."""
    one, other = base64_decode(rng.choice(valid)), base64_decode(rng.choice(valid))
    return base64_encode(one[:8] + other[8:]).decode()


def _length(rng: random.Random, valid: list[str]) -> str:
    token = rng.choice(valid)
    cut = token[: rng.randrange(TOKEN_LENGTH)]
    return rng.choice((cut, token + rng.choice(ALPHABET), token + token, cut + "=" * (TOKEN_LENGTH - len(cut)), ""))


def _other_key(rng: random.Random, valid: list[str]) -> str:
    raw = bytearray(base64_decode(rng.choice(valid)))
    raw[0] = (raw[0] & 0x0F) | (rng.randrange(16) << 4)
    return base64_encode(bytes(raw)).decode()


def _spelling(rng: random.Random, valid: list[str]) -> str:
    """Other ways to write the same bytes, which Python's decoder would forgive."""
    token = rng.choice(valid)
    place = rng.randrange(TOKEN_LENGTH)
    return rng.choice(
        (
            token + "=",
            token + "====",
            token[:place] + "\n" + token[place + 1 :],
            token[:place] + "%" + token[place + 1 :],
            token[:place] + " " + token[place:],
            token.replace("-", "+").replace("_", "/") + ("" if {"-", "_"} & set(token) else " "),
            token[:place] + "Ａ" + token[place + 1 :],
            "\0" + token[1:],
        )
    )


def _case(rng: random.Random, valid: list[str]) -> str:
    token = rng.choice(valid)
    place = rng.randrange(TOKEN_LENGTH)
    return rng.choice((token.swapcase(), token.lower(), token[:place] + token[place:].swapcase()))


def _guess(rng: random.Random, _valid: list[str]) -> str:
    return "".join(rng.choices(ALPHABET, k=TOKEN_LENGTH))


FORGERS: tuple[Forger, ...] = (_flip, _flip, _letter, _swap, _length, _other_key, _spelling, _case, _guess)


def forgeries(valid: list[str], count: int, seed: int) -> Iterator[str]:
    rng = random.Random(seed)  # noqa: S311 - a replayable hunt
    genuine = set(valid)
    made = 0
    while made < count:
        token = rng.choice(FORGERS)(rng, valid)
        if token not in genuine:
            made += 1
            yield token


def accepted(signer: TokenSigner, tokens: Iterator[str]) -> int:
    count = 0
    for token in tokens:
        try:
            signer.read(token)
        except ForgedToken:
            continue
        count += 1
    return count


def genuine(signer: TokenSigner) -> list[str]:
    rng = random.Random(7)  # noqa: S311 - a replayable hunt
    return [signer.sign(rng.getrandbits(60)) for _ in range(2_000)]


@pytest.mark.parametrize("seed", range(4))
def test_of_a_million_forgeries_none_is_accepted(seed: int, size: Size) -> None:
    signer = TokenSigner(KEYS, Purpose.SHARE)
    assert accepted(signer, forgeries(genuine(signer), size(FORGERIES // 10, full=FORGERIES) // 4, seed)) == 0


def test_the_same_hunt_finds_a_way_through_a_signature_of_sixteen_bits(size: Size) -> None:
    """The control: one guess in 65,536 gets through, so 400,000 forgeries let about six in, and half as many three."""

    class Weak(HMACAlgorithm):
        def get_signature(self, key: bytes, value: bytes) -> bytes:
            return super().get_signature(key, value)[:2] + b"\0" * 14

    signer = TokenSigner(KEYS, Purpose.SHARE)
    for each in signer._signers:
        each.algorithm = Weak(hashlib.sha256)
    rng = random.Random(1)  # noqa: S311 - a replayable hunt
    numbered = (1).to_bytes(1, "big")

    def guesses() -> Iterator[str]:
        for _ in range(size(200_000, full=400_000)):
            head = bytes([numbered[0] << 4 | rng.getrandbits(4)]) + rng.randbytes(7)
            yield base64_encode(head + rng.randbytes(2) + b"\0" * 14).decode()

    assert accepted(signer, guesses()) > 0


@pytest.mark.parametrize("other", [p for p in Purpose if p is not Purpose.SHARE])
def test_a_token_of_another_purpose_opens_no_share(other: Purpose) -> None:
    share, foreign = TokenSigner(KEYS, Purpose.SHARE), TokenSigner(KEYS, other)
    assert accepted(share, iter(genuine(foreign))) == 0
    assert accepted(foreign, iter(genuine(share))) == 0


def test_an_old_key_still_reads_until_it_is_taken_away() -> None:
    before, rotated = TokenSigner(KEYS[:1], Purpose.SHARE), TokenSigner(KEYS, Purpose.SHARE)
    old = genuine(before)
    assert accepted(rotated, iter(old)) == len(old)
    elsewhere = TokenSigner(("another secret of thirty-two characters!",), Purpose.SHARE)
    assert accepted(elsewhere, iter(old)) == 0
