"""How people are found in its tables, and what erasure does with their rows."""

from collections.abc import Mapping

from webapp.kernel.privacy import PersonalDataPolicy, deleted
from webapp.people.identity.personal import BY_SHOP

POLICIES: Mapping[str, PersonalDataPolicy] = {
    "customer_tag": deleted("person_id = :person", purposes=("relationship",), also_where=BY_SHOP),
    "customer_note": deleted("person_id = :person", purposes=("relationship",), also_where=BY_SHOP),
}
