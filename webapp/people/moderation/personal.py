"""How people are found in its tables, and what erasure does with their rows."""

from collections.abc import Mapping

from webapp.kernel.privacy import PersonalDataPolicy, blanked

POLICIES: Mapping[str, PersonalDataPolicy] = {
    "public_text": blanked(
        "author_id = :person",
        "label",
        instead={"text": "'—'", "state": "'refused'", "reason": "''"},
        audit_subject="'text:' || id",
    ),
}
