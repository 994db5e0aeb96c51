"""What time asks of payments: each scan looks for what is due, so a missed minute costs nothing."""

from webapp.trade.payments.flows.close_order import expire_orders
from webapp.trade.payments.flows.poll_payments import poll_payments
from webapp.web.jobs.context import scan

scan(expire_orders)
scan(poll_payments)
