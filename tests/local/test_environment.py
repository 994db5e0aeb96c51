"""A command that a message names works as it is written, for the setup of the person."""

from pathlib import Path

import pytest

from webapp.local.environment import LocalSetup
from webapp.local.errors import LocalProblem

ELSEWHERE = {"GUANXI_DATA": "/tmp/two words", "PORT": "5830", "SANDBOX_PORT": "5831"}  # noqa: S108  never made


def test_who_changed_nothing_is_told_the_plain_command() -> None:
    setup = LocalSetup.from_env({})
    assert (setup.make("run"), setup.make("stop")) == ("make run", "make stop")


def test_who_works_elsewhere_is_told_a_command_that_goes_there() -> None:
    setup = LocalSetup.from_env(ELSEWHERE)
    assert setup.make("stop") == "GUANXI_DATA='/tmp/two words' make stop"
    assert setup.make("run", PORT=5880) == "GUANXI_DATA='/tmp/two words' SANDBOX_PORT=5831 PORT=5880 make run"
    assert setup.make('shop ARGS="routes"').endswith('PORT=5830 SANDBOX_PORT=5831 make shop ARGS="routes"')


def test_a_password_in_the_databases_address_is_not_repeated() -> None:
    setup = LocalSetup.from_env({"DATABASE_URL": "postgresql://ada:hush@127.0.0.1/shop"})
    assert setup.make("run") == "DATABASE_URL=… make run"


@pytest.mark.parametrize("port", [1, 4951, 5000, 65484, 65485, 65535])
def test_the_port_that_is_proposed_exists_and_is_not_the_other_one(port: int) -> None:
    setup = LocalSetup(data=Path("data"), port=port, sandbox_port=5001)
    assert setup.another(port) not in {port, 5001}
    assert 0 < setup.another(port) < 65536


def test_one_port_for_both_is_refused_with_a_command_that_works() -> None:
    with pytest.raises(LocalProblem, match="SANDBOX_PORT=5880 make run"):
        LocalSetup.from_env({**ELSEWHERE, "SANDBOX_PORT": "5830"}).require_two_ports()
