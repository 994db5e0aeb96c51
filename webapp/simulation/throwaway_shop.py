"""A shop of its own for an experiment: an empty database, the fake WeChat, and a clock that stands still."""

import os
import secrets
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from flask import Flask
from flask_migrate import upgrade
from psycopg import sql
from sqlalchemy import make_url

from config import Config
from webapp.gateways.wechat import use
from webapp.gateways.wechat.fake import CREDENTIALS, FakeWechat
from webapp.kernel import clock
from webapp.kernel.db import db

BEGIN = datetime(2026, 3, 2, 1, tzinfo=UTC)


@contextmanager
def throwaway_shop(config: Config, make_app: Callable[[Config], Flask]) -> Iterator[FakeWechat]:
    """Inside, every flow works on an empty shop that begins on a Monday morning in March; afterwards it is gone.

    The database lives beside the configured one, whose login must be allowed to create databases.
    """
    name = f"guanxi_simulation_{os.getpid()}_{secrets.token_hex(3)}"
    url = make_url(config.database_url)
    server = url.set(drivername="postgresql").render_as_string(hide_password=False)
    _ask(server, "CREATE DATABASE {}", name)
    try:
        with tempfile.TemporaryDirectory(prefix="guanxi-simulation-") as folder:
            address = url.set(database=name).render_as_string(hide_password=False)
            yield from _live(make_app(_settings(config, address, folder)))
    finally:
        _ask(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _live(app: Flask) -> Iterator[FakeWechat]:
    fake_wechat = FakeWechat()
    use(fake_wechat.as_wechat())
    with app.app_context(), clock.frozen(BEGIN):
        upgrade()
        try:
            yield fake_wechat
        finally:
            db.session.remove()
            db.engine.dispose()


def _settings(config: Config, database_url: str, folder: str) -> Config:
    """The configured shop as it is, but for its database, its WeChat and how many orders one person may place."""
    return replace(
        config,
        database_url=database_url,
        guanxi_env="test",
        guanxi_data=Path(folder),
        orders_per_minute=1_000,
        logins_per_minute=10_000,
        **CREDENTIALS,  # type: ignore[arg-type]  # strings all, as the settings of these names are
    )


def _ask(server: str, statement: str, name: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(name)))
