"""Where sharing happens: chats of two and groups, and the cards and words sent into them."""

import json
import secrets
from dataclasses import dataclass
from typing import Literal

from webapp.sandbox import people
from webapp.sandbox.context import SandboxContext
from webapp.sandbox.errors import Impossible, Missing


@dataclass(frozen=True, kw_only=True)
class Card:
    """A share card: what `updateAppMessageShareData` or a mini-program's share hands to the chat."""

    title: str
    desc: str
    image: str
    link: str


@dataclass(frozen=True, kw_only=True)
class Chat:
    id: str
    kind: Literal["single", "group"]
    title: str
    opengid: str | None
    members: tuple[str, ...]
    """Person ids."""


@dataclass(frozen=True, kw_only=True)
class Message:
    id: int
    chat_id: str
    from_person: str
    sent_at: float
    card: Card | None
    text: str | None


def create_group(context: SandboxContext, *, title: str, members: list[str]) -> Chat:
    return _create(context, kind="group", title=title, members=members)


def chat_between(context: SandboxContext, one: str, *, other: str) -> Chat:
    """The chat of these two, made when they first speak."""
    if one == other:
        raise Impossible("A chat needs somebody else.")
    for chat in of_person(context, one):
        if chat.kind == "single" and other in chat.members:
            return chat
    return _create(context, kind="single", title="", members=[one, other])


def add_member(context: SandboxContext, *, chat_id: str, person: str) -> Chat:
    chat = get(context, chat_id)
    if chat.kind != "group":
        raise Impossible("Only a group takes more members.")
    people.get(context, person)
    with context.store.writing() as db:
        db.execute("INSERT OR IGNORE INTO chat_member VALUES (?, ?)", (chat_id, person))
    return get(context, chat_id)


def get(context: SandboxContext, chat_id: str) -> Chat:
    found = next((chat for chat in listed(context) if chat.id == chat_id), None)
    if found is None:
        raise Missing(f"There is no chat {chat_id}.")
    return found


def listed(context: SandboxContext) -> list[Chat]:
    with context.store.reading() as db:
        rows = db.execute("SELECT id, kind, title, opengid FROM chat ORDER BY created_at, id").fetchall()
        pairs = db.execute("SELECT chat_id, person_id FROM chat_member ORDER BY rowid").fetchall()
    members: dict[str, list[str]] = {}
    for chat_id, person in pairs:
        members.setdefault(chat_id, []).append(person)
    return [
        Chat(id=row[0], kind=row[1], title=row[2], opengid=row[3], members=tuple(members.get(row[0], ())))
        for row in rows
    ]


def of_person(context: SandboxContext, person: str) -> list[Chat]:
    return [chat for chat in listed(context) if person in chat.members]


def send_card(context: SandboxContext, *, chat_id: str, from_person: str, card: Card) -> Message:
    return _send(context, chat_id=chat_id, from_person=from_person, payload={"card": card.__dict__})


def send_text(context: SandboxContext, *, chat_id: str, from_person: str, text: str) -> Message:
    return _send(context, chat_id=chat_id, from_person=from_person, payload={"text": text})


def messages(context: SandboxContext, chat_id: str) -> list[Message]:
    """Oldest first."""
    with context.store.reading() as db:
        rows = db.execute(
            "SELECT id, chat_id, from_person, sent_at, payload FROM message WHERE chat_id = ? ORDER BY id", (chat_id,)
        ).fetchall()
    return [_message(row) for row in rows]


def message(context: SandboxContext, message_id: int) -> Message:
    with context.store.reading() as db:
        row = db.execute(
            "SELECT id, chat_id, from_person, sent_at, payload FROM message WHERE id = ?", (message_id,)
        ).fetchone()
    if row is None:
        raise Missing(f"There is no message {message_id}.")
    return _message(row)


def _create(context: SandboxContext, *, kind: Literal["single", "group"], title: str, members: list[str]) -> Chat:
    for person in members:
        people.get(context, person)
    chat_id = "c" + secrets.token_hex(6)
    opengid = "tG" + secrets.token_urlsafe(18) if kind == "group" else None
    with context.store.writing() as db:
        db.execute("INSERT INTO chat VALUES (?, ?, ?, ?, ?)", (chat_id, kind, title, opengid, context.clock.now()))
        db.executemany("INSERT OR IGNORE INTO chat_member VALUES (?, ?)", [(chat_id, person) for person in members])
    return get(context, chat_id)


def _send(context: SandboxContext, *, chat_id: str, from_person: str, payload: dict[str, object]) -> Message:
    if from_person not in get(context, chat_id).members:
        raise Impossible("Only a member can send into a chat.")
    kind = "card" if "card" in payload else "text"
    with context.store.writing() as db:
        sent = db.execute(
            "INSERT INTO message (chat_id, from_person, kind, payload, sent_at) VALUES (?, ?, ?, ?, ?)",
            (chat_id, from_person, kind, json.dumps(payload, ensure_ascii=False), context.clock.now()),
        )
    return message(context, sent.lastrowid or 0)


def _message(row: tuple[int, str, str, float, str]) -> Message:
    payload = json.loads(row[4])
    card = Card(**payload["card"]) if "card" in payload else None
    return Message(id=row[0], chat_id=row[1], from_person=row[2], sent_at=row[3], card=card, text=payload.get("text"))
