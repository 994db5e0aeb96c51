"""Ways to shop. One file is one scene: it decides, and the flow acts."""

import sys

from webapp.kernel.registry import discover
from webapp.trade.scenes.protocol import Outcome, Priced, Scene, scene_of, scenes

__all__ = ["Outcome", "Priced", "Scene", "scene_of", "scenes"]

discover(sys.modules[__name__])
