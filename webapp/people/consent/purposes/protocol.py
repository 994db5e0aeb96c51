"""What every purpose says: its version, its words, and how a yes to it comes about."""

from typing import Protocol

from webapp.kernel.registry import Registry

Words = tuple[str, str]
"""Chinese and English."""


class Purpose(Protocol):
    """Something people's data may be used for. Other words are another `version`, and that needs a new yes."""

    key: str
    version: str
    opt_out: bool
    """On for whoever was told of it when they logged in or bought, until they say no; otherwise only when asked for."""
    name: Words
    description: Words
    if_refused: Words


purposes: Registry[Purpose] = Registry("purpose")
