"""How people are found in its tables, and what erasure does with their rows."""

from collections.abc import Mapping

from webapp.kernel.privacy import PersonalDataPolicy, retained

POLICIES: Mapping[str, PersonalDataPolicy] = {
    "erasure_request": retained(
        "person_id = :person", because="proof of the erasure itself (PIPL art. 47)", until="3 years after it"
    ),
}
