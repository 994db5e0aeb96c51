"""What people's data may be used for beyond what their orders need. Adding a purpose is adding one file here."""

import sys

from webapp.kernel.registry import discover
from webapp.people.consent.purposes.protocol import Purpose, Words, purposes

__all__ = ["Purpose", "Words", "purposes"]

discover(sys.modules[__name__])
