"""One manager, and each face recognises its own kind of user below its own addresses."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask_login import UserMixin, current_user

from webapp.web import principals


class Guest(UserMixin):  # type: ignore[misc]
    """Anybody with a name."""

    def __init__(self, name: str) -> None:
        self.id = name


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """An app with two doors and nobody registered yet."""
    monkeypatch.setattr(principals, "_loaders", {})
    app = Flask("house")
    principals.init_app(app)

    @app.get("/<path:where>")
    def who(where: str) -> str:
        return str(current_user.get_id()) if current_user.is_authenticated else "nobody"

    return app


def ask(house: Flask, where: str, **headers: str) -> Any:
    return house.test_client().get(where, headers=headers)


def test_each_door_has_its_own_keeper_and_the_longest_address_wins(house: Flask) -> None:
    principals.register_loader("/", lambda request: Guest("somebody"))
    principals.register_loader("/api/", lambda request: Guest("a phone") if "Token" in request.headers else None)
    assert ask(house, "/s/x").text == "somebody"
    assert ask(house, "/api/me", Token="1").text == "a phone"
    assert ask(house, "/api/me").text == "somebody"


def test_whom_nobody_recognises_is_nobody(house: Flask) -> None:
    assert ask(house, "/api/me").text == "nobody"


def test_no_cookie_is_read_or_set(house: Flask) -> None:
    answer = ask(house, "/api/me", Cookie="session=forged; remember_token=1|forged")
    assert answer.text == "nobody"
    assert "Set-Cookie" not in answer.headers
    assert "Vary" not in answer.headers
