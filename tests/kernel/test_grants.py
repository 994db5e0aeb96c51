"""The login the shop should run under in production cannot rewrite history, trigger or no trigger."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from apiflask import APIFlask
from psycopg import errors
from sqlalchemy.engine import Connection

from webapp.kernel.db import db

GRANTS = (Path(__file__).parents[2] / "migrations/grants.sql").read_text(encoding="utf-8")
HISTORY = ["ledger_transaction", "entry", "order_event", "audit_entry", "bind_decision", "attribution"]


@pytest.fixture
def as_the_shop(app: APIFlask) -> Iterator[Connection]:
    """A connection with the shop's rights, rolled back afterwards."""
    with db.engine.connect().execution_options(isolation_level="READ COMMITTED") as connection:
        # Two workers of one server must not make the role at the same moment.
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(20260601)")
        connection.exec_driver_sql(GRANTS)
        connection.exec_driver_sql("SET LOCAL ROLE guanxi_app")
        yield connection
        connection.rollback()


@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}"])
@pytest.mark.parametrize("table", HISTORY)
def test_the_shop_has_no_right_to_rewrite(as_the_shop: Connection, table: str, change: str) -> None:
    with pytest.raises(Exception, match="permission denied") as caught:
        as_the_shop.exec_driver_sql(change.format(table))
    assert isinstance(caught.value.__cause__, errors.InsufficientPrivilege)


def test_the_shop_may_sell(as_the_shop: Connection) -> None:
    as_the_shop.exec_driver_sql("INSERT INTO account (kind) VALUES ('sales')")
    as_the_shop.exec_driver_sql("UPDATE sku SET reserved = 0")
    assert as_the_shop.exec_driver_sql("SELECT count(*) FROM entry").scalar() == 0


def test_the_shop_may_put_rows_aside_even_where_not_everybody_may(as_the_shop: Connection) -> None:
    as_the_shop.exec_driver_sql("RESET ROLE")
    database = as_the_shop.exec_driver_sql("SELECT quote_ident(current_database())").scalar()
    as_the_shop.exec_driver_sql(f"REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC")
    as_the_shop.exec_driver_sql("SET LOCAL ROLE guanxi_app")
    as_the_shop.exec_driver_sql("CREATE TEMPORARY TABLE aside (n int) ON COMMIT DROP")
