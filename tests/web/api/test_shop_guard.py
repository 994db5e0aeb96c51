"""Which views are for shopkeepers is read from them, and is what they do."""

import functools
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.web.api.phone import V1, Phone
from webapp.web.api.guard import caller
from webapp.web.api.shop_guard import asks_for_shop


def directly() -> int:
    return caller().shop_id


def in_a_helper() -> list[str]:
    return [_name() for _ in range(2)]


def _name() -> str:
    return caller().shop.shop_name


@functools.wraps(directly)
def decorated() -> int:
    return 0


def inside_a_function() -> Callable[[], int]:
    return lambda: caller().shop_id


def not_at_all() -> int:
    return caller().person_id


@pytest.mark.parametrize("view", [directly, in_a_helper, decorated, inside_a_function])
def test_a_view_that_asks_for_the_callers_shop_is_for_shopkeepers(view: Callable[..., object]) -> None:
    assert asks_for_shop(view)


def test_other_views_are_for_everybody() -> None:
    assert not asks_for_shop(not_at_all)


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
