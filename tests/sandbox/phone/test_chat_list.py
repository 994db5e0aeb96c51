"""Chats on the phone: unread marks, earlier messages, and cards that lead to the shop only."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.sandbox.phone.conftest import frame
from tests.sandbox.phone.shop import Shop
from webapp.sandbox import chats
from webapp.sandbox.context import SandboxContext
from webapp.sandbox.people import Person


@pytest.fixture
def group(context: SandboxContext, ada: Person, bo: Person) -> chats.Chat:
    return chats.create_group(context, title="茶友", members=[ada.id, bo.id])


def card(chat: chats.Chat, **changed: str) -> dict[str, str]:
    return {"chat": chat.id, "title": "龙井", "desc": "新茶", "image": "", "link": "http://x/", **changed}


def listed(phone: FlaskClient, person: Person) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = phone.get(f"/phone/api/people/{person.id}/chats").json["chats"]
    return found


def test_bo_forwards_what_bos_browser_shows_and_it_leads_to_the_shop(
    phone: FlaskClient, shop: Shop, bo: Person, group: chats.Chat
) -> None:
    sent = card(group, link=f"{frame(bo)}/s/forward", image=f"{shop.origin}/static/x.png")
    message = phone.post(f"/phone/api/people/{bo.id}/cards", json=sent).json
    assert message["from"] == bo.id
    assert message["card"]["link"] == f"{shop.origin}/s/forward"
    assert listed(phone, bo)[0]["last"]["card"]["title"] == "龙井"


@pytest.mark.parametrize("link", ["http://evil.example/s/x", "https://127.0.0.1/s/x"])
def test_a_card_that_leads_elsewhere_is_refused(phone: FlaskClient, bo: Person, group: chats.Chat, link: str) -> None:
    assert phone.post(f"/phone/api/people/{bo.id}/cards", json=card(group, link=link)).status_code == 409
    assert listed(phone, bo)[0]["last"] is None


def test_a_card_of_the_mini_program_carries_a_page_of_it(phone: FlaskClient, bo: Person, group: chats.Chat) -> None:
    sent = phone.post(f"/phone/api/people/{bo.id}/cards", json=card(group, link="pages/join/index?scene=T"))
    assert sent.json["card"]["link"] == "pages/join/index?scene=T"


def test_cy_cannot_send_into_a_group_cy_is_not_in(phone: FlaskClient, shop: Shop, group: chats.Chat) -> None:
    cy = phone.post("/control/people", json={"name": "Cy"}).json
    sent = phone.post(f"/phone/api/people/{cy['id']}/cards", json=card(group, link=f"{shop.origin}/s/x"))
    assert sent.status_code == 409


def test_what_others_said_is_unread_until_it_was_looked_at(
    phone: FlaskClient, context: SandboxContext, ada: Person, bo: Person, group: chats.Chat
) -> None:
    chats.send_text(context, chat_id=group.id, from_person=ada.id, text="你好")
    last = chats.send_text(context, chat_id=group.id, from_person=ada.id, text="在吗")
    assert (listed(phone, bo)[0]["unread"], listed(phone, ada)[0]["unread"]) == (2, 0)
    phone.post(f"/phone/api/people/{bo.id}/chats/{group.id}/read", json={"up_to": last.id})
    phone.post(f"/phone/api/people/{bo.id}/chats/{group.id}/read", json={"up_to": 1})
    assert listed(phone, bo)[0]["unread"] == 0


def test_a_long_chat_is_read_from_its_end(
    phone: FlaskClient, context: SandboxContext, ada: Person, group: chats.Chat
) -> None:
    for number in range(85):
        chats.send_text(context, chat_id=group.id, from_person=ada.id, text=str(number))
    newest = phone.get(f"/phone/api/chats/{group.id}/messages").json
    assert ([m["text"] for m in newest["messages"]][0::79], newest["earlier"]) == (["5", "84"], True)
    earlier = phone.get(f"/phone/api/chats/{group.id}/messages?before={newest['messages'][0]['id']}").json
    assert ([m["text"] for m in earlier["messages"]], earlier["earlier"]) == (["0", "1", "2", "3", "4"], False)


def test_an_empty_wechat_is_filled_once(phone: FlaskClient) -> None:
    made = phone.post("/phone/api/first-people", json={}).json["people"]
    assert [one["name"] for one in phone.get("/phone/api/start").json["people"]] == [one["name"] for one in made]
    assert phone.post("/phone/api/first-people", json={}).status_code == 409


def test_the_phones_page_loads_nothing_from_elsewhere(phone: FlaskClient, shop: Shop) -> None:
    page = phone.get("/phone")
    policy = page.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert f"img-src 'self' data: {shop.origin}" in policy
    assert "frame-src http://*.localhost:5001" in policy
    assert page.headers["X-WeChat-Sandbox"] == "1"
    assert phone.get("/").headers["Location"] == "/phone"


def test_a_scanned_code_opens_the_mini_program_where_it_leads(phone: FlaskClient, context: SandboxContext) -> None:
    with context.store.writing() as db:
        db.execute("INSERT INTO mini_code VALUES ('c1', 'wx', 'TOKEN', 'pages/share/index', 'release', 0)")
    leading = phone.get("/scan/c1").headers["Location"]
    assert 'data-scanned="c1"' in phone.get(leading).text
    assert phone.get("/phone/api/codes/c1").json == {"scene": "TOKEN", "page": "pages/share/index"}
