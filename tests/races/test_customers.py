"""Ada's two phones tag Bo at one moment: one set of tags stays, whole, and nobody hears of an accident."""

import pytest
from apiflask import APIFlask
from sqlalchemy.exc import IntegrityError

from tests.cast import Keeper, Somebody, scalar
from tests.races.together import meet_before, together
from tests.social.relationships.event_factory import happens
from webapp.social import customers
from webapp.social.customers.flows import annotate_customer
from webapp.social.relationships import EventKind

pytestmark = pytest.mark.race
TOGETHER = 2


@pytest.mark.parametrize("guarded", [True, False], ids=["with the lock", "without it one of them fails"])
def test_two_phones_tag_at_once(
    app: APIFlask, ada: Keeper, bo: Somebody, guarded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")
    if not guarded:
        monkeypatch.setattr(customers, "lock_customer", lambda *_: None)
        meet_before(monkeypatch, "INSERT INTO customer_tag", TOGETHER)

    def tag(number: int) -> object:
        try:
            return annotate_customer.tag_customer(ada.id, bo.id, [f"phone {number}", "送礼"])
        except IntegrityError:
            return "an accident"

    got = together(app, TOGETHER, tag)
    assert ("an accident" in got) is not guarded
    assert scalar("SELECT count(*) FROM customer_tag") == 2
