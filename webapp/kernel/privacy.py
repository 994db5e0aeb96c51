"""Every column with personal data names its purpose and how long it is kept (PIPL art. 6 and 19)."""

from typing import Any


def personal(purpose: str, *, kept: str) -> dict[str, Any]:
    """Column info that marks personal data; export, erasure and the field inventory read it."""
    return {"personal": {"purpose": purpose, "kept": kept}}


def masked_name(name: str) -> str:
    """A name as others may see it: the first character, then stars."""
    return f"{name[:1]}**" if name else "**"


def masked_phone(phone: str) -> str:
    """A phone number as others may see it: 138****1234."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 11 else "****"
