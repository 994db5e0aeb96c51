"""A token opens what it was made for, and nothing else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.kernel.signing import REFERENCE_BITS, ForgedToken, Purpose, TokenSigner

OLD, NEW = "an old secret of thirty-two letters", "a new secret of thirty-two letters."
references = st.integers(min_value=0, max_value=2**REFERENCE_BITS - 1)


@given(references)
def test_a_token_is_32_characters_of_the_scene_alphabet_and_opens_its_reference(reference: int) -> None:
    signer = TokenSigner([OLD, NEW], Purpose.SHARE)
    token = signer.sign(reference)
    assert re.fullmatch(r"[0-9A-Za-z_-]{32}", token)
    assert signer.read(token) == reference


def test_keys_rotate_without_breaking_links_in_chats() -> None:
    link = TokenSigner([OLD], Purpose.SHARE).sign(42)
    assert TokenSigner([OLD, NEW], Purpose.SHARE).read(link) == 42
    with pytest.raises(ForgedToken):
        TokenSigner([NEW], Purpose.SHARE).read(link)


def test_a_share_is_not_an_invitation() -> None:
    link = TokenSigner([NEW], Purpose.SHARE).sign(42)
    for other in set(Purpose) - {Purpose.SHARE}:
        with pytest.raises(ForgedToken):
            TokenSigner([NEW], other).read(link)


@pytest.mark.parametrize("nonsense", ["", "x", "é" * 32, "A" * 31, "A" * 33, "=" * 32, " " * 32, "\x00" * 32])
def test_nonsense_is_refused_like_a_forgery(nonsense: str) -> None:
    with pytest.raises(ForgedToken):
        TokenSigner([NEW], Purpose.SHARE).read(nonsense)
