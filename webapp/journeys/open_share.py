"""Somebody taps a link: find what it opens."""

from webapp.kernel import clock
from webapp.kernel.errors import NotFound
from webapp.referral import shares, visits
from webapp.referral.visits.flows.ingest_visits import ingest_visits


def open_share(token: str) -> shares.ResolvedShare:
    """What an open token opens; raises ForgedToken, NotFound, ShareExpired, ShareRevoked or ShopkeeperSuspended."""
    opened = resolve_share(token)
    opened.require_open(clock.now())
    return opened


def resolve_share(token: str) -> shares.ResolvedShare:
    """What a token opens, even when nobody may buy through it any more.

    A forward may be tapped before the visit it came from has left the spool: then the spool is emptied first.
    """
    try:
        return visits.resolve_token(token)
    except NotFound:
        if not shares.is_forward(shares.read_token(token)):
            raise
    ingest_visits()
    return visits.resolve_token(token)
