"""How people are found in its tables, and what erasure does with their rows."""

from collections.abc import Mapping

from webapp.kernel.privacy import PersonalDataPolicy, blanked, exempt

POLICIES: Mapping[str, PersonalDataPolicy] = {
    "staff": exempt("a member of staff is no customer; the audit log names them", until="as long as the audit log"),
    "audit_entry": blanked("subject IN (:audited)", "detail"),
}
