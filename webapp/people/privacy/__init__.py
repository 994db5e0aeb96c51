"""What people may ask of their data: to have it exported and to have it erased."""

from webapp.people.privacy.facts import ErasureRequested
from webapp.people.privacy.kinds import ErasureState
from webapp.people.privacy.service import erasures
from webapp.people.privacy.service.erasures import ErasureView

__all__ = [
    "ErasureRequested",
    "ErasureState",
    "ErasureView",
    "erasures",
]
