"""How people are found in its tables, and what erasure does with their rows."""

from collections.abc import Mapping

from webapp.kernel.privacy import PersonalDataPolicy, deleted, retained
from webapp.people.identity.personal import BY_SHOP

MINE = "complaint_id IN (SELECT id FROM complaint WHERE person_id = :person)"
WRITTEN_AS_SHOPKEEPER = f"party = 'shopkeeper' AND complaint_id IN (SELECT id FROM complaint WHERE {BY_SHOP})"  # noqa: S608 - no input
LAW = {"because": "what became of a trade (E-commerce Law art. 31)", "until": "3 years after completion"}

POLICIES: Mapping[str, PersonalDataPolicy] = {
    "complaint": retained(
        "person_id = :person", postpone_where="closed_at IS NULL", audit_subject="'complaint:' || id", **LAW
    ),
    "complaint_message": deleted(f"{MINE} OR {WRITTEN_AS_SHOPKEEPER}"),
    "complaint_step": retained(MINE, **LAW),
}
