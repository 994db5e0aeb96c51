"""Who someone is: people, their WeChat identities and sessions, shopkeepers and their chain."""

from webapp.people.identity import staff_queries
from webapp.people.identity.facts import PeopleMerged, ShopOpened
from webapp.people.identity.kinds import ShopkeeperStatus
from webapp.people.identity.rules import checked_shop_name
from webapp.people.identity.service.aliases import alias_code, alias_of_person
from webapp.people.identity.service.chain import ChainLoop, direct_downline, downline_count, move_below
from webapp.people.identity.service.invitations import Invitation, make_invitation, read_invitation, record_bind
from webapp.people.identity.service.people import (
    PersonView,
    identify_person,
    is_erased,
    openid_of,
    person,
    update_person,
)
from webapp.people.identity.service.sessions import (
    SessionUser,
    end_session,
    end_sessions_of,
    open_session,
    purge_sessions,
    session_for,
)
from webapp.people.identity.service.shopkeepers import (
    Shopkeeper,
    ShopkeeperCard,
    add_shopkeeper,
    cards,
    lock_shopkeeper,
    set_introduction,
    set_status,
    shopkeeper,
    shopkeeper_by_code,
    shopkeeper_card,
    shopkeeper_of,
    shopkeepers_after,
    update_shop,
)
from webapp.people.identity.service.visitors import new_visitor_id
from webapp.people.identity.staff_queries import Node

__all__ = [
    "ChainLoop",
    "Invitation",
    "Node",
    "PeopleMerged",
    "PersonView",
    "SessionUser",
    "ShopOpened",
    "Shopkeeper",
    "ShopkeeperCard",
    "ShopkeeperStatus",
    "add_shopkeeper",
    "alias_code",
    "alias_of_person",
    "cards",
    "checked_shop_name",
    "direct_downline",
    "downline_count",
    "end_session",
    "end_sessions_of",
    "identify_person",
    "is_erased",
    "lock_shopkeeper",
    "make_invitation",
    "move_below",
    "new_visitor_id",
    "open_session",
    "openid_of",
    "person",
    "purge_sessions",
    "read_invitation",
    "record_bind",
    "session_for",
    "set_introduction",
    "set_status",
    "shopkeeper",
    "shopkeeper_by_code",
    "shopkeeper_card",
    "shopkeeper_of",
    "shopkeepers_after",
    "staff_queries",
    "update_person",
    "update_shop",
]
