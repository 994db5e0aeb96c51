"""The payment sheet on the phone: what `wx.requestPayment` opens, and what a person does with it."""

from dataclasses import dataclass

from webapp.sandbox import faults, notifications, pay, people
from webapp.sandbox.context import SandboxContext
from webapp.sandbox.errors import Impossible, Missing
from webapp.sandbox.notifications import NotificationContent
from webapp.sandbox.pay import Order
from webapp.sandbox.signing import lines


@dataclass(frozen=True, kw_only=True)
class PaymentParams:
    """The six values a page hands over, and nothing else proves that the merchant asked for this payment."""

    appid: str
    timestamp: str
    nonce_str: str
    package: str
    sign_type: str
    pay_sign: str

    @property
    def prepay_id(self) -> str:
        return self.package.removeprefix("prepay_id=")


@dataclass(frozen=True, kw_only=True)
class PaymentSheet:
    prepay_id: str
    merchant_name: str
    description: str
    total: int
    """Fen."""
    out_trade_no: str
    expires_at: float


def show(context: SandboxContext, *, person: str, params: PaymentParams) -> PaymentSheet:
    """Open the sheet, or say what WeChat would say; `appid` is the app that is really running."""
    message = lines(params.appid, params.timestamp, params.nonce_str, params.package)
    if params.sign_type != "RSA" or not context.keys.merchant_signed(message, params.pay_sign):
        raise Impossible("支付验证签名失败：paySign 与参数不符。")
    if not params.package.startswith("prepay_id=") or not params.timestamp.isdigit() or len(params.nonce_str) > 32:
        raise Impossible("调用支付的参数有误。")
    order, expires_at = _payable(context, params.prepay_id)
    if order.appid != params.appid:
        raise Impossible("支付验证失败：当前应用与下单时的 appid 不一致。")
    if people.get(context, person).openids.get(order.appid) != order.openid:
        raise Impossible("下单账号与支付账号不一致，请核实后再支付。")
    with context.store.writing() as db:
        db.execute("UPDATE prepay SET shown_to = ? WHERE prepay_id = ?", (person, params.prepay_id))
    return PaymentSheet(
        prepay_id=params.prepay_id,
        merchant_name=context.accounts.merchant_name,
        description=order.description,
        total=order.total,
        out_trade_no=order.out_trade_no,
        expires_at=expires_at,
    )


def confirm(context: SandboxContext, prepay_id: str) -> Order:
    """The person pays; the notification leaves after this answer, or before it when a fault says so."""
    _require_shown(context, prepay_id)
    early = bool(faults.take(context, "payment", kinds={"early_notification"}))
    return settle(context, prepay_id, before_answer=early)


def settle(context: SandboxContext, prepay_id: str, *, before_answer: bool) -> Order:
    with context.store.writing() as db:
        row = db.execute("SELECT out_trade_no, expires_at FROM prepay WHERE prepay_id = ?", (prepay_id,)).fetchone()
        known = _check_payable(context, pay.order_in(db, row[0]), prepay_until=row[1])
        order = pay.mark_paid(db, known.out_trade_no, at=context.clock.now())
        news = NotificationContent(
            event_type="TRANSACTION.SUCCESS",
            original_type="transaction",
            summary="支付成功",
            resource=pay.transaction(context, order),
            about=order.out_trade_no,
        )
        told = notifications.enqueue(context, db, url=order.notify_url, news=news)
    if before_answer:
        notifications.deliver_due(context, only=told)
    context.wake.set()
    return order


def decline(context: SandboxContext, prepay_id: str) -> None:
    """The person closes the sheet; the order can still be paid later."""
    _require_shown(context, prepay_id)
    with context.store.writing() as db:
        db.execute(
            "UPDATE prepay SET declined_at = ?, shown_to = NULL WHERE prepay_id = ?", (context.clock.now(), prepay_id)
        )


def _require_shown(context: SandboxContext, prepay_id: str) -> None:
    with context.store.reading() as db:
        row = db.execute("SELECT shown_to FROM prepay WHERE prepay_id = ?", (prepay_id,)).fetchone()
    if row is None:
        raise Missing("没有这笔预支付。")
    if row[0] is None:
        raise Impossible("支付面板还没有打开：先用页面给出的参数调用 pay-sheet。")


def _payable(context: SandboxContext, prepay_id: str) -> tuple[Order, float]:
    with context.store.reading() as db:
        row = db.execute("SELECT out_trade_no, expires_at FROM prepay WHERE prepay_id = ?", (prepay_id,)).fetchone()
    if row is None:
        raise Missing("没有这笔预支付。")
    order = _check_payable(context, pay.by_number(context, row[0]), prepay_until=row[1])
    return order, min(row[1], order.expires_at)


def _check_payable(context: SandboxContext, order: Order, *, prepay_until: float) -> Order:
    if order.state in {"SUCCESS", "REFUND"}:
        raise Impossible("该订单已支付。")
    if order.state == "CLOSED":
        raise Impossible("该订单已关闭，请重新下单。")
    if min(prepay_until, order.expires_at) <= context.clock.now():
        raise Impossible("该订单已过期，请重新下单。")
    return order
