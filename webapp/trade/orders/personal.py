"""How people are found in its tables, and what erasure does with their rows."""

from collections.abc import Mapping

from webapp.kernel.privacy import PersonalDataPolicy, retained

BY_ORDER = "order_id IN (SELECT id FROM orders WHERE buyer_id = :person)"
TRADE = {"because": "transactions are kept (E-commerce Law art. 31)", "until": "3 years after completion"}

POLICIES: Mapping[str, PersonalDataPolicy] = {
    "orders": retained(
        "buyer_id = :person",
        *("address", "note"),
        **TRADE,
        postpone_where="state NOT IN ('settled', 'refunded', 'closed')",
        audit_subject="'order:' || no",
    ),
    "order_line": retained(BY_ORDER, **TRADE),
    "order_event": retained(BY_ORDER, **TRADE),
    # Of an attribution only the order knows whose it is.
    "attribution": retained(
        "reference IN (SELECT 'order:' || no FROM orders WHERE buyer_id = :person)",
        because="to whom a sale is owed (E-commerce Law art. 31)",
        until="3 years after completion",
    ),
}
