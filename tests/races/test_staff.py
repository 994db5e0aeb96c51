"""Two admins, each about to end the other's access: somebody must remain who can manage staff."""

import pytest
from apiflask import APIFlask

from tests.cast import add_staff
from tests.races.together import together
from webapp.kernel.db import execute, transaction
from webapp.people.staff import accounts
from webapp.people.staff.flows.staff_accounts import LastAdmin, disable_staff

pytestmark = pytest.mark.race
ROUNDS = 10


def test_two_admins_who_disable_each_other_leave_one(app: APIFlask) -> None:
    di, eve = add_staff("di"), add_staff("eve")
    ways = [lambda: disable_staff(di, "eve"), lambda: disable_staff(eve, "di")]
    for _ in range(ROUNDS):
        ended = together(app, 2, lambda number: ways[number]())
        assert (accounts.active_admins(), sum(isinstance(each, LastAdmin) for each in ended)) == (1, 1)
        with transaction():
            execute("UPDATE staff SET disabled_at = NULL")
