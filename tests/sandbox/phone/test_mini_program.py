"""The mini-program's wire: only the shop's API, only from the phone's own page, and unchanged both ways."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.sandbox.phone.shop import Shop
from webapp.sandbox.people import Person


def request(phone: FlaskClient, person: Person, path: str, **more: Any) -> TestResponse:
    return phone.post("/phone/request", json={"person": person.id, "path": path, **more})


def test_method_body_session_and_key_reach_the_shop(phone: FlaskClient, shop: Shop, ada: Person) -> None:
    headers = {"Authorization": "Bearer t", "Idempotency-Key": "k", "Cookie": "a=b", "Host": "evil.example"}
    answer = request(phone, ada, "/api/v1/orders?x=1", method="POST", headers=headers, body={"note": "好"})
    assert answer.json["status"] == 200
    assert answer.json["body"] == {"path": "/api/v1/orders"}
    heard = shop.last
    assert (heard.method, heard.query, heard.body) == ("POST", "x=1", b'{"note": "\\u597d"}')
    assert heard.headers["Authorization"] == "Bearer t"
    assert heard.headers["Idempotency-Key"] == "k"
    assert "Cookie" not in heard.headers
    assert shop.origin.endswith(heard.headers["Host"])


@pytest.mark.parametrize(
    "path",
    [
        "/admin/", "http://evil.example/api/", "//evil.example/api/", "/api", "/apiary/x", "@evil.example/api/",
        "/api/../admin/", "/api/%2e%2e/admin/", "/api/%252e%252e/admin/", "/api/v1/..", "/api/v1//x",
        "/api/\\..\\admin",
    ],
)  # fmt: skip
def test_every_other_address_is_refused(phone: FlaskClient, shop: Shop, ada: Person, path: str) -> None:
    before = len(shop.heard)
    assert request(phone, ada, path).status_code == 409
    assert len(shop.heard) == before


def test_a_page_elsewhere_cannot_use_the_phone(phone: FlaskClient, shop: Shop, ada: Person) -> None:
    before = len(shop.heard)
    asked = {"person": ada.id, "path": "/api/v1/me"}
    foreign = phone.post("/phone/request", json=asked, headers={"Sec-Fetch-Site": "cross-site"})
    simple = phone.post("/phone/request", data='{"path": "/api/v1/me"}', content_type="text/plain")
    assert (foreign.status_code, simple.status_code) == (409, 409)
    assert len(shop.heard) == before


def test_a_refusal_arrives_as_the_shop_worded_it(phone: FlaskClient, ada: Person) -> None:
    answer = request(phone, ada, "/api/v1/refused").json
    assert (answer["status"], answer["body"]) == (409, {"code": "no", "detail": "不行"})


def test_a_picture_arrives_in_base64(phone: FlaskClient, ada: Person) -> None:
    answer = request(phone, ada, "/api/v1/picture").json
    assert (answer["type"], answer["base64"]) == ("image/png", "iVBORw==")


def test_shopkeepers_are_found_out_once_and_again_when_somebody_became_one(
    phone: FlaskClient, shop: Shop, ada: Person, bo: Person
) -> None:
    shop.logins = 0
    shop.shopkeepers = {"1", "3"}
    first = phone.post("/phone/api/keepers", json={}).json
    assert first == {"keepers": {ada.id: "小店1", bo.id: None}, "more": False}
    assert phone.post("/phone/api/keepers", json={}).json == first
    assert shop.logins == 2, "the answers were kept"
    assert phone.get("/phone/api/start").json["keepers"] == first["keepers"], "and are there when the phone starts"
    assert shop.last.method == "DELETE", "no session is left behind"
    again = phone.post("/phone/api/keepers", json={"again": bo.id}).json
    assert again["keepers"] == {ada.id: "小店1", bo.id: "小店3"}
