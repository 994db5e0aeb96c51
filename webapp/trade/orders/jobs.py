"""What time asks of orders and money: each scan looks for what is due, so a missed minute costs nothing."""

from webapp.trade.orders.flows.confirm_receipt import confirm_receipts
from webapp.trade.orders.flows.settle_orders import settle_orders
from webapp.trade.payments.flows.expire_orders import expire_orders
from webapp.trade.payments.flows.poll_payments import poll_payments
from webapp.trade.refunds.flows.poll_refunds import poll_refunds
from webapp.trade.refunds.flows.start_refund import start_refund
from webapp.web.jobs.context import job, scan

scan(expire_orders)
scan(poll_payments)
scan(poll_refunds)
scan(confirm_receipts)
scan(settle_orders)
job(start_refund)
