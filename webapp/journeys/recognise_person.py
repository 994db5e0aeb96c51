"""Somebody shows an openid: find the person, and keep what they did before two people turned out to be one."""

from datetime import datetime

from webapp.people import consent, identity
from webapp.people.consent import How
from webapp.referral import visits
from webapp.social.relationships.flows.note_openings import tell_openings_of


def recognise_person(appid: str, openid: str, unionid: str | None, *, how: How, now: datetime) -> int:
    """The person behind an openid, inside the open transaction; `how` they came, and were told what we remember.

    Whoever was absorbed has looked at shares in the mini-program as themselves; those looks belong to the one person
    now, or the shopkeeper who brought them would lose the sale.
    """
    person_id = identity.recognise(appid, openid, unionid, now=now)
    consent.inform(person_id, how, now=now)
    for absorbed in identity.absorbed_into(person_id):
        if visits.link_visitor(visits.visitor_of_person(absorbed), person_id, now=now):
            tell_openings_of(person_id, now=now)
    return person_id
