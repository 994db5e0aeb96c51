"""The life of an order as one table: from where, by which event, to where. Nothing else is possible."""

PENDING_PAYMENT = "pending_payment"
PAID = "paid"
SHIPPED = "shipped"
RECEIVED = "received"
SETTLED = "settled"
REFUNDING = "refunding"
REFUNDED = "refunded"
CLOSED = "closed"

EDGES: frozenset[tuple[str, str, str]] = frozenset(
    {
        # from            event                to
        (PENDING_PAYMENT, "paid", PAID),
        (PENDING_PAYMENT, "cancelled", CLOSED),
        (PENDING_PAYMENT, "expired", CLOSED),
        (PAID, "shipped", SHIPPED),
        (SHIPPED, "received", RECEIVED),
        (RECEIVED, "settled", SETTLED),
        (PAID, "refund_requested", REFUNDING),
        (SHIPPED, "refund_requested", REFUNDING),
        (RECEIVED, "refund_requested", REFUNDING),
        (SETTLED, "refund_requested", REFUNDING),
        (REFUNDING, "refunded", REFUNDED),
        # WeChat closed the refund: the order is again what it was before.
        (REFUNDING, "refund_failed", PAID),
        (REFUNDING, "refund_failed", SHIPPED),
        (REFUNDING, "refund_failed", RECEIVED),
        (REFUNDING, "refund_failed", SETTLED),
    }
)
STATES = frozenset(state for before, _, after in EDGES for state in (before, after))
# Nothing happens to these by itself any more; a settled sale only changes when staff refund it.
AT_REST = STATES - {before for before, event, _ in EDGES if (before, event) != (SETTLED, "refund_requested")}

# A sale that stands: paid, and nobody has asked for the money back.
SOLD = (PAID, SHIPPED, RECEIVED, SETTLED)

# A buyer may ask for their money until the reward is settled; after that a member of staff decides.
REFUNDABLE_BY_BUYER = frozenset({PAID, SHIPPED, RECEIVED})
REFUNDABLE_BY_STAFF = REFUNDABLE_BY_BUYER | {SETTLED}


def allowed(before: str, event: str, after: str) -> bool:
    """Whether the table has this edge."""
    return (before, event, after) in EDGES


def target(before: str, event: str) -> str | None:
    """Where an event leads from a state, when there is exactly one way."""
    ways = [after for start, name, after in EDGES if (start, name) == (before, event)]
    return ways[0] if len(ways) == 1 else None
