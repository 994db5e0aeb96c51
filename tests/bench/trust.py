"""What relationships cost, and what PostgreSQL needs for the like of it; all of it in this process and the server."""

import time
from datetime import timedelta

import psycopg

from tests.bench.place import Place
from tests.bench.processes import cpu_seconds
from tests.bench.relations import FIRST_SHOPKEEPER, NOW
from webapp.kernel import clock
from webapp.kernel.db import row, rows
from webapp.social.relationships import advise
from webapp.social.relationships.flows.recompute_relationships import recompute_relationships

AUDIENCE = 100
DAY = timedelta(days=1)


class Trust:
    """Pieces of work on the relationships of one place; `cpu` is the time their processes have used."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._nights = 0
        self._people: list[int] = []

    def cpu(self) -> float:
        """This process, in which a worker's job or a request would run, and PostgreSQL."""
        return time.process_time() + cpu_seconds(self._place.postgres)

    def scan(self, times: int) -> None:
        """Read all events sequentially and look at every column that trust is derived from."""
        with psycopg.connect(self._place.url, autocommit=True) as connection:
            for _ in range(times):
                connection.execute(
                    """SELECT count(*), max(shopkeeper_id), max(person_id), max(at), max(kind), sum(gain), sum(cost)
                       FROM relationship_event"""
                ).fetchone()

    def recompute(self, times: int) -> None:
        """The whole nightly pass, a night later each time: every stage, all trust, all scores."""
        for _ in range(times):
            self._nights += 1
            with self._place.app.app_context(), clock.frozen(NOW + self._nights * DAY):
                recompute_relationships()

    def lookups(self, times: int) -> None:
        """Look up as many pairs by their primary key as an audience has, one by one."""
        with self._place.app.app_context():
            for number in range(times):
                for person in self._audience(number):
                    row(
                        dict,
                        "SELECT * FROM relationship WHERE shopkeeper_id = :keeper AND person_id = :person",
                        keeper=FIRST_SHOPKEEPER,
                        person=person,
                    )

    def advice(self, times: int) -> None:
        """What the shopkeeper with most customers should know before sharing with some of them."""
        with self._place.app.app_context():
            for number in range(times):
                found = advise(FIRST_SHOPKEEPER, self._audience(number), now=NOW)
                groups = (found.welcomes, found.unsure, found.tires, found.held_back)
                if sum(map(len, groups)) != AUDIENCE:
                    raise RuntimeError("somebody is missing")

    def _audience(self, number: int) -> list[int]:
        """Customers from all over the list, other ones each time."""
        if not self._people:
            found = rows(
                dict, "SELECT person_id FROM relationship WHERE shopkeeper_id = :keeper", keeper=FIRST_SHOPKEEPER
            )
            self._people = sorted(each["person_id"] for each in found)
        every = max(1, len(self._people) // AUDIENCE)
        return self._people[number % every :: every][:AUDIENCE]
