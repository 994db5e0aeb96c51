"""Bo looks, forwards, buys, asks, reviews and complains: wherever Ada meets him in the API, he has the same letters."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.cast import Keeper, ListedProduct, Somebody, add_person, add_shopkeeper
from tests.referral.stories import known_as, opened, shared
from tests.social.complaints.complaining import complain
from tests.social.questions.asking import asked
from tests.social.reviews.reviewing import received, says
from tests.trade import buying
from tests.web.api.phone import V1, Phone
from webapp.gateways.wechat.fake import FakeWechat
from webapp.people.identity import alias_of_person
from webapp.referral import visits
from webapp.trade.refunds.flows.request_refund import request_refund

pytestmark = pytest.mark.usefixtures("noon")
# Everywhere Ada meets somebody; a read that is not named here must not show anybody.
WHERE_PEOPLE_ARE = {
    "/after-sales",
    "/complaints",
    "/complaints/{complaint_id}",
    "/customers",
    "/customers/{customer_id}",
    "/earnings/entries",
    "/earnings/entries/{entry_id}",
    "/earnings/explanation",
    "/orders",
    "/orders/{no}",
    "/products/{code}/reviews",
    "/questions",
    "/reviews",
    "/shares/{share_id}/forwards",
    "/visits",
}
# Pictures, reads of a buyer, and what Ada has none of.
NOT_ASKED = {
    "/docs",
    "/materials/{material_id}",
    "/me/erasure",
    "/me/relationships/{shopkeeper_code}",
    "/orders/{no}/payment",
    "/orders/{no}/reviews",
    "/shares/{share_id}/code",
    "/shopkeepers/invitations/{token}",
}


@pytest.fixture
def eve(ada: Keeper) -> Keeper:
    """Another shopkeeper."""
    return add_shopkeeper(add_person("Eve"))


def test_a_customer_has_one_alias_in_everything_a_shopkeeper_reads(
    fake_wechat: FakeWechat, ada_phone: Phone, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    reads = read_everything(ada_phone, does_everything(fake_wechat, bo, ada, tea))
    shown = {path: aliases(found) for path, found in reads.items() if aliases(found)}
    assert shown == {path: {alias_of_person(ada.id, bo.id)} for path in WHERE_PEOPLE_ARE}


def test_a_name_stands_nowhere_without_its_alias(
    fake_wechat: FakeWechat, ada_phone: Phone, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    reads = read_everything(ada_phone, does_everything(fake_wechat, bo, ada, tea))
    assert {each["name"] for found in reads.values() for each in people(found)} == {"B**", None}
    assert {path for path, found in reads.items() if "B**" in json.dumps(without_people(found))} == set()
    assert {path for path, found in reads.items() if '"Bo"' in json.dumps(found)} == set()


def test_another_shop_knows_the_same_person_by_other_letters(
    fake_wechat: FakeWechat, ada_phone: Phone, ada: Keeper, eve: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    eve_phone = Phone(ada_phone.client).login(fake_wechat, eve.person)
    at_adas, at_eves = (does_everything(fake_wechat, bo, keeper, tea) for keeper in (ada, eve))
    adas, eves = (
        set().union(*map(aliases, read_everything(phone, given).values()))
        for phone, given in ((ada_phone, at_adas), (eve_phone, at_eves))
    )
    assert (adas, eves) == ({alias_of_person(ada.id, bo.id)}, {alias_of_person(eve.id, bo.id)})
    assert adas != eves


def test_who_has_no_nickname_has_letters_alone(
    fake_wechat: FakeWechat, ada_phone: Phone, ada: Keeper, tea: ListedProduct
) -> None:
    nameless = add_person("")
    reads = read_everything(ada_phone, does_everything(fake_wechat, nameless, ada, tea))
    found = {(each["alias"], each["name"]) for read in reads.values() for each in people(read)}
    assert found == {(alias_of_person(ada.id, nameless.id), None)}


def test_who_bought_sees_no_letters_of_their_own(
    fake_wechat: FakeWechat, bo_phone: Phone, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    given = does_everything(fake_wechat, bo, ada, tea)
    own = [f"/orders/{given['no']}", "/orders", f"/complaints/{given['complaint_id']}", "/complaints", "/questions"]
    for path in (*own, f"/products/{tea.product_code}/reviews"):
        assert alias_of_person(ada.id, bo.id) not in bo_phone.get(path).text, path


def does_everything(fake_wechat: FakeWechat, who: Somebody, keeper: Keeper, tea: ListedProduct) -> dict[str, str]:
    """A consumer looks, forwards to their own browser, buys there, asks, reviews and complains; what there is of it."""
    made = shared(keeper, tea)
    seen = opened(made.token, visits.visitor_of_person(who.id))
    browser = buying.wish(who, tea, token=seen.forward_token).visitor_id
    assert browser is not None
    opened(seen.forward_token, browser)
    known_as(browser, who.id)
    no = received(fake_wechat, who, tea, seen.forward_token)
    says(who, no, tea, 5, "很香")
    complaint = complain(who, no, tea)
    request_refund(buying.buy(fake_wechat, who, tea, token=made.token), by=f"person:{who.id}")
    return {
        "share_id": str(made.share.ref),
        "no": no,
        "order_no": no,
        "code": tea.product_code,
        "complaint_id": str(complaint.id),
        "customer_id": str(who.id),
        "question_id": str(asked(fake_wechat, who, keeper, tea)),
    }


def read_everything(phone: Phone, given: dict[str, str]) -> dict[str, Any]:
    """Every read of the API as a shopkeeper, by its address in the document."""
    paths = phone.client.get("/api/openapi.json").json["paths"]
    reads = {path.removeprefix(V1): each["get"] for path, each in paths.items() if "get" in each}
    given = given | {"entry_id": phone.get("/earnings/entries").json["items"][0]["id"], "role": "shopkeeper"}
    found = {}
    for path in reads.keys() - NOT_ASKED:
        named = [each["name"] for each in reads[path].get("parameters", []) if each["in"] == "query"]
        query = urlencode({name: given[name] for name in named if name in ("role", "order_no")})
        answer = phone.get(f"{path.format_map(given)}?{query}")
        assert answer.status_code == 200, (path, answer.json)
        found[path] = answer.json
    return found


def people(found: object) -> Iterator[dict[str, Any]]:
    """Everybody in an answer."""
    if isinstance(found, dict) and "alias" in found:
        yield found
    for each in parts(found):
        yield from people(each)


def parts(found: object) -> Iterable[object]:
    return found.values() if isinstance(found, dict) else found if isinstance(found, list) else ()


def without_people(found: object) -> object:
    """The answer without what it says of people's names."""
    if isinstance(found, dict):
        return {name: without_people(each) for name, each in found.items() if "alias" not in found or name != "name"}
    return [without_people(each) for each in found] if isinstance(found, list) else found


def aliases(found: object) -> set[str]:
    """The letters of everybody in an answer, in its sentences too; whom another shop sold to has none here."""
    said = {word for line in lines(found) for word in re.findall(r"\b[A-Z2-7]{6}\b", line)}
    return said | {each["alias"] for each in people(found) if each["alias"]}


def lines(found: object) -> Iterator[str]:
    """What an explanation says."""
    if isinstance(found, dict):
        yield from found.get("lines", ())
    for each in parts(found):
        yield from lines(each)
