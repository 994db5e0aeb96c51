"""Ways to shop. One file is one scene: it decides, and the flow acts."""

import sys

from webapp.domain.scenes.protocol import Outcome, Priced, Scene, scenes
from webapp.kernel.registry import discover

__all__ = ["Outcome", "Priced", "Scene", "scenes"]

discover(sys.modules[__name__])
