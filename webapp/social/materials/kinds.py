"""What kinds of material there are, and where one's own stands."""

from enum import StrEnum


class MaterialKind(StrEnum):
    """What a material is made of."""

    COPY = "copy"
    """Words to send with a share; they fit into its own words."""
    PICTURES = "pictures"
    """Pictures of the product, in the order to send them."""
    SCRIPT = "script"
    """A short talk: how to open, what to say, an answer to a doubt."""
    VALUE_CONTENT = "value_content"
    """Something of use, without a link to goods."""


class MaterialState(StrEnum):
    """Who may read the version in hand."""

    PRIVATE = "private"
    CHECKING = "checking"
    WAITING = "waiting"
    SHOWN = "shown"
    REFUSED = "refused"
