"""Rewards, filtered; and taken from one state to the next."""

from functools import partial

from tests.databases import NOON
from webapp.kernel.paging import encode
from webapp.money.commission import service
from webapp.money.commission.kinds import AccrualState
from webapp.money.commission.queries import earnings

CALLS = [
    partial(earnings.earning_entries, 1),
    partial(earnings.earning_entries, 1, state="pending", cursor=encode(7)),
    *(
        partial(service._move, "G1", AccrualState.PENDING, AccrualState.PAYABLE, stamp, NOON)
        for stamp in ("settled_at", "voided_at")
    ),
]
