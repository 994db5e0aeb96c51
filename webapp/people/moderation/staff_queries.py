"""Public words as staff see them: what waits, and what was decided lately."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from webapp.kernel.db import Row, row, rows
from webapp.kernel.paging import Page, decode, decode_moment, page
from webapp.people.moderation.kinds import TextKind, TextState

PER_PAGE = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class StaffText:
    """One text with who wrote it and who decided; `nickname` is to be masked, a shop's name is public anyway."""

    id: int
    kind: TextKind
    text: str
    state: TextState
    label: int | None
    reason: str
    created_at: datetime
    judged_at: datetime | None
    author_id: int | None
    nickname: str | None
    shop_code: str | None
    shop_name: str | None
    moderator: str | None


_TEXTS = """
SELECT said.id, said.kind, said.text, said.state, said.label, said.reason, said.created_at, said.judged_at,
       said.author_id, person.nickname, keeper.code AS shop_code, keeper.shop_name, staff.name AS moderator
FROM public_text AS said
     LEFT JOIN person ON person.id = said.author_id
     LEFT JOIN shopkeeper AS keeper ON keeper.person_id = said.author_id
     LEFT JOIN staff ON staff.id = said.staff_id
"""


def count_waiting() -> int:
    """How many texts wait for a colleague."""
    found = row("SELECT count(*) AS waiting FROM public_text WHERE state = 'waiting'")
    return int(found["waiting"]) if found else 0


def waiting(*, kind: TextKind | None = None, cursor: str | None = None) -> Page[StaffText]:
    """What waits for a colleague, oldest first: one statement."""
    after = decode(cursor, int)
    found = _texts(
        ["said.state = 'waiting'", "said.id > :after"],
        "said.id",
        kind=kind,
        after=after[0] if after else 0,
    )
    return page(found, PER_PAGE, lambda text: (text.id,))


def decided(*, kind: TextKind | None = None, cursor: str | None = None) -> Page[StaffText]:
    """What was refused, by WeChat or by a colleague, and what colleagues showed, newest first: one statement.

    Whose author was erased has no words any more, and is left out.
    """
    at, text_id = decode_moment(cursor) or (None, 0)
    found = _texts(
        [
            "(said.state = 'refused' OR said.staff_id IS NOT NULL)",
            "person.erased_at IS NULL",
            *([_OLDER] if at else []),
        ],
        "said.judged_at DESC, said.id DESC",
        kind=kind,
        **({"at": at, "id": text_id} if at else {}),
    )
    return page(found, PER_PAGE, lambda text: ((text.judged_at or text.created_at).isoformat(), text.id))


_OLDER = "(said.judged_at, said.id) < (CAST(:at AS timestamptz), :id)"


def _texts(conditions: list[str], order: str, *, kind: TextKind | None, **given: Any) -> list[StaffText]:
    chosen = [*conditions, *(["said.kind = :kind"] if kind else [])]
    found = rows(
        f"{_TEXTS} WHERE {' AND '.join(chosen)} ORDER BY {order} LIMIT :limit",
        **given,
        **({"kind": kind.value} if kind else {}),
        limit=PER_PAGE + 1,
    )
    return [_text(each) for each in found]


def _text(found: Row) -> StaffText:
    return StaffText(**{**found, "kind": TextKind(found["kind"]), "state": TextState(found["state"])})
