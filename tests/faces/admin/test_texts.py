"""Di sees what waits and what was decided, judges it, and mends a mistake."""

import pytest

from tests.cast import Keeper, Shelf, Somebody, add_person
from tests.faces.admin.desk import Desk, counted
from tests.saying import let_check, seen
from webapp.domain import moderation
from webapp.domain.identity import audit
from webapp.domain.moderation import TextKind, TextState
from webapp.flows.make_share import make_share
from webapp.flows.say_in_public import say_in_public
from webapp.gateways.wechat.fake import FakeWechat
from webapp.gateways.wechat.fake_accounts import DOUBTFUL, FLAGGED
from webapp.kernel import clock
from webapp.kernel.db import transaction

QUEUE, DECIDED = "/admin/texts", "/admin/texts/decided"


def says(who: Somebody, words: str, kind: TextKind = TextKind.REVIEW) -> int:
    """What somebody wrote, as it stands after WeChat was asked."""
    seen(who)
    with transaction():
        made = say_in_public(kind, who.id, words, now=clock.now())
    let_check()
    return made


def test_what_waits_is_shown_oldest_first_with_what_wechat_found(dis_desk: Desk, bo: Somebody, ada: Keeper) -> None:
    assert "没有待看的文字" in dis_desk.see(QUEUE)
    says(bo, f"第一条 {DOUBTFUL}")
    says(ada.person, f"第二条 {DOUBTFUL}", TextKind.ANSWER)
    says(bo, "没有问题的")
    page = dis_desk.see(QUEUE)
    assert page.index("第一条") < page.index("第二条")
    for words in ("评价", "回答", "广告", "B**", "Ada的小店"):
        assert words in page
    assert "没有问题的" not in page


def test_what_could_not_be_checked_says_so(dis_desk: Desk, bo: Somebody, fake_wechat: FakeWechat) -> None:
    with transaction():
        say_in_public(TextKind.REVIEW, bo.id, "好久没来", now=clock.now())
    let_check()
    assert "没能检查" in dis_desk.see(QUEUE)


def test_the_queue_is_filtered_by_kind(dis_desk: Desk, bo: Somebody) -> None:
    says(bo, f"一条评价 {DOUBTFUL}")
    says(bo, f"一个问题 {DOUBTFUL}", TextKind.QUESTION)
    page = dis_desk.see(f"{QUEUE}?kind=question")
    assert "一个问题" in page
    assert "一条评价" not in page
    assert "没有符合的结果" in dis_desk.see(f"{QUEUE}?kind=material")
    assert "一条评价" in dis_desk.see(f"{QUEUE}?kind=nonsense")
    part = dis_desk.see(QUEUE, headers={"HX-Target": "results"})
    assert part.lstrip().startswith("<ol")


@pytest.mark.parametrize(
    ("fields", "state", "told"),
    [
        ({"decision": "show"}, TextState.SHOWN, "已公开"),
        ({"decision": "refuse", "reason": "请不要写联系方式"}, TextState.REFUSED, "已拒绝"),
        ({"decision": "refuse", "reason": " "}, TextState.WAITING, "拒绝时请写明原因"),
        ({"decision": "refuse", "reason": "长" * 201}, TextState.WAITING, "拒绝时请写明原因"),
    ],
)
def test_di_decides_and_the_author_reads_why(
    dis_desk: Desk, bo: Somebody, fields: dict[str, str], state: TextState, told: str
) -> None:
    text_id = says(bo, f"好茶 {DOUBTFUL}")
    assert told in dis_desk.do(QUEUE, f"{QUEUE}/{text_id}", **fields)
    found = moderation.text_for(bo.id, text_id)
    assert found.state is state
    assert found.reason == (fields.get("reason", "") if state is TextState.REFUSED else "")


def test_a_decision_is_made_once_and_stands_in_the_audit_log(dis_desk: Desk, bo: Somebody) -> None:
    text_id = says(bo, f"好茶 {DOUBTFUL}")
    says(bo, f"再来 {DOUBTFUL}")
    dis_desk.do(QUEUE, f"{QUEUE}/{text_id}", decision="show")
    again = dis_desk.do(QUEUE, f"{QUEUE}/{text_id}", decision="refuse", reason="来晚了")
    assert "已经有人决定过了" in again
    assert [line.action for line in audit.lines(subject=f"text:{text_id}").items] == ["text_shown"]
    assert "公开一段文字" in dis_desk.see("/admin/audit")


def test_what_was_decided_is_seen_and_a_mistake_is_mended(dis_desk: Desk, bo: Somebody) -> None:
    assert "还没有决定" in dis_desk.see(DECIDED)
    says(bo, "没有问题的")
    refused = says(bo, FLAGGED)
    shown = says(bo, f"好茶 {DOUBTFUL}")
    dis_desk.do(QUEUE, f"{QUEUE}/{shown}", decision="show")
    page = dis_desk.see(DECIDED)
    assert page.index("好茶") < page.index("特3456书")
    for words in ("违法犯罪", "微信", "Di", "没有通过"):
        assert words in page
    assert "没有问题的" not in page
    assert "已放回待看" in dis_desk.do(DECIDED, f"{QUEUE}/{refused}/again")
    assert "特3456书" in dis_desk.see(QUEUE)
    says(bo, FLAGGED)
    assert "只有被拒绝的文字" in dis_desk.do(DECIDED, f"{QUEUE}/{shown}/again")


def test_who_may_only_look_has_no_buttons(desk: Desk, bo: Somebody) -> None:
    text_id = says(bo, f"好茶 {DOUBTFUL}")
    desk.log_in("fay", role="finance")
    page = desk.see(QUEUE)
    assert "好茶" in page
    assert f"{QUEUE}/{text_id}" not in page
    assert desk.press("/admin/me", f"{QUEUE}/{text_id}", decision="show").status_code == 403


@pytest.mark.parametrize("path", [QUEUE, DECIDED])
def test_a_list_goes_page_by_page_in_the_same_number_of_statements(dis_desk: Desk, bo: Somebody, path: str) -> None:
    words = DOUBTFUL if path == QUEUE else FLAGGED
    costs = []
    for count in (1, 60):
        for n in range(count):
            says(bo, f"{n} {words}")
        with counted() as statements:
            page = dis_desk.see(path)
        costs.append(len(statements))
    assert costs[0] == costs[1] <= 3
    cursor = page.partition("cursor=")[2].partition('"')[0]
    rest = dis_desk.see(f"{path}?cursor={cursor}")
    assert rest.count(words) == 11
    assert dis_desk.get(f"{path}?cursor=nonsense").status_code == 400


def test_staff_see_hidden_words_where_they_stand(dis_desk: Desk, ada: Keeper, tea: Shelf, ada_share_words: str) -> None:
    page = dis_desk.see("/admin/shares")
    assert ada_share_words in page
    assert "没有通过" in page


@pytest.fixture
def ada_share_words(ada: Keeper, tea: Shelf) -> str:
    """Words of a share of Ada's that did not pass."""
    seen(ada.person)
    make_share(ada.id, tea.product_code, words=FLAGGED)
    let_check()
    return FLAGGED


def test_somebody_whose_name_is_not_known_is_a_number(dis_desk: Desk) -> None:
    nameless = add_person("Zed")
    says(nameless, f"好茶 {DOUBTFUL}")
    assert f"#{nameless.id}" in dis_desk.see(QUEUE)
