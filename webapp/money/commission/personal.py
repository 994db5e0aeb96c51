"""How people are found in its tables, and what erasure does with their rows."""

from collections.abc import Mapping

from webapp.kernel.privacy import PersonalDataPolicy, retained

POLICIES: Mapping[str, PersonalDataPolicy] = {
    "accrual": retained(
        "beneficiary_id IN (SELECT id FROM shopkeeper WHERE person_id = :person)",
        because="earnings are accounted for (会计法 art. 23; E-commerce Law art. 31)",
        until="as long as the books",
    ),
}
