"""A phone in this process, and the shop it may talk to."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.sandbox.phone.shop import Shop
from webapp.sandbox import people
from webapp.sandbox.app import create_app
from webapp.sandbox.context import SandboxContext, open_context
from webapp.sandbox.people import Person
from webapp.sandbox.provisioning import SandboxFolder, provision

WECHAT = "http://127.0.0.1:5001"


@pytest.fixture(scope="module")
def shop() -> Iterator[Shop]:
    with Shop() as standing_in:
        yield standing_in


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Accounts and keys, made once: two RSA keys take a third of a second."""
    folder = tmp_path_factory.mktemp("keys")
    provision(SandboxFolder(folder), origin=WECHAT, shop_origin=WECHAT)
    return folder


@pytest.fixture
def context(tmp_path: Path, keys: Path, shop: Shop) -> Iterator[SandboxContext]:
    shutil.copytree(keys, tmp_path, dirs_exist_ok=True)
    folder = SandboxFolder(tmp_path)
    provision(folder, origin=WECHAT, shop_origin=shop.origin)
    opened = open_context(folder)
    yield opened
    opened.store.close()


@pytest.fixture
def phone(context: SandboxContext) -> FlaskClient:
    """The phone's own page, as the browser would ask from it."""
    return create_app(context).test_client()


@pytest.fixture
def ada(context: SandboxContext) -> Person:
    return people.create(context, name="Ada")


@pytest.fixture
def bo(context: SandboxContext) -> Person:
    return people.create(context, name="Bo")


def frame(person: Person) -> str:
    """The origin of this person's browser."""
    return f"http://{person.id}.localhost:5001"
