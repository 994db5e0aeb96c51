"""Whoever comes without a shopkeeper's link is told where they are; machines are told in their own tongue."""

import pytest
from flask.testing import FlaskClient

from tests.faces.share.phones import Phone

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.fixture
def phone(client: FlaskClient) -> Phone:
    return Phone(client)


def test_the_bare_address_says_what_this_is_and_leads_to_ones_orders(phone: Phone) -> None:
    page = phone.get("/", Accept=BROWSER)
    assert (page.status_code, page.mimetype) == (200, "text/html")
    assert "店主的分享" in page.text
    assert 'href="/orders"' in page.text
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]


def test_the_bare_address_speaks_english_to_who_asks(phone: Phone) -> None:
    answer = phone.get("/?lang=en", Accept=BROWSER)
    assert (answer.status_code, answer.location) == (302, "/")
    assert "through a shopkeeper's share" in phone.get("/").text.replace("&#39;", "'")


def test_a_page_there_is_not_looks_like_the_shop_in_a_browser(phone: Phone) -> None:
    page = phone.get("/nowhere", Accept=BROWSER)
    assert (page.status_code, page.mimetype) == (404, "text/html")
    assert "找不到这个页面" in page.text
    assert 'href="/?lang=en"' in page.text


@pytest.mark.parametrize("accept", ["*/*", "application/json", "application/problem+json", ""])
def test_who_does_not_ask_for_a_page_gets_problem_json(phone: Phone, accept: str) -> None:
    answer = phone.get("/nowhere", Accept=accept)
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
    assert (answer.json or {})["code"] == "not_found"


@pytest.mark.parametrize("path", ["/api/v1/nowhere", "/api", "/wechat/nowhere", "/development/nowhere", "/healthz/no"])
def test_machines_places_answer_json_whoever_asks(phone: Phone, path: str) -> None:
    answer = phone.get(path, Accept=BROWSER)
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")


def test_staff_keep_their_own_page(phone: Phone) -> None:
    page = phone.get("/admin/nowhere", Accept=BROWSER)
    assert page.mimetype == "text/html"
    assert "share.css" not in page.text
