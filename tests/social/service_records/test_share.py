"""A share page says how its shop has served people, only what really happened, and nothing on too little ground."""

import pytest
from flask.testing import FlaskClient

from tests.cast import Keeper, ListedProduct
from webapp.journeys.make_share import make_share
from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.social.service_records import ServiceFigures, service, signals
from webapp.social.service_records.words import duration, signal_lines

SERVED = {"sales": 128, "asked": 20, "answered": 18, "answer_seconds": 5_400, "returns": 5, "return_seconds": 90_000}


def test_a_shop_with_a_record_shows_it_on_its_share_page(client: FlaskClient, ada: Keeper, tea: ListedProduct) -> None:
    with transaction():
        service.save_service_records(
            [ServiceFigures(shopkeeper_id=ada.id, rated=10, satisfied=9, **SERVED)], now=clock.now()
        )
    page = client.get(f"/s/{make_share(ada.id, tea.product_code).token}").get_data(as_text=True)
    for line in ("真实成交 128 单", "一般 2 小时内回答", "90% 的评价者满意", "处理退款 5 次，一般 2 天内退回"):
        assert line in page


def test_a_new_shop_shows_nothing_instead_of_zeros(client: FlaskClient, ada: Keeper, tea: ListedProduct) -> None:
    page = client.get(f"/s/{make_share(ada.id, tea.product_code).token}").get_data(as_text=True)
    assert 'class="signals"' not in page


@pytest.mark.parametrize(
    ("seconds", "chinese", "english"),
    [
        (20, "1 分钟", "1 minute"),
        (60, "1 分钟", "1 minute"),
        (3_600, "60 分钟", "60 minutes"),
        (3_601, "2 小时", "2 hours"),
        (86_400, "24 小时", "24 hours"),
        (86_401, "2 天", "2 days"),
    ],
)
def test_a_duration_is_never_told_shorter_than_it_was(seconds: int, chinese: str, english: str) -> None:
    assert (duration(seconds, "zh"), duration(seconds, "en")) == (chinese, english)


def test_both_languages_tell_the_same_things() -> None:
    told = signals(ServiceFigures(shopkeeper_id=1, rated=10, satisfied=9, **SERVED))
    assert len(signal_lines(told, "zh")) == len(signal_lines(told, "en")) == 4
