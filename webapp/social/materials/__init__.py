"""What shopkeepers can share with: texts, pictures, talks in versions, and which of them worked."""

from webapp.social.materials import staff_queries
from webapp.social.materials.kinds import MaterialKind, MaterialState
from webapp.social.materials.queries.materials import (
    MaterialFilter,
    MaterialView,
    count_of,
    material_for,
    materials_for,
    uses_of,
    version_number_for,
    versions_for,
)
from webapp.social.materials.queries.ranking import MaterialCriteria, best_materials, ranked_materials
from webapp.social.materials.rules import MaterialPerformance, MaterialText, full_text, tidy_all, tidy_pictures
from webapp.social.materials.service import (
    MaterialHead,
    MaterialPurpose,
    VersionDraft,
    add_material,
    add_version,
    lock_material,
    lock_public,
    make_private,
    record_use,
    show_published_material,
    show_version,
    withdraw_material,
)

__all__ = [
    "MaterialCriteria",
    "MaterialFilter",
    "MaterialHead",
    "MaterialKind",
    "MaterialPerformance",
    "MaterialPurpose",
    "MaterialState",
    "MaterialText",
    "MaterialView",
    "VersionDraft",
    "add_material",
    "add_version",
    "best_materials",
    "count_of",
    "full_text",
    "lock_material",
    "lock_public",
    "make_private",
    "material_for",
    "materials_for",
    "ranked_materials",
    "record_use",
    "show_published_material",
    "show_version",
    "staff_queries",
    "tidy_all",
    "tidy_pictures",
    "uses_of",
    "version_number_for",
    "versions_for",
    "withdraw_material",
]
