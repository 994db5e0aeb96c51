"""Whoever chooses on a share page reads at once what it costs, and why it cannot be more."""

import pytest
from flask.testing import FlaskClient

from tests.cast import Keeper, ListedProduct
from tests.web.share.phones import shared
from webapp.journeys.make_share import revoke_share
from webapp.kernel.db import execute, transaction
from webapp.kernel.errors import Busy, DomainError, TooMany
from webapp.referral import shares


def test_another_variant_and_quantity_have_their_price(client: FlaskClient, token: str, tea: ListedProduct) -> None:
    part = client.get(f"/s/{token}/quote?sku={tea.other_sku_code}&quantity=4")
    assert part.status_code == 200
    assert "<html" not in part.text
    for words in ("792<i>.00</i>", "198<i>.00</i>", 'value="4"'):
        assert words in part.text
    assert "quote-note" not in part.text
    assert "Set-Cookie" not in part.headers


@pytest.mark.parametrize(("step", "quantity"), [(1, 4), (-1, 2), (99, 4), (-99, 2), ("x", 3)])
def test_the_stepper_goes_one_up_or_down(client: FlaskClient, token: str, step: object, quantity: int) -> None:
    assert f'value="{quantity}"' in client.get(f"/s/{token}/quote?quantity=3&step={step}").text


@pytest.mark.parametrize(
    ("asked", "quantity", "said"),
    [
        ("99", 10, "现在最多能买 10 件"),
        ("0", 1, "最少买一件"),
        ("", 1, "数量要写 1 到 10 的整数"),
        ("-3", 1, "数量要写 1 到 10 的整数"),
        ("1.5", 1, "数量要写 1 到 10 的整数"),
        ("٣", 1, "数量要写 1 到 10 的整数"),
        ("99999", 10, "现在最多能买 10 件"),
        ("9999999999", 1, "数量要写 1 到 10 的整数"),
    ],
)
def test_what_cannot_be_is_said_and_never_changed_silently(
    client: FlaskClient, token: str, asked: str, quantity: int, said: str
) -> None:
    part = client.get(f"/s/{token}/quote?quantity={asked}").text
    assert f'value="{quantity}"' in part
    assert said in part


def test_a_variant_that_has_just_sold_out_says_so(client: FlaskClient, token: str, tea: ListedProduct) -> None:
    with transaction():
        execute("UPDATE sku SET on_hand = reserved WHERE code = :code", code=tea.sku_code)
    part = client.get(f"/s/{token}/quote?sku={tea.sku_code}", headers={"Accept-Language": "en"}).text
    assert "just sold out" in part
    assert "Total" in part


def test_with_scripts_and_without_the_page_promises_the_same(
    client: FlaskClient, token: str, tea: ListedProduct
) -> None:
    page = client.get(f"/s/{token}").text
    part = client.get(f"/s/{token}/quote?sku={tea.sku_code}").text
    assert part.split('id="quote"')[1].split("</p>")[0] in page
    for price in ("99<i>.00</i>", "198<i>.00</i>"):
        assert price in page  # each variant says its own


def test_a_link_that_is_closed_quotes_nothing(client: FlaskClient, ada: Keeper, tea: ListedProduct, token: str) -> None:
    assert client.get(f"/s/{token[:-1]}x/quote").status_code == 400
    assert client.get(f"/s/{token}/quote?sku=nothing").status_code == 200
    other = shared(ada, tea)
    revoke_share(ada.id, shares.read_token(other))
    assert client.get(f"/s/{other}/quote").status_code == 422
    with transaction():
        execute("UPDATE product SET status = 'off'")
    assert client.get(f"/s/{token}/quote").status_code == 422


def test_a_page_whose_link_was_closed_meanwhile_is_opened_anew(client: FlaskClient, token: str) -> None:
    with transaction():
        execute("UPDATE product SET status = 'off'")
    part = client.get(f"/s/{token}/quote", headers={"HX-Request": "true"})
    assert (part.headers["HX-Refresh"], part.data) == ("true", b"")
    for other in ("reviews", "questions"):
        assert client.get(f"/s/{token}/{other}/part").status_code == 422


@pytest.mark.parametrize("error", [Busy, TooMany])
def test_what_passes_leaves_the_page_as_it_is(
    client: FlaskClient, token: str, error: type[DomainError], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise error("later")

    monkeypatch.setattr("webapp.trade.catalog.product_by_id", refuse)
    part = client.get(f"/s/{token}/quote", headers={"HX-Request": "true"})
    assert (part.status_code, part.data) in ((503, b""), (429, b""))
    assert ("HX-Refresh" in part.headers, part.headers["HX-Reswap"]) == (False, "none")
    assert (part.headers["Cache-Control"], part.headers["X-Content-Type-Options"]) == ("no-store", "nosniff")
