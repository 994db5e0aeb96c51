"""The payment sheet, and what became of payments, refunds and their notifications."""

from apiflask import APIBlueprint

from webapp.sandbox import js_config, notifications, pay, payment_sheet, refunds
from webapp.sandbox.context import current_context
from webapp.sandbox.control import shapes

blueprint = APIBlueprint("payments", __name__, url_prefix="/control", tag="Payments")


@blueprint.post("/pay-sheet")
@blueprint.input(shapes.PaySheet, arg_name="wanted")
@blueprint.output(shapes.Sheet)
@blueprint.doc(
    responses={404: "No such prepayment or person", 409: "Refused as WeChat refuses it; `detail` is its text"}
)
def open_sheet(wanted: shapes.PaySheet) -> shapes.Sheet:
    """Open the payment sheet: paySign, app and payer are checked here."""
    params = payment_sheet.PaymentParams(
        appid=wanted.appId,
        timestamp=wanted.timeStamp,
        nonce_str=wanted.nonceStr,
        package=wanted.package,
        sign_type=wanted.signType,
        pay_sign=wanted.paySign,
    )
    return shapes.Sheet.model_validate(payment_sheet.show(current_context(), person=wanted.person, params=params))


@blueprint.post("/page-config")
@blueprint.input(shapes.PageConfig, arg_name="wanted")
@blueprint.output({}, status_code=204)
@blueprint.doc(responses={409: "Refused as the bridge refuses it; `detail` is its text"})
def page_config(wanted: shapes.PageConfig) -> str:
    """Check what a page hands to `wx.config`."""
    config = js_config.JsConfig(
        appid=wanted.appId,
        timestamp=wanted.timestamp,
        nonce=wanted.nonceStr,
        signature=wanted.signature,
        url=wanted.url,
    )
    js_config.check(current_context(), config)
    return ""


@blueprint.post("/payments/<prepay_id>/pay")
@blueprint.output(shapes.Payment)
@blueprint.doc(responses={404: "No such prepayment", 409: "The sheet is not open, or the order cannot be paid"})
def confirm(prepay_id: str) -> shapes.Payment:
    """Pay what the open sheet shows."""
    return shapes.Payment.model_validate(payment_sheet.confirm(current_context(), prepay_id))


@blueprint.post("/payments/<prepay_id>/decline")
@blueprint.output({}, status_code=204)
@blueprint.doc(responses={404: "No such prepayment", 409: "The sheet is not open"})
def decline(prepay_id: str) -> str:
    """Close the sheet without paying."""
    payment_sheet.decline(current_context(), prepay_id)
    return ""


@blueprint.get("/payments")
@blueprint.output(shapes.Payments)
def payments() -> shapes.Payments:
    """Every order of the merchant, newest first."""
    return shapes.Payments(payments=[shapes.Payment.model_validate(order) for order in pay.listed(current_context())])


@blueprint.get("/refunds")
@blueprint.output(shapes.Refunds)
def all_refunds() -> shapes.Refunds:
    """Every refund, newest first."""
    return shapes.Refunds(refunds=[shapes.Refund.model_validate(one) for one in refunds.listed(current_context())])


@blueprint.get("/notifications")
@blueprint.input(shapes.AboutQuery, location="query", arg_name="asked")
@blueprint.output(shapes.Notifications)
def all_notifications(asked: shapes.AboutQuery) -> shapes.Notifications:
    """Every notification with its attempts, oldest first."""
    return shapes.Notifications(
        notifications=[_notification(one) for one in notifications.listed(current_context(), about=asked.about)]
    )


def _notification(told: notifications.Notification) -> shapes.Notification:
    own = {name: getattr(told, name) for name in shapes.Notification.model_fields if name != "attempts"}
    attempts = [
        shapes.Attempt.model_validate(attempt) for attempt in notifications.attempts(current_context(), told.id)
    ]
    return shapes.Notification(**own, attempts=attempts)
