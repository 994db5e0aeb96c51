"""Something is wrong with what Bo bought: a page that works without scripts, from the form to the decision."""

import re
from datetime import timedelta

import pytest

from tests.cast import Keeper, ListedProduct, Somebody, add_product, scalar
from tests.social.complaints.complaining import answer, complain, decide, hand_to_staff
from tests.trade import buying
from tests.trade.order_steps import bring_to
from tests.web.share.phones import Phone, paid
from webapp.journeys.place_order import OrderInput, place_order
from webapp.kernel import clock
from webapp.social import complaints
from webapp.social.complaints import ComplaintKind
from webapp.trade.payments.flows.start_payment import start_payment

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def no(bos_phone: Phone, token: str, tea: ListedProduct) -> str:
    """Bo has paid for tea Ada shared."""
    return paid(bos_phone, bos_phone.order(token, tea.sku_code))


def send(phone: Phone, no: str, where: str = "", **fields: str) -> str:
    """Send a form of the page, and read the page one comes to."""
    page = f"/orders/{no}/complaint"
    hidden = phone.fill(phone.open(page))
    reply = phone.post(f"{page}{where}", {"csrf_token": hidden["csrf_token"], **fields})
    assert reply.status_code == 303, reply.text
    return phone.open(reply.location).text


def test_the_order_leads_to_the_form_and_the_form_to_the_thread(bos_phone: Phone, no: str, tea: ListedProduct) -> None:
    assert f'href="/orders/{no}/complaint">有问题？' in bos_phone.open(f"/orders/{no}").text
    form = bos_phone.open(f"/orders/{no}/complaint").text
    assert "48 小时内答复" in form
    assert form.count('name="kind"') == len(ComplaintKind)
    assert f'type="hidden" name="line" value="{tea.sku_code}"' in form
    page = send(bos_phone, no, line=tea.sku_code, kind="quality", text="茶是陈的\n还有灰")
    for words in ("已提交", "等店主答复", "茶是陈的\n还有灰", "店主答复期限", "6月3日", "撤回投诉"):
        assert words in page.replace("\u2060", ""), words
    assert 'name="kind"' not in page
    assert "请平台处理" not in page


def test_bo_reads_the_answer_writes_again_and_calls_the_platform(
    bos_phone: Phone, no: str, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    made = complain(bo, no, tea)
    answer(ada, made, "我来换一罐")
    page = bos_phone.open(f"/orders/{no}/complaint").text
    for words in ("我来换一罐", "Ada的小店", "解决了", "请平台处理"):
        assert words in page
    assert "等店主答复" in send(bos_phone, no, f"/{made.id}/messages", text="什么时候到？")
    page = send(bos_phone, no, f"/{made.id}/escalation")
    assert "平台处理中" in page
    decide(made, uphold=True, words="批次确实不对")
    page = bos_phone.open(f"/orders/{no}/complaint").text
    for words in ("投诉成立", "平台的决定", "批次确实不对"):
        assert words in page
    assert "/messages" not in page


def test_bo_says_it_is_solved(bos_phone: Phone, no: str, ada: Keeper, bo: Somebody, tea: ListedProduct) -> None:
    made = complain(bo, no, tea)
    answer(ada, made)
    page = send(bos_phone, no, f"/{made.id}/resolution", outcome="solved")
    assert "已解决，谢谢您告诉我们" in page
    assert scalar("SELECT action FROM complaint_step ORDER BY id DESC LIMIT 1") == "solved"


def test_bo_takes_it_back_by_the_form_of_the_page(bos_phone: Phone, no: str, bo: Somebody, tea: ListedProduct) -> None:
    made = complain(bo, no, tea)
    hidden = bos_phone.fill(bos_phone.open(f"/orders/{no}/complaint"))
    assert hidden["outcome"] == "withdrawn"
    assert bos_phone.post(f"/orders/{no}/complaint/{made.id}/resolution", hidden).status_code == 303
    assert scalar("SELECT action FROM complaint_step ORDER BY id DESC LIMIT 1") == "withdrawn"


@pytest.mark.parametrize("outcome", ["", "upheld"])
def test_an_outcome_no_page_offers_ends_nothing(
    bos_phone: Phone, no: str, bo: Somebody, tea: ListedProduct, outcome: str
) -> None:
    made = complain(bo, no, tea)
    csrf = bos_phone.fill(bos_phone.open(f"/orders/{no}/complaint"))["csrf_token"]
    sent = {"csrf_token": csrf, "outcome": outcome}
    assert bos_phone.post(f"/orders/{no}/complaint/{made.id}/resolution", sent).status_code == 400
    assert complaints.complaint(made.id).state == "open"


def test_each_line_of_an_order_has_its_own_complaint(bos_phone: Phone, bo: Somebody, tea: ListedProduct) -> None:
    honey = add_product("honey")
    items = [(tea.sku_code, 1), (honey.sku_code, 2)]
    no = place_order(OrderInput(buyer_id=bo.id, items=items, address=buying.HOME)).no
    start_payment(bo.id, no, appid=buying.MINI)
    paid(bos_phone, no)
    form = bos_phone.open(f"/orders/{no}/complaint").text
    assert form.count('type="radio" name="line"') == 2
    assert "平台直接来看" in form
    page = send(bos_phone, no, line=honey.sku_code, kind="delivery", text="少一罐")
    assert "平台处理中" in page
    assert f'type="hidden" name="line" value="{tea.sku_code}"' in page
    assert "另一件也有问题" in page


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"text": " "}, "请写 1 到 500 个字"),
        ({"text": "长" * 501}, "请写 1 到 500 个字"),
        ({"kind": "anger"}, "请选一种"),
        ({"kind": ""}, "请选一种"),
        ({"line": "tea-l"}, "请选一件"),
    ],
)
def test_what_is_missing_is_said_and_what_was_written_stays(
    bos_phone: Phone, no: str, tea: ListedProduct, fields: dict[str, str], says: str
) -> None:
    given = {"line": tea.sku_code, "kind": "quality", "text": "茶是陈的", **fields}
    csrf = bos_phone.fill(bos_phone.open(f"/orders/{no}/complaint"))["csrf_token"]
    page = bos_phone.post(f"/orders/{no}/complaint", {"csrf_token": csrf, **given})
    assert page.status_code == 422
    assert re.search(rf'<a href="#({"|".join(fields)})">{says}', page.text)
    assert re.search(rf'id="({"|".join(fields)})-error">{says}', page.text)
    assert re.search(rf'id="({"|".join(fields)})"', page.text), "where the summary leads"
    assert f'href="/orders/{no}/complaint?lang=en"' in page.text
    assert given["text"].strip() in page.text
    assert scalar("SELECT count(*) FROM complaint") == 0


def test_an_empty_message_is_said_at_its_own_field(bos_phone: Phone, no: str, bo: Somebody, tea: ListedProduct) -> None:
    made = complain(bo, no, tea)
    csrf = bos_phone.fill(bos_phone.open(f"/orders/{no}/complaint"))["csrf_token"]
    page = bos_phone.post(f"/orders/{no}/complaint/{made.id}/messages", {"csrf_token": csrf, "text": ""})
    assert page.status_code == 422
    assert f'<a href="#{made.id}-text">请写 1 到 500 个字' in page.text
    assert re.search(r'<details class="fold" open>[\s\S]*aria-invalid', page.text)


def test_a_second_tap_says_that_there_is_one_already(
    bos_phone: Phone, no: str, bo: Somebody, tea: ListedProduct
) -> None:
    csrf = bos_phone.fill(bos_phone.open(f"/orders/{no}/complaint"))["csrf_token"]
    complain(bo, no, tea)
    form = {"csrf_token": csrf, "line": tea.sku_code, "kind": "quality", "text": "茶是陈的"}
    page = bos_phone.post(f"/orders/{no}/complaint", form)
    assert page.status_code == 409
    assert "已经有一个投诉了" in page.text


def test_an_unpaid_order_and_one_from_long_ago_say_so(
    bos_phone: Phone, bo: Somebody, token: str, tea: ListedProduct, no: str
) -> None:
    unpaid = bos_phone.order(token, tea.sku_code)
    assert "有问题？" not in bos_phone.open(f"/orders/{unpaid}").text
    assert "没有付过款" in bos_phone.open(f"/orders/{unpaid}/complaint").text
    bring_to("received", no, bo)
    assert "可提出至" in bos_phone.open(f"/orders/{no}/complaint").text
    clock.advance(timedelta(days=91))
    assert "投诉的时间过了" in Phone(bos_phone.client, bo, bos_phone.fake_wechat).open(f"/orders/{no}/complaint").text


def test_somebody_elses_order_and_complaint_do_not_exist(
    bos_phone: Phone, cys_phone: Phone, no: str, ada: Keeper, bo: Somebody, tea: ListedProduct
) -> None:
    made = complain(bo, no, tea)
    answer(ada, made)
    cys_phone.open("/orders")
    form = {
        "csrf_token": cys_phone.form_token(),
        "line": tea.sku_code,
        "kind": "other",
        "text": "x",
        "outcome": "solved",
    }
    assert cys_phone.get(f"/orders/{no}/complaint").status_code == 404
    for where in ("", f"/{made.id}/messages", f"/{made.id}/resolution", f"/{made.id}/escalation"):
        assert cys_phone.post(f"/orders/{no}/complaint{where}", form).status_code == 404, where
        assert cys_phone.post(f"/orders/{no}/complaint{where}", {**form, "csrf_token": "x"}).status_code == 403, where
    assert complaints.complaint(made.id).state == "answered"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_state_has_its_words(
    bos_phone: Phone, no: str, ada: Keeper, bo: Somebody, tea: ListedProduct, language: str
) -> None:
    bos_phone.client.set_cookie("gx_lang", language)
    seen = [bos_phone.open(f"/orders/{no}/complaint")]
    made = complain(bo, no, tea)
    for act in (
        lambda: None,
        lambda: answer(ada, made),
        lambda: hand_to_staff(ada, bo, made),
        lambda: decide(made, uphold=False),
    ):
        act()
        seen.append(bos_phone.open(f"/orders/{no}/complaint"))
    assert [page.status_code for page in seen] == [200] * 5
    said = {re.search(r'<div class="next">\s*<h2>[^<]+</h2>\s*<p>([^<]+)</p>', page.text)[1] for page in seen[1:]}
    assert len(said) == 4


def test_words_are_never_markup(bos_phone: Phone, no: str, bo: Somebody, tea: ListedProduct) -> None:
    complain(bo, no, tea, words="<script>alert(1)</script>")
    assert "<script>alert" not in bos_phone.open(f"/orders/{no}/complaint").text
