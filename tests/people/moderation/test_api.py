"""Ada and Bo see what became of what they published; others see only what is shown."""

import pytest

from tests.cast import Keeper, ListedProduct, Somebody
from tests.public_texts import run_text_checks
from tests.statements import count_statements
from tests.web.api.phone import Phone
from webapp.gateways.wechat.fake import FakeWechat
from webapp.gateways.wechat.fake_accounts import DOUBTFUL, FLAGGED
from webapp.people.moderation.flows.moderate_text import moderate_text
from webapp.people.staff import StaffMember

pytestmark = pytest.mark.usefixtures("noon")


def shares(phone: Phone, shelf: ListedProduct, words: str) -> dict[str, object]:
    answer = phone.post("/shares", {"product_code": shelf.product_code, "text": words})
    assert answer.status_code == 201, answer.json
    made: dict[str, object] = answer.json
    return made


def test_ada_sees_her_own_words_with_their_state_and_bo_only_what_is_shown(
    ada_phone: Phone, bo_phone: Phone, tea: ListedProduct
) -> None:
    made = shares(ada_phone, tea, "今年第一批")
    assert (made["text"], made["moderation"]["state_text"]) == ("今年第一批", "检查中")  # type: ignore[index]
    page = bo_phone.post("/visits", {"token": made["token"]}).json["page"]
    assert (page["text"], page["card"]["description"]) == ("", "清明前采")
    run_text_checks()
    page = bo_phone.post("/visits", {"token": made["token"]}).json["page"]
    assert (page["text"], page["card"]["description"]) == ("今年第一批", "今年第一批")
    assert ada_phone.get(f"/shares/{made['id']}").json["moderation"]["state"] == "shown"


def test_a_share_without_words_has_no_text(ada_phone: Phone, tea: ListedProduct) -> None:
    assert shares(ada_phone, tea, "")["moderation"] is None


def test_the_list_of_what_one_published_tells_states_and_reasons_in_both_languages(
    ada_phone: Phone, di: StaffMember, tea: ListedProduct
) -> None:
    doubtful = shares(ada_phone, tea, f"好茶 {DOUBTFUL}")
    shares(ada_phone, tea, FLAGGED)
    shares(ada_phone, tea, "好喝")
    run_text_checks()
    moderate_text(di.id, int(doubtful["moderation"]["id"]), shown=False, reason="请不要写联系方式")  # type: ignore[index]
    shares(ada_phone, tea, "还有一罐")
    told = [(each["state_text"], each["reason"]) for each in ada_phone.get("/me/texts").json["items"]]
    assert told == [
        ("检查中", ""),
        ("已公开", ""),
        ("没有通过", "微信的内容检查认为其中可能有：违法犯罪。可以改一改再发。"),
        ("没有通过", "请不要写联系方式"),
    ]
    english = ada_phone.get("/me/texts", Accept_Language="en").json["items"]
    assert english[2]["reason"].startswith("WeChat's content check thinks it contains: crime.")
    assert [each["kind_text"] for each in english] == ["Words of a share"] * 4


def test_the_list_goes_page_by_page_in_the_same_number_of_statements(ada_phone: Phone, tea: ListedProduct) -> None:
    for n in range(5):
        shares(ada_phone, tea, f"第 {n} 次")
    costs = []
    for limit in (1, 4):
        with count_statements() as statements:
            page = ada_phone.get(f"/me/texts?limit={limit}").json
        assert len(page["items"]) == limit
        costs.append(len(statements))
    assert costs[0] == costs[1] <= 2
    rest = ada_phone.get(f"/me/texts?limit=4&cursor={page['next_cursor']}").json
    assert ([each["text"] for each in rest["items"]], rest["next_cursor"]) == (["第 0 次"], None)


def test_nobody_elses_words_are_in_ones_list(ada_phone: Phone, bo_phone: Phone, tea: ListedProduct) -> None:
    shares(ada_phone, tea, "好喝")
    assert bo_phone.get("/me/texts").json == {"items": [], "next_cursor": None}


def test_an_introduction_is_read_by_others_once_it_is_checked(ada: Keeper, ada_phone: Phone, bo_phone: Phone) -> None:
    token = ada_phone.post("/shopkeepers/invitations").json["token"]
    mine = ada_phone.ask("PATCH", "/shopkeepers/me", {"introduction": "只分享自己在用的"}).json
    assert (mine["introduction"]["text"], mine["introduction"]["state"]) == ("只分享自己在用的", "checking")

    def seen_by_bo() -> str:
        found: str = bo_phone.get(f"/shopkeepers/invitations/{token}").json["inviter"]["introduction"]
        return found

    assert seen_by_bo() == ""
    run_text_checks()
    assert seen_by_bo() == "只分享自己在用的"
    gone = ada_phone.ask("PATCH", "/shopkeepers/me", {"introduction": ""}).json
    assert (gone["introduction"], seen_by_bo()) == (None, "")


@pytest.mark.parametrize(
    ("name", "status", "code"),
    [(FLAGGED, 422, "name_refused"), (f"加我 {DOUBTFUL}", 422, "name_doubtful"), ("silence", 503, "name_unchecked")],
)
def test_a_name_that_does_not_stand_is_refused_with_words_and_leaves_everything(
    ada_phone: Phone, bo: Somebody, fake_wechat: FakeWechat, name: str, status: int, code: str
) -> None:
    if name == "silence":
        fake_wechat.faults.fail("mini.check_text")
    answer = ada_phone.ask("PATCH", "/shopkeepers/me", {"shop_name": name, "introduction": "新的"})
    assert (answer.status_code, answer.json["code"]) == (status, code)
    assert "店名" in answer.json["detail"]
    mine = ada_phone.get("/shopkeepers/me").json
    assert (mine["card"]["shop_name"], mine["introduction"]) == ("Ada的小店", None)
