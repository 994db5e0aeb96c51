"""What a buyer fills in below an order: why the money should come back, and which review is taken back."""

from wtforms import HiddenField, StringField

from webapp.trade.refunds.flows.request_refund import MAX_TEXT_LENGTH
from webapp.web.forms import Bounded, stripped
from webapp.web.share.forms import ShareForm


class RefundForm(ShareForm):
    """Why, if one likes to say."""

    text = StringField(
        "my_order.refund_why",
        [Bounded("my_order.refund_too_long", most=MAX_TEXT_LENGTH)],
        [stripped],
        description="my_order.refund_why_hint",
    )


class WithdrawReviewForm(ShareForm):
    """Which of one's reviews of the order."""

    review = HiddenField()
