"""Becoming a shopkeeper: by a shopkeeper's invitation, with the agreement accepted, without fee or purchase."""

from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.kernel.errors import Conflict, DomainError, NotFound, Refused
from webapp.kernel.facts import happened
from webapp.kernel.settings import settings
from webapp.kernel.signing import ForgedToken
from webapp.people import identity, moderation
from webapp.people.identity import Invitation, Shopkeeper, ShopkeeperCard, ShopOpened
from webapp.people.moderation import NameDoubtful, NameRefused, OpenMiniProgramAgain
from webapp.people.staff import audit


class InvitationNeeded(Refused):
    """A shop is opened by invitation: ask a shopkeeper you know."""


class InvitationExpired(Refused):
    """This invitation has expired; ask for a new one."""


class InvitationRevoked(Refused):
    """This invitation was taken back; ask for a new one."""


class InviterNotActive(Refused):
    """Whoever invited you cannot invite at the moment; ask another shopkeeper."""


class OwnInvitation(Refused):
    """This is your own invitation: nobody stands below themselves."""


class AlreadyShopkeeper(Conflict):
    """You already have a shop; its place in the chain stays as it is."""


class OutdatedAgreement(Refused):
    """The shopkeeper agreement has changed; please read the version in force and accept it."""


# What the decision record says of each refusal; "kept" means the shop stays where it was.
_RECORDED: dict[type[DomainError], tuple[str, str]] = {
    InvitationNeeded: ("refused", "no_invitation"),
    InvitationExpired: ("refused", "expired"),
    InvitationRevoked: ("refused", "revoked"),
    InviterNotActive: ("refused", "not_active"),
    OwnInvitation: ("refused", "self"),
    OutdatedAgreement: ("refused", "agreement"),
    ForgedToken: ("refused", "forged"),
    NotFound: ("refused", "unknown"),
    identity.ChainLoop: ("refused", "loop"),
    AlreadyShopkeeper: ("kept", "already"),
    NameRefused: ("refused", "name"),
    NameDoubtful: ("refused", "name"),
    OpenMiniProgramAgain: ("refused", "name_unchecked"),
}


def open_shop(person_id: int, invite_token: str | None, shop_name: str, agreement_version: str) -> ShopkeeperCard:
    """Join the chain below the inviter. Every attempt is written down, also a refused one, before it is answered.

    Raises NameUnchecked while WeChat cannot be asked about the name; then nothing has happened.
    """
    name = identity.checked_shop_name(shop_name)
    openid = identity.openid_of(person_id, settings().wechat_mini_appid)
    doubt = moderation.shop_name_problem(openid, name)
    inviter_id: int | None = None
    refusal: DomainError | None = None
    with transaction():
        try:
            invitation = _read(invite_token)
            inviter_id = invitation.inviter_id
            _check(person_id, invitation, agreement_version)
            if doubt is not None:
                raise doubt
            made = identity.add_shopkeeper(
                person_id,
                parent_id=inviter_id,
                shop_name=name,
                agreement_version=agreement_version,
                invitation_id=invitation.id,
            )
            if made is None:
                raise AlreadyShopkeeper
            identity.record_bind(person_id, inviter_id, "bound", "invited")
            _say_opened(made, person_id, inviter_id)
            return identity.shopkeeper_card(made)
        except tuple(_RECORDED) as exc:
            refusal = exc
            identity.record_bind(person_id, inviter_id, *_RECORDED[type(exc)])
    raise refusal


def _say_opened(shopkeeper_id: int, person_id: int, inviter_id: int | None) -> None:
    happened(ShopOpened(shopkeeper_id=shopkeeper_id, person_id=person_id, inviter_id=inviter_id, opened_at=clock.now()))


def open_root_shop(
    person_id: int, shop_name: str, agreement_version: str, *, staff_id: int | None, reason: str
) -> ShopkeeperCard:
    """The platform opens a chain of its own: a shopkeeper without an upline, under a name the platform answers for."""
    name = identity.checked_shop_name(shop_name)
    with transaction():
        made = identity.add_shopkeeper(
            person_id, parent_id=None, shop_name=name, agreement_version=agreement_version, invitation_id=None
        )
        if made is None:
            raise AlreadyShopkeeper
        identity.record_bind(person_id, None, "bound", "founder")
        audit.record(staff_id, "shopkeeper.found", f"shopkeeper:{made}", shop_name=name, reason=reason)
        _say_opened(made, person_id, None)
        return identity.shopkeeper_card(made)


def _read(invite_token: str | None) -> Invitation:
    if not invite_token:
        raise InvitationNeeded
    return identity.read_invitation(invite_token)


def _check(person_id: int, invitation: Invitation, agreement_version: str) -> None:
    inviter = identity.lock_shopkeeper(invitation.inviter_id)
    if inviter.person_id == person_id:
        raise OwnInvitation
    mine = identity.shopkeeper_of(person_id)
    if mine is not None:
        raise identity.ChainLoop if mine.id in inviter.path else AlreadyShopkeeper
    if not inviter.active:
        raise InviterNotActive
    check_invitation_open(invitation)
    if agreement_version != settings().agreement_version:
        raise OutdatedAgreement


def check_invitation_open(invitation: Invitation) -> None:
    """Raise when an invitation was taken back or has expired."""
    now = clock.now()
    if invitation.revoked_at is not None and invitation.revoked_at <= now:
        raise InvitationRevoked
    if invitation.expires_at <= now:
        raise InvitationExpired


def inviter_of(invite_token: str) -> tuple[Shopkeeper, Invitation]:
    """Who invites, for somebody who holds an open invitation; raises what open_shop would."""
    invitation = identity.read_invitation(invite_token)
    check_invitation_open(invitation)
    inviter = identity.shopkeeper(invitation.inviter_id)
    if not inviter.active:
        raise InviterNotActive
    return inviter, invitation
