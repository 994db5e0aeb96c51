"""Bo sees what shops keep about him, and decides: mute, block, contest. Nobody else does it for him."""

import re
from datetime import timedelta

import pytest
from apiflask import APIFlask
from werkzeug.test import TestResponse

from tests.cast import Keeper, Somebody, add_person, add_shopkeeper, add_staff, scalar
from tests.social.relationships.event_factory import happens
from tests.statements import count_statements
from tests.web.form_tokens import form_token
from tests.web.share.phones import Phone
from webapp.gateways.wechat.fake import FakeWechat
from webapp.kernel import clock
from webapp.referral.visits.flows.ingest_visits import ingest_visits
from webapp.social import relationships
from webapp.social.customers.flows.annotate_customer import add_customer_note, tag_customer
from webapp.social.relationships import EventKind, objections
from webapp.social.relationships.flows.decide_objection import decide_objection
from webapp.social.relationships.flows.object_to_event import object_to_event
from webapp.web.share import menu

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def eve(app: APIFlask) -> Keeper:
    """Keeps another shop."""
    return add_shopkeeper(add_person("Eve"))


@pytest.fixture
def complaint(ada: Keeper, bo: Somebody) -> int:
    """Bo opened a share of Ada's, and is said to have complained; the complaint's id."""
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1", days_ago=1)
    happens(ada, bo, EventKind.COMPLAINT_UPHELD, "complaint:1")
    return int(str(scalar("SELECT id FROM relationship_event WHERE source = 'complaint:1'")))


def send(phone: Phone, page: str, path: str, **fields: str) -> TestResponse:
    """Send a form that stands on a page."""
    return phone.post(path, {"csrf_token": form_token(phone.open(page).text), **fields})


def do(phone: Phone, page: str, path: str, **fields: str) -> str:
    """Send a form and read the page one is sent to."""
    answer = send(phone, page, path, **fields)
    assert answer.status_code == 303, (answer.status_code, answer.text)
    return phone.open(answer.location).text


# One's own page


def test_ones_own_page_leads_to_orders_and_to_the_shops(bos_phone: Phone) -> None:
    page = bos_phone.open("/me").text
    assert 'href="/orders"' in page
    assert 'href="/me/shops"' in page
    assert page.index('href="/orders"') < page.index('href="/me/shops"')
    assert 'href="/me"' in bos_phone.open("/orders").text


def test_a_module_offers_its_entry_once(app: APIFlask) -> None:
    with pytest.raises(ValueError, match="offered twice"):
        menu.register_entry(menu.MenuEntry(path="/me/shops", label_key="my_shops", position=30))


@pytest.mark.parametrize("path", ["/me", "/me/shops", "/me/shops/shopada"])
def test_who_is_not_known_is_recognised_silently_and_comes_back(bos_phone: Phone, ada: Keeper, path: str) -> None:
    asked = bos_phone.get(path)
    assert "open.weixin.qq.com" in asked.location
    back = bos_phone.get(bos_phone.authorized(asked.location))
    assert (back.status_code, back.location) == (302, path)
    page = bos_phone.get(path)
    assert (page.status_code, page.headers["Cache-Control"]) == (200, "no-store")


def test_outside_wechat_one_is_told_how_to_come(bos_phone: Phone, ada: Keeper) -> None:
    bos_phone.client.environ_base["HTTP_USER_AGENT"] = "Mozilla/5.0"
    assert "请用微信打开" in bos_phone.get("/me/shops").text


def test_the_login_that_ran_out_under_a_form_leads_back_to_its_page(bos_phone: Phone, ada: Keeper) -> None:
    asked = bos_phone.post(f"/me/shops/{ada.code}/mute")
    back = bos_phone.get(bos_phone.authorized(asked.location))
    assert back.location == f"/me/shops/{ada.code}"


# Every shop


def test_nothing_kept_yet_is_said_kindly(bos_phone: Phone) -> None:
    assert "还没有店记着您" in bos_phone.open("/me/shops").text


def test_every_shop_says_stage_meaning_and_trust_in_words(
    bos_phone: Phone, ada: Keeper, eve: Keeper, bo: Somebody
) -> None:
    happens(eve, bo, EventKind.SHARE_OPENED, "touch:1", days_ago=2)
    for n in range(4):
        happens(ada, bo, EventKind.PURCHASE_SATISFIED, f"order:{n}", days_ago=4 - n)
    page = bos_phone.open("/me/shops").text
    for words in ("Ada的小店", "朋友", "您买过不止一次", "较高，83%", "Eve的小店", "初识", "还不了解"):
        assert words in page, words
    assert page.index("Ada的小店") < page.index("Eve的小店"), "what happened last comes first"
    bos_phone.client.set_cookie("gx_lang", "en")
    english = bos_phone.open("/me/shops").text
    for words in ("friend", "You bought more than once", "high, 83%", "too new to say"):
        assert words in english, words


def test_what_others_did_with_the_shop_is_not_shown(
    bos_phone: Phone, cys_phone: Phone, ada: Keeper, bo: Somebody
) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")
    assert "Ada的小店" not in cys_phone.open("/me/shops").text
    page = cys_phone.open(f"/me/shops/{ada.code}").text
    assert "还没有记下和您有关的事" in page
    assert "打开了分享" not in page


def test_the_shops_take_the_same_statements_however_many_and_come_page_by_page(bos_phone: Phone, bo: Somebody) -> None:
    bos_phone.open("/me/shops")
    counts, keepers = [], []
    for size in (1, 22):
        for n in range(size):
            keepers.append(add_shopkeeper(add_person(f"K{size}x{n}")))
            happens(keepers[-1], bo, EventKind.SHARE_OPENED, "touch:1", days_ago=1)
            clock.advance(timedelta(minutes=1))
        with count_statements() as asked:
            page = bos_phone.get("/me/shops").text
        counts.append(len(asked))
    assert counts[0] == counts[1] == 2  # whether the cookie is still somebody's, and the shops
    onward = re.search(r'href="(/me/shops\?cursor=[^"]+)"', page)
    assert onward
    rest = bos_phone.get(onward[1]).text
    shown = [re.findall(r'href="/me/shops/(\w+)"', each) for each in (page, rest)]
    assert [len(each) for each in shown] == [20, 3]
    assert shown[0] + shown[1] == [keeper.code for keeper in reversed(keepers)]
    assert 'href="/me/shops"' in rest


def test_a_page_marker_that_is_not_ours_is_refused(bos_phone: Phone) -> None:
    bos_phone.open("/me")
    assert bos_phone.get("/me/shops?cursor=WyJ4IiwgMV0").status_code == 400


# One shop


def test_the_story_is_told_with_its_arithmetic_in_plain_words(bos_phone: Phone, ada: Keeper, bo: Somebody) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1", days_ago=3)
    for n in range(3):
        happens(ada, bo, EventKind.SHARE_IGNORED, f"share:{n}", days_ago=0.5 - n / 10)
    page = bos_phone.open(f"/me/shops/{ada.code}").text
    for words in (
        "好的一边 + 0.10",
        "信任 50% → 52%",
        "(0.10 + 1) ÷ (0.10 + 0.00 + 2) = 52%",
        "不好的一边 + 0.2 × 1.50 = 0.30（短时间里好几次，算得重些）",
        "陌生 → 初识",
        "每 30 天只剩一半",
    ):
        assert words in page, words
    bos_phone.client.set_cookie("gx_lang", "en")
    english = bos_phone.open(f"/me/shops/{ada.code}").text
    for words in ("good side + 0.10", "trust 50% → 52%", "(0.10 + 1) ÷ (0.10 + 0.00 + 2) = 52%"):
        assert words in english, words


def test_bo_mutes_and_takes_it_back(bos_phone: Phone, ada: Keeper, bo: Somebody) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1")
    page = f"/me/shops/{ada.code}"
    muted = do(bos_phone, page, f"{page}/mute")
    assert "这家店不能再给您推送了" in muted
    assert f'action="{page}/unmute"' in muted
    assert relationships.pair_for(ada.id, bo.id, now=clock.now()).muted
    assert "免打扰" in bos_phone.open("/me/shops").text
    assert "已取消免打扰" in do(bos_phone, page, f"{page}/unmute")
    assert not relationships.pair_for(ada.id, bo.id, now=clock.now()).muted


def test_bo_blocks_and_takes_it_back(bos_phone: Phone, ada: Keeper, bo: Somebody) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1", days_ago=1)
    page = f"/me/shops/{ada.code}"
    blocked = do(bos_phone, page, f"{page}/block")
    for words in ("已屏蔽", "放在最低", "信任放在 5%，直到您取消"):
        assert words in blocked, words
    assert relationships.pair_for(ada.id, bo.id, now=clock.now()).mean == 0.05
    clock.advance(timedelta(minutes=1))
    lifted = do(bos_phone, page, f"{page}/unblock")
    assert "信任按记录重新算" in lifted
    assert "信任 5% → 52%" in lifted


def test_deciding_twice_is_deciding_once(bos_phone: Phone, ada: Keeper) -> None:
    page = f"/me/shops/{ada.code}"
    for _ in range(2):
        do(bos_phone, page, f"{page}/block")
    assert scalar("SELECT count(*) FROM relationship_event") == 1


@pytest.mark.parametrize("what", ["mute", "block"])
def test_a_shop_that_has_recorded_nothing_can_be_silenced_too_and_is_listed(
    bos_phone: Phone, ada: Keeper, what: str
) -> None:
    page = f"/me/shops/{ada.code}"
    assert "还没有记下和您有关的事" in bos_phone.open(page).text
    do(bos_phone, page, f"{page}/{what}")
    listed = bos_phone.open("/me/shops").text
    assert "Ada的小店" in listed
    do(bos_phone, page, f"{page}/un{what}")
    assert ("Ada的小店" in bos_phone.open("/me/shops").text) is (what == "block"), (
        "a block was recorded, a mute was not"
    )


def test_ones_own_shop_is_refused_in_words(app: APIFlask, ada: Keeper, fake_wechat: FakeWechat) -> None:
    phone = Phone(app.test_client(), ada.person, fake_wechat)
    refused = phone.open(f"/me/shops/{ada.code}")
    assert (refused.status_code, "这是您自己的店" in refused.text) == (422, True)
    answer = phone.post(f"/me/shops/{ada.code}/mute", {"csrf_token": phone.form_token()})
    assert (answer.status_code, "这是您自己的店" in answer.text) == (422, True)
    phone.client.set_cookie("gx_lang", "en")
    assert "This is your own shop" in phone.open(f"/me/shops/{ada.code}").text


def test_a_shop_that_does_not_exist_has_no_record(bos_phone: Phone, ada: Keeper) -> None:
    bos_phone.open("/me")
    for path in ("/me/shops/nothing", "/me/nothing"):
        assert bos_phone.get(path).status_code == 404
    for what in ("mute", "block", "objection"):
        assert bos_phone.post(f"/me/shops/nothing/{what}", {"csrf_token": bos_phone.form_token()}).status_code == 404


@pytest.mark.parametrize("what", ["mute", "unmute", "block", "unblock", "objection"])
def test_a_form_from_elsewhere_changes_nothing(bos_phone: Phone, ada: Keeper, complaint: int, what: str) -> None:
    page = f"/me/shops/{ada.code}"
    bos_phone.open(page)
    fields = {"csrf_token": "guessed", "event": str(complaint), "text": "x"}
    refused = bos_phone.post(f"{page}/{what}", fields)
    assert (refused.status_code, f'href="{page}"' in refused.text) == (403, True)
    elsewhere = {**fields, "csrf_token": bos_phone.form_token()}
    assert (
        bos_phone.client.post(f"{page}/{what}", data=elsewhere, headers={"Sec-Fetch-Site": "cross-site"}).status_code
        == 403
    )
    assert scalar("SELECT count(*) FROM contact_preference") == 0
    assert scalar("SELECT count(*) FROM objection") == 0


# Contesting


def test_bo_contests_an_event_once_and_reads_the_answer_where_it_happened(
    bos_phone: Phone, ada: Keeper, bo: Somebody, complaint: int
) -> None:
    page = f"/me/shops/{ada.code}"
    sent = do(bos_phone, page, f"{page}/objection", event=str(complaint), text="我没有投诉过")
    for words in ("收到了", "我们正在看", "我没有投诉过"):
        assert words in sent, words
    assert sent.count(f'action="{page}/objection"') == 1, "only the other event can still be contested"
    again = send(bos_phone, page, f"{page}/objection", event=str(complaint), text="还是没有")
    assert (again.status_code, "这一条您已经提过异议了" in again.text) == (409, True)
    decide_objection(add_staff().id, objections.objections_of(bo.id)[0].id, uphold=True, answer="查过了，您说得对")
    decided = bos_phone.open(page).text
    for words in ("异议成立", "查过了，您说得对", "已更正，不再计算", "<s>投诉成立</s>"):
        assert words in decided, words


def test_a_dismissed_contest_shows_its_answer_and_still_counts(
    bos_phone: Phone, ada: Keeper, bo: Somebody, complaint: int
) -> None:
    decide_objection(add_staff().id, object_to_event(bo.id, complaint, "不对").id, uphold=False, answer="记录无误")
    page = bos_phone.open(f"/me/shops/{ada.code}").text
    for words in ("异议不成立", "记录无误", "不好的一边 + 3.00"):
        assert words in page, words
    assert "已更正" not in page


@pytest.mark.parametrize("words", ["", "   ", "很" * 501])
def test_words_that_are_missing_or_too_many_are_kept_and_said_to_be_so(
    bos_phone: Phone, ada: Keeper, complaint: int, words: str
) -> None:
    page = f"/me/shops/{ada.code}"
    refused = send(bos_phone, page, f"{page}/objection", event=str(complaint), text=words)
    assert refused.status_code == 422
    said = rf"[^<]*现在是 {len(words.strip())} 字"
    assert re.search(rf'<a href="#{complaint}-text">{said}', refused.text)
    assert re.search(rf'id="{complaint}-text-error">{said}', refused.text)
    assert refused.text.count('<details class="fold objection" open>') == 1
    assert 'aria-invalid="true"' in refused.text
    assert f">\r\n{words}</textarea>" in refused.text
    assert f'href="{page}?lang=en"' in refused.text, "the language switch leads to the page, not to the form's address"
    assert scalar("SELECT count(*) FROM objection") == 0


@pytest.mark.parametrize("event", ["", "x", "9" * 30, "-1"])
def test_an_event_that_is_none_is_not_found(bos_phone: Phone, ada: Keeper, complaint: int, event: str) -> None:
    page = f"/me/shops/{ada.code}"
    for text in ("不对", ""):
        assert send(bos_phone, page, f"{page}/objection", event=event, text=text).status_code == 404


def test_nobody_contests_somebody_elses_event(cys_phone: Phone, ada: Keeper, complaint: int) -> None:
    page = f"/me/shops/{ada.code}"
    for text in ("不对", ""):
        assert send(cys_phone, page, f"{page}/objection", event=str(complaint), text=text).status_code == 404
    assert scalar("SELECT count(*) FROM objection") == 0


# From the share page


def test_the_share_page_leads_to_the_shops_record_and_stays_the_same_for_everybody(
    app: APIFlask, bos_phone: Phone, ada: Keeper, token: str
) -> None:
    bos_phone.see(token)
    page = bos_phone.get(f"/s/{token}").text
    assert f'<a href="/me/shops/{ada.code}">不想再收到？</a>' in page
    assert app.test_client().get(f"/s/{token}").text == page
    assert "Fewer of these?" in app.test_client().get(f"/s/{token}", headers={"Accept-Language": "en"}).text


def test_what_bo_opened_before_he_was_known_stands_in_his_record(bos_phone: Phone, ada: Keeper, token: str) -> None:
    bos_phone.see(token)
    ingest_visits()
    page = bos_phone.open(f"/me/shops/{ada.code}").text
    assert "打开了分享" in page
    assert "初识" in page


def test_machines_that_ask_for_metrics_are_not_taken_for_somebody(bos_phone: Phone) -> None:
    answer = bos_phone.get("/metrics/nothing")
    assert (answer.status_code, answer.content_type) == (404, "application/problem+json")


def test_bo_reads_what_ada_wrote_about_him_and_removes_it(
    bos_phone: Phone, ada: Keeper, bo: Somebody, cy: Somebody
) -> None:
    happens(ada, bo, EventKind.SHARE_OPENED, "touch:1", days_ago=1)
    note = add_customer_note(ada.id, bo.id, "爱喝淡茶")
    tag_customer(ada.id, bo.id, ["送礼"])
    here = f"/me/shops/{ada.code}"
    page = bos_phone.open(here).text
    assert "爱喝淡茶" in page
    assert "送礼" in page
    for wrong in ({"note": str(note.id + 1)}, {"note": "x"}, {"tag": "别的"}, {}):
        assert send(bos_phone, here, f"{here}/removal", **wrong).status_code == 404
    for name, value in (("note", note.id), ("tag", "送礼")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in page
    forged = {"csrf_token": "guessed", "note": str(note.id), "tag": "送礼"}
    assert bos_phone.post(f"{here}/removal", forged).status_code == 403
    assert "爱喝淡茶" not in do(bos_phone, here, f"{here}/removal", note=str(note.id))
    assert "店主写的" not in do(bos_phone, here, f"{here}/removal", tag="送礼")
