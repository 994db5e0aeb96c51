"""The people of this WeChat: who they are everywhere (unionid) and who they are to each app (openid)."""

import secrets
from dataclasses import dataclass

from webapp.sandbox.context import SandboxContext
from webapp.sandbox.errors import Missing

_COLOURS = ("#c8553d", "#588b8b", "#f28f3b", "#6d597a", "#3a6ea5", "#7a9e7e", "#b56576", "#8d6a9f")


@dataclass(frozen=True, kw_only=True)
class Person:
    id: str
    name: str
    avatar: str
    colour: str
    unionid: str
    openids: dict[str, str]
    """The person's openid to each app id."""


def create(context: SandboxContext, *, name: str, avatar: str | None = None, colour: str | None = None) -> Person:
    person_id = "p" + secrets.token_hex(6)
    with context.store.writing() as db:
        db.execute(
            "INSERT INTO person VALUES (?, ?, ?, ?, ?, ?)",
            (
                person_id,
                name,
                avatar or _glyph(name),
                colour or secrets.choice(_COLOURS),
                _made_id(),
                context.clock.now(),
            ),
        )
        for appid in context.accounts.appids:
            db.execute(
                "INSERT INTO person_app (person_id, appid, openid) VALUES (?, ?, ?)", (person_id, appid, _made_id())
            )
    return get(context, person_id)


def get(context: SandboxContext, person_id: str) -> Person:
    found = find(context, person_id)
    if found is None:
        raise Missing(f"There is no person {person_id}.")
    return found


def find(context: SandboxContext, person_id: str) -> Person | None:
    with context.store.reading() as db:
        row = db.execute("SELECT id, name, avatar, colour, unionid FROM person WHERE id = ?", (person_id,)).fetchone()
        known = db.execute("SELECT appid, openid FROM person_app WHERE person_id = ?", (person_id,)).fetchall()
    return _person(row, dict(known)) if row else None


def listed(context: SandboxContext) -> list[Person]:
    """Everybody, in the order they joined."""
    with context.store.reading() as db:
        rows = db.execute("SELECT id, name, avatar, colour, unionid FROM person ORDER BY created_at, id").fetchall()
        known = db.execute("SELECT person_id, appid, openid FROM person_app").fetchall()
    openids: dict[str, dict[str, str]] = {}
    for person_id, appid, openid in known:
        openids.setdefault(person_id, {})[appid] = openid
    return [_person(row, openids.get(row[0], {})) for row in rows]


def by_openid(context: SandboxContext, *, appid: str, openid: str) -> Person | None:
    """None also when the openid exists but belongs to another app."""
    with context.store.reading() as db:
        row = db.execute("SELECT person_id FROM person_app WHERE appid = ? AND openid = ?", (appid, openid)).fetchone()
    return find(context, row[0]) if row else None


def _person(row: tuple[str, str, str, str, str], openids: dict[str, str]) -> Person:
    return Person(id=row[0], name=row[1], avatar=row[2], colour=row[3], unionid=row[4], openids=openids)


def _glyph(name: str) -> str:
    """One character that any machine can draw: 小波 is 波 to her friends, Bo is B."""
    return name[0].upper() if name.isascii() else name[-1]


def _made_id() -> str:
    """28 characters beginning with o, as WeChat's are."""
    return "oSBX" + secrets.token_urlsafe(18)
