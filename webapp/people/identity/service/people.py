"""People and their WeChat identities: one human being, one openid per app, joined by the unionid."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from webapp.kernel.db import execute, row, rows, savepoint
from webapp.kernel.errors import NotFound
from webapp.kernel.facts import happened
from webapp.people import consent
from webapp.people.consent import ConsentChannel
from webapp.people.identity.facts import PeopleMerged
from webapp.people.staff import audit


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonView:
    """What a person sees of themselves."""

    id: int
    nickname: str
    avatar: str
    language: str
    created_at: datetime


def person(person_id: int) -> PersonView:
    """A person by id; raises NotFound."""
    found = row("SELECT id, nickname, avatar, language, created_at FROM person WHERE id = :id", id=person_id)
    if found is None:
        raise NotFound
    return PersonView(**found)


def update_person(person_id: int, *, language: str | None, nickname: str | None, avatar: str | None) -> None:
    """Change what is given, leave the rest."""
    execute(
        """UPDATE person SET language = coalesce(:language, language), nickname = coalesce(:nickname, nickname),
                  avatar = coalesce(:avatar, avatar) WHERE id = :id""",
        id=person_id,
        language=language,
        nickname=nickname,
        avatar=avatar,
    )


def person_of_openid(appid: str, openid: str) -> int | None:
    """Who has this openid in this app, if we have met."""
    found = _known(appid, openid)
    return found[0] if found else None


def is_erased(person_id: int) -> bool:
    """Whether this number stands for nobody any more."""
    return row("SELECT 1 FROM person WHERE id = :id AND erased_at IS NULL", id=person_id) is None


def openid_of(person_id: int, appid: str) -> str | None:
    """A person's newest openid in an app: payments name the payer by it."""
    found = row(
        "SELECT openid FROM wechat_identity WHERE person_id = :person AND appid = :appid ORDER BY id DESC LIMIT 1",
        person=person_id,
        appid=appid,
    )
    return found["openid"] if found else None


def find_or_add_person(appid: str, openid: str, unionid: str | None, *, now: datetime) -> int:
    """The person behind an openid, met now or before; a unionid joins what different apps call them.

    Two first logins at the same moment wait for each other, always openid before unionid, so one person comes out.
    """
    known = _known(appid, openid)
    if known and (unionid is None or known[1] == unionid):
        return known[0]
    _one_at_a_time(f"openid {appid} {openid}")
    if unionid:
        _one_at_a_time(f"unionid {unionid}")
    known = _known(appid, openid)
    if known is None:
        return _meet(appid, openid, unionid, now)
    person_id, had = known
    # A different unionid means the app moved to another Open Platform account; the openid still names the person.
    return person_id if unionid is None or had is not None else _join(person_id, unionid, now)


def identify_person(appid: str, openid: str, unionid: str | None, *, how: ConsentChannel, now: datetime) -> int:
    """The person behind an openid; `how` they came, and were told what we remember."""
    person_id = find_or_add_person(appid, openid, unionid, now=now)
    consent.record_default_consents(person_id, how, now=now)
    return person_id


def _known(appid: str, openid: str) -> tuple[int, str | None] | None:
    found = row(
        """SELECT person.id, person.unionid FROM wechat_identity JOIN person ON person.id = person_id
           WHERE appid = :appid AND openid = :openid""",
        appid=appid,
        openid=openid,
    )
    return (found["id"], found["unionid"]) if found else None


def _one_at_a_time(what: str) -> None:
    row("SELECT pg_advisory_xact_lock(hashtextextended(:what, 0))", what=what)


def _meet(appid: str, openid: str, unionid: str | None, now: datetime) -> int:
    person_id = _by_unionid(unionid)
    if person_id is None:
        made = rows("INSERT INTO person (unionid, created_at) VALUES (:u, :now) RETURNING id", u=unionid, now=now)
        person_id = int(made[0]["id"])
    execute(
        """INSERT INTO wechat_identity (person_id, appid, openid, created_at)
           VALUES (:person, :appid, :openid, :now)""",
        person=person_id,
        appid=appid,
        openid=openid,
        now=now,
    )
    return person_id


def _by_unionid(unionid: str | None) -> int | None:
    found = row("SELECT id FROM person WHERE unionid = :union", union=unionid) if unionid else None
    return int(found["id"]) if found else None


def _join(person_id: int, unionid: str, now: datetime) -> int:
    """Give a person the unionid that arrived late; if somebody already has it, the two are one human being."""
    other = _by_unionid(unionid)
    if other is None:
        execute("UPDATE person SET unionid = :union WHERE id = :id", union=unionid, id=person_id)
        return person_id
    older, younger = sorted((person_id, other))
    for kept, absorbed in ((older, younger), (younger, older)):
        if _absorb(absorbed, kept, now):
            execute("UPDATE person SET unionid = :union WHERE id = :id", union=unionid, id=kept)
            audit.record(None, "person.joined", f"person:{kept}", absorbed=absorbed)
            happened(PeopleMerged(kept_id=kept, absorbed_id=absorbed, merged_at=now))
            return kept
    _remember_kept_apart(person_id, other)
    return person_id


def _remember_kept_apart(person_id: int, other: int) -> None:
    """Once, not at every login."""
    subject = f"person:{person_id}"
    if row("SELECT 1 FROM audit_entry WHERE subject = :s AND action = 'person.kept_apart'", s=subject) is None:
        audit.record(None, "person.kept_apart", subject, same_as=other)


def _absorb(absorbed: int, kept: int, now: datetime) -> bool:
    """Move identities, sessions and refusals, and remove the empty person.

    Orders, shops, decisions and browsers point at people by foreign key, so the database itself refuses to remove
    somebody who has any: then both stay, each with what is theirs, and staff read in the audit log that they are one.
    """
    moves = (
        "UPDATE wechat_identity SET person_id = :kept WHERE person_id = :absorbed",
        "UPDATE api_session SET person_id = :kept WHERE person_id = :absorbed",
    )
    try:
        with savepoint():
            for move in moves:
                execute(move, kept=kept, absorbed=absorbed)
            consent.merge_consents(absorbed, kept, now=now)
            execute("DELETE FROM person WHERE id = :absorbed", absorbed=absorbed)
    except IntegrityError:
        return False
    return True
