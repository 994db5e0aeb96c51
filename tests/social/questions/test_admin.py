"""Di sees what is asked, at which shop, how it stands and how soon it was answered."""

from datetime import timedelta

import pytest

from tests.cast import Keeper, ListedProduct, Somebody, add_person, add_shopkeeper
from tests.social.questions.asking import SAID, WORDS, answered, asked, checked, comes
from tests.statements import count_statements
from tests.web.admin.staff_browser import StaffBrowser
from webapp.gateways.wechat.fake import FakeWechat
from webapp.gateways.wechat.fake_accounts import DOUBTFUL
from webapp.kernel import clock
from webapp.social.questions.flows.ask_question import ask_shop

pytestmark = pytest.mark.usefixtures("noon")


def test_a_question_stands_there_with_its_answer_and_how_long_it_took(
    di_browser: StaffBrowser, fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    assert "还没有人提问" in di_browser.see("/admin/questions")
    question_id = asked(fake_wechat, bo, ada, tea)
    clock.advance(timedelta(minutes=10))
    answered(fake_wechat, ada, question_id)
    page = di_browser.see("/admin/questions")
    for words in (WORDS, SAID, "10 分钟", "Ada的小店", "春茶", "B**", f"/admin/relationships/{ada.code}/{bo.id}"):
        assert words in page
    assert ">Bo<" not in page


def test_words_that_wait_are_seen_by_staff_in_either_language(
    di_browser: StaffBrowser, fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    comes(fake_wechat, bo)
    checked(ask_shop(bo.id, tea.product_code, ada.code, f"能{DOUBTFUL}吗"))
    assert "同事正在看" in di_browser.see("/admin/questions")
    page = di_browser.see("/admin/questions", headers={"Accept-Language": "en"})
    assert "a colleague is looking" in page


def test_they_are_found_by_shop_and_by_what_waits(
    di_browser: StaffBrowser, fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    eve = add_shopkeeper(add_person("Eve"))
    answered(fake_wechat, ada, asked(fake_wechat, bo, ada, tea, "问艾达"))
    asked(fake_wechat, bo, eve, tea, "问伊芙")

    def seen(query: str) -> tuple[bool, bool]:
        page = di_browser.see(f"/admin/questions{query}")
        return "问艾达" in page, "问伊芙" in page

    assert seen("") == (True, True)
    assert seen("?state=open") == (False, True)
    assert seen("?state=answered") == (True, False)
    assert seen(f"?shopkeeper={ada.code}") == (True, False)
    assert seen("?shopkeeper=nobody") == (False, False)
    assert seen("?state=nonsense") == (True, True)


def test_a_page_takes_the_same_statements_however_many(
    di_browser: StaffBrowser, fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, cy: Somebody, tea: ListedProduct
) -> None:
    counts = []
    for n in range(2):
        for who in (bo, cy):
            answered(fake_wechat, ada, asked(fake_wechat, who, ada, tea, f"{n}？"))
        with count_statements() as statements:
            di_browser.see("/admin/questions")
        counts.append(len(statements))
    assert counts[0] == counts[1]
