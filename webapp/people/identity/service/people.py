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

_KEPT_APART = "person.kept_apart"


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
    found = row(
        PersonView, "SELECT id, nickname, avatar, language, created_at FROM person WHERE id = :id", id=person_id
    )
    if found is None:
        raise NotFound
    return found


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


def is_erased(person_id: int) -> bool:
    """Whether this number stands for nobody any more."""
    return row(int, "SELECT 1 FROM person WHERE id = :id AND erased_at IS NULL", id=person_id) is None


def openid_of(person_id: int, appid: str) -> str | None:
    """A person's newest openid in an app: payments name the payer by it."""
    return row(
        str,
        "SELECT openid FROM wechat_identity WHERE person_id = :person AND appid = :appid ORDER BY id DESC LIMIT 1",
        person=person_id,
        appid=appid,
    )


def find_or_add_person(appid: str, openid: str, unionid: str | None, *, now: datetime) -> int:
    """The person behind an openid, met now or before; a unionid joins what different apps call them.

    Two first logins at the same moment wait for each other, always openid before unionid, so one person comes out.
    """
    known = _known(appid, openid)
    if known and (unionid is None or known.unionid == unionid):
        return known.id
    _one_at_a_time(f"openid {appid} {openid}")
    if unionid:
        _one_at_a_time(f"unionid {unionid}")
    known = _known(appid, openid)
    if known is None:
        return _meet(appid, openid, unionid, now)
    # A different unionid means the app moved to another Open Platform account; the openid still names the person.
    return known.id if unionid is None or known.unionid is not None else _join(known.id, unionid, now)


def identify_person(appid: str, openid: str, unionid: str | None, *, channel: ConsentChannel, now: datetime) -> int:
    """The person behind an openid; by the channel they came, they were told what we remember."""
    person_id = find_or_add_person(appid, openid, unionid, now=now)
    consent.record_default_consents(person_id, channel, now=now)
    return person_id


@dataclass(frozen=True, kw_only=True, slots=True)
class _Known:
    id: int
    unionid: str | None


def _known(appid: str, openid: str) -> _Known | None:
    return row(
        _Known,
        """SELECT person.id, person.unionid FROM wechat_identity JOIN person ON person.id = person_id
           WHERE appid = :appid AND openid = :openid""",
        appid=appid,
        openid=openid,
    )


def _one_at_a_time(what: str) -> None:
    execute("SELECT pg_advisory_xact_lock(hashtextextended(:what, 0))", what=what)


def _meet(appid: str, openid: str, unionid: str | None, now: datetime) -> int:
    person_id = _by_unionid(unionid)
    if person_id is None:
        (person_id,) = rows(
            int, "INSERT INTO person (unionid, created_at) VALUES (:u, :now) RETURNING id", u=unionid, now=now
        )
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
    return row(int, "SELECT id FROM person WHERE unionid = :union", union=unionid) if unionid else None


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
    if not audit.is_recorded(_KEPT_APART, subject):
        audit.record(None, _KEPT_APART, subject, same_as=other)


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
