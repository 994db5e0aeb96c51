"""Ada's two phones tag Bo at one moment: one set of tags stays, whole, and nobody hears of an accident."""

import pytest
from apiflask import APIFlask
from sqlalchemy.exc import IntegrityError

from tests.cast import Keeper, Somebody, scalar
from tests.domain.social.happening import happens
from tests.races.together import Pause, together
from webapp.domain.social import customers
from webapp.domain.social.relationships import EventKind
from webapp.flows import remember_customer
from webapp.kernel import db

pytestmark = pytest.mark.race
TOGETHER = 2


@pytest.mark.parametrize("guarded", [True, False], ids=["with the lock", "without it one of them fails"])
def test_two_phones_tag_at_once(
    app: APIFlask, ada: Keeper, bo: Somebody, guarded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")
    pause = Pause(TOGETHER)

    def until_all_have_cleared(statement: str) -> None:
        if not guarded and statement.startswith("INSERT INTO customer_tag"):
            pause.wait()

    if not guarded:
        monkeypatch.setattr(customers, "lock_customer", lambda *_: None)
    monkeypatch.setattr(db, "listeners", [until_all_have_cleared])

    def tag(number: int) -> object:
        try:
            return remember_customer.tag_customer(ada.id, bo.id, [f"phone {number}", "送礼"])
        except IntegrityError:
            return "an accident"

    got = together(app, TOGETHER, tag)
    assert ("an accident" in got) is not guarded
    assert scalar("SELECT count(*) FROM customer_tag") == 2
