"""Logging in with a code of WeChat, staying logged in, and being out at once after logging out."""

from datetime import timedelta

import pytest
from apiflask import APIFlask

from tests import databases
from tests.cast import Somebody, scalar
from tests.web.api.phone import V1, Phone
from webapp.gateways.wechat.fake import FakeWechat
from webapp.kernel import clock
from webapp.kernel.settings import settings, use


def test_a_code_becomes_a_session(nobody: Phone, bo: Somebody, fake_wechat: FakeWechat) -> None:
    answer = nobody.post("/session", {"code": fake_wechat.mini.code_for(bo.mini, bo.unionid)})
    assert answer.status_code == 201
    assert answer.json["me"] == {
        "id": str(bo.id), "nickname": "Bo", "avatar": "", "language": "zh", "shopkeeper": None,
    }  # fmt: skip
    assert answer.headers["Cache-Control"] == "no-store"
    nobody.token = answer.json["token"]
    assert nobody.get("/me").json["id"] == str(bo.id)


def test_a_newcomer_becomes_a_person(nobody: Phone, fake_wechat: FakeWechat) -> None:
    answer = nobody.post("/session", {"code": fake_wechat.mini.code_for("mini-new", None)})
    assert answer.status_code == 201
    assert scalar("SELECT count(*) FROM person") == 1


def test_a_code_works_once(nobody: Phone, bo: Somebody, fake_wechat: FakeWechat) -> None:
    code = fake_wechat.mini.code_for(bo.mini, bo.unionid)
    nobody.post("/session", {"code": code})
    again = nobody.post("/session", {"code": code})
    assert (again.status_code, again.json["code"]) == (400, "code_refused")
    assert scalar("SELECT count(*) FROM api_session") == 1


def test_the_session_key_of_wechat_never_leaves_the_server(
    nobody: Phone, bo: Somebody, fake_wechat: FakeWechat
) -> None:
    answer = nobody.post("/session", {"code": fake_wechat.mini.code_for(bo.mini, bo.unionid)})
    kept = str(scalar("SELECT session_key FROM api_session"))
    assert kept
    assert kept not in answer.text
    assert bo.mini not in answer.text


def test_logging_out_is_immediate(bo_phone: Phone) -> None:
    assert bo_phone.ask("DELETE", "/session").status_code == 204
    answer = bo_phone.get("/me")
    assert (answer.status_code, answer.json["code"]) == (401, "session_needed")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_session_grows_old(app: APIFlask, bo: Somebody, fake_wechat: FakeWechat) -> None:
    with clock.frozen(clock.now()):
        phone = Phone(app.test_client()).login(fake_wechat, bo)
        clock.advance(timedelta(days=30, seconds=1))
        assert phone.get("/me").status_code == 401


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic abc", "bearer-ish", "Bearer 王", "Bearer a b"])
def test_what_is_not_a_session_opens_nothing(nobody: Phone, header: str) -> None:
    answer = nobody.client.get(f"{V1}/me", headers={"Authorization": header.encode().decode("latin-1")})
    assert answer.status_code == 401


def test_whoever_guesses_tokens_is_slowed_down_and_others_are_not(bo_phone: Phone, nobody: Phone) -> None:
    nobody.token = "x" * 43
    seen = [nobody.get("/me").status_code for _ in range(settings().forgeries_per_minute + 2)]
    assert seen == [401] * settings().forgeries_per_minute + [429, 429]
    assert bo_phone.get("/me").status_code == 200


def test_logins_from_one_address_are_counted(app: APIFlask, nobody: Phone) -> None:
    before = settings()
    use(databases.settings(before.database_url, before.guanxi_data, logins_per_minute=5))
    try:
        seen = [nobody.post("/session", {"code": "made-up"}).status_code for _ in range(7)]
    finally:
        use(before)
    assert seen == [400] * 5 + [429] * 2


def test_people_change_what_they_say_of_themselves_and_nothing_else(bo_phone: Phone, bo: Somebody) -> None:
    changed = bo_phone.ask("PATCH", "/me", {"language": "en", "nickname": " 波 "})
    assert (changed.json["language"], changed.json["nickname"]) == ("en", "波")
    for smuggled in ({"id": "1"}, {"unionid": "u"}, {"person_id": 1}, {"shopkeeper": {}}, {"created_at": "2020"}):
        refused = bo_phone.ask("PATCH", "/me", smuggled)
        assert (refused.status_code, refused.json["code"]) == (422, "validation_error")
        assert refused.json["errors"][0]["field"] == next(iter(smuggled))
    assert scalar("SELECT nickname FROM person WHERE id = :id", id=bo.id) == "波"


def test_a_picture_of_oneself_cannot_be_a_script(bo_phone: Phone) -> None:
    assert bo_phone.ask("PATCH", "/me", {"avatar": "javascript:alert(1)"}).status_code == 422


def test_words_follow_the_request_and_then_the_person(bo_phone: Phone) -> None:
    assert bo_phone.get("/shares/1").json["detail"] == "这里只给店主用；开店需要别人邀请。"
    bo_phone.ask("PATCH", "/me", {"language": "en"})
    assert bo_phone.get("/shares/1").json["detail"].startswith("This is for shopkeepers")
    assert bo_phone.get("/shares/1", Accept_Language="zh-CN").json["detail"].startswith("这里")
