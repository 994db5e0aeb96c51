"""Shares are made, opened, closed."""

from datetime import timedelta

import pytest

from tests.cast import Keeper, ListedProduct, add_person, add_shopkeeper
from tests.referral.stories import shared
from webapp.journeys.make_share import UnknownScene, make_share, revoke_share
from webapp.journeys.open_share import open_share
from webapp.kernel import clock
from webapp.kernel.db import execute, transaction
from webapp.kernel.errors import Invalid, NotFound
from webapp.kernel.signing import ForgedToken
from webapp.referral import shares
from webapp.referral.shares import facts
from webapp.trade.catalog import ProductWithdrawn

pytestmark = pytest.mark.usefixtures("noon")


def test_a_share_opens_by_its_token(ada: Keeper, tea: ListedProduct) -> None:
    made = shared(ada, tea, words="  the first  picking ")
    opened = open_share(made.token)
    assert (opened.shopkeeper_id, opened.product_id, opened.scene_key) == (ada.id, tea.product_id, "plain")
    assert (opened.text, opened.forwarded_by) == ("the first picking", None)
    assert opened.expires_at == clock.now() + timedelta(days=90)


def test_a_token_fits_a_mini_program_code_and_tells_no_volume(ada: Keeper, tea: ListedProduct) -> None:
    tokens = [shared(ada, tea).token for _ in range(5)]
    assert {len(token) for token in tokens} == {32}
    assert all(set(token) <= set(referral_alphabet()) for token in tokens)
    refs = [shares.read_token(token) for token in tokens]
    assert refs != sorted(refs) or len({ref >> 40 for ref in refs}) == len(refs)


def referral_alphabet() -> str:
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def test_a_forged_token_opens_nothing(ada: Keeper, tea: ListedProduct) -> None:
    token = shared(ada, tea).token
    with pytest.raises(ForgedToken):
        open_share(token[:-1] + ("A" if token[-1] != "A" else "B"))


def test_a_genuine_token_of_nothing_is_not_found(ada: Keeper) -> None:
    with pytest.raises(NotFound):
        open_share(shares.share_token(42))
    with pytest.raises(NotFound):
        open_share(shares.forward_token((1 << 59) | 42))


def test_a_share_ends_after_ninety_days(ada: Keeper, tea: ListedProduct) -> None:
    token = shared(ada, tea).token
    clock.advance(timedelta(days=90))
    with pytest.raises(facts.ShareExpired):
        open_share(token)


def test_a_share_taken_back_stays_closed(ada: Keeper, tea: ListedProduct) -> None:
    made = shared(ada, tea)
    revoke_share(ada.id, made.ref)
    revoked_at = shares.share_for(ada.id, made.ref).revoked_at
    clock.advance(timedelta(hours=1))
    revoke_share(ada.id, made.ref)
    assert shares.share_for(ada.id, made.ref).revoked_at == revoked_at
    with pytest.raises(facts.ShareRevoked):
        open_share(made.token)


def test_nobody_closes_or_reads_somebody_elses_share(ada: Keeper, tea: ListedProduct) -> None:
    stranger = add_shopkeeper(add_person("Cy"))
    made = shared(ada, tea)
    with pytest.raises(NotFound):
        revoke_share(stranger.id, made.ref)
    with pytest.raises(NotFound):
        shares.share_for(stranger.id, made.ref)
    assert shares.share_by_id(made.share.id) == made.share


def test_a_suspended_shopkeeper_neither_sells_nor_shares(ada: Keeper, tea: ListedProduct) -> None:
    token = shared(ada, tea).token
    with transaction():
        execute("UPDATE shopkeeper SET status = 'suspended' WHERE id = :id", id=ada.id)
    with pytest.raises(shares.ShopkeeperSuspended):
        open_share(token)
    with pytest.raises(shares.ShopkeeperSuspended):
        shared(ada, tea)


def test_what_cannot_be_shared_is_said_clearly(ada: Keeper, tea: ListedProduct) -> None:
    with pytest.raises(UnknownScene):
        make_share(ada.id, tea.product_code, scene_key="casino")
    with pytest.raises(Invalid, match="120"):
        make_share(ada.id, tea.product_code, text="x" * 121)
    with transaction():
        execute("UPDATE product SET status = 'off' WHERE id = :id", id=tea.product_id)
    with pytest.raises(ProductWithdrawn):
        shared(ada, tea)


def test_a_shopkeepers_shares_come_page_by_page(ada: Keeper, tea: ListedProduct) -> None:
    refs = [shared(ada, tea).ref for _ in range(5)]
    first = shares.shares_of(ada.id, limit=3)
    rest = shares.shares_of(ada.id, cursor=first.next_cursor, limit=3)
    assert [share.ref for share in (*first.items, *rest.items)] == refs[::-1]
    assert rest.next_cursor is None
