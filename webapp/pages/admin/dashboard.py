"""The first page of the day: how it goes, and what needs somebody's eyes."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from flask import jsonify, render_template
from flask.typing import ResponseReturnValue

from webapp.kernel import clock
from webapp.kernel.settings import settings
from webapp.money.ledger import staff_queries as ledger_staff_queries
from webapp.people.moderation import staff_queries as moderation_staff_queries
from webapp.people.staff.flows.staff_jobs import job_health
from webapp.referral.visits import staff_queries as visits_staff_queries
from webapp.social import complaints
from webapp.social.complaints import ComplaintState
from webapp.social.relationships import objections
from webapp.trade.orders import staff_queries as orders_staff_queries
from webapp.trade.refunds import staff_queries as refunds_staff_queries
from webapp.web.admin.blueprint import admin, needs
from webapp.web.admin.rendering import t

DAYS = 30


@admin.get("/")
@needs("dashboard")
def dashboard() -> str:
    """Today, the last seven days, troubles, and thirty days as figures (the chart draws the same)."""
    today = clock.shanghai_day(clock.now())
    return render_template(
        "pages/admin/dashboard.html",
        today=_figures(today, today),
        yesterday=_figures(today - timedelta(days=1), today - timedelta(days=1)),
        week=_figures(today - timedelta(days=6), today),
        owed=ledger_staff_queries.owed(),
        to_ship=orders_staff_queries.count_to_ship(),
        troubles=refunds_staff_queries.payment_and_refund_problems(),
        waiting=_waiting(),
        jobs=job_health(),
        trend=_trend(today),
        hold_days=settings().settle_hold_seconds // 86_400,
        today_day=today.isoformat(),
        week_day=(today - timedelta(days=6)).isoformat(),
    )


@admin.get("/trend")
@needs("dashboard")
def trend() -> ResponseReturnValue:
    """Thirty days for the chart: words come along, so the script knows no language."""
    days = _trend(clock.shanghai_day(clock.now()))
    return jsonify(
        days=[each["day"][5:] for each in days],
        visits={"name": t("dashboard.visits"), "values": [each["visits"] for each in days]},
        orders={"name": t("dashboard.orders"), "values": [each["orders"] for each in days]},
        paid={"name": t("dashboard.paid"), "values": [each["paid_fen"] for each in days]},
    )


def _waiting() -> list[tuple[str, int]]:
    """What waits for a colleague's decision: the page it is decided on, and how much."""
    found = {
        "complaints": complaints.count_by_state().get(ComplaintState.WITH_STAFF, 0),
        "contests": objections.count_open_objections(),
        "texts": moderation_staff_queries.count_waiting(),
    }
    return [(page, number) for page, number in found.items() if number]


def _figures(first: date, last: date) -> Mapping[str, int]:
    since, until = clock.day_start(first), clock.day_start(last + timedelta(days=1))
    return asdict(orders_staff_queries.figures(since, until)) | asdict(visits_staff_queries.visit_figures(since, until))


def _trend(today: date) -> list[dict[str, Any]]:
    first = today - timedelta(days=DAYS - 1)
    sales, visits = (
        orders_staff_queries.daily(clock.day_start(first)),
        visits_staff_queries.daily_visits(clock.day_start(first)),
    )
    names = [(first + timedelta(days=n)).isoformat() for n in range(DAYS)]
    return [
        {"visits": visits.get(name, 0), **asdict(sales.get(name) or orders_staff_queries.DailySales(day=name))}
        for name in names
    ]
