"""What staff did, for ever: written in the transaction of the action, so one never stands without the other."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from webapp.kernel import clock
from webapp.kernel.db import execute, row, rows
from webapp.kernel.filtering import where
from webapp.kernel.paging import Page, decode, page


@dataclass(frozen=True, kw_only=True, slots=True)
class AuditLine:
    """One action; `staff_login` is empty when nobody known did it (a failed login)."""

    id: int
    action: str
    subject: str
    detail: dict[str, Any]
    at: datetime
    staff_login: str
    staff_name: str


def record(staff_id: int | None, action: str, subject: str, /, **detail: Any) -> None:
    """Write down an action inside the open transaction; `subject` names what it was done to, as in `order:G26…`."""
    execute(
        """INSERT INTO audit_entry (staff_id, action, subject, detail, at)
           VALUES (:staff, :action, :subject, CAST(:detail AS jsonb), :now)""",
        staff=staff_id,
        action=action,
        subject=subject[:64],
        detail=json.dumps(detail, ensure_ascii=False),
        now=clock.now(),
    )


def is_recorded(action: str, subject: str) -> bool:
    """Whether this was ever done to this subject."""
    found = row(
        bool,
        "SELECT EXISTS (SELECT FROM audit_entry WHERE subject = :subject AND action = :action)",
        subject=subject,
        action=action,
    )
    return bool(found)


def changes(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """Only what became different, as {name: [before, after]}: what an audit line should show."""
    return {name: [before[name], value] for name, value in after.items() if before[name] != value}


def lines(
    *,
    action: str | None = None,
    subject: str | None = None,
    login: str | None = None,
    cursor: str | None = None,
    sort: str = "",
) -> Page[AuditLine]:
    """Fifty actions, newest first, or oldest when `sort` is `at`; `subject` matches from its beginning."""
    after, limit = decode(cursor, int), 50
    beyond, order = (">", "ASC") if sort == "at" else ("<", "DESC")
    given = {"after": after and after[0], "action": action, "subject": subject, "login": login}
    conditions = {
        "after": f"audit_entry.id {beyond} :after",
        "action": "action = :action",
        "subject": "starts_with(subject, :subject)",
        "login": "staff.login = :login",
    }
    found = rows(
        AuditLine,
        f"""SELECT audit_entry.id, action, subject, detail, at,
                   coalesce(staff.login, '') AS staff_login, coalesce(staff.name, '') AS staff_name
            FROM audit_entry LEFT JOIN staff ON staff.id = audit_entry.staff_id
            WHERE {where(conditions, given)}
            ORDER BY audit_entry.id {order} LIMIT :limit""",  # noqa: S608 - constants
        **given,
        limit=limit + 1,
    )
    return page(found, limit, lambda line: (line.id,))


def actions() -> list[str]:
    """Every kind of action that was ever taken, for the filter."""
    return rows(str, "SELECT DISTINCT action FROM audit_entry ORDER BY action")
