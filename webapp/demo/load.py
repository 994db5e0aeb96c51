"""Load the demo once; start afresh when an earlier load was cut off."""

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pyotp
from sqlalchemy import text

from webapp.demo import products
from webapp.demo.material_library import MaterialLibrary
from webapp.demo.participants import Participants
from webapp.demo.scenario import DAYS, Scenario
from webapp.demo.wechat import SandboxClient
from webapp.kernel import clock, shared_store
from webapp.kernel.db import row, transaction
from webapp.kernel.schema import metadata
from webapp.kernel.settings import settings
from webapp.people.staff.flows.staff_accounts import create_staff
from webapp.trade.catalog.flows.list_products import list_brand, list_product
from webapp.trade.refunds.flows.poll_refunds import poll_refunds

BEGUN, DONE = "demo:begun", "demo:done"
FOR_EVER = 100 * 366 * 86_400
LOGIN = "demo"


class NotForDemo(Exception):
    """This database holds data that the demo did not make; it is left alone."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the load did."""

    fresh: bool
    orders: int
    visits: int


def load(progress: Callable[[int, int], None]) -> Loaded:
    """Run the scenario from `DAYS` ago up to today; progress(day, days) is called after each day."""
    if shared_store.get(DONE):
        return _loaded(fresh=False)
    _prepare()
    sandbox = SandboxClient(settings().wechat_api_origin)
    now = clock.now()
    begin = clock.day_start(clock.shanghai_day(now)) - timedelta(days=DAYS)
    sandbox.start_over(int((now - begin).total_seconds()))
    with clock.frozen(begin):
        participants = Participants(sandbox)
        staff_id, library = _set_up_shop(), MaterialLibrary(LOGIN)
        library.open()
        scenario = Scenario(participants, begin, library, staff_id=staff_id)
        participants.create_accounts()
        for day in scenario.run():
            poll_refunds()
            progress(day + 1, DAYS)
    sandbox.come_to_today()
    with transaction():
        shared_store.put(DONE, "1", seconds=FOR_EVER)
    return _loaded(fresh=True)


def _prepare() -> None:
    """Mark the beginning, so that a load that is cut off is known for what it is."""
    begun = shared_store.get(BEGUN)
    used = row(bool, "SELECT EXISTS (SELECT 1 FROM person) OR EXISTS (SELECT 1 FROM product)")
    if begun is None and used:
        raise NotForDemo
    if begun is not None:
        _sweep()
    with transaction():
        shared_store.put(BEGUN, "1", seconds=FOR_EVER)


def _sweep() -> None:
    """Remove what a cut-off load left: nothing else was ever in this database. Append-only tables are made anew."""
    tables = ", ".join(f'"{table.name}"' for table in metadata.sorted_tables)
    with transaction() as session:
        session.execute(text("SET LOCAL statement_timeout = 0"))
        session.execute(text("SET LOCAL session_replication_role = replica"))
        session.execute(text(f"TRUNCATE {tables}, procrastinate_jobs, procrastinate_events CASCADE"))


def _set_up_shop() -> int:
    """Make the brands, the products and one member of staff; returns the id of who ships."""
    for brand in products.BRANDS:
        list_brand(brand, staff_id=None)
    for product in products.PRODUCTS:
        list_product(product, staff_id=None)
    password = secrets.token_urlsafe(12)
    login = create_staff(LOGIN, "演示员", "admin", password, totp_secret=pyotp.random_base32())
    path = settings().guanxi_data / "demo-login.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(json.dumps({"login": LOGIN, "password": password}), encoding="utf-8")
    return login.id


def demo_login() -> tuple[str, str] | None:
    """Login and password of the demo's staff, if the demo was loaded here."""
    path = settings().guanxi_data / "demo-login.json"
    if not path.is_file():
        return None
    kept = json.loads(path.read_text(encoding="utf-8"))
    return kept["login"], kept["password"]


def _loaded(*, fresh: bool) -> Loaded:
    found = row(
        Loaded,
        """SELECT CAST(:fresh AS boolean) AS fresh, (SELECT count(*) FROM orders) AS orders,
                  (SELECT count(*) FROM visit) AS visits""",
        fresh=fresh,
    )
    assert found is not None  # noqa: S101 - a SELECT of scalars has one row
    return found
