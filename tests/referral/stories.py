"""Short words for the tests of this capability: Ada shares, people open, the spool is emptied."""

from tests.cast import Keeper, ListedProduct
from tests.public_texts import open_mini_program, run_text_checks
from webapp.journeys.make_share import CreatedShare, make_share
from webapp.journeys.record_visit import record_visit
from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.referral import attribution, visits
from webapp.referral.attribution import facts, service
from webapp.referral.visits.flows.ingest_visits import ingest_visits


def shared(keeper: Keeper, shelf: ListedProduct, words: str = "") -> CreatedShare:
    open_mini_program(keeper.person)
    made = make_share(keeper.id, shelf.product_code, text=words)
    run_text_checks()
    return made


def opened(token: str, visitor_id: int) -> visits.VisitRecorded:
    """Somebody sees the page; the database knows of it when this returns."""
    recorded = record_visit(token, visitor_id, source="h5")
    ingest_visits()
    return recorded


def bought(
    reference: str, buyer_id: int, page: service.OrderPage | None = None, policy: str | None = None
) -> facts.AttributionSnapshot:
    ingest_visits()
    with transaction():
        return attribution.attribute(reference, buyer_id=buyer_id, page=page, now=clock.now(), policy=policy)


def known_as(visitor_id: int, person_id: int) -> None:
    with transaction():
        visits.link_visitor(visitor_id, person_id, now=clock.now())
