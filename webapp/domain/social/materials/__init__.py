"""The material library: what to send and what to say, in versions, with what worked.

The platform writes its own; a shopkeeper's are private until offered, and then checked before others read them.
"""

from webapp.domain.social.materials.choosing import Want, best, choose, ranked
from webapp.domain.social.materials.kinds import MaterialKind, MaterialState
from webapp.domain.social.materials.queries import (
    Asked,
    MaterialView,
    NoSuchMaterial,
    count_of,
    material_for,
    materials_for,
    number_for,
    uses_of,
    versions_for,
)
from webapp.domain.social.materials.rules import Words, Worked, tidy_all, tidy_pictures, whole, wilson
from webapp.domain.social.materials.service import (
    MaterialHead,
    Version,
    add_material,
    add_version,
    hide,
    lock_material,
    lock_public,
    note_use,
    show_text,
    show_version,
    withdraw,
)

__all__ = [
    "Asked",
    "MaterialHead",
    "MaterialKind",
    "MaterialState",
    "MaterialView",
    "NoSuchMaterial",
    "Version",
    "Want",
    "Words",
    "Worked",
    "add_material",
    "add_version",
    "best",
    "choose",
    "count_of",
    "hide",
    "lock_material",
    "lock_public",
    "material_for",
    "materials_for",
    "note_use",
    "number_for",
    "ranked",
    "show_text",
    "show_version",
    "tidy_all",
    "tidy_pictures",
    "uses_of",
    "versions_for",
    "whole",
    "wilson",
    "withdraw",
]
