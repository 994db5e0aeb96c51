"""A phone in this process, and the shop it may talk to."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.sandbox.phone.shop import Shop
from webapp.sandbox import people
from webapp.sandbox.app import create_app
from webapp.sandbox.founding import Folder, found
from webapp.sandbox.people import Person
from webapp.sandbox.world import World, open_world

WECHAT = "http://127.0.0.1:5001"


@pytest.fixture(scope="module")
def shop() -> Iterator[Shop]:
    with Shop() as standing_in:
        yield standing_in


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Accounts and keys, made once: two RSA keys take a third of a second."""
    folder = tmp_path_factory.mktemp("keys")
    found(Folder(folder), origin=WECHAT, shop_origin=WECHAT)
    return folder


@pytest.fixture
def world(tmp_path: Path, keys: Path, shop: Shop) -> Iterator[World]:
    shutil.copytree(keys, tmp_path, dirs_exist_ok=True)
    folder = Folder(tmp_path)
    found(folder, origin=WECHAT, shop_origin=shop.origin)
    opened = open_world(folder)
    yield opened
    opened.store.close()


@pytest.fixture
def phone(world: World) -> FlaskClient:
    """The phone's own page, as the browser would ask from it."""
    return create_app(world).test_client()


@pytest.fixture
def ada(world: World) -> Person:
    return people.create(world, name="Ada")


@pytest.fixture
def bo(world: World) -> Person:
    return people.create(world, name="Bo")


def frame(person: Person) -> str:
    """The origin of this person's browser."""
    return f"http://{person.id}.localhost:5001"
