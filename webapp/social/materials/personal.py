"""How people are found in its tables, and what erasure does with their rows."""

from collections.abc import Mapping

from webapp.kernel.privacy import PersonalDataPolicy, blanked
from webapp.people.identity.personal import BY_SHOP

POLICIES: Mapping[str, PersonalDataPolicy] = {
    "material": blanked(BY_SHOP, instead={"withdrawn_at": "coalesce(withdrawn_at, now())"}),
    "material_version": blanked(
        f"material_id IN (SELECT id FROM material WHERE {BY_SHOP})",  # noqa: S608 - no input
        "pictures",
        # Whoever reads a version finds words, as of every other one.
        instead={"texts": "jsonb_build_object('zh', jsonb_build_object('title', '—', 'text', '—'))"},
    ),
    "material_use": blanked(BY_SHOP),
}
