"""A person changes what others see of them."""

from webapp.domain import identity
from webapp.domain.identity import PersonView, ShopkeeperCard
from webapp.kernel.db import transaction


def change_profile(
    person_id: int, *, language: str | None = None, nickname: str | None = None, avatar: str | None = None
) -> PersonView:
    """Change what is given, leave the rest."""
    with transaction():
        identity.describe_person(person_id, language=language, nickname=nickname, avatar=avatar)
        return identity.person(person_id)


def describe_shop(
    shopkeeper_id: int, *, shop_name: str | None = None, avatar: str | None = None, introduction: str | None = None
) -> ShopkeeperCard:
    """Change what is given of a shop's face, leave the rest."""
    with transaction():
        return identity.describe_shop(shopkeeper_id, shop_name=shop_name, avatar=avatar, introduction=introduction)
