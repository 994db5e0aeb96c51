"""What people may ask of their data: to have it exported and to have it erased."""

from webapp.people.privacy.facts import ErasureRequested, PersonExport
from webapp.people.privacy.kinds import ErasureState
from webapp.people.privacy.service import erasures
from webapp.people.privacy.service.erasures import ErasureView
from webapp.people.privacy.service.exports import export_person

__all__ = [
    "ErasureRequested",
    "ErasureState",
    "ErasureView",
    "PersonExport",
    "erasures",
    "export_person",
]
