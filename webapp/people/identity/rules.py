"""What a shop may be called."""

from webapp.kernel.clean_text import clean_text
from webapp.kernel.errors import Invalid

MAX_NAME_LENGTH = 40


def checked_shop_name(shop_name: str) -> str:
    """A shop's name without superfluous blanks; raises Invalid when it is empty or too long."""
    name = clean_text(" ".join(shop_name.split()))
    if not 1 <= len(name) <= MAX_NAME_LENGTH:
        raise Invalid(f"A shop's name has 1 to {MAX_NAME_LENGTH} characters.")
    return name
