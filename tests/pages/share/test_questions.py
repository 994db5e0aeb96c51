"""Bo asks from a share's page, loses nothing on the way through WeChat, and finds the answer, as does everybody."""

import re

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from tests.cast import Keeper, ListedProduct, Somebody, add_person, add_shopkeeper, scalar
from tests.social.questions.asking import SAID, WORDS, answer_checked, answered, asked, comes
from tests.statements import count_statements
from tests.web.form_tokens import form_token
from tests.web.share.page_memory import forget_pages
from tests.web.share.phones import Phone, shared
from webapp.gateways.wechat.fake import FakeWechat
from webapp.journeys.make_share import revoke_share
from webapp.kernel.db import execute, transaction
from webapp.people import moderation
from webapp.people.moderation.flows.moderate_text import moderate_text
from webapp.people.staff import StaffMember
from webapp.social.questions.flows.answer_question import answer_question, reuse_answer
from webapp.social.questions.flows.hide_question import hide_question


def csrf(phone: Phone, token: str) -> str:
    return form_token(phone.get(f"/s/{token}/questions").text)


def asks(phone: Phone, token: str, words: str) -> int:
    """Fill in the form and send it; known already. Gives the question's id."""
    phone.open("/me/questions")
    sent = phone.post(f"/s/{token}/questions", {"csrf_token": csrf(phone, token), "text": words})
    assert (sent.status_code, sent.location) == (303, f"/s/{token}/questions?done=asked")
    return int(str(scalar("SELECT max(id) FROM question")))


def test_answered_questions_stand_on_the_page_of_every_share_of_the_product(
    app: APIFlask,
    client: FlaskClient,
    fake_wechat: FakeWechat,
    ada: Keeper,
    bo: Somebody,
    tea: ListedProduct,
    token: str,
) -> None:
    eve = add_shopkeeper(add_person("Eve"))
    assert "还没有人问过" in client.get(f"/s/{token}").text
    for n in range(3):
        answered(fake_wechat, ada, asked(fake_wechat, bo, ada, tea, f"问题{n}"), f"回答{n}")
    answered(fake_wechat, eve, asked(fake_wechat, bo, eve, tea, "问伊芙"), "伊芙说")
    forget_pages(app)
    page = client.get(f"/s/{token}").text
    assert "一位顾客" in page
    assert "B**" not in page
    assert ">Bo" not in page
    assert [word in page for word in ("回答2", "回答1", "回答0", "伊芙说")] == [True, True, True, False]
    eves = client.get(f"/s/{shared(eve, tea)}").text
    assert [eves.index(each) for each in ("伊芙说", "回答2", "回答1")] == sorted(
        eves.index(each) for each in ("伊芙说", "回答2", "回答1")
    )
    assert "Eve的小店 回答" in eves
    assert "Ada的小店 回答" in eves


def test_the_page_stays_the_same_for_everybody_and_costs_one_statement_more(
    app: APIFlask, bos_phone: Phone, fake_wechat: FakeWechat, ada: Keeper, bo: Somebody, tea: ListedProduct, token: str
) -> None:
    counts = []
    for n in range(2):
        forget_pages(app)
        with count_statements() as statements:
            first = app.test_client().get(f"/s/{token}").data
        counts.append(len(statements))
        bos_phone.open("/me/questions")
        assert bos_phone.get(f"/s/{token}").data == first
        for m in range(3):
            answered(fake_wechat, ada, asked(fake_wechat, bo, ada, tea, f"问题 {n} {m}"))
    assert counts[0] == counts[1]


@pytest.mark.usefixtures("noon")
def test_reading_asks_nobody_who_they_are_and_asking_loses_nothing_on_the_way(bos_phone: Phone, token: str) -> None:
    page = bos_phone.get(f"/s/{token}/questions")
    assert page.status_code == 200
    form = {"csrf_token": csrf(bos_phone, token), "text": "开封后\r\n怎么保存？<b>"}
    sent = bos_phone.post(f"/s/{token}/questions", form)
    assert (sent.status_code, "open.weixin.qq.com" in sent.location) == (302, True)
    assert scalar("SELECT count(*) FROM question") == 0
    back = bos_phone.get(bos_phone.authorized(sent.location))
    assert back.location == f"/s/{token}/questions"
    page = bos_phone.get(back.location)
    assert "微信认出您了" in page.text
    assert "怎么保存？&lt;b&gt;</textarea>" in page.text
    sent = bos_phone.post(f"/s/{token}/questions", {**form, "csrf_token": csrf(bos_phone, token)})
    done = bos_phone.get(sent.location)
    assert "收到了。文字检查过后请 Ada的小店 回答" in done.text
    assert "怎么保存" not in done.text
    assert scalar("SELECT count(*) FROM question") == 1
    assert scalar("SELECT share_id FROM question") == scalar("SELECT id FROM share")


def test_outside_wechat_a_code_to_scan_leads_into_it(client: FlaskClient, token: str) -> None:
    form = {"csrf_token": form_token(client.get(f"/s/{token}/questions").text), "text": WORDS}
    told = client.post(f"/s/{token}/questions", data=form)
    assert "请用微信打开" in told.text
    assert WORDS in client.get(f"/s/{token}/questions").text


def test_a_draft_belongs_to_its_page(bos_phone: Phone, ada: Keeper, tea: ListedProduct, token: str) -> None:
    bos_phone.post(f"/s/{token}/questions", {"csrf_token": csrf(bos_phone, token), "text": WORDS})
    assert WORDS in bos_phone.get(f"/s/{token}/questions").text
    assert WORDS not in bos_phone.get(f"/s/{shared(ada, tea)}/questions").text
    bos_phone.client.set_cookie("gx_question", "forged", path=f"/s/{token}/questions")
    assert WORDS not in bos_phone.get(f"/s/{token}/questions").text


def test_ones_own_questions_say_how_they_stand(
    bos_phone: Phone,
    fake_wechat: FakeWechat,
    ada: Keeper,
    bo: Somebody,
    tea: ListedProduct,
    token: str,
    di: StaffMember,
) -> None:
    assert "还没有提过问题" in bos_phone.open("/me/questions").text
    assert "/me/questions" in bos_phone.open("/me").text
    question_id = asks(bos_phone, token, WORDS)

    def page() -> str:
        return bos_phone.open("/me/questions").text

    assert "检查中" in page()
    with transaction():
        execute("UPDATE public_text SET state = 'waiting'")
    assert "同事正在看" in page()
    moderate_text(di.id, int(str(scalar("SELECT text_id FROM question"))), shown=True, reason="")
    assert "等店主回答" in page()
    comes(fake_wechat, ada.person)
    answer_question(ada.id, question_id, SAID)
    assert SAID not in page()
    answer_checked(question_id)
    for words in ("已回答", SAID, "Ada的小店 回答", f"/s/{token}"):
        assert words in page()
    bos_phone.client.set_cookie("gx_lang", "en")
    assert "answered" in page()
    assert "Spring tea" in page()


def test_what_was_refused_says_why_to_its_author_alone(
    bos_phone: Phone, client: FlaskClient, token: str, di: StaffMember
) -> None:
    asks(bos_phone, token, "加我微信")
    with transaction():
        execute("UPDATE public_text SET state = 'waiting'")
    text_id = int(str(scalar("SELECT text_id FROM question")))
    moderate_text(di.id, text_id, shown=False, reason="请不要写联系方式")
    assert moderation.text(text_id).reason
    page = bos_phone.open("/me/questions").text
    for words in ("没有通过", "店主也没有看到", "请不要写联系方式"):
        assert words in page
    assert "加我微信" not in client.get(f"/s/{token}/questions").text


def test_what_is_set_aside_and_words_of_another_shop_are_said_so(
    bos_phone: Phone,
    client: FlaskClient,
    fake_wechat: FakeWechat,
    ada: Keeper,
    bo: Somebody,
    tea: ListedProduct,
    token: str,
) -> None:
    eve = add_shopkeeper(add_person("Eve"))
    eves = answered(fake_wechat, eve, asked(fake_wechat, bo, eve, tea, "问伊芙"), "伊芙说")
    question_id = asked(fake_wechat, bo, ada, tea)
    reuse_answer(ada.id, question_id, eves)
    assert "引用 Eve的小店 的回答" in client.get(f"/s/{token}/questions").text
    hide_question(ada.id, question_id)
    page = bos_phone.open("/me/questions").text
    assert "只回答给您" in page
    assert "引用 Eve的小店 的回答" in page
    assert WORDS not in client.get(f"/s/{token}/questions").text


@pytest.mark.parametrize(("words", "said"), [("", "写 1 到 200 个字"), ("长" * 201, "写 1 到 200 个字")])
def test_a_form_that_must_be_corrected_keeps_what_was_typed(
    bos_phone: Phone, token: str, words: str, said: str
) -> None:
    bos_phone.open("/me/questions")
    sent = bos_phone.post(f"/s/{token}/questions", {"csrf_token": csrf(bos_phone, token), "text": words})
    assert (sent.status_code, said in sent.text) == (422, True)
    # The line break a browser leaves out, so that one that was typed stays.
    assert f">\r\n{words}</textarea>" in sent.text
    assert f'<a href="#text">{said}' in sent.text
    assert f'id="text-error">{said}' in sent.text


@pytest.mark.parametrize("words", ["", "\u200b", "长" * 900])
def test_nobody_is_sent_to_wechat_with_words_that_must_be_corrected(bos_phone: Phone, token: str, words: str) -> None:
    sent = bos_phone.post(f"/s/{token}/questions", {"csrf_token": csrf(bos_phone, token), "text": words})
    assert (sent.status_code, "Set-Cookie" in sent.headers) == (422, False)
    assert f">\r\n{words}</textarea>" in sent.text


def test_a_form_from_a_page_that_is_too_old_keeps_all_that_was_typed(bos_phone: Phone, token: str) -> None:
    told = bos_phone.post(f"/s/{token}/questions", {"csrf_token": "old", "text": "长" * 900})
    assert told.status_code == 403
    assert 'id="text-error">这一页放了一会儿' in told.text
    assert "长" * 900 in told.text


def test_too_many_and_ones_own_shop_are_refused_kindly(
    app: APIFlask, bos_phone: Phone, fake_wechat: FakeWechat, ada: Keeper, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(5):
        asks(bos_phone, token, f"{n}？")
    form = {"csrf_token": csrf(bos_phone, token), "text": WORDS}
    refused = bos_phone.post(f"/s/{token}/questions", form)
    assert (refused.status_code, "5 个问题还没回答" in refused.text, WORDS in refused.text) == (422, True, True)
    adas_phone = Phone(app.test_client(), ada.person, fake_wechat)
    adas_phone.open("/me/questions")
    own = adas_phone.post(f"/s/{token}/questions", {"csrf_token": csrf(adas_phone, token), "text": WORDS})
    assert (own.status_code, "您自己的店" in own.text) == (422, True)
    monkeypatch.setattr("webapp.social.questions.flows.ask_question.MAX_PER_HOUR", 0)
    fast = bos_phone.post(f"/s/{token}/questions", form)
    assert (fast.status_code, WORDS in fast.text) == (429, True)


def test_another_site_and_another_visitor_ask_nothing(bos_phone: Phone, cys_phone: Phone, token: str) -> None:
    bos_phone.open("/me/questions")
    for form in ({"text": WORDS}, {"text": WORDS, "csrf_token": csrf(cys_phone, token)}):
        assert bos_phone.post(f"/s/{token}/questions", form).status_code == 403
    form = {"text": WORDS, "csrf_token": csrf(bos_phone, token)}
    assert bos_phone.post(f"/s/{token}/questions", form, **{"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert scalar("SELECT count(*) FROM question") == 0


def test_a_share_taken_back_has_no_questions(bos_phone: Phone, ada: Keeper, token: str) -> None:
    bos_phone.open("/me/questions")
    form = {"text": WORDS, "csrf_token": csrf(bos_phone, token)}
    revoke_share(ada.id, int(str(scalar("SELECT ref FROM share"))))
    assert "店主收回了" in bos_phone.get(f"/s/{token}/questions").text
    assert bos_phone.post(f"/s/{token}/questions", form).status_code == 422
    assert scalar("SELECT count(*) FROM question") == 0


def test_nobody_sees_somebody_elses_questions(bos_phone: Phone, cys_phone: Phone, token: str) -> None:
    asks(bos_phone, token, WORDS)
    assert WORDS not in cys_phone.open("/me/questions").text
    assert cys_phone.get("/me/questions").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("cursor", ["x", "W10", "WzEsMl0", "WyJhIl0"])
def test_a_foreign_page_marker_is_no_crash(bos_phone: Phone, token: str, cursor: str) -> None:
    for path in (f"/s/{token}/questions", f"/s/{token}/questions/part", "/me/questions"):
        assert bos_phone.open(f"{path}?cursor={cursor}").status_code in (200, 400)


def test_many_questions_go_page_by_page(
    client: FlaskClient,
    fake_wechat: FakeWechat,
    ada: Keeper,
    bo: Somebody,
    tea: ListedProduct,
    token: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("webapp.pages.share.questions.PAGE", 2)
    for n in range(3):
        answered(fake_wechat, ada, asked(fake_wechat, bo, ada, tea, f"问题{n}"))
    page = client.get(f"/s/{token}/questions").text
    assert ["问题2" in page, "问题1" in page, "问题0" in page] == [True, True, False]
    onward = re.search(r'href="(/s/[^"]+\?cursor=[^"]+)"', page)
    assert onward
    assert "问题0" in client.get(onward[1]).text
    part = re.search(r'hx-get="(/s/[^"]+/questions/part\?cursor=[^"]+)"', page)
    assert part
    rest = client.get(part[1]).text
    assert ["<html" in rest, "问题0" in rest, "问题1" in rest] == [False, True, False]


PLACE = {"HX-Request": "true", "HX-Target": "asking"}


def test_a_question_sent_in_place_gets_only_its_form_back(bos_phone: Phone, token: str) -> None:
    bos_phone.open("/me/questions")
    form = {"csrf_token": csrf(bos_phone, token), "text": "长" * 201}
    told = bos_phone.post(f"/s/{token}/questions", form, **PLACE)
    assert (told.status_code, "<html" in told.text, "长" * 201 in told.text) == (422, False, True)
    done = bos_phone.post(f"/s/{token}/questions", {**form, "text": WORDS}, **PLACE)
    assert (done.status_code, "<html" in done.text, WORDS in done.text) == (200, False, False)
    assert "收到了" in done.text
    assert scalar("SELECT count(*) FROM question") == 1


def test_who_is_not_known_leaves_for_wechat_from_in_place_too(
    bos_phone: Phone, client: FlaskClient, token: str
) -> None:
    sent = bos_phone.post(f"/s/{token}/questions", {"csrf_token": csrf(bos_phone, token), "text": WORDS}, **PLACE)
    assert "open.weixin.qq.com" in sent.headers["HX-Redirect"]
    back = bos_phone.get(bos_phone.authorized(sent.headers["HX-Redirect"]))
    assert WORDS in bos_phone.get(back.location).text
    outside = form_token(client.get(f"/s/{token}/questions").text)
    told = client.post(f"/s/{token}/questions", data={"csrf_token": outside, "text": WORDS}, headers=PLACE)
    assert ("请用微信打开" in told.text, told.headers["HX-Retarget"]) == (True, "body")


def test_a_share_that_was_closed_meanwhile_says_so_over_the_whole_page(
    bos_phone: Phone, ada: Keeper, token: str
) -> None:
    bos_phone.open("/me/questions")
    form = {"csrf_token": csrf(bos_phone, token), "text": WORDS}
    revoke_share(ada.id, int(str(scalar("SELECT ref FROM share"))))
    told = bos_phone.post(f"/s/{token}/questions", form, **PLACE)
    assert (told.status_code, told.headers["HX-Retarget"]) == (422, "body")
    assert "<html" in told.text
