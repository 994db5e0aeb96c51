"""What the phone's own lists show: people, a person's chats with their last words and unread marks, first people."""

from typing import Any

from flask import Blueprint, request

from webapp.sandbox import chats, people
from webapp.sandbox.chats import Chat, Message
from webapp.sandbox.context import SandboxContext, current_context
from webapp.sandbox.errors import Impossible
from webapp.sandbox.phone.addresses import Addresses
from webapp.sandbox.phone.mini_program import known_shopkeepers
from webapp.sandbox.phone.same_origin import posted_json, text_field

blueprint = Blueprint("phone_chats", __name__)
_NEWEST = 80


@blueprint.get("/phone/api/start")
def start() -> dict[str, Any]:
    """Everything the phone needs before anybody is chosen."""
    context = current_context()
    return {
        "people": [_person(person) for person in people.listed(context)],
        "keepers": known_shopkeepers(context),
        "mini_appid": context.accounts.mini_appid,
        "h5_appid": context.accounts.h5_appid,
        "merchant_name": context.accounts.merchant_name,
        "shop_origin": context.accounts.shop_origin,
        "origin": context.accounts.origin,
        "now": context.clock.now(),
    }


@blueprint.post("/phone/api/first-people")
def make_first_people() -> dict[str, Any]:
    """Enough people for a first look when nobody has loaded any: four and one group."""
    posted_json()
    context = current_context()
    if people.listed(context):
        raise Impossible("There are people already.")
    made = [people.create(context, name=name) for name in ("林静", "王芳", "李明", "张伟")]
    group = chats.create_group(context, title="静水茶友群", members=[person.id for person in made])
    chats.send_text(context, chat_id=group.id, from_person=made[0].id, text="新茶到了，想喝的说一声～")
    return {"people": [_person(person) for person in made]}


@blueprint.get("/phone/api/people/<person>/chats")
def chats_of(person: str) -> dict[str, Any]:
    """This person's chats, the most recent first."""
    context = current_context()
    people.get(context, person)
    read = _read_marks(context, person)
    listed = [_chat(context, chat, person, read.get(chat.id, 0)) for chat in chats.of_person(context, person)]
    return {"chats": sorted(listed, key=lambda chat: -chat["at"]), "now": context.clock.now()}


@blueprint.get("/phone/api/chats/<chat>/messages")
def messages(chat: str) -> dict[str, Any]:
    """The newest messages, oldest first; `before` (a message's id) asks for earlier ones."""
    context = current_context()
    before = request.args.get("before", type=int)
    chats.get(context, chat)
    every = [one for one in chats.messages(context, chat) if before is None or one.id < before]
    shown = every[-_NEWEST:]
    return {"messages": [_message(one) for one in shown], "earlier": len(every) > len(shown)}


@blueprint.post("/phone/api/people/<person>/chats/<chat>/read")
def mark_read(person: str, chat: str) -> dict[str, Any]:
    """The person has looked at everything up to a message."""
    up_to = posted_json().get("up_to")
    if not isinstance(up_to, int):
        raise Impossible("up_to is a message's id.")
    with current_context().store.writing() as db:
        db.execute(
            "INSERT INTO phone_read VALUES (?, ?, ?)"
            " ON CONFLICT (person_id, chat_id) DO UPDATE SET message_id = max(message_id, excluded.message_id)",
            (person, chat, up_to),
        )
    return {"ok": True}


@blueprint.post("/phone/api/people/<person>/cards")
def forward_card(person: str) -> dict[str, Any]:
    """Send a card into a chat; a link out of this person's browser goes under the shop's own address."""
    context, asked = current_context(), posted_json()
    people.get(context, person)
    link = Addresses.of(context, person).inward(text_field(asked, "link"))
    if link.startswith(("http:", "https:")) and not _of_the_shop(context, link):
        raise Impossible("卡片的链接必须在商家登记的域名之下。A card's link must lead to the shop's own domain.")
    card = chats.Card(
        title=text_field(asked, "title")[:200] or link,
        desc=text_field(asked, "desc", default="")[:400],
        image=Addresses.of(context, person).inward(text_field(asked, "image", default="")),
        link=link,
    )
    sent = chats.send_card(context, chat_id=text_field(asked, "chat"), from_person=person, card=card)
    return _message(sent)


def _of_the_shop(context: SandboxContext, link: str) -> bool:
    return link.startswith((f"{context.accounts.shop_origin}/",))


def _person(person: people.Person) -> dict[str, Any]:
    return {"id": person.id, "name": person.name, "avatar": person.avatar, "colour": person.colour}


def _chat(context: SandboxContext, chat: Chat, person: str, read: int) -> dict[str, Any]:
    said = chats.messages(context, chat.id)
    last = said[-1] if said else None
    return {
        "id": chat.id,
        "kind": chat.kind,
        "title": chat.title,
        "members": list(chat.members),
        "last": _message(last) if last else None,
        "at": last.sent_at if last else 0,
        "unread": sum(1 for one in said if one.id > read and one.from_person != person),
    }


def _message(message: Message) -> dict[str, Any]:
    return {
        "id": message.id,
        "from": message.from_person,
        "at": message.sent_at,
        "card": vars(message.card) if message.card else None,
        "text": message.text,
    }


def _read_marks(context: SandboxContext, person: str) -> dict[str, int]:
    with context.store.reading() as db:
        return dict(db.execute("SELECT chat_id, message_id FROM phone_read WHERE person_id = ?", (person,)).fetchall())
