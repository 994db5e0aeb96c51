"""Pages composed of several capabilities."""
