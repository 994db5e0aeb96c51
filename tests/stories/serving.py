"""The fixtures of stories told on the served shop: one town per process of the run, a fresh cast per story."""

import os
from collections.abc import Iterator

import pytest

from tests import databases
from tests.stories.desk import Desk
from tests.stories.people import Cast, Keeper, Phone
from tests.stories.town import Town


@pytest.fixture(scope="session")
def served_town(worker_id: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Started for the first story of this process, stopped after its last; started again never."""
    with Town(tmp_path_factory.mktemp("town"), f"{os.environ[databases.RUN]}_town_{worker_id}") as town:
        yield town


@pytest.fixture
def town(served_town: Town) -> Iterator[Town]:
    """The town in good weather; a story that broke something leaves it whole."""
    yield served_town
    served_town.sandbox.control("DELETE", "/faults")
    served_town.sandbox.control("PUT", "/settings", refund_seconds=1, notify_merchant=True)


@pytest.fixture(scope="session")
def di_at_desk(served_town: Town) -> Iterator[Desk]:
    """Logged in once: an authenticator's code works one time only."""
    with Desk(served_town) as desk:
        yield desk


@pytest.fixture
def cast(town: Town) -> Cast:
    """Ada keeps a shop below Lin; Bo and Cy have phones; nobody else has touched their tea."""
    ada = Keeper.below(Phone.of_lin(town), Phone(town, "Ada"))
    return Cast(ada=ada, bo=Phone(town, "Bo"), cy=Phone(town, "Cy"), tea=town.next_product())
