"""Paying: WeChat's own sheet is opened over the page, and afterwards WeChat is asked what became of it."""

from flask import request
from flask.typing import ResponseReturnValue

from webapp.gateways.wechat import WechatTrouble, wechat
from webapp.trade import orders
from webapp.trade.orders import states
from webapp.trade.payments.flows.check_payment import check_payment
from webapp.trade.payments.flows.start_payment import start_payment
from webapp.web.share.blueprint import share
from webapp.web.share.oauth import buyer, buyer_required, open_in_wechat_page
from webapp.web.share.rendering import in_wechat, render
from webapp.web.share.same_site import require_own_form

# Two seconds apart; after that the page says "not paid yet" and leaves the next step to the buyer.
MAX_TRIES = 10
UNPAID = states.PENDING_PAYMENT


@share.get("/s/<token>/orders/<no>/pay")
@buyer_required
def pay_page(token: str, no: str) -> ResponseReturnValue:
    """What is to be paid, until when, and one button."""
    return _sheet_page(token, no)


def _sheet_page(token: str, no: str, *, scripts_missing: bool = False) -> ResponseReturnValue:
    order = orders.order_for(buyer(), no)
    if order.state != UNPAID:
        return result(token, no)
    if not in_wechat():
        return open_in_wechat_page(request.path)
    return render("trade/payments/share/pay.html", token=token, order=order, scripts_missing=scripts_missing)


@share.post("/s/<token>/orders/<no>/pay")
@buyer_required
def pay(token: str, no: str) -> ResponseReturnValue:
    """The signed parameters for WeChat's sheet; a browser without scripts gets the page again, which says why."""
    require_own_form()
    if "application/json" not in request.headers.get("Accept", ""):
        return _sheet_page(token, no, scripts_missing=True)
    sheet = start_payment(buyer(), no, appid=wechat().official.appid)
    return {"params": sheet.params, "result": f"/s/{token}/orders/{no}"}


@share.get("/s/<token>/orders/<no>")
@buyer_required
def result(token: str, no: str) -> ResponseReturnValue:
    """What became of the payment: the phone's own word is not believed, WeChat is asked."""
    return _result(token, no, "trade/payments/share/result.html")


@share.get("/s/<token>/orders/<no>/part")
@buyer_required
def result_since(token: str, no: str) -> ResponseReturnValue:
    """The same for a page that has waited a while."""
    return _result(token, no, "trade/payments/share/_result.html")


def _result(token: str, no: str, template: str) -> ResponseReturnValue:
    try:
        order, asked = check_payment(buyer(), no), True
    except WechatTrouble:
        order, asked = orders.order_for(buyer(), no), False
    tries = request.args.get("waiting", default=0, type=int)
    waiting = order.state == UNPAID and (0 < tries <= MAX_TRIES or not asked)
    return render(template, token=token, order=order, waiting=waiting, tries=tries)
