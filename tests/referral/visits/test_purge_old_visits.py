"""Visits are forgotten after half a year; what an order was credited to is not."""

from datetime import timedelta

import pytest

from tests.cast import Keeper, ListedProduct, scalar
from tests.referral.stories import opened, shared
from webapp.kernel import clock
from webapp.referral.visits.flows.ingest_visits import ingest_visits
from webapp.referral.visits.flows.purge_old_visits import purge_old_visits

pytestmark = pytest.mark.usefixtures("noon")


def test_a_visit_is_forgotten_after_half_a_year(ada: Keeper, tea: ListedProduct) -> None:
    made = shared(ada, tea)
    opened(made.token, 11)
    ingest_visits()
    clock.advance(timedelta(days=179))
    assert purge_old_visits() == 0
    clock.advance(timedelta(days=2))
    assert purge_old_visits() == 1
    assert scalar("SELECT count(*) FROM touch") == 0
