"""How people are found in its tables, and what erasure does with their rows."""

from collections.abc import Mapping

from webapp.kernel.privacy import PersonalDataPolicy, blanked, deleted
from webapp.people.identity.personal import BY_SHOP

POLICIES: Mapping[str, PersonalDataPolicy] = {
    "relationship_event": deleted("person_id = :person", purposes=("relationship",)),
    "relationship_event_void": deleted(
        "event_id IN (SELECT id FROM relationship_event WHERE person_id = :person)", purposes=("relationship",)
    ),
    "relationship": deleted("person_id = :person", purposes=("relationship",)),
    "contact_preference": deleted(
        "person_id = :person",
        purposes=("relationship",),
        keep_where="muted_at IS NOT NULL OR blocked_at IS NOT NULL",
    ),
    "objection": deleted("person_id = :person", purposes=("relationship",), audit_subject="'contest:' || id"),
    "share_audience": deleted("person_id = :person", purposes=("relationship", "outreach")),
    "shopkeeper_score": blanked(BY_SHOP),
}
