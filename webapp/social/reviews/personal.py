"""How people are found in its tables, and what erasure does with their rows."""

from collections.abc import Mapping

from webapp.kernel.privacy import PersonalDataPolicy, deleted

POLICIES: Mapping[str, PersonalDataPolicy] = {
    "review": deleted("person_id = :person"),
}
