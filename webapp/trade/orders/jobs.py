"""What time asks of orders: each scan looks for what is due, so a missed minute costs nothing."""

from webapp.trade.orders.flows.confirm_receipt import confirm_receipts
from webapp.trade.orders.flows.settle_orders import settle_orders
from webapp.web.jobs.context import scan

scan(confirm_receipts)
scan(settle_orders)
