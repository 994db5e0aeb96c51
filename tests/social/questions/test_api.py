"""Bo asks from his phone, Ada answers from hers, and everybody reads the answer without learning who asked."""

from typing import Any

import pytest
from apiflask import APIFlask

from tests.cast import Keeper, ListedProduct, Somebody, add_person, add_shopkeeper
from tests.social.questions.asking import SAID, WORDS, answer_checked, answered, asked, checked
from tests.statements import count_statements
from tests.trade import buying
from tests.web.api.phone import Phone
from tests.web.api.schemas import fits
from webapp.gateways.wechat.fake import FakeWechat
from webapp.gateways.wechat.fake_accounts import FLAGGED

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def eve(app: APIFlask) -> Keeper:
    """Another shopkeeper."""
    return add_shopkeeper(add_person("Eve"))


def test_a_question_goes_its_way_from_asking_to_the_page(
    ada_phone: Phone, bo_phone: Phone, cy_phone: Phone, ada: Keeper, tea: ListedProduct
) -> None:
    made = bo_phone.post("/questions", {"token": buying.share(ada, tea), "text": WORDS})
    assert (made.status_code, made.json["state"], made.json["state_text"]) == (201, "checking", "检查中")
    assert (made.json["asker"], made.json["shopkeeper"]["code"], made.json["product"]["code"]) == (
        None,
        ada.code,
        tea.product_code,
    )
    assert ada_phone.get("/questions?role=shopkeeper&state=open").json["items"] == []
    checked(int(made.json["id"]))
    (seen,) = ada_phone.get("/questions?role=shopkeeper&state=open").json["items"]
    assert (seen["text"], seen["asker"]["name"], seen["needs_answer"]) == (WORDS, "B**", True)
    given = ada_phone.post(f"/questions/{seen['id']}/answer", {"text": SAID})
    assert (given.status_code, given.json["needs_answer"]) == (201, False)
    assert (given.json["answer"]["state"], given.json["answer"]["state_text"]) == ("checking", "回答检查中")
    assert bo_phone.get("/questions").json["items"][0]["answer"] is None
    answer_checked(int(seen["id"]))
    (mine,) = bo_phone.get("/questions?state=answered", Accept_Language="en").json["items"]
    assert (mine["state_text"], mine["answer"]["text"]) == ("answered", SAID)
    read = cy_phone.get(f"/products/{tea.product_code}/questions?shopkeeper_code={ada.code}")
    (item,) = read.json["items"]
    assert (item["text"], item["answer"], item["own"]) == (WORDS, SAID, True)
    assert "B**" not in read.text
    assert "asker" not in read.text


def test_one_may_ask_with_the_codes_of_product_and_shop(bo_phone: Phone, ada: Keeper, tea: ListedProduct) -> None:
    wish = {"product_code": tea.product_code, "shopkeeper_code": ada.code, "text": WORDS}
    first, again = (bo_phone.post("/questions", wish) for _ in range(2))
    assert first.status_code == 201
    assert first.json["id"] == again.json["id"]


@pytest.mark.parametrize(
    ("wish", "status", "code"),
    [
        ({"text": WORDS}, 400, "question_target_needed"),
        ({"text": WORDS, "product_code": "tea"}, 400, "question_target_needed"),
        ({"text": "  ", "product_code": "tea", "shopkeeper_code": "shopada"}, 422, "validation_error"),
        ({"text": "长" * 201, "product_code": "tea", "shopkeeper_code": "shopada"}, 422, "validation_error"),
        ({"text": WORDS, "product_code": "tea", "shopkeeper_code": "shopada", "asker": "1"}, 422, "validation_error"),
        ({"text": WORDS, "product_code": "none", "shopkeeper_code": "shopada"}, 404, "unknown_product"),
        ({"text": WORDS, "product_code": "tea", "shopkeeper_code": "none"}, 404, "not_found"),
        ({"text": WORDS, "token": "A" * 32}, 400, "forged_token"),
        ({"text": "坏\0字", "product_code": "tea", "shopkeeper_code": "shopada"}, 400, "invalid"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(
    bo_phone: Phone, ada: Keeper, tea: ListedProduct, wish: dict[str, Any], status: int, code: str
) -> None:
    refused = bo_phone.post("/questions", wish)
    assert (refused.status_code, refused.json["code"]) == (status, code)


def test_nobody_asks_themselves_and_nobody_floods(
    ada_phone: Phone, bo_phone: Phone, ada: Keeper, tea: ListedProduct
) -> None:
    wish = {"product_code": tea.product_code, "shopkeeper_code": ada.code}
    refused = ada_phone.post("/questions", {**wish, "text": WORDS})
    assert (refused.status_code, refused.json["code"]) == (422, "asked_oneself")
    for n in range(5):
        assert bo_phone.post("/questions", {**wish, "text": f"{n}？"}).status_code == 201
    refused = bo_phone.post("/questions", {**wish, "text": WORDS})
    assert (refused.status_code, refused.json["code"]) == (422, "too_many_open_questions")
    assert "5 个问题" in refused.json["detail"]


def test_flagged_words_stay_with_their_author(
    ada_phone: Phone, bo_phone: Phone, ada: Keeper, tea: ListedProduct
) -> None:
    made = bo_phone.post("/questions", {"product_code": tea.product_code, "shopkeeper_code": ada.code, "text": FLAGGED})
    checked(int(made.json["id"]))
    assert bo_phone.get("/questions").json["items"][0]["state"] == "refused"
    assert ada_phone.get("/questions?role=shopkeeper").json["items"] == []
    assert ada_phone.post(f"/questions/{made.json['id']}/answer", {"text": SAID}).status_code == 404
    assert bo_phone.get(f"/products/{tea.product_code}/questions").json["items"] == []


def test_an_earlier_answer_is_one_tap_away(
    fake_wechat: FakeWechat, ada_phone: Phone, ada: Keeper, eve: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    eves = answered(fake_wechat, eve, asked(fake_wechat, bo, eve, tea), "Eve 说：冷藏。")
    question_id = asked(fake_wechat, bo, ada, tea)
    (offered,) = ada_phone.get(f"/questions/{question_id}/answers-to-reuse").json["items"]
    assert (offered["id"], offered["shop_name"], offered["own"]) == (str(eves), "Eve的小店", False)
    path = f"/questions/{question_id}/answer"
    for wish in ({}, {"text": SAID, "reuse_answer_id": offered["id"]}):
        assert ada_phone.post(path, wish).json["code"] == "ambiguous_answer"
    assert ada_phone.post(path, {"reuse_answer_id": "x"}).status_code == 404
    given = ada_phone.post(path, {"reuse_answer_id": offered["id"]})
    assert (given.json["state"], given.json["answer"]["quoted_from"]) == ("answered", "Eve的小店")
    refused = ada_phone.post(path, {"text": SAID})
    assert (refused.status_code, refused.json["code"]) == (409, "already_answered")


def test_a_question_can_be_kept_off_the_page(
    fake_wechat: FakeWechat, ada_phone: Phone, cy_phone: Phone, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    question_id = asked(fake_wechat, bo, ada, tea)
    answered(fake_wechat, ada, question_id)
    page = f"/products/{tea.product_code}/questions"
    assert ada_phone.ask("PUT", f"/questions/{question_id}/hidden").status_code == 204
    assert cy_phone.get(page).json["items"] == []
    assert ada_phone.get("/questions?role=shopkeeper").json["items"][0]["hidden"] is True
    assert ada_phone.ask("DELETE", f"/questions/{question_id}/hidden").status_code == 204
    assert len(cy_phone.get(page).json["items"]) == 1


def test_lists_page_in_the_same_number_of_statements(
    fake_wechat: FakeWechat,
    ada_phone: Phone,
    bo_phone: Phone,
    ada: Keeper,
    bo: Somebody,
    cy: Somebody,
    tea: ListedProduct,
) -> None:
    ids = [asked(fake_wechat, who, ada, tea, f"{n}？") for n in range(3) for who in (bo, cy)]
    for question_id in ids[3:]:
        answered(fake_wechat, ada, question_id)
    for phone, path, mine in (
        (ada_phone, "/questions?role=shopkeeper", ids[::-1]),
        (ada_phone, "/questions?role=shopkeeper&state=open", ids[:3]),
        (ada_phone, "/questions?role=shopkeeper&state=answered", ids[:2:-1]),
        (bo_phone, "/questions?", ids[4::-2]),
        (bo_phone, f"/products/{tea.product_code}/questions?shopkeeper_code={ada.code}", ids[:2:-1]),
    ):
        counts = []
        for limit in (1, 2):
            with count_statements() as asked_for:
                first = phone.get(f"{path}&limit={limit}").json
            counts.append(len(asked_for))
            rest = phone.get(f"{path}&limit=100&cursor={first['next_cursor']}").json
            assert [int(each["id"]) for each in (*first["items"], *rest["items"])] == mine
        assert counts[0] == counts[1]


def test_who_has_no_shop_has_no_desk(bo_phone: Phone) -> None:
    assert bo_phone.get("/questions?role=shopkeeper").json["code"] == "not_shopkeeper"


def test_real_answers_fit_their_description(
    fake_wechat: FakeWechat,
    ada_phone: Phone,
    bo_phone: Phone,
    nobody: Phone,
    ada: Keeper,
    bo: Somebody,
    tea: ListedProduct,
) -> None:
    spec = nobody.client.get("/api/openapi.json").json
    first = asked(fake_wechat, bo, ada, tea)
    answered(fake_wechat, ada, first)
    question_id = asked(fake_wechat, bo, ada, tea, "还有吗？")
    product = tea.product_code
    for path, method, answer in (
        ("/questions", "get", bo_phone.get("/questions")),
        ("/questions", "get", ada_phone.get("/questions?role=shopkeeper")),
        ("/questions", "post", bo_phone.post("/questions", {"text": WORDS, "token": buying.share(ada, tea)})),
        (
            "/questions/{question_id}/answers-to-reuse",
            "get",
            ada_phone.get(f"/questions/{question_id}/answers-to-reuse"),
        ),
        (
            "/questions/{question_id}/answer",
            "post",
            ada_phone.post(f"/questions/{question_id}/answer", {"text": "有。"}),
        ),
        ("/products/{code}/questions", "get", bo_phone.get(f"/products/{product}/questions")),
    ):
        described = spec["paths"][f"/api/v1{path}"][method]["responses"][str(answer.status_code)]
        fits(answer.json, described["content"][answer.content_type]["schema"], spec, path)
