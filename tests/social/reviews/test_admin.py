"""Di reads what buyers think, in every state, and can remove nothing."""

import pytest

from tests.cast import Keeper, ListedProduct, Somebody
from tests.social.reviews.reviewing import check_all, received, says
from tests.statements import count_statements
from tests.trade import buying
from tests.web.admin.staff_browser import StaffBrowser
from webapp.gateways.wechat.fake import FakeWechat
from webapp.gateways.wechat.fake_accounts import FLAGGED
from webapp.people.identity.flows.login import login
from webapp.social.reviews.flows.reply_to_review import reply_to_review

pytestmark = pytest.mark.usefixtures("noon")


def test_nothing_yet_is_said(di_browser: StaffBrowser) -> None:
    assert "还没有评价" in di_browser.see("/admin/reviews")


def test_di_sees_product_shop_stars_words_state_and_reply(
    di_browser: StaffBrowser, fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    login(fake_wechat.mini.code_for(bo.mini, bo.unionid))
    token = buying.share(ada, tea)
    numbers = [
        received(fake_wechat, bo, tea, token),
        received(fake_wechat, bo, tea, token),
        received(fake_wechat, bo, tea),
    ]
    written = says(bo, numbers[0], tea, 4, "<i>很香</i>")
    says(bo, numbers[1], tea, 1, FLAGGED)
    says(bo, numbers[2], tea, 3)
    reply_to_review(ada.id, written.id, "谢谢惠顾")
    check_all()
    page = di_browser.see("/admin/reviews")
    for words in ("春茶", "小罐", "Ada的小店", "4 星，满分 5 星", "&lt;i&gt;很香", "已公开", "没有通过", "谢谢惠顾"):
        assert words in page
    for words in ("只有星", "平台", "B**", *numbers):
        assert words in page
    assert page.index(numbers[2]) < page.index(numbers[0])
    assert 'method="post" action="/admin/reviews' not in page


def test_the_list_takes_the_same_statements_however_long(
    di_browser: StaffBrowser, fake_wechat: FakeWechat, bo: Somebody, tea: ListedProduct
) -> None:
    counts = []
    for _ in range(2):
        says(bo, received(fake_wechat, bo, tea), tea, 5)
        with count_statements() as statements:
            di_browser.see("/admin/reviews")
        counts.append(len(statements))
    assert counts[0] == counts[1]
