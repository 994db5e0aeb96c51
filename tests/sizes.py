"""Two sizes of what grows: `--full` runs drills and large simulations as large as they are meant."""

from typing import Protocol, TypeVar

import pytest

T = TypeVar("T")


class Size(Protocol):
    """`size(1_000, full=100_000)` is the first, or the second under `--full`."""

    def __call__(self, small: T, /, *, full: T) -> T: ...


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="drills and large simulations at their full size")


@pytest.fixture(scope="session")
def size(pytestconfig: pytest.Config) -> Size:
    """The size of what may grow in this run."""
    is_full = bool(pytestconfig.getoption("--full"))

    def choose(small: T, /, *, full: T) -> T:
        return full if is_full else small

    return choose
