"""Everybody of the demo: their WeChat account, their place in the shop, and who knows whom."""

from dataclasses import dataclass, field
from datetime import datetime

from webapp.demo import people
from webapp.demo.wechat import Account, SandboxClient
from webapp.journeys.check_text import check_text
from webapp.journeys.identify_buyer import identify_buyer
from webapp.kernel import clock
from webapp.kernel.settings import settings
from webapp.people import identity
from webapp.people.identity.flows.change_profile import change_profile, change_shop
from webapp.people.identity.flows.invite_shopkeeper import invite_shopkeeper
from webapp.people.identity.flows.login import login
from webapp.people.identity.flows.open_shop import open_root_shop, open_shop


@dataclass
class Participant:
    """One person: in the sandbox, in the shop, and as a browser."""

    account: Account
    visitor_id: int
    person_id: int = 0
    shopkeeper_id: int = 0

    @property
    def name(self) -> str:
        return self.account.name


@dataclass
class Participants:
    """The participants by name, their groups, and the shopkeepers who have opened so far."""

    sandbox: SandboxClient
    by_name: dict[str, Participant] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    open_since: dict[str, datetime] = field(default_factory=dict)

    def create_accounts(self) -> None:
        """Everybody gets a phone, and the groups are made."""
        for name in (*(keeper.name for keeper in people.SHOPKEEPERS), *people.CONSUMERS):
            self.by_name[name] = Participant(self.sandbox.add_person(name), identity.new_visitor_id())
        for group in people.GROUPS:
            members = [self.by_name[name].account.id for name in group.members]
            self.groups[group.name] = self.sandbox.add_group(group.name, members)

    def open_shop_of(self, shopkeeper: people.ShopkeeperProfile, number: int) -> None:
        """A shopkeeper joins: by the inviter's signed invitation, or as the platform's first."""
        participant = self.by_name[shopkeeper.name]
        participant.person_id = login(self.sandbox.login_code(participant.account.id)).person_id
        change_profile(participant.person_id, nickname=participant.name)
        version = settings().agreement_version
        if shopkeeper.inviter is None:
            card = open_root_shop(
                participant.person_id, shopkeeper.shop, version, staff_id=None, reason="demo: the first shop"
            )
        else:
            invitation = invite_shopkeeper(self.by_name[shopkeeper.inviter].shopkeeper_id)
            card = open_shop(participant.person_id, invitation.token, shopkeeper.shop, version)
        participant.shopkeeper_id = card.id
        picture = f"demo/avatar/{number % 8 + 1}.svg"
        shop = change_shop(card.id, avatar=picture, introduction=shopkeeper.introduction or None)
        self.let_check(shop.introduction_id)

    def open_mini_program(self, participant: Participant) -> None:
        """Somebody opens the mini-program: WeChat judges only words of people it has just seen."""
        self.sandbox.reach(clock.now())
        login(self.sandbox.login_code(participant.account.id))

    def let_check(self, text_id: int | None) -> None:
        """What the worker does moments after something was written."""
        if text_id is not None:
            check_text(text_id)

    def meet(self, participant: Participant) -> int:
        """The person behind a browser, asked only when they buy; returns their id."""
        if not participant.person_id or identity.openid_of(participant.person_id, settings().wechat_h5_appid) is None:
            met = identify_buyer(self.sandbox.oauth_code(participant.account.id), participant.visitor_id)
            participant.person_id = met.person_id
            change_profile(participant.person_id, nickname=participant.name)
        return participant.person_id

    def circle_of(self, name: str) -> list[Participant]:
        """Who sees what somebody shares: the members of their groups, or for want of one their neighbours."""
        seen = {member for group in people.GROUPS if name in group.members for member in group.members}
        others = seen - {name} or set(people.CONSUMERS[::3])
        return [self.by_name[other] for other in sorted(others)]

    def groups_of(self, name: str) -> list[str]:
        """The group chats somebody is in."""
        return [self.groups[group.name] for group in people.GROUPS if name in group.members]
