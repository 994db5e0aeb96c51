"""How people are found in its tables, and what erasure does with their rows."""

from collections.abc import Mapping

from webapp.kernel.privacy import PersonalDataPolicy, deleted, retained

POLICIES: Mapping[str, PersonalDataPolicy] = {
    "consent": deleted("person_id = :person"),
    "consent_decision": retained(
        "person_id = :person",
        because="proof of what was agreed to (PIPL art. 14 and 69)",
        until="3 years after erasure",
    ),
}
