"""The document tells the truth: about routes, sessions, problems, and what real answers look like."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from apiflask import APIFlask

from tests.cast import Shelf
from tests.faces.api.phone import Phone
from tests.faces.api.schemas import fits
from webapp.faces.api.guard import PUBLIC

ROOT = Path(__file__).parents[3]


@pytest.fixture
def spec(nobody: Phone) -> dict[str, Any]:
    answer = nobody.client.get("/api/openapi.json")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json
    return found


def operations(spec: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, found in spec["paths"].items():
        for method, operation in found.items():
            yield path, method, operation


def references(found: Any) -> Iterator[str]:
    if isinstance(found, dict):
        for key, value in found.items():
            if key == "$ref":
                yield value
            else:
                yield from references(value)
    elif isinstance(found, list):
        for each in found:
            yield from references(each)


def test_it_is_openapi_3_1_and_names_every_route(app: APIFlask, spec: dict[str, Any]) -> None:
    assert spec["openapi"].startswith("3.1")
    routes = {
        (re.sub(r"<([^>]+)>", r"{\1}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert {(path, method) for path, method, _ in operations(spec)} == routes


def test_every_reference_leads_somewhere_and_every_shape_is_used(spec: dict[str, Any]) -> None:
    shapes = spec["components"]["schemas"]
    named = {each.removeprefix("#/components/schemas/") for each in references(spec)}
    assert named == set(shapes)
    assert not [name for name in shapes if "." in name]


def test_every_operation_says_who_may_call_it_and_how_it_fails(spec: dict[str, Any]) -> None:
    ids = []
    for path, method, operation in operations(spec):
        public = f"api.session.{operation['operationId']}" in PUBLIC
        assert operation["security"] == ([] if public else [{"session": []}]), path
        assert ("401" in operation["responses"]) is not public
        for status, answer in operation["responses"].items():
            assert answer["description"]
            if not status.startswith("2"):
                assert list(answer["content"]) == ["application/problem+json"]
        assert operation["summary"], (path, method)
        assert operation["tags"][0] in {tag["name"] for tag in spec["tags"]}
        ids.append(operation["operationId"])
    assert len(ids) == len(set(ids))
    assert spec["components"]["securitySchemes"]["session"]["scheme"] == "bearer"


def test_what_clients_send_is_closed_to_unknown_fields(spec: dict[str, Any]) -> None:
    for _, _, operation in operations(spec):
        for content in operation.get("requestBody", {}).get("content", {}).values():
            name = content["schema"]["$ref"].rpartition("/")[2]
            assert spec["components"]["schemas"][name]["additionalProperties"] is False


def test_placing_an_order_asks_for_its_key(spec: dict[str, Any]) -> None:
    parameters = spec["paths"]["/api/v1/orders"]["post"]["parameters"]
    assert [(each["name"], each["in"], each["required"]) for each in parameters] == [
        ("Idempotency-Key", "header", True)
    ]


def test_real_answers_fit_their_description(
    spec: dict[str, Any], ada_phone: Phone, bo_phone: Phone, tea: Shelf
) -> None:
    share = ada_phone.post("/shares", {"product_code": tea.product_code})
    order = bo_phone.order(tea.sku_code)
    for path, method, answer in (
        ("/shares", "post", share),
        ("/orders", "post", order),
        ("/orders/{no}", "get", bo_phone.get(f"/orders/{order.json['no']}")),
        ("/orders/{no}/reviews", "get", bo_phone.get(f"/orders/{order.json['no']}/reviews")),
        ("/products/{code}/reviews", "get", bo_phone.get(f"/products/{tea.product_code}/reviews")),
        ("/reviews", "get", ada_phone.get("/reviews")),
        ("/me", "get", bo_phone.get("/me")),
        ("/products", "get", bo_phone.get("/products")),
        ("/earnings", "get", ada_phone.get("/earnings")),
        ("/shopkeepers/me/chain", "get", ada_phone.get("/shopkeepers/me/chain")),
        ("/shares/{share_id}", "get", bo_phone.get("/shares/1")),
        ("/materials", "post", ada_phone.post("/materials", {"kind": "copy", "title": "x", "text": "x"})),
        ("/materials", "get", ada_phone.get("/materials")),
        ("/materials", "get", bo_phone.get("/materials")),
        ("/customers/tags", "get", ada_phone.get("/customers/tags")),
    ):
        described = spec["paths"][f"/api/v1{path}"][method]["responses"][str(answer.status_code)]
        assert list(described["content"]) == [answer.content_type]
        fits(answer.json, described["content"][answer.content_type]["schema"], spec, path)


def test_the_page_of_the_document_asks_nobody_else(nobody: Phone) -> None:
    answer = nobody.client.get("/api/docs")
    assert answer.status_code == 200
    assert "https://" not in answer.text
    assert "<script>" not in answer.text
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "http" not in policy
    for address in re.findall(r'(?:src|href)="(/static[^"]+)"', answer.text):
        assert (ROOT / address.lstrip("/")).is_file()


def test_the_viewer_comes_with_its_licence() -> None:
    vendored = next((ROOT / "static/vendor").glob("swagger-ui-dist@*"))
    assert "Apache License" in (vendored / "LICENSE").read_text(encoding="utf-8")


def test_the_document_is_small_enough_to_read(spec: dict[str, Any]) -> None:
    """About a page for each operation with its shapes, however many there come to be."""
    assert len(json.dumps(spec)) < 4_000 * len(list(operations(spec)))
