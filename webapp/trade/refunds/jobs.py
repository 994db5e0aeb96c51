"""A refund is sent at once, and asked about until WeChat has answered for good."""

from webapp.trade.refunds.flows.poll_refunds import poll_refunds
from webapp.trade.refunds.flows.start_refund import start_refund
from webapp.web.jobs.context import job, scan

scan(poll_refunds)
job(start_refund)
