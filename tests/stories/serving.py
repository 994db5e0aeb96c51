"""The fixtures of stories told on the served shop: one system per process of the run, a fresh cast per story."""

import os
from collections.abc import Iterator

import pytest

from tests import databases
from tests.stories.people import Cast, Keeper, Phone
from tests.stories.served_system import ServedSystem
from tests.stories.staff_browser import StaffBrowser


@pytest.fixture(scope="session")
def served_system(worker_id: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedSystem]:
    """Started for the first story of this process, stopped after its last; started again never."""
    with ServedSystem(tmp_path_factory.mktemp("system"), f"{os.environ[databases.RUN]}_system_{worker_id}") as system:
        yield system


@pytest.fixture
def system(served_system: ServedSystem) -> Iterator[ServedSystem]:
    """The system without faults; a story that broke something leaves it whole."""
    yield served_system
    served_system.sandbox.control("DELETE", "/faults")
    served_system.sandbox.control("PUT", "/settings", refund_seconds=1, notify_merchant=True)


@pytest.fixture(scope="session")
def logged_in_staff(served_system: ServedSystem) -> Iterator[StaffBrowser]:
    """Logged in once: an authenticator's code works one time only."""
    with StaffBrowser(served_system) as staff_browser:
        yield staff_browser


@pytest.fixture
def cast(system: ServedSystem) -> Cast:
    """Ada keeps a shop below Lin; Bo and Cy have phones; nobody else has touched their tea."""
    ada = Keeper.below(Phone.of_lin(system), Phone(system, "Ada"))
    return Cast(ada=ada, bo=Phone(system, "Bo"), cy=Phone(system, "Cy"), tea=system.next_product())
