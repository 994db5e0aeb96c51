"""Databases for tests: the embedded PostgreSQL unless TEST_DATABASE_URL names a server of one's own."""

import os
import tempfile
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from apiflask import APIFlask
from flask_migrate import upgrade
from sqlalchemy import Engine

from config import Config
from webapp import create_app
from webapp.kernel.db import db
from webapp.local.postgres import throwaway_cluster

NOON = datetime(2026, 6, 1, 4, 0, tzinfo=UTC)
SERVER = "GUANXI_TEST_SERVER"
RUN = "GUANXI_TEST_RUN"
_open = ExitStack()


def start_server() -> None:
    """Find or start the server that all workers of this run share."""
    given = os.environ.get("TEST_DATABASE_URL")
    os.environ[SERVER] = given or _open.enter_context(throwaway_cluster())
    os.environ[RUN] = f"guanxi_test_{os.getpid()}"


def stop_server() -> None:
    """Leave nothing of this run on the server, and stop it if this run started it."""
    if "TEST_DATABASE_URL" in os.environ:
        drop(os.environ[RUN])
    _open.close()
    del os.environ[SERVER], os.environ[RUN]


def url_of(name: str) -> str:
    """The address of a database on the tests' server."""
    parts = psycopg.conninfo.conninfo_to_dict(os.environ[SERVER])
    user, password = parts.pop("user", ""), parts.pop("password", "")
    query = "&".join(f"{key}={value}" for key, value in parts.items() if key not in ("dbname", "host", "port"))
    host, port = parts.get("host", ""), parts.get("port", "5432")
    who = f"{user}:{password}@" if password else f"{user}@" if user else ""
    if str(host).startswith("/"):
        return f"postgresql://{who}/{name}?host={host}&port={port}" + (f"&{query}" if query else "")
    return f"postgresql://{who}{host}:{port}/{name}" + (f"?{query}" if query else "")


def create(name: str, *, template: str = "template1") -> str:
    """Make a database: an empty one, or a copy of another."""
    with psycopg.connect(os.environ[SERVER], autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return url_of(name)


def create_migrated(name: str) -> str:
    """Make a database at head: whoever of this run comes first migrates one, all others copy it."""
    run = os.environ[RUN]
    with psycopg.connect(os.environ[SERVER], autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(hashtext(%s))", (run,))
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (run,)).fetchone():
            migrate(create(f"{run}_half"))
            connection.execute(f'ALTER DATABASE "{run}_half" RENAME TO "{run}"')
        return create(name, template=run)


def migrate(url: str) -> None:
    """Bring a database to head."""
    with tempfile.TemporaryDirectory() as data:
        app = create_app(settings(url, Path(data)))
        with app.app_context():
            upgrade()
            db.engine.dispose()


def drop(name: str) -> None:
    """Remove a database, whoever is still connected."""
    with psycopg.connect(os.environ[SERVER], autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def settings(database_url: str, data: Path, **changes: object) -> Config:
    """A configuration for tests: WeChat's ids are the fake's."""
    from webapp.gateways.wechat.fake import CREDENTIALS

    values: dict[str, object] = {
        "database_url": database_url.replace("postgresql://", "postgresql+psycopg://", 1),
        "secret_keys": ("an old secret of thirty-two letters", "a new secret of thirty-two letters."),
        "guanxi_env": "test",
        "guanxi_data": data,
        "password_memory_kib": 8,  # a hundred times quicker; one test has the real one
        **CREDENTIALS,
        **changes,
    }
    return Config(**values)  # type: ignore[arg-type]


def make_shop(database_url: str, data: Path, **changes: object) -> APIFlask:
    """The shop on a migrated database."""
    app = create_app(settings(database_url, data, **changes))
    app.testing = True
    return app


# session_replication_role switches the append-only triggers off for this one sweep: only a superuser can.
_EMPTY = """
DO $$
DECLARE
    name text;
    filled boolean;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOR name IN SELECT format('%I', tablename) FROM pg_tables
        WHERE schemaname = 'public' AND tablename NOT IN ('alembic_version')
    LOOP
        EXECUTE 'SELECT EXISTS (SELECT 1 FROM ' || name || ')' INTO filled;
        IF filled THEN
            EXECUTE 'DELETE FROM ' || name;
        END IF;
    END LOOP;
END $$
"""


def empty(engine: Engine) -> None:
    """Remove every row a test left behind."""
    raw = engine.raw_connection()
    try:
        raw.driver_connection.execute(_EMPTY)  # type: ignore[union-attr]
        raw.commit()
    finally:
        raw.close()
