"""How well shops answer: how much they were asked, how much they answered, and how soon."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from webapp.kernel.db import rows
from webapp.people.moderation import TextState

TIME_TO_ANSWER = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerFigures:
    """A shop's questions that became public within a time: those answered, and those it had a day for.

    The median is of the answered ones, from the question's becoming public to the answer's being given.
    """

    asked: int
    answered: int
    median_seconds: float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class _FiguresOfShop(AnswerFigures):
    shopkeeper_id: int


_NOTHING_ASKED = AnswerFigures(asked=0, answered=0, median_seconds=None)


def answer_figures_of(shopkeeper_ids: Sequence[int], since: datetime, now: datetime) -> dict[int, AnswerFigures]:
    """How each of these shops answered what became public since then; refused answers are none."""
    found = rows(
        _FiguresOfShop,
        """SELECT q.shopkeeper_id, count(*) AS asked, count(given.at) AS answered,
                  percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM given.at - q.shown_at)::float8)
                      FILTER (WHERE given.at IS NOT NULL) AS median_seconds
           FROM question q
           LEFT JOIN LATERAL (
               SELECT a.answered_at AS at FROM answer a JOIN public_text w ON w.id = a.text_id
               WHERE a.question_id = q.id AND w.state <> :refused AND a.answered_at <= :now
           ) AS given ON true
           WHERE q.shopkeeper_id = ANY(CAST(:keepers AS bigint[])) AND q.shown_at >= :since AND q.shown_at <= :now
             AND (given.at IS NOT NULL OR q.shown_at <= :due)
           GROUP BY q.shopkeeper_id""",
        keepers=list(shopkeeper_ids),
        since=since,
        now=now,
        due=now - TIME_TO_ANSWER,
        refused=TextState.REFUSED.value,
    )
    known = {
        each.shopkeeper_id: AnswerFigures(asked=each.asked, answered=each.answered, median_seconds=each.median_seconds)
        for each in found
    }
    return {shopkeeper_id: known.get(shopkeeper_id, _NOTHING_ASKED) for shopkeeper_id in shopkeeper_ids}
