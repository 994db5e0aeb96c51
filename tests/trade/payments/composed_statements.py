"""An order with its payment, both held, as payments and refunds ask for it."""

from functools import partial

from webapp.trade.payments.service.sold import lock_order, lock_sold
from webapp.trade.refunds.service.refunds import lock_paid

CALLS = [
    partial(lock_sold, "P1"),
    partial(lock_paid, "G1"),
    partial(lock_order, "G1"),
    partial(lock_order, "G1", buyer_id=1),
]
