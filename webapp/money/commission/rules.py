"""How commission is decided and named; pure."""

PENDING = "commission_pending"
PAYABLE = "commission_payable"


def ledger_owner(shopkeeper_id: int) -> str:
    """The name under which the ledger knows a shopkeeper."""
    return f"shopkeeper:{shopkeeper_id}"
