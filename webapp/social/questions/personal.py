"""How people are found in its tables, and what erasure does with their rows."""

from collections.abc import Mapping

from webapp.kernel.privacy import PersonalDataPolicy, deleted

POLICIES: Mapping[str, PersonalDataPolicy] = {
    "question": deleted("asker_id = :person"),
    "answer": deleted("question_id IN (SELECT id FROM question WHERE asker_id = :person)"),
}
