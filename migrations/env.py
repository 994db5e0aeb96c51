"""Alembic's environment: the app's own engine and all tables of the capabilities and the kernel."""

from alembic import context
from flask import current_app

from webapp.kernel.db import db
from webapp.kernel.schema import metadata

# Tables that procrastinate owns are not compared with our models.
_FOREIGN = ("procrastinate_",)


def _ours(_object: object, name: str | None, kind: str, _reflected: bool, _compare_to: object) -> bool:
    return not (kind == "table" and name is not None and name.startswith(_FOREIGN))


def run() -> None:
    """Migrate in one transaction, waiting long for locks: nobody else migrates."""
    with current_app.app_context(), db.engine.connect() as connection:
        connection = connection.execution_options(isolation_level="READ COMMITTED")
        connection.exec_driver_sql("SET lock_timeout = '60s'")
        connection.exec_driver_sql("SET statement_timeout = 0")
        connection.commit()
        context.configure(connection=connection, target_metadata=metadata, include_object=_ours, compare_type=True)
        with context.begin_transaction():
            context.run_migrations()


run()
