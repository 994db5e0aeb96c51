"""Chats: where cards are shared."""

import pytest

from tests.sandbox.serving import ControlRefused, SandboxServer

CARD = {
    "title": "明前龙井",
    "desc": "今年的新茶",
    "image": "http://127.0.0.1:5000/p.jpg",
    "link": "http://127.0.0.1:5000/s/x",
}


def test_ada_shares_a_card_into_a_group_and_bo_sees_it(sandbox: SandboxServer) -> None:
    ada, bo = sandbox.person("Ada"), sandbox.person("Bo")
    group = sandbox.control("POST", "/groups", title="茶友", members=[ada["id"], bo["id"]])
    assert group["opengid"]
    sandbox.control("POST", f"/chats/{group['id']}/messages", from_person=ada["id"], card=CARD)
    sandbox.control("POST", f"/chats/{group['id']}/messages", from_person=bo["id"], text="好茶")
    seen = sandbox.ask("GET", f"/control/chats/{group['id']}/messages").json()["messages"]
    assert [(one["from_person"], one["card"], one["text"]) for one in seen] == [
        (ada["id"], CARD, None),
        (bo["id"], None, "好茶"),
    ]
    assert group["id"] in [
        chat["id"] for chat in sandbox.ask("GET", f"/control/people/{bo['id']}/chats").json()["chats"]
    ]


def test_two_people_have_one_chat(sandbox: SandboxServer) -> None:
    ada, bo = sandbox.person("Ada"), sandbox.person("Bo")
    one = sandbox.control("POST", f"/people/{ada['id']}/chats", other=bo["id"])
    other = sandbox.control("POST", f"/people/{bo['id']}/chats", other=ada["id"])
    assert one["id"] == other["id"]


def test_cy_cannot_speak_in_a_group_cy_is_not_in(sandbox: SandboxServer) -> None:
    ada, cy = sandbox.person("Ada"), sandbox.person("Cy")
    group = sandbox.control("POST", "/groups", title="茶友", members=[ada["id"]])
    with pytest.raises(ControlRefused, match="Only a member"):
        sandbox.control("POST", f"/chats/{group['id']}/messages", from_person=cy["id"], text="hi")
    sandbox.control("POST", f"/groups/{group['id']}/members", person=cy["id"])
    sandbox.control("POST", f"/chats/{group['id']}/messages", from_person=cy["id"], text="hi")


def test_nobody_chats_alone(sandbox: SandboxServer) -> None:
    ada = sandbox.person("Ada")
    with pytest.raises(ControlRefused):
        sandbox.control("POST", f"/people/{ada['id']}/chats", other=ada["id"])


def test_a_code_is_given_without_a_body_too(sandbox: SandboxServer) -> None:
    assert sandbox.ask("POST", f"/control/people/{sandbox.person('Ada')['id']}/login-code").status_code == 201


def test_an_unknown_person_is_not_found(sandbox: SandboxServer) -> None:
    with pytest.raises(ControlRefused) as missing:
        sandbox.control("POST", "/people/nobody/login-code")
    assert missing.value.status == 404
