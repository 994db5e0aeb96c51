"""What people's data may be used for beyond what their orders need. Adding a purpose is adding one file here."""

import sys

from webapp.domain.identity.consent.purposes.protocol import Purpose, Words, purposes
from webapp.kernel.registry import discover

__all__ = ["Purpose", "Words", "purposes"]

discover(sys.modules[__name__])
