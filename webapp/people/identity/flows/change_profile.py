"""A person changes what others see of them."""

from datetime import datetime

from webapp.kernel import clock
from webapp.kernel.clean_text import clean_text
from webapp.kernel.db import transaction
from webapp.kernel.settings import settings
from webapp.people import identity, moderation
from webapp.people.identity import PersonView, Shopkeeper
from webapp.people.moderation import TextKind, TextState


def change_profile(
    person_id: int, *, language: str | None = None, nickname: str | None = None, avatar: str | None = None
) -> PersonView:
    """Change what is given, leave the rest."""
    with transaction():
        identity.update_person(person_id, language=language, nickname=nickname, avatar=avatar)
        return identity.person(person_id)


def change_shop(
    shopkeeper_id: int, *, shop_name: str | None = None, avatar: str | None = None, introduction: str | None = None
) -> Shopkeeper:
    """Change what is given of a shop's face, leave the rest.

    Another name is checked before anything is written: raises NameRefused, NameDoubtful, OpenMiniProgramAgain or
    NameUnchecked. Others read an introduction once it is checked; an empty one takes it away.
    """
    shop = identity.shopkeeper(shopkeeper_id)
    name = None if shop_name is None else identity.checked_shop_name(shop_name)
    if name is not None and name != shop.shop_name:
        openid = identity.openid_of(shop.person_id, settings().wechat_mini_appid)
        doubt = moderation.shop_name_problem(openid, name)
        if doubt is not None:
            raise doubt
    with transaction():
        identity.update_shop(shopkeeper_id, shop_name=name, avatar=avatar)
        if introduction is not None:
            _introduce(shop, clean_text(introduction), clock.now())
        return identity.shopkeeper(shopkeeper_id)


def _introduce(shop: Shopkeeper, words: str, now: datetime) -> None:
    """Say it anew, unless these very words stand there already and were not refused."""
    present = moderation.text(shop.introduction_id) if shop.introduction_id is not None else None
    if present is not None and present.words == words and present.state is not TextState.REFUSED:
        return
    said = moderation.submit_text(TextKind.INTRODUCTION, shop.person_id, words, now=now) if words else None
    identity.set_introduction(shop.id, said)
