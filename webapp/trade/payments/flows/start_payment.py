"""The buyer is about to pay: an attempt is written down, announced to WeChat, and handed out as a payment sheet."""

from dataclasses import dataclass
from datetime import timedelta

from webapp.gateways.wechat import NumberUsed, PrepayRequest, wechat
from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.kernel.errors import Refused
from webapp.people import identity
from webapp.trade import orders, payments
from webapp.trade.orders import PayableOrder, states
from webapp.trade.payments import PaymentAttempt

# A prepay_id lives two hours; ten minutes are left for the buyer.
PREPAY_LIFE = timedelta(minutes=110)
MAX_DESCRIPTION_LENGTH = 127


class AlreadyPaid(Refused):
    """This order is paid already."""


class UnknownInWechat(Refused):
    """WeChat does not know you here yet; please open this page from WeChat once more."""


@dataclass(frozen=True, slots=True)
class PaymentSheet:
    """Signed parameters that open WeChat's payment sheet."""

    params: dict[str, str]
    out_trade_no: str


def start_payment(buyer_id: int, order_no: str, *, appid: str) -> PaymentSheet:
    """Open WeChat's payment sheet for the buyer's own order; asking again reuses the attempt that is open."""
    attempt, description = _sole_attempt(buyer_id, order_no, appid)
    try:
        prepay_id = _announced(attempt, description)
    except NumberUsed:
        # WeChat has closed this number or knows it with other terms: it is given up, and a fresh one begins.
        if not _closed(attempt.out_trade_no):
            raise AlreadyPaid from None
        attempt, description = _sole_attempt(buyer_id, order_no, appid)
        prepay_id = _announced(attempt, description)
    return PaymentSheet(wechat().pay.payment_params(prepay_id, attempt.appid), attempt.out_trade_no)


def _announced(attempt: PaymentAttempt, description: str) -> str:
    """The prepay_id of an attempt: the one we have, or WeChat's answer to the same question asked again."""
    if attempt.prepay_id is not None and clock.now() - attempt.created_at < PREPAY_LIFE:
        return attempt.prepay_id
    prepay_id = wechat().pay.prepay(_wish(attempt, description))
    if not payments.mark_prepared(attempt.out_trade_no, prepay_id):
        # The order was closed while WeChat was being asked: nobody may pay this attempt.
        _closed(attempt.out_trade_no)
        raise orders.OrderChanged
    return prepay_id


def _sole_attempt(buyer_id: int, order_no: str, appid: str) -> tuple[PaymentAttempt, str]:
    """The one attempt that may be paid; those for another app, person or price are closed first, never left."""
    while isinstance(found := _attempt(buyer_id, order_no, appid), list):
        for other in found:
            if not _closed(other):
                raise AlreadyPaid
    return found


def _closed(out_trade_no: str) -> bool:
    """End an attempt at WeChat, then here; False when it was paid, which is confirmed on the way."""
    paid = payments.close_at_wechat(out_trade_no)
    with transaction():
        return payments.record_closing(out_trade_no, paid)


def _attempt(buyer_id: int, order_no: str, appid: str) -> tuple[PaymentAttempt, str] | list[str]:
    """The open attempt of this buyer in this app, or a new one, on disk before WeChat hears of it.

    When others stand in the way, their numbers instead: they are closed at WeChat outside any transaction.
    """
    with transaction():
        order = _waiting(buyer_id, order_no)
        openid = _openid(buyer_id, appid)
        opened = payments.open_attempts(order.id)
        if others := [each.out_trade_no for each in opened if not _fits(each, order, openid)]:
            return others
        if opened:
            return opened[0], order.description
        now = clock.now()
        fresh = PaymentAttempt(
            out_trade_no=orders.new_number("P", now),
            appid=appid,
            mchid=wechat().pay.mchid,
            openid=openid,
            amount_fen=order.total_fen,
            prepay_id=None,
            created_at=now,
            expires_at=order.expires_at,
        )
        payments.add_attempt(order, fresh)
    return fresh, order.description


def _waiting(buyer_id: int, order_no: str) -> PayableOrder:
    order = payments.lock_order(order_no, buyer_id=buyer_id)
    if order.state == states.PENDING_PAYMENT:
        if order.expires_at <= clock.now():
            raise orders.OrderExpired
        return order
    raise orders.OrderExpired if order.state == states.CLOSED else AlreadyPaid


def _fits(attempt: PaymentAttempt, order: PayableOrder, openid: str) -> bool:
    return attempt.amount_fen == order.total_fen and attempt.openid == openid


def _openid(buyer_id: int, appid: str) -> str:
    """openids belong to one app: the payer of an attempt must be known in the app that opens the sheet."""
    openid = identity.openid_of(buyer_id, appid)
    if openid is None:
        raise UnknownInWechat
    return openid


def _wish(attempt: PaymentAttempt, description: str) -> PrepayRequest:
    return PrepayRequest(
        out_trade_no=attempt.out_trade_no,
        appid=attempt.appid,
        openid=attempt.openid,
        description=description[:MAX_DESCRIPTION_LENGTH],
        amount_fen=attempt.amount_fen,
        expires_at=attempt.expires_at,
    )
