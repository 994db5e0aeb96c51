"""How people are found in its tables, and what erasure does with their rows."""

from collections.abc import Mapping

from webapp.kernel.privacy import PersonalDataPolicy, blanked
from webapp.people.identity.personal import BY_SHOP

POLICIES: Mapping[str, PersonalDataPolicy] = {
    "service_record": blanked(BY_SHOP),
}
