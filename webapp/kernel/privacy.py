"""Every column with personal data names its purpose and how long it is kept (PIPL art. 6 and 19).

And for every table that holds something about a person, `personal.py` of its capability says in one line how that
person's rows are found and what erasure does with them (art. 45 and 47). Export, erasure, withdrawal and the field
inventory read nothing else, so a new table is a part of all four on the day it is declared.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import Table

POLICY_KEY = "personal_data"


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


def deleted(where: str, /, **more: Any) -> PersonalDataPolicy:
    """Erasure deletes these rows. `more` are fields of PersonalDataPolicy."""
    return PersonalDataPolicy(erasure=Erasure.DELETES, where=where, **more)


def blanked(where: str, /, *columns: str, instead: Mapping[str, str] | None = None, **more: Any) -> PersonalDataPolicy:
    """The rows belong to something larger and stay, but these columns are emptied.

    `instead` gives the SQL expression that takes a column's place where emptiness would not do.
    """
    return PersonalDataPolicy(erasure=Erasure.BLANKS, where=where, blank=_blank(columns, instead), **more)


def retained(where: str, /, *columns: str, because: str, until: str, **more: Any) -> PersonalDataPolicy:
    """The law wants these rows kept, under a pseudonym; `columns` are emptied all the same."""
    return PersonalDataPolicy(
        erasure=Erasure.RETAINS, where=where, blank=_blank(columns, None), because=because, until=until, **more
    )


def exempt(because: str, *, until: str) -> PersonalDataPolicy:
    """What stands here is about nobody who can ask for erasure (a member of staff)."""
    return PersonalDataPolicy(erasure=Erasure.EXEMPT, because=because, until=until)


def declare(table: Table, policy: PersonalDataPolicy) -> None:
    """Let a table be exported, erased and counted in the inventory by this one policy; raises ValueError for two."""
    if POLICY_KEY in table.info:
        raise ValueError(f"{table.name} has two policies")
    table.info[POLICY_KEY] = policy


def _blank(columns: Iterable[str], instead: Mapping[str, str] | None) -> dict[str, str | None]:
    return {**dict.fromkeys(columns), **(instead or {})}


def masked_name(name: str) -> str:
    """A name as others may see it: the first character, then stars."""
    return f"{name[:1]}**" if name else "**"


def masked_nickname(nickname: str) -> str:
    """A nickname as others may see it; WeChat gives none by itself, and then there is nothing to mask."""
    return masked_name(nickname) if nickname else ""


def masked_phone(phone: str) -> str:
    """A phone number as others may see it: 138****1234."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 11 else "****"
