"""Default deny, proved over the whole map of routes; and what somebody else owns does not exist."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from apiflask import APIFlask
from werkzeug.routing import Rule

from tests.cast import Keeper, ListedProduct, Somebody, add_person, add_shopkeeper
from tests.social.complaints.complaining import answer as answered
from tests.social.complaints.complaining import complain
from tests.social.questions.asking import asked
from tests.social.relationships.event_factory import happens
from tests.social.reviews.reviewing import received
from tests.trade import buying
from tests.web.api.phone import HOME, V1, Phone
from webapp.gateways.wechat.fake import FakeWechat
from webapp.people.identity.flows.invite_shopkeeper import invite_shopkeeper
from webapp.social.relationships import EventKind
from webapp.web.api.guard import PUBLIC

OPEN_TO_ANYBODY = {"POST /api/v1/session", "GET /api/docs", "GET /api/openapi.json"}


def routes(app: APIFlask) -> list[tuple[str, Rule]]:
    """Every method of every route below /api."""
    return [
        (method, rule)
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api")
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]


def test_every_route_needs_a_session_or_stands_on_the_list(app: APIFlask, nobody: Phone) -> None:
    opened = set()
    for method, rule in routes(app):
        answer = nobody.client.open(re.sub(r"<[^>]+>", "1", rule.rule), method=method, json={})
        if answer.status_code != 401:
            opened.add(f"{method} {rule.rule}")
            assert rule.endpoint in PUBLIC
        else:
            assert answer.json["code"] == "session_needed"
            assert answer.headers["Cache-Control"] == "no-store"
    assert opened == OPEN_TO_ANYBODY


def test_the_public_list_names_only_routes_that_exist(app: APIFlask) -> None:
    assert {rule.endpoint for _, rule in routes(app)} >= PUBLIC


@dataclass
class World:
    """What Ada and Bo have, and everybody who may try to get at it; `things` are made when a path names them."""

    phones: dict[str, Phone]
    share: str
    order: str
    things: dict[str, Callable[[], str]]
    made: dict[str, str]

    def thing(self, name: str) -> str:
        """The number of a thing, made once."""
        if name not in self.made:
            self.made[name] = self.things[name]()
        return self.made[name]

    def path(self, pattern: str) -> str:
        """An address with the numbers of what it names."""
        return re.sub(r"{(\w+)}", lambda found: self.thing(found[1]), pattern)


@pytest.fixture
def world(app: APIFlask, ada: Keeper, bo: Somebody, cy: Somebody, fake_wechat: FakeWechat, tea: ListedProduct) -> World:
    """Ada shares, Bo buys through her; Gus has a shop of his own, Cy has nothing."""
    gus = add_shopkeeper(add_person("Gus"))
    people = {"Ada": ada.person, "Bo": bo, "Cy": cy, "Gus": gus.person}
    phones = {name: Phone(app.test_client()).login(fake_wechat, who) for name, who in people.items()}
    phones["nobody"] = Phone(app.test_client())
    share = phones["Ada"].post("/shares", {"product_code": tea.product_code}).json
    visit = phones["Bo"].post("/visits", {"token": share["token"]}).json
    order = phones["Bo"].order(tea.sku_code, token=share["token"], visit_id=visit["visit_id"])
    assert order.status_code == 201, order.json
    assert order.json["shopkeeper"]["code"] == ada.code

    def review() -> str:
        path = f"/orders/{received(fake_wechat, bo, tea, share['token'])}/reviews"
        (item,) = phones["Bo"].post(path, {"sku_code": tea.sku_code, "stars": 4}).json["items"]
        return str(item["review"]["id"])

    def complaint() -> str:
        made = complain(bo, buying.buy(fake_wechat, bo, tea, token=buying.share(ada, tea)), tea)
        return str(answered(ada, made).id)

    def known() -> str:
        happens(ada, bo, EventKind.ASKED, "question:1")
        return str(bo.id)

    def note() -> str:
        return str(phones["Ada"].post(f"/customers/{known()}/notes", {"words": "爱喝淡茶"}).json["id"])

    def tag() -> str:
        phones["Ada"].ask("PUT", f"/customers/{known()}/tags", {"tags": ["送礼"]})
        return "送礼"

    def material() -> str:
        return str(phones["Ada"].post("/materials", {"kind": "copy", "title": "x", "text": "x"}).json["id"])

    things = {
        "share": lambda: str(share["id"]),
        "order": lambda: str(order.json["no"]),
        "question": lambda: str(asked(fake_wechat, bo, ada, tea)),
        "review": review,
        "complaint": complaint,
        "bo": known,
        "note": note,
        "tag": tag,
        "material": material,
    }
    return World(phones=phones, share=share["id"], order=order.json["no"], things=things, made={})


# method, path, who may, what everybody else with a session hears
MATRIX = [
    ("GET", "/shares/{share}", {"Ada"}),
    ("GET", "/shares/{share}/forwards", {"Ada"}),
    ("GET", "/shares/{share}/code", {"Ada"}),
    ("GET", "/visits?share_id={share}", {"Ada"}),
    ("GET", "/orders/{order}", {"Bo"}),
    ("GET", "/orders/{order}?role=seller", {"Ada"}),
    ("GET", "/orders/{order}/payment", {"Bo"}),
    ("POST", "/orders/{order}/payment", {"Bo"}),
    ("GET", "/earnings/why?order_no={order}", {"Ada"}),
    ("POST", "/orders/{order}/receipt", set[str]()),
    ("POST", "/orders/{order}/refunds", set[str]()),
    ("POST", "/orders/{order}/cancellation", {"Bo"}),
    ("DELETE", "/shares/{share}", {"Ada"}),
    ("GET", "/questions/{question}/answers-to-reuse", {"Ada"}),
    ("POST", "/questions/{question}/answer", {"Ada"}),
    ("PUT", "/questions/{question}/aside", {"Ada"}),
    ("DELETE", "/questions/{question}/aside", {"Ada"}),
    ("GET", "/orders/{order}/reviews", {"Bo"}),
    ("POST", "/orders/{order}/reviews", set[str]()),
    ("POST", "/reviews/{review}/reply", {"Ada"}),
    ("DELETE", "/reviews/{review}", {"Bo"}),
    ("POST", "/orders/{order}/complaints", set[str]()),
    ("GET", "/complaints/{complaint}", {"Ada", "Bo"}),
    ("POST", "/complaints/{complaint}/messages", {"Ada", "Bo"}),
    ("POST", "/complaints/{complaint}/settlement", {"Bo"}),
    ("POST", "/complaints/{complaint}/escalation", {"Bo"}),
    ("GET", "/customers/{bo}", {"Ada"}),
    ("GET", "/customers/{bo}/story", {"Ada"}),
    ("PUT", "/customers/{bo}/tags", {"Ada"}),
    ("POST", "/customers/{bo}/notes", {"Ada"}),
    ("DELETE", "/customers/{bo}/notes/{note}", {"Ada"}),
    ("GET", "/materials/{material}", {"Ada"}),
    ("PUT", "/materials/{material}", {"Ada"}),
    ("DELETE", "/materials/{material}", {"Ada"}),
    ("DELETE", "/me/relationships/shopada/notes/{note}", {"Bo"}),
    ("DELETE", "/me/relationships/shopada/tags/{tag}", {"Bo"}),
]
# What has to be sent along, or an empty body would be refused before anybody asks whose it is.
BODIES: dict[str, dict[str, object]] = {
    "/questions/{question}/answer": {"words": "密封，放冰箱。"},
    "/orders/{order}/reviews": {"sku_code": "tea-s", "stars": 5},
    "/reviews/{review}/reply": {"words": "谢谢"},
    "/orders/{order}/complaints": {"sku_code": "tea-s", "kind": "quality", "words": "茶是陈的"},
    "/complaints/{complaint}/messages": {"words": "还没收到"},
    "/customers/{bo}/tags": {"tags": ["送礼"]},
    "/customers/{bo}/notes": {"words": "爱喝淡茶"},
    "/materials/{material}": {"title": "x", "text": "y"},
}


@pytest.mark.parametrize(("method", "path", "allowed"), MATRIX, ids=[f"{m} {p}" for m, p, _ in MATRIX])
def test_what_is_somebody_elses_does_not_exist(world: World, method: str, path: str, allowed: set[str]) -> None:
    where = world.path(path)
    body = BODIES.get(path, {}) if method in ("POST", "PUT") else None
    # The owner last: what is refused to others must be there all the same.
    for name in sorted(world.phones, key=lambda each: each in allowed):
        answer = world.phones[name].ask(method, where, body)
        if name in allowed:
            assert answer.status_code < 300, (name, answer.json)
        elif name == "nobody":
            assert answer.status_code == 401
        elif name == "Bo" and "/orders/" in path and "role" not in path:
            assert answer.status_code in (409, 422), (name, answer.json)  # his own, but not in this state
        else:
            assert answer.status_code in (403, 404), (name, answer.json)


# path, whose it is, which thing it holds and under what name
LISTS: list[tuple[str, str, str, str]] = [
    ("/orders", "Bo", "order", "no"),
    ("/orders?role=seller", "Ada", "order", "no"),
    ("/shares", "Ada", "share", "id"),
    ("/visits", "Ada", "share", "share_id"),
    ("/questions", "Bo", "question", "id"),
    ("/questions?role=keeper", "Ada", "question", "id"),
    ("/complaints?role=buyer", "Bo", "complaint", "id"),
    ("/complaints?role=keeper", "Ada", "complaint", "id"),
    ("/reviews?role=keeper", "Ada", "review", "id"),
    ("/customers", "Ada", "bo", "id"),
    ("/materials", "Ada", "material", "id"),
]


@pytest.mark.parametrize(("path", "owner", "thing", "called"), LISTS, ids=[each[0] for each in LISTS])
def test_lists_hold_only_ones_own(world: World, path: str, owner: str, thing: str, called: str) -> None:
    held = world.thing(thing)
    for name, phone in world.phones.items():
        answer = phone.get(path)
        if name == owner:
            assert held in [item[called] for item in answer.json["items"]]
        elif answer.status_code == 200:
            assert answer.json["items"] == []
        else:
            assert answer.status_code in (401, 403)


def test_a_seller_sees_that_somebody_bought_and_not_who(world: World) -> None:
    for answer in (
        world.phones["Ada"].get(f"/orders/{world.order}?role=seller"),
        world.phones["Ada"].get("/orders?role=seller"),
    ):
        assert HOME["phone"] not in answer.text
        assert HOME["recipient"] not in answer.text
        assert HOME["detail"] not in answer.text
        assert "138****8000" in answer.text
        assert '"buyer":"B*"' in answer.text.replace(" ", "")
        assert "buyer_id" not in answer.text


def test_a_shop_needs_a_shop(world: World) -> None:
    for path in ("/shares", "/visits", "/earnings", "/earnings/entries", "/shopkeepers/me", "/shopkeepers/me/chain"):
        answer = world.phones["Cy"].get(path)
        assert (answer.status_code, answer.json["code"]) == (403, "not_shopkeeper")


def test_no_other_origin_is_invited(bo_phone: Phone) -> None:
    answer = bo_phone.client.open(f"{V1}/me", method="OPTIONS", headers={"Origin": "https://elsewhere.example"})
    assert not [name for name, _ in answer.headers if name.lower().startswith("access-control")]


def test_forged_links_are_counted_and_genuine_ones_are_not(ada: Keeper, bo_phone: Phone) -> None:
    seen = [bo_phone.get(f"/shopkeepers/invitations/{'A' * 32}").status_code for _ in range(12)]
    assert seen == [400] * 10 + [429] * 2
    assert bo_phone.get(f"/shopkeepers/invitations/{invite_shopkeeper(ada.id).token}").status_code == 200
