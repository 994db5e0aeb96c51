"""The page a tapped link opens."""

import gzip
import re
from pathlib import Path

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from tests.cast import Keeper, ListedProduct, scalar
from tests.public_texts import open_mini_program, run_text_checks
from tests.web.share.page_memory import forget_pages
from tests.web.share.phones import Phone, shared
from webapp.journeys.make_share import make_share, revoke_share
from webapp.kernel.db import execute, transaction
from webapp.people.identity.flows.change_profile import change_shop
from webapp.referral import shares
from webapp.referral.visits.flows.ingest_visits import ingest_visits

STATIC = Path(__file__).resolve().parents[3] / "static"
FIRST_VIEW = 14 * 1024


def test_it_works(client: FlaskClient, token: str) -> None:
    page = client.get(f"/s/{token}")
    assert page.status_code == 200
    for words in ("春茶", "99<i>.00</i>", "Ada的小店", "今年第一批", "小罐", "立即购买", 'action="/s/' + token):
        assert words in page.text


def test_it_speaks_english_to_whoever_asks(client: FlaskClient, token: str) -> None:
    page = client.get(f"/s/{token}", headers={"Accept-Language": "en-GB,en;q=0.9"})
    assert "Spring tea" in page.text
    assert "Buy now" in page.text
    assert "立即购买" in client.get(f"/s/{token}", headers={"Accept-Language": "fr"}).text


def test_the_language_switch_is_a_link_that_leads_to_a_clean_address(client: FlaskClient, token: str) -> None:
    answer = client.get(f"/s/{token}?lang=en")
    assert (answer.status_code, answer.location) == (302, f"/s/{token}")
    assert "Buy now" in client.get(f"/s/{token}").text
    client.get(f"/s/{token}?lang=zh")
    assert "立即购买" in client.get(f"/s/{token}").text


def test_the_page_is_the_same_for_everyone_and_comes_from_memory(app: APIFlask, token: str) -> None:
    first = app.test_client().get(f"/s/{token}")
    with transaction():
        execute("UPDATE product SET name_zh = '秋茶'")
    second = app.test_client().get(f"/s/{token}")
    assert second.data == first.data
    assert "Set-Cookie" not in first.headers
    for answer in (first, second):
        answer.headers.pop("X-Request-ID", None)
    assert dict(second.headers) == dict(first.headers)
    forget_pages(app)
    assert "秋茶" in app.test_client().get(f"/s/{token}").text


def test_a_forward_is_the_same_page_with_its_own_token(bos_phone: Phone, client: FlaskClient, token: str) -> None:
    forward = bos_phone.see(token)
    of_share, of_forward = client.get(f"/s/{token}").text, client.get(f"/s/{forward}").text
    assert token in of_share
    assert token not in of_forward
    assert of_share.replace(token, forward) == of_forward


def test_a_page_the_browser_still_has_is_not_sent_again(client: FlaskClient, token: str) -> None:
    etag = client.get(f"/s/{token}").headers["ETag"]
    again = client.get(f"/s/{token}", headers={"If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")


def test_a_packed_page_unpacks_to_the_same(client: FlaskClient, token: str) -> None:
    plain = client.get(f"/s/{token}")
    packed = client.get(f"/s/{token}", headers={"Accept-Encoding": "br, gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_first_view_fits_into_the_first_packets(client: FlaskClient, token: str, language: str) -> None:
    page = client.get(f"/s/{token}", headers={"Accept-Language": language, "Accept-Encoding": "gzip"})
    css = gzip.compress((STATIC / "share/share.css").read_bytes(), 6)
    assert len(page.data) + len(css) <= FIRST_VIEW, (len(page.data), len(css))


def test_nothing_comes_from_elsewhere_and_nothing_runs_inline(client: FlaskClient, token: str) -> None:
    page = client.get(f"/s/{token}")
    policy = page.headers["Content-Security-Policy"]
    for rule in ("default-src 'none'", "script-src 'self';", "style-src 'self';", "base-uri 'none'", "frame-ancestors"):
        assert rule in policy
    assert "unsafe" not in policy
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert page.headers["Referrer-Policy"] == "same-origin"
    sources = re.findall(r'(?:src|href|action)="([^"]+)"', page.text)
    assert sources
    assert all(source.startswith("/") and not source.startswith("//") for source in sources), sources
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", page.text)
    for each in set(sources):
        if each.startswith("/static/") and not each.startswith("/static/demo"):
            assert (STATIC / each.removeprefix("/static/")).exists(), each


def test_a_preview_finds_title_and_picture(client: FlaskClient, token: str) -> None:
    text = client.get(f"/s/{token}").text
    assert '<meta property="og:title" content="春茶">' in text
    assert re.search(r'<meta property="og:image" content="http[^"]+/static/demo/card/longjing-tea\.png">', text)


def test_looking_at_the_source_records_nothing(client: FlaskClient, token: str) -> None:
    client.get(f"/s/{token}")
    head = client.head(f"/s/{token}")
    assert (head.status_code, head.data) == (200, b"")
    client.get(f"/s/{token}", headers={"Purpose": "prefetch"})
    client.get(f"/s/{token}", headers={"User-Agent": "facebookexternalhit/1.1"})
    assert ingest_visits() == 0


def test_seeing_the_page_records_a_visit_and_hands_out_a_forward(bos_phone: Phone, token: str) -> None:
    bos_phone.get(f"/s/{token}")
    answer = bos_phone.client.post(f"/s/{token}/visits", json={})
    forward = answer.json["forward_token"]
    assert answer.json["card"] == {
        "title": "春茶",
        "description": "今年第一批",
        "picture": "http://127.0.0.1:5000/static/demo/card/longjing-tea.png",
        "link": f"http://127.0.0.1:5000/s/{forward}",
    }
    assert "gx_visitor" in answer.headers["Set-Cookie"]
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    assert "SameSite=Lax" in answer.headers["Set-Cookie"]
    assert ingest_visits() == 1
    assert bos_phone.get(f"/s/{forward}").status_code == 200


def test_refreshing_inflates_nothing(bos_phone: Phone, token: str) -> None:
    forward = bos_phone.see(token)
    for _ in range(3):
        assert bos_phone.see(forward) == forward
    assert (scalar("SELECT count(*) FROM touch"), scalar("SELECT count(*) FROM visit")) == (1, 4)
    assert scalar("SELECT count(*) FROM visit WHERE parent_ref IS NOT NULL") == 0


def test_a_forward_tapped_at_once_keeps_the_chain(bos_phone: Phone, cys_phone: Phone, token: str) -> None:
    bos_phone.get(f"/s/{token}")
    forward = bos_phone.client.post(f"/s/{token}/visits", json={}).json["forward_token"]
    # Bo's visit is still in the spool when Cy taps.
    cys_phone.see(forward)
    assert scalar("SELECT count(*) FROM visit WHERE parent_ref IS NOT NULL") == 1


def test_a_tampered_cookie_is_a_new_visitor(bos_phone: Phone, token: str) -> None:
    bos_phone.see(token)
    bos_phone.client.set_cookie("gx_visitor", "WzEsMV0.forged.forged")
    bos_phone.see(token)
    assert scalar("SELECT count(DISTINCT visitor_id) FROM visit") == 2


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}, {"Origin": "null"}]
)
def test_another_site_cannot_record_visits(client: FlaskClient, token: str, headers: dict[str, str]) -> None:
    assert client.post(f"/s/{token}/visits", json={}, headers=headers).status_code == 403
    assert ingest_visits() == 0


def test_our_own_pages_address_is_signed_for_wechat_and_no_other(client: FlaskClient, token: str) -> None:
    good = client.post(f"/s/{token}/signature", json={"url": f"http://127.0.0.1:5000/s/{token}#top"})
    assert set(good.json) == {"appid", "timestamp", "nonce", "signature"}
    bad = client.post(f"/s/{token}/signature", json={"url": "https://phish.example/"})
    assert bad.status_code in (400, 403)


def test_sold_out_says_so_and_what_to_do(client: FlaskClient, app: APIFlask, tea: ListedProduct, token: str) -> None:
    with transaction():
        execute("UPDATE sku SET on_hand = 0")
    page = client.get(f"/s/{token}")
    assert "已售完" in page.text
    assert "告诉店主" in page.text
    assert re.search(r'<button class="btn btn-main" form="buy" disabled>', page.text)


def test_one_variant_gone_leaves_the_others(client: FlaskClient, tea: ListedProduct, token: str) -> None:
    with transaction():
        execute("UPDATE sku SET on_hand = 0 WHERE code = :code", code=tea.sku_code)
        execute("UPDATE sku SET on_hand = 3 WHERE code = :code", code=tea.other_sku_code)
    text = client.get(f"/s/{token}").text
    assert "售完" in text
    assert "只剩 3 件" in text
    assert "198<i>.00</i>" in text


def broken(token: str) -> str:
    return token[:-1] + ("A" if token[-1] != "A" else "B")


@pytest.mark.parametrize(("language", "title"), [("zh", "这个链接打不开"), ("en", "This link does not open")])
def test_a_forged_link_has_a_page(client: FlaskClient, token: str, language: str, title: str) -> None:
    page = client.get(f"/s/{broken(token)}", headers={"Accept-Language": language})
    assert (page.status_code, title in page.text) == (400, True)
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]


def test_an_expired_link_has_a_page(client: FlaskClient, token: str) -> None:
    with transaction():
        execute("UPDATE share SET expires_at = created_at")
    page = client.get(f"/s/{token}")
    assert (page.status_code, "这个链接过期了" in page.text, "请店主再发一次" in page.text) == (422, True, True)


def test_a_link_taken_back_has_a_page(client: FlaskClient, ada: Keeper, token: str) -> None:
    revoke_share(ada.id, shares.read_token(token))
    assert "店主收回了这个分享" in client.get(f"/s/{token}").text


def test_a_suspended_shop_has_a_page(client: FlaskClient, ada: Keeper, token: str) -> None:
    with transaction():
        execute("UPDATE shopkeeper SET status = 'suspended' WHERE id = :id", id=ada.id)
    page = client.get(f"/s/{token}")
    assert (page.status_code, "这家小店暂停营业" in page.text) == (422, True)
    assert client.post(f"/s/{token}/visits", json={}).status_code == 422


def test_a_withdrawn_product_has_a_page(client: FlaskClient, token: str) -> None:
    with transaction():
        execute("UPDATE product SET status = 'off'")
    assert "这件商品下架了" in client.get(f"/s/{token}").text


def test_a_link_to_nothing_has_a_page(client: FlaskClient, ada: Keeper) -> None:
    page = client.get(f"/s/{shares.share_token(7)}")
    assert (page.status_code, "找不到这个页面" in page.text) == (404, True)
    assert "找不到这个页面" in client.get("/s/nothing/here").text


def test_a_trouble_page_is_never_kept(client: FlaskClient, ada: Keeper, tea: ListedProduct) -> None:
    token = shared(ada, tea)
    page = client.get(f"/s/{broken(token)}")
    assert page.headers["Cache-Control"] == "no-store"


def test_whoever_tries_forged_links_is_slowed_down(client: FlaskClient, token: str) -> None:
    answers = [client.get(f"/s/{broken(token)}").status_code for _ in range(11)]
    assert answers == [400] * 10 + [429]
    assert client.get(f"/s/{token}").status_code == 200


def test_words_of_others_stand_on_the_page_only_when_they_are_shown(
    app: APIFlask, client: FlaskClient, ada: Keeper, tea: ListedProduct
) -> None:
    open_mini_program(ada.person)
    token = make_share(ada.id, tea.product_code, text="今年第一批").token
    change_shop(ada.id, introduction="只卖自己用的")

    def page() -> str:
        forget_pages(app)
        return client.get(f"/s/{token}").text

    assert "今年第一批" not in page()
    assert "只卖自己用的" not in page()
    assert '<meta name="description" content="清明前采">' in page()
    run_text_checks()
    assert '<p class="shopkeeper-say">今年第一批</p>' in page()
    assert '<meta name="description" content="今年第一批">' in page()
    with transaction():
        execute("UPDATE public_text SET state = 'waiting' WHERE kind = 'share_text'")
    assert '<p class="shopkeeper-say">只卖自己用的</p>' in page()


@pytest.mark.parametrize("page", ["", "/reviews"])
def test_a_page_kept_for_everyone_holds_no_visitors_token(client: FlaskClient, token: str, page: str) -> None:
    answer = client.get(f"/s/{token}{page}")
    assert answer.status_code == 200
    assert "csrf" not in answer.text
    assert 'method="post"' not in answer.text
    assert "session=" not in "".join(answer.headers.getlist("Set-Cookie"))
