"""Consumers read on the page of a share what buyers think of the product."""

import re

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from tests.cast import Keeper, ListedProduct, Somebody
from tests.social.reviews.reviewing import check_all, received, says
from tests.statements import count_statements
from tests.web.share.page_memory import forget_pages
from tests.web.share.phones import Phone
from webapp.gateways.wechat.fake import FakeWechat
from webapp.gateways.wechat.fake_accounts import FLAGGED
from webapp.kernel.db import execute, transaction
from webapp.social.reviews.flows.reply_to_review import reply_to_review

pytestmark = pytest.mark.usefixtures("noon")


def test_a_product_nobody_reviewed_says_so(client: FlaskClient, token: str) -> None:
    page = client.get(f"/s/{token}").text
    assert "还没有评价" in page
    assert f"/s/{token}/reviews" not in page
    assert "还没有评价" in client.get(f"/s/{token}/reviews").text


@pytest.mark.usefixtures("wordy")
def test_the_page_shows_mean_distribution_newest_words_and_replies(
    app: APIFlask,
    client: FlaskClient,
    fake_wechat: FakeWechat,
    ada: Keeper,
    bo: Somebody,
    tea: ListedProduct,
    token: str,
) -> None:
    written = [
        says(bo, received(fake_wechat, bo, tea, token), tea, stars, words)
        for stars, words in ((5, "最早的一条"), (5, ""), (1, "受潮了"), (4, "<b>不错</b>"), (3, "一般\n般"))
    ]
    reply_to_review(ada.id, written[2].id, "马上补发")
    page = client.get(f"/s/{token}").text
    assert "受潮了" not in page
    check_all()
    forget_pages(app)
    page = client.get(f"/s/{token}").text
    for words in ("<b>3.6</b>", "5 条评价", "受潮了", "马上补发", "Ada的小店 回复", "已购", "B** · 小罐 · 2026年6月"):
        assert words in page
    assert "&lt;b&gt;不错" in page
    assert "最早的一条" not in page
    assert re.findall(r'<rect width="([\d.]+)"', page) == ["40.0", "20.0", "20.0", "0.0", "20.0"]
    assert page.index("一般\n般") < page.index("不错") < page.index("受潮了")
    assert "不因为差评删除" in page
    english = client.get(f"/s/{token}", headers={"Accept-Language": "en"}).text
    for words in ("5 ratings", "Verified purchase", "Jun 2026", "None is removed for being negative"):
        assert words in english


@pytest.mark.usefixtures("wordy")
def test_words_that_are_refused_are_read_by_nobody_else(
    client: FlaskClient, fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct, token: str
) -> None:
    says(bo, received(fake_wechat, bo, tea, token), tea, 1, FLAGGED)
    check_all()
    for path in (f"/s/{token}", f"/s/{token}/reviews"):
        page = client.get(path).text
        assert FLAGGED not in page
        assert "1 条评价" in page


def test_all_reviews_go_page_by_page_and_are_the_same_for_everyone(
    app: APIFlask, bos_phone: Phone, fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct, token: str
) -> None:
    with transaction():
        execute("UPDATE sku SET on_hand = 100, most_per_order = 99")
    for n in range(22):
        says(bo, received(fake_wechat, bo, tea, token), tea, 1 + n % 5)
    first = app.test_client().get(f"/s/{token}/reviews")
    assert len(re.findall('<article class="review">', first.text)) == 20
    assert "Set-Cookie" not in first.headers
    bos_phone.open("/orders")
    assert bos_phone.get(f"/s/{token}/reviews").data == first.data
    assert app.test_client().get(f"/s/{token}/reviews", headers={"If-None-Match": first.headers["ETag"]}).data == b""
    older = re.search(r'href="(/s/[^"]+/reviews\?cursor=[^"]+)"', first.text)
    assert older
    assert len(re.findall('<article class="review">', app.test_client().get(older[1]).text)) == 2


def test_a_page_of_reviews_takes_the_same_statements_however_many(
    app: APIFlask, client: FlaskClient, fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct, token: str
) -> None:
    counts = []
    for _ in range(2):
        says(bo, received(fake_wechat, bo, tea, token), tea, 5)
        for path in (f"/s/{token}", f"/s/{token}/reviews"):
            forget_pages(app)
            with count_statements() as statements:
                client.get(path)
            counts.append(len(statements))
    assert counts[:2] == counts[2:]


def test_the_rest_of_the_reviews_comes_alone_for_a_page_that_has_the_others(
    client: FlaskClient,
    fake_wechat: FakeWechat,
    bo: Somebody,
    tea: ListedProduct,
    token: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("webapp.pages.share.reviews.PAGE", 2)
    for stars in (5, 4, 3):
        says(bo, received(fake_wechat, bo, tea, token), tea, stars)
    page = client.get(f"/s/{token}/reviews").text
    part = re.search(r'href="([^"]+)" hx-get="([^"]+)"', page)
    assert part
    assert part[2] == part[1].replace("/reviews?", "/reviews/part?")
    rest = client.get(part[2])
    assert ("<html" in rest.text, len(re.findall("<article", rest.text))) == (False, 1)
    assert "Set-Cookie" not in rest.headers
    assert client.get(part[2], headers={"If-None-Match": rest.headers["ETag"]}).status_code == 304
    assert client.get(part[2].replace("cursor=", "cursor=x")).status_code == 400
