"""Once a day it is counted how each shop has served people lately; ability and the signals on share pages follow."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from webapp.kernel import clock
from webapp.kernel.db import transaction
from webapp.people import identity
from webapp.social import complaints, questions, relationships, reviews, service_records
from webapp.social.service_records import ServiceFigures

PORTION = 500


def recompute_service_records() -> int:
    """Count every shop anew, some hundreds in one transaction; returns how many. Harmless at any time."""
    counted, after = 0, 0
    while ids := identity.shopkeepers_after(after, limit=PORTION):
        with transaction():
            _count(ids, clock.now())
        counted, after = counted + len(ids), ids[-1]
    return counted


def _count(ids: Sequence[int], now: datetime) -> None:
    p = relationships.parameters()
    since = now - timedelta(days=p.ability_days)
    asked = questions.answer_figures_of(ids, since, now)
    after_sale = complaints.after_sales_figures(ids, since, now)
    rated = reviews.satisfaction(ids, since)
    found = [_record(each, asked[each], after_sale[each], rated.get(each)) for each in ids]
    service_records.save_service_records(found, now=now)
    able = {
        each.shopkeeper_id: relationships.ability_of_outcomes(service_records.skill_outcomes(each), p) for each in found
    }
    relationships.save_abilities(able, now=now)


def _record(
    shopkeeper_id: int,
    asked: questions.AnswerFigures,
    sold: complaints.AfterSalesFigures,
    rated: reviews.Satisfaction | None,
) -> ServiceFigures:
    return ServiceFigures(
        shopkeeper_id=shopkeeper_id,
        sales=sold.sales - sold.refunds_done,
        asked=asked.asked,
        answered=asked.answered,
        answer_seconds=_whole(asked.median_seconds),
        complaints=sold.tried,
        in_time=sold.in_time,
        upheld=sold.in_time_upheld,
        returns=sold.refunds_done,
        return_seconds=_whole(sold.median_refund_seconds),
        rated=rated.rated if rated else 0,
        satisfied=rated.satisfied if rated else 0,
    )


def _whole(seconds: float | None) -> int | None:
    return None if seconds is None else round(seconds)
