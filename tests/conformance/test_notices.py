"""What WeChat tells the shop is believed only when it is WeChat, now, and about what we asked."""

import json
from dataclasses import dataclass
from datetime import timedelta

import pytest

from tests.conformance.world import Sale, World
from webapp.gateways.wechat import NoticeForged, NoticeMisplaced
from webapp.kernel import clock

HEADERS = ["Signature", "Timestamp", "Nonce", "Serial", "Signature-Type"]


@dataclass
class Told:
    """A genuine notification of Bo's payment."""

    world: World
    headers: dict[str, str]
    body: bytes

    def read(self, headers: dict[str, str] | None = None) -> str:
        return self.world.wechat.pay.read_payment_notice(headers or self.headers, self.body).status.out_trade_no

    def refused(self, headers: dict[str, str], body: bytes | None = None) -> bool:
        """Whether it is called a forgery; any other error is one of ours."""
        try:
            self.world.wechat.pay.read_payment_notice(headers, self.body if body is None else body)
        except NoticeForged:
            return True
        return False


@pytest.fixture
def told(world: World, sale: Sale) -> Told:
    sale.pay()
    return Told(world, *world.payment_notice(sale.no))


def test_a_payment_is_told_as_a_query_would_tell_it(world: World, sale: Sale, told: Told) -> None:
    notice = world.wechat.pay.read_payment_notice(told.headers, told.body)
    assert notice.status == world.wechat.pay.query(sale.no)
    assert notice.notice_id == json.loads(told.body)["id"]


def test_a_refund_is_told_as_a_query_would_tell_it(world: World, sale: Sale) -> None:
    sale.pay()
    wish = sale.refund()
    world.wechat.pay.refund(wish)
    world.finish_refund(wish.out_refund_no)
    notice = world.wechat.pay.read_refund_notice(*world.refund_notice(wish.out_refund_no))
    assert notice.status == world.wechat.pay.query_refund(wish.out_refund_no)
    assert (notice.out_trade_no, notice.status.status) == (sale.no, "SUCCESS")


def test_header_names_are_found_in_any_case(told: Told) -> None:
    assert told.read({name.lower(): value for name, value in told.headers.items()})
    assert told.read({name.upper(): value for name, value in told.headers.items()})


def test_a_payment_at_the_refunds_door_is_turned_away(world: World, told: Told) -> None:
    with pytest.raises(NoticeMisplaced):
        world.wechat.pay.read_refund_notice(told.headers, told.body)


def test_without_one_of_the_five_headers_it_is_nobodys(told: Told) -> None:
    for name in HEADERS:
        headers = {key: value for key, value in told.headers.items() if key != f"Wechatpay-{name}"}
        assert told.refused(headers), name


FALSE = [
    *(("Signature", value) for value in ("", "not base64 §", "AAAA", "WECHATPAY/SIGNTEST/AAAA")),
    *(("Serial", value) for value in ("5157F09EFDC096DE15EBE81A47057A7232F1B8E1", "not hex", "PUB_KEY_ID_1", "-1")),
    *(("Timestamp", value) for value in ("0", "-1", "soon", "１７００", "9" * 40, "1e9")),
    ("Nonce", "another"),
    ("Signature-Type", "WECHATPAY2-SM2-WITH-SM3"),
]


def test_another_signature_serial_or_time_is_a_forgery(told: Told) -> None:
    for name, value in FALSE:
        assert told.refused({**told.headers, f"Wechatpay-{name}": value}), (name, value)


def test_one_changed_byte_is_a_forgery(told: Told) -> None:
    for place in range(0, len(told.body), 37):
        changed = bytearray(told.body)
        changed[place] ^= 1
        assert told.refused(told.headers, bytes(changed)), place


def test_a_body_that_was_never_signed_is_a_forgery(told: Told) -> None:
    for body in (b"", b"{}", b"[]", b"null", b"\xff\xfe", b'{"resource":1}'):
        assert told.refused(told.headers, body), body


@pytest.mark.parametrize("late", [timedelta(seconds=302), timedelta(days=1), -timedelta(seconds=302)])
def test_a_genuine_notice_replayed_later_is_refused(told: Told, late: timedelta) -> None:
    with clock.frozen(clock.now() + late), pytest.raises(NoticeForged):
        told.read()


def test_a_repeated_notice_is_read_again_because_the_flow_knows_it_by_its_id(told: Told) -> None:
    assert told.read() == told.read()
