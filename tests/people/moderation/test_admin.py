"""Di sees what waits and what was decided, judges it, and mends a mistake."""

import html
import re

import pytest

from tests.cast import Keeper, ListedProduct, Somebody, add_person
from tests.public_texts import open_mini_program, run_text_checks
from tests.statements import count_statements
from tests.web.admin.staff_browser import StaffBrowser, mistakes
from webapp.gateways.wechat.fake import FakeWechat
from webapp.gateways.wechat.fake_accounts import DOUBTFUL, FLAGGED
from webapp.journeys.make_share import make_share
from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.people import moderation
from webapp.people.moderation import TextKind, TextState, submit_text
from webapp.people.staff import audit

QUEUE, DECIDED = "/admin/texts", "/admin/texts/decided"


def says(who: Somebody, words: str, kind: TextKind = TextKind.REVIEW) -> int:
    """What somebody wrote, as it stands after WeChat was asked."""
    open_mini_program(who)
    with transaction():
        made = submit_text(kind, who.id, words, now=clock.now())
    run_text_checks()
    return made


def test_what_waits_is_shown_oldest_first_with_what_wechat_found(
    di_browser: StaffBrowser, bo: Somebody, ada: Keeper
) -> None:
    assert "没有待看的文字" in di_browser.see(QUEUE)
    says(bo, f"第一条 {DOUBTFUL}")
    says(ada.person, f"第二条 {DOUBTFUL}", TextKind.ANSWER)
    says(bo, "没有问题的")
    page = di_browser.see(QUEUE)
    assert page.index("第一条") < page.index("第二条")
    for words in ("评价", "回答", "广告", "B**", "Ada的小店"):
        assert words in page
    assert "没有问题的" not in page


def test_what_could_not_be_checked_says_so(di_browser: StaffBrowser, bo: Somebody, fake_wechat: FakeWechat) -> None:
    with transaction():
        submit_text(TextKind.REVIEW, bo.id, "好久没来", now=clock.now())
    run_text_checks()
    assert "没能检查" in di_browser.see(QUEUE)


def test_the_queue_is_filtered_by_kind(di_browser: StaffBrowser, bo: Somebody) -> None:
    says(bo, f"一条评价 {DOUBTFUL}")
    says(bo, f"一个问题 {DOUBTFUL}", TextKind.QUESTION)
    page = di_browser.see(f"{QUEUE}?kind=question")
    assert "一个问题" in page
    assert "一条评价" not in page
    assert "没有符合的结果" in di_browser.see(f"{QUEUE}?kind=material")
    assert "一条评价" in di_browser.see(f"{QUEUE}?kind=nonsense")
    part = di_browser.see(QUEUE, headers={"HX-Target": "results"})
    assert part.lstrip().startswith("<ol")


@pytest.mark.parametrize(
    ("fields", "state", "told"),
    [
        ({"decision": "show"}, TextState.SHOWN, "已公开"),
        ({"decision": "refuse", "reason": "请不要写联系方式"}, TextState.REFUSED, "已拒绝"),
    ],
)
def test_di_decides_and_the_author_reads_why(
    di_browser: StaffBrowser, bo: Somebody, fields: dict[str, str], state: TextState, told: str
) -> None:
    text_id = says(bo, f"好茶 {DOUBTFUL}")
    assert told in di_browser.do(QUEUE, f"{QUEUE}/{text_id}", **fields)
    found = moderation.text_for(bo.id, text_id)
    assert found.state is state
    assert found.reason == fields.get("reason", "")


@pytest.mark.parametrize("reason", [" ", "长" * 201])
def test_a_refusal_needs_a_reason_that_fits(di_browser: StaffBrowser, bo: Somebody, reason: str) -> None:
    text_id = says(bo, f"好茶 {DOUBTFUL}")
    page = di_browser.refused(QUEUE, f"{QUEUE}/{text_id}", decision="refuse", reason=reason)
    assert mistakes(page) == {f"{text_id}-reason": "拒绝时请写明原因，最多 200 字：作者会看到。"}
    assert f'value="{reason.strip()}"' in page
    assert moderation.text_for(bo.id, text_id).state is TextState.WAITING


@pytest.mark.parametrize("fields", [{}, {"decision": "maybe", "reason": "说不好"}])
def test_what_is_neither_shown_nor_refused_waits_on(
    di_browser: StaffBrowser, bo: Somebody, fields: dict[str, str]
) -> None:
    text_id = says(bo, f"好茶 {DOUBTFUL}")
    page = di_browser.refused(QUEUE, f"{QUEUE}/{text_id}", **fields)
    assert "请点其中一个按钮。" in page
    assert moderation.text_for(bo.id, text_id).state is TextState.WAITING


def test_a_reason_that_must_be_corrected_is_shown_in_the_list_it_was_typed_in(
    di_browser: StaffBrowser, bo: Somebody
) -> None:
    says(bo, f"一条评价 {DOUBTFUL}")
    for n in range(51):
        says(bo, f"问题{n} {DOUBTFUL}", TextKind.QUESTION)
    page = di_browser.see(f"{QUEUE}?kind=question")
    page = di_browser.see(html.unescape(page.split('rel="next" href="')[1].partition('"')[0]))
    form = html.unescape(re.findall(r'class="refusing" method="post" action="([^"]+)"', page)[0])
    page = di_browser.refused(QUEUE, form, decision="refuse", reason="长" * 201)
    assert len(mistakes(page)) == 1
    assert "问题50" in page
    assert "一条评价" not in page
    assert 'aria-current="page">待看' in page
    # Nothing on the page shown again leads to an address that only takes forms.
    for address in re.findall(r'href="(/admin/texts[^"]*)"', page):
        assert di_browser.get(html.unescape(address)).status_code == 200, address
    done = di_browser.press(QUEUE, form, decision="refuse", reason="请不要写联系方式")
    assert done.location == f"{QUEUE}?kind=question", "the oldest that wait come next"


def test_a_decision_is_made_once_and_stands_in_the_audit_log(di_browser: StaffBrowser, bo: Somebody) -> None:
    text_id = says(bo, f"好茶 {DOUBTFUL}")
    says(bo, f"再来 {DOUBTFUL}")
    di_browser.do(QUEUE, f"{QUEUE}/{text_id}", decision="show")
    again = di_browser.do(QUEUE, f"{QUEUE}/{text_id}", decision="refuse", reason="来晚了")
    assert "已经有人决定过了" in again
    assert [line.action for line in audit.lines(subject=f"text:{text_id}").items] == ["text_shown"]
    assert "公开一段文字" in di_browser.see("/admin/audit")


def test_what_was_decided_is_seen_and_a_mistake_is_mended(di_browser: StaffBrowser, bo: Somebody) -> None:
    assert "还没有决定" in di_browser.see(DECIDED)
    says(bo, "没有问题的")
    refused = says(bo, FLAGGED)
    shown = says(bo, f"好茶 {DOUBTFUL}")
    di_browser.do(QUEUE, f"{QUEUE}/{shown}", decision="show")
    page = di_browser.see(DECIDED)
    assert page.index("好茶") < page.index("特3456书")
    for words in ("违法犯罪", "微信", "Di", "没有通过"):
        assert words in page
    assert "没有问题的" not in page
    assert "已放回待看" in di_browser.do(DECIDED, f"{QUEUE}/{refused}/reopening")
    assert "特3456书" in di_browser.see(QUEUE)
    says(bo, FLAGGED)
    assert "只有被拒绝的文字" in di_browser.do(DECIDED, f"{QUEUE}/{shown}/reopening")


def test_who_may_only_look_has_no_buttons(staff_browser: StaffBrowser, bo: Somebody) -> None:
    text_id = says(bo, f"好茶 {DOUBTFUL}")
    staff_browser.log_in("fay", role="finance")
    page = staff_browser.see(QUEUE)
    assert "好茶" in page
    assert f"{QUEUE}/{text_id}" not in page
    assert staff_browser.press("/admin/me", f"{QUEUE}/{text_id}", decision="show").status_code == 403


@pytest.mark.parametrize("path", [QUEUE, DECIDED])
def test_a_list_goes_page_by_page_in_the_same_number_of_statements(
    di_browser: StaffBrowser, bo: Somebody, path: str
) -> None:
    words = DOUBTFUL if path == QUEUE else FLAGGED
    costs = []
    for count in (1, 60):
        for n in range(count):
            says(bo, f"{n} {words}")
        with count_statements() as statements:
            page = di_browser.see(path)
        costs.append(len(statements))
    assert costs[0] == costs[1] <= 3
    cursor = page.partition("cursor=")[2].partition('"')[0]
    rest = di_browser.see(f"{path}?cursor={cursor}")
    assert rest.count(words) == 11
    assert di_browser.get(f"{path}?cursor=nonsense").status_code == 400


def test_staff_see_hidden_words_where_they_stand(
    di_browser: StaffBrowser, ada: Keeper, tea: ListedProduct, ada_share_words: str
) -> None:
    page = di_browser.see("/admin/shares")
    assert ada_share_words in page
    assert "没有通过" in page


@pytest.fixture
def ada_share_words(ada: Keeper, tea: ListedProduct) -> str:
    """Words of a share of Ada's that did not pass."""
    open_mini_program(ada.person)
    make_share(ada.id, tea.product_code, text=FLAGGED)
    run_text_checks()
    return FLAGGED


def test_somebody_whose_name_is_not_known_is_a_number(di_browser: StaffBrowser) -> None:
    nameless = add_person("Zed")
    says(nameless, f"好茶 {DOUBTFUL}")
    assert f"#{nameless.id}" in di_browser.see(QUEUE)
