"""Browsers whose owner nobody knows yet."""

from webapp.kernel.signing import new_reference


def new_visitor_id() -> int:
    """A random number for a browser we have not met."""
    return new_reference()
