"""Somebody shows an openid: find the person, and keep what they did before two people turned out to be one."""

from datetime import datetime

from webapp.people import consent, identity
from webapp.people.consent import ConsentChannel
from webapp.referral import visits
from webapp.social.relationships.flows.record_share_openings import record_openings_of


def identify_person(appid: str, openid: str, unionid: str | None, *, channel: ConsentChannel, now: datetime) -> int:
    """The person behind an openid, inside the open transaction; `how` they came, and were told what we remember.

    Whoever was absorbed has looked at shares in the mini-program as themselves; those looks belong to the one person
    now, or the shopkeeper who brought them would lose the sale.
    """
    person_id = identity.find_or_add_person(appid, openid, unionid, now=now)
    consent.record_default_consents(person_id, channel, now=now)
    for absorbed in identity.merged_into(person_id):
        if visits.link_visitor(visits.visitor_of_person(absorbed), person_id, now=now):
            record_openings_of(person_id, now=now)
    return person_id
