"""Every column with personal data names its purpose and how long it is kept (PIPL art. 6 and 19).

And every table that holds something about a person says, in one line, how that person's rows are found and what erasure
does with them (art. 45 and 47). Export, erasure, withdrawal and the field inventory read nothing else, so a new table
is a part of all four on the day it declares itself.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

POLICY_KEY = "personal_data"

# A visitor is theirs when linked to them, or as the mini-program's visitor, which is minus the person's id.
VISITOR_IDS = "ARRAY[-CAST(:person AS bigint)] || ARRAY(SELECT id FROM visitor WHERE person_id = :person)"
BY_VISITOR = f"visitor_id = ANY({VISITOR_IDS})"
BY_SHOP = "shopkeeper_id IN (SELECT id FROM shopkeeper WHERE person_id = :person)"
BY_ORDER = "order_id IN (SELECT id FROM orders WHERE buyer_id = :person)"


def personal(purpose: str, *, kept: str) -> dict[str, Any]:
    """Column info that marks personal data; export, erasure and the field inventory read it."""
    return {"personal": {"purpose": purpose, "kept": kept}}


class Erasure(StrEnum):
    """What erasure does with the rows of a person."""

    DELETES = "deletes"
    BLANKS = "blanks"
    RETAINS = "retains"
    EXEMPT = "exempt"


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonalDataPolicy:
    """What one table says about the rows of a person. `:person` in a condition is the person's id.

    `blank` are columns erasure empties, each with the expression it becomes (None: whatever empty is for its type).
    `purposes` are those whose withdrawal deletes the rows at once, except where `keep_where` holds. While a row
    satisfies `postpone_where`, erasure waits. `audit_subject` is how the audit log calls a row, as in `'order:' || no`.
    `secret_columns` are keys, not knowledge about a person, and leave the house in no export. `also_where` finds rows
    about somebody else that go with this person all the same; their export has none of them.
    """

    erasure: Erasure
    where: str = "false"
    blank: Mapping[str, str | None] = field(default_factory=dict)
    because: str = ""
    until: str = ""
    purposes: tuple[str, ...] = ()
    keep_where: str = ""
    postpone_where: str = ""
    audit_subject: str = ""
    secret_columns: tuple[str, ...] = ()
    also_where: str = ""


def deleted(where: str, /, **more: Any) -> dict[str, Any]:
    """For `__table_args__`: erasure deletes these rows. `more` are fields of PersonalDataPolicy."""
    return {"info": {POLICY_KEY: PersonalDataPolicy(erasure=Erasure.DELETES, where=where, **more)}}


def blanked(where: str, /, *columns: str, instead: Mapping[str, str] | None = None, **more: Any) -> dict[str, Any]:
    """For `__table_args__`: the rows belong to something larger and stay, but these columns are emptied.

    `instead` gives the SQL expression that takes a column's place where emptiness would not do.
    """
    return {
        "info": {
            POLICY_KEY: PersonalDataPolicy(erasure=Erasure.BLANKS, where=where, blank=_blank(columns, instead), **more)
        }
    }


def retained(where: str, /, *columns: str, because: str, until: str, **more: Any) -> dict[str, Any]:
    """For `__table_args__`: the law wants these rows kept, under a pseudonym; `columns` are emptied all the same."""
    policy = PersonalDataPolicy(
        erasure=Erasure.RETAINS, where=where, blank=_blank(columns, None), because=because, until=until, **more
    )
    return {"info": {POLICY_KEY: policy}}


def exempt(because: str, *, until: str) -> dict[str, Any]:
    """For `__table_args__`: what stands here is about nobody who can ask for erasure (a member of staff)."""
    return {"info": {POLICY_KEY: PersonalDataPolicy(erasure=Erasure.EXEMPT, because=because, until=until)}}


def _blank(columns: Iterable[str], instead: Mapping[str, str] | None) -> dict[str, str | None]:
    return {**dict.fromkeys(columns), **(instead or {})}


def masked_name(name: str) -> str:
    """A name as others may see it: the first character, then stars."""
    return f"{name[:1]}**" if name else "**"


def masked_phone(phone: str) -> str:
    """A phone number as others may see it: 138****1234."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 11 else "****"
