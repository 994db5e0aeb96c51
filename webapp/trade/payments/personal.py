"""How people are found in its tables, and what erasure does with their rows."""

from collections.abc import Mapping

from webapp.kernel.privacy import PersonalDataPolicy, retained
from webapp.trade.orders.personal import BY_ORDER, TRADE

POLICIES: Mapping[str, PersonalDataPolicy] = {
    "payment": retained(BY_ORDER, "openid", **TRADE, postpone_where="state IN ('created', 'prepared')"),
}
