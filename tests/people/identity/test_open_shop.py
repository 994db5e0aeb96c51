"""Becoming a shopkeeper: Ada invites, Bo joins below her; every attempt leaves a decision with its reason."""

from datetime import timedelta

import pytest
from apiflask import APIFlask

from tests.cast import AGREED, Keeper, Somebody, add_person, add_shopkeeper, scalar
from tests.public_texts import open_mini_program
from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.kernel.errors import DomainError, Invalid, NotFound
from webapp.kernel.settings import settings
from webapp.kernel.signing import ForgedToken, Purpose, TokenSigner
from webapp.people import identity
from webapp.people.identity.flows import manage_shopkeeper, open_shop
from webapp.people.identity.flows.invite_shopkeeper import InviterSuspended, invite_shopkeeper
from webapp.people.identity.service import chain, invitations
from webapp.people.staff import audit


@pytest.fixture(autouse=True)
def _on_their_phones(bo: Somebody, cy: Somebody) -> None:
    """Bo and Cy have the mini-program open, so WeChat checks the names they choose."""
    open_mini_program(bo, cy)


def decision(person: Somebody) -> tuple[str, str, int | None]:
    """The newest attempt of a person, read afresh."""
    newest = invitations.bind_attempts(person.id)[0]
    return newest.outcome, newest.reason, newest.inviter_id


def suspend(keeper: Keeper) -> None:
    with transaction():
        identity.set_status(keeper.id, "suspended", "test")


def test_who_is_invited_stands_below_the_inviter(ada: Keeper, bo: Somebody) -> None:
    card = open_shop.open_shop(bo.id, invite_shopkeeper(ada.id).token, "  波 的 小店 ", AGREED)
    assert card.shop_name == "波 的 小店"
    assert chain.chain_of(card.id) == [ada.id, card.id]
    assert decision(bo) == ("bound", "invited", ada.id)


def test_an_invitation_may_be_used_by_several(ada: Keeper, bo: Somebody, cy: Somebody) -> None:
    token = invite_shopkeeper(ada.id).token
    open_shop.open_shop(bo.id, token, "Bo", AGREED)
    open_shop.open_shop(cy.id, token, "Cy", AGREED)
    assert identity.downline_count(ada.id) == 2


def refused(person: Somebody, token: str | None, kind: type[DomainError], *, agreement: str = AGREED) -> None:
    with pytest.raises(kind):
        open_shop.open_shop(person.id, token, "小店", agreement)


def test_without_an_invitation_there_is_no_shop(bo: Somebody) -> None:
    refused(bo, None, open_shop.InvitationNeeded)
    assert decision(bo) == ("refused", "no_invitation", None)


def test_a_forged_invitation_opens_nothing(ada: Keeper, bo: Somebody) -> None:
    token = invite_shopkeeper(ada.id).token
    refused(bo, token[:-1] + ("A" if token[-1] != "A" else "B"), ForgedToken)
    assert decision(bo) == ("refused", "forged", None)


def test_a_share_is_not_an_invitation(ada: Keeper, bo: Somebody) -> None:
    reference = int(str(scalar("SELECT coalesce(max(ref), 5) FROM invitation")))
    refused(bo, TokenSigner(settings().secret_keys, Purpose.SHARE).sign(reference), ForgedToken)


def test_a_genuine_token_of_no_invitation_opens_nothing(bo: Somebody) -> None:
    refused(bo, TokenSigner(settings().secret_keys, Purpose.INVITE).sign(5), NotFound)
    assert decision(bo) == ("refused", "unknown", None)


@pytest.mark.usefixtures("noon")
def test_an_old_invitation_has_expired(ada: Keeper, bo: Somebody) -> None:
    token = invite_shopkeeper(ada.id).token
    clock.advance(timedelta(days=7))
    refused(bo, token, open_shop.InvitationExpired)
    assert decision(bo) == ("refused", "expired", ada.id)


def test_nobody_joins_below_themselves(ada: Keeper) -> None:
    refused(ada.person, invite_shopkeeper(ada.id).token, open_shop.OwnInvitation)
    assert decision(ada.person) == ("refused", "self", ada.id)


def test_nobody_joins_below_their_own_downline(ada: Keeper, bo: Somebody) -> None:
    below = add_shopkeeper(bo, below=ada)
    refused(ada.person, invite_shopkeeper(below.id).token, identity.ChainLoop)
    assert decision(ada.person) == ("refused", "loop", below.id)


def test_a_shop_keeps_its_place_whoever_else_invites(ada: Keeper, bo: Somebody, cy: Somebody) -> None:
    other = add_shopkeeper(cy)
    mine = open_shop.open_shop(bo.id, invite_shopkeeper(ada.id).token, "Bo", AGREED)
    refused(bo, invite_shopkeeper(other.id).token, open_shop.AlreadyShopkeeper)
    assert decision(bo) == ("kept", "already", other.id)
    assert chain.chain_of(mine.id) == [ada.id, mine.id]


def test_who_is_suspended_cannot_bring_anybody(ada: Keeper, bo: Somebody) -> None:
    token = invite_shopkeeper(ada.id).token
    suspend(ada)
    refused(bo, token, open_shop.InviterNotActive)
    assert decision(bo) == ("refused", "not_active", ada.id)
    with pytest.raises(InviterSuspended):
        invite_shopkeeper(ada.id)


def test_an_older_agreement_is_not_enough(ada: Keeper, bo: Somebody) -> None:
    refused(bo, invite_shopkeeper(ada.id).token, open_shop.OutdatedAgreement, agreement="2019-01")
    assert decision(bo) == ("refused", "agreement", ada.id)


def test_a_shop_needs_a_name(ada: Keeper, bo: Somebody) -> None:
    with pytest.raises(Invalid):
        open_shop.open_shop(bo.id, invite_shopkeeper(ada.id).token, "   ", AGREED)


def test_the_platform_founds_a_chain(bo: Somebody) -> None:
    card = open_shop.open_root_shop(bo.id, "头一家", AGREED, staff_id=None, reason="a new city")
    assert chain.chain_of(card.id) == [card.id]
    assert decision(bo) == ("bound", "founder", None)
    with pytest.raises(open_shop.AlreadyShopkeeper):
        open_shop.open_root_shop(bo.id, "again", AGREED, staff_id=None, reason="a new city")


@pytest.fixture
def di(app: APIFlask) -> int:
    """A member of staff."""
    with transaction() as current:
        from sqlalchemy import text

        return int(
            current.execute(
                text(
                    """INSERT INTO staff (login, name, role, password_hash, totp_secret, created_at)
                       VALUES ('di', 'Di', 'operator', '', '', :at) RETURNING id"""
                ),
                {"at": clock.now()},
            ).scalar_one()
        )


def test_staff_correct_an_upline_with_a_reason(ada: Keeper, bo: Somebody, cy: Somebody, di: int) -> None:
    below, other = add_shopkeeper(bo, below=ada), add_shopkeeper(cy)
    manage_shopkeeper.correct_upline(below.id, other.id, staff_id=di, reason="asked by both")
    assert chain.chain_of(below.id) == [other.id, below.id]
    assert decision(bo) == ("bound", "corrected", other.id)
    line = audit.lines(subject=f"shopkeeper:{below.id}").items[0]
    assert (line.action, line.staff_login) == ("shopkeeper.correct_upline", "di")
    assert line.detail == {"parent": [ada.id, other.id], "outcome": "bound", "reason": "asked by both"}


def test_a_correction_into_a_loop_is_refused_and_remembered(ada: Keeper, bo: Somebody, di: int) -> None:
    below = add_shopkeeper(bo, below=ada)
    with pytest.raises(identity.ChainLoop):
        manage_shopkeeper.correct_upline(ada.id, below.id, staff_id=di, reason="a slip")
    assert decision(ada.person) == ("refused", "loop", below.id)
    assert chain.chain_of(below.id) == [ada.id, below.id]
    assert audit.lines(action="shopkeeper.correct_upline").items[0].detail["outcome"] == "refused"


def test_a_correction_needs_a_reason(ada: Keeper, di: int) -> None:
    with pytest.raises(Invalid):
        manage_shopkeeper.correct_upline(ada.id, None, staff_id=di, reason=" ")


def test_staff_suspend_a_shop_and_let_it_back(ada: Keeper, di: int) -> None:
    manage_shopkeeper.suspend_shopkeeper(ada.id, staff_id=di, reason="complaints")
    manage_shopkeeper.suspend_shopkeeper(ada.id, staff_id=di, reason="complaints")
    assert identity.shopkeeper(ada.id).suspended_reason == "complaints"
    manage_shopkeeper.reinstate_shopkeeper(ada.id, staff_id=di, reason="settled")
    assert identity.shopkeeper(ada.id).active
    actions = [line.action for line in audit.lines(subject=f"shopkeeper:{ada.id}").items]
    assert actions == ["shopkeeper.reinstate", "shopkeeper.suspend"]


def test_everybody_can_be_told_why_they_stand_where_they_stand(ada: Keeper) -> None:
    newcomer = add_person("Eve")
    refused(newcomer, None, open_shop.InvitationNeeded)
    open_mini_program(newcomer)
    open_shop.open_shop(newcomer.id, invite_shopkeeper(ada.id).token, "Eve", AGREED)
    reasons = [(each.outcome, each.reason) for each in invitations.bind_attempts(newcomer.id)]
    assert reasons == [("bound", "invited"), ("refused", "no_invitation")]
