"""Sandbox: a local WeChat that speaks the real wire protocols, verifies like the real one, and knows no shop."""
