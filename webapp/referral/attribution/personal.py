"""How people are found in its tables, and what erasure does with their rows."""

from collections.abc import Mapping

from webapp.kernel.privacy import PersonalDataPolicy, blanked
from webapp.referral.visits.personal import BY_VISITOR

POLICIES: Mapping[str, PersonalDataPolicy] = {
    "forward_credit": blanked(BY_VISITOR, instead={"visitor_id": "visit_ref"}),
}
