"""Groups, chats and the cards shared into them."""

from apiflask import APIBlueprint

from webapp.sandbox import chats, people
from webapp.sandbox.context import current_context
from webapp.sandbox.control import shapes
from webapp.sandbox.errors import Impossible

blueprint = APIBlueprint("chats", __name__, url_prefix="/control", tag="Chats")


@blueprint.post("/groups")
@blueprint.input(shapes.NewGroup, arg_name="wanted")
@blueprint.output(shapes.Chat, status_code=201)
@blueprint.doc(responses={404: "There is no such person"})
def create_group(wanted: shapes.NewGroup) -> shapes.Chat:
    """Make a group."""
    return _chat(chats.create_group(current_context(), title=wanted.title, members=wanted.members))


@blueprint.get("/groups")
@blueprint.output(shapes.Chats)
def groups() -> shapes.Chats:
    """List the groups."""
    return shapes.Chats(chats=[_chat(chat) for chat in chats.listed(current_context()) if chat.kind == "group"])


@blueprint.post("/groups/<group>/members")
@blueprint.input(shapes.NewMember, arg_name="wanted")
@blueprint.output(shapes.Chat)
@blueprint.doc(responses={404: "There is no such group or person", 409: "Not a group"})
def add_member(group: str, wanted: shapes.NewMember) -> shapes.Chat:
    """Add a member."""
    return _chat(chats.add_member(current_context(), chat_id=group, person=wanted.person))


@blueprint.get("/people/<person>/chats")
@blueprint.output(shapes.Chats)
@blueprint.doc(responses={404: "There is no such person"})
def chats_of(person: str) -> shapes.Chats:
    """The chats of a person."""
    people.get(current_context(), person)
    return shapes.Chats(chats=[_chat(chat) for chat in chats.of_person(current_context(), person)])


@blueprint.post("/people/<person>/chats")
@blueprint.input(shapes.NewChat, arg_name="wanted")
@blueprint.output(shapes.Chat)
@blueprint.doc(responses={404: "There is no such person", 409: "A chat needs two"})
def open_chat(person: str, wanted: shapes.NewChat) -> shapes.Chat:
    """The chat of two people, made when they first speak."""
    return _chat(chats.chat_between(current_context(), person, other=wanted.other))


@blueprint.post("/chats/<chat>/messages")
@blueprint.input(shapes.NewMessage, arg_name="wanted")
@blueprint.output(shapes.Message, status_code=201)
@blueprint.doc(responses={404: "There is no such chat", 409: "Not a member, or neither card nor text"})
def send(chat: str, wanted: shapes.NewMessage) -> shapes.Message:
    """Send a share card or a text."""
    if (wanted.card is None) == (wanted.text is None):
        raise Impossible("A message is a card or a text, exactly one of them.")
    if wanted.card is not None:
        card = chats.Card(**wanted.card.model_dump())
        sent = chats.send_card(current_context(), chat_id=chat, from_person=wanted.from_person, card=card)
    else:
        sent = chats.send_text(current_context(), chat_id=chat, from_person=wanted.from_person, text=wanted.text or "")
    return shapes.Message.model_validate(sent)


@blueprint.get("/chats/<chat>/messages")
@blueprint.output(shapes.Messages)
@blueprint.doc(responses={404: "There is no such chat"})
def messages(chat: str) -> shapes.Messages:
    """The messages of a chat, oldest first."""
    chats.get(current_context(), chat)
    return shapes.Messages(
        messages=[shapes.Message.model_validate(one) for one in chats.messages(current_context(), chat)]
    )


def _chat(chat: chats.Chat) -> shapes.Chat:
    return shapes.Chat(id=chat.id, kind=chat.kind, title=chat.title, opengid=chat.opengid, members=list(chat.members))
