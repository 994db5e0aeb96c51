"""What is for shopkeepers says so, and refuses everybody else."""

import re
from typing import Any
from urllib.parse import urlencode

from apiflask import APIFlask

from tests.web.api.phone import V1, Phone


def test_a_view_that_does_not_say_so_cannot_ask_for_the_callers_shop(app: APIFlask, ada_phone: Phone) -> None:
    view = app.view_functions["api.shopkeepers.read_my_shop"]
    assert ada_phone.get("/shopkeepers/me").status_code == 200
    del view.__dict__["for_shopkeepers"]
    try:
        assert ada_phone.get("/shopkeepers/me").status_code == 500
    finally:
        view.__dict__["for_shopkeepers"] = True


def test_whoever_has_no_shop_hears_so_where_the_document_says_it(cy_phone: Phone) -> None:
    """Where a parameter chooses the role, as a shopkeeper; of what is read only, since that needs no body."""
    paths = cy_phone.client.get("/api/openapi.json").json["paths"]
    reads = {path.removeprefix(V1): each["get"] for path, each in paths.items() if "get" in each}
    closed = {path: each for path, each in reads.items() if "403" in each["responses"]}
    heard = {
        path: cy_phone.get(f"{re.sub('{.+?}', '1', path)}?{query(each)}").status_code for path, each in closed.items()
    }
    assert len(heard) > 15
    assert {path: status for path, status in heard.items() if status != 403} == {}


def query(operation: dict[str, Any]) -> str:
    """What a read has to be asked with."""
    parameters = [each for each in operation.get("parameters", []) if each["in"] == "query"]
    wanted = {each["name"]: "1" for each in parameters if each.get("required")}
    return urlencode(wanted | {each["name"]: "shopkeeper" for each in parameters if each["name"] == "role"})
