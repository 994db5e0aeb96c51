"""Ada tags and notes what helps her to serve Bo; Bo reads it and takes it away."""

import pytest

from tests.cast import Keeper, Somebody
from tests.social.relationships.event_factory import happens
from tests.web.api.phone import Phone
from webapp.social.relationships import EventKind

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def known(noon: None, ada: Keeper, bo: Somebody) -> None:
    """Bo has opened a share of Ada's."""
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")


@pytest.mark.usefixtures("known")
def test_ada_tags_bo_and_finds_him_by_the_tag(ada_phone: Phone, bo: Somebody) -> None:
    kept = ada_phone.ask("PUT", f"/customers/{bo.id}/tags", {"tags": ["送礼", "爱喝绿茶"]})
    assert kept.json == {"tags": ["送礼", "爱喝绿茶"]}
    assert ada_phone.get("/customers/tags").json["items"][0] == {"tag": "爱喝绿茶", "customers": 1}
    (found,) = ada_phone.get("/customers?tag=送礼&stage=acquaintance").json["items"]
    assert (found["id"], found["name"], found["tags"]) == (str(bo.id), "B**", ["送礼", "爱喝绿茶"])
    assert ada_phone.get("/customers?tag=别的").json["items"] == []


@pytest.mark.usefixtures("known")
def test_ada_notes_and_forgets(ada_phone: Phone, bo: Somebody) -> None:
    made = ada_phone.post(f"/customers/{bo.id}/notes", {"text": "茶要淡一点"})
    assert made.status_code == 201
    assert ada_phone.get(f"/customers/{bo.id}").json["notes"] == [made.json]
    assert ada_phone.ask("DELETE", f"/customers/{bo.id}/notes/{made.json['id']}").status_code == 204
    assert ada_phone.get(f"/customers/{bo.id}").json["notes"] == []


@pytest.mark.usefixtures("known")
def test_bo_reads_what_is_written_about_him_and_removes_it(
    ada_phone: Phone, bo_phone: Phone, ada: Keeper, bo: Somebody
) -> None:
    ada_phone.ask("PUT", f"/customers/{bo.id}/tags", {"tags": ["送礼", "爱砍价"]})
    note = ada_phone.post(f"/customers/{bo.id}/notes", {"text": "很小气"}).json
    held = bo_phone.get(f"/me/relationships/{ada.code}").json
    assert (held["tags"], held["notes"]) == (["送礼", "爱砍价"], [note])
    assert bo_phone.ask("DELETE", f"/me/relationships/{ada.code}/notes/{note['id']}").status_code == 204
    assert bo_phone.ask("DELETE", f"/me/relationships/{ada.code}/tags/爱砍价").status_code == 204
    held = bo_phone.get(f"/me/relationships/{ada.code}").json
    assert (held["tags"], held["notes"]) == (["送礼"], [])
    assert ada_phone.get(f"/customers/{bo.id}").json["tags"] == ["送礼"]


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("method", "path", "body", "code", "words"),
    [
        ("PUT", "tags", {"tags": ["a/b"]}, "bad_tag", "标签是 1 到 12 个字的一个词，不用标点。"),
        ("PUT", "tags", {"tags": [f"t{n}" for n in range(13)]}, "too_many_tags", "一位顾客最多 12 个标签。"),
        ("POST", "notes", {"text": ""}, "validation_error", None),
        ("POST", "notes", {"text": "x" * 501}, "validation_error", None),
    ],
)
def test_what_does_not_fit_is_refused_in_words(
    ada_phone: Phone, bo: Somebody, method: str, path: str, body: dict[str, object], code: str, words: str | None
) -> None:
    refused = ada_phone.ask(method, f"/customers/{bo.id}/{path}", body)
    assert (refused.status_code in (400, 422), refused.json["code"]) == (True, code)
    assert words is None or refused.json["detail"] == words


def test_a_stranger_cannot_be_noted(ada_phone: Phone, cy: Somebody) -> None:
    for method, path, body in (("PUT", "tags", {"tags": ["x"]}), ("POST", "notes", {"text": "x"})):
        refused = ada_phone.ask(method, f"/customers/{cy.id}/{path}", body)
        assert (refused.status_code, refused.json["code"]) == (404, "no_such_customer")
