"""The records as last counted."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime

from webapp.kernel.db import execute, row
from webapp.social.service_records.rules import ServiceFigures

_COLUMNS = tuple(each.name for each in fields(ServiceFigures))
_LIST = ", ".join(_COLUMNS)


def service_record_of(shopkeeper_id: int) -> ServiceFigures | None:
    """How a shop has served people lately; None before it was first counted."""
    return row(
        ServiceFigures,
        f"SELECT {_LIST} FROM service_record WHERE shopkeeper_id = :id",  # noqa: S608 - made of the columns' names
        id=shopkeeper_id,
    )


def save_service_records(records: Sequence[ServiceFigures], *, now: datetime) -> None:
    """Write what was counted over what was counted before; one statement, however many shops."""
    arrays = ", ".join(f"CAST(:{name} AS {'bigint' if name == 'shopkeeper_id' else 'int'}[])" for name in _COLUMNS)
    changes = ", ".join(f"{name} = excluded.{name}" for name in (*_COLUMNS[1:], "at"))
    execute(
        f"""INSERT INTO service_record ({_LIST}, at) SELECT {_LIST}, :now FROM unnest({arrays}) AS counted ({_LIST})
            ON CONFLICT (shopkeeper_id) DO UPDATE SET {changes}""",  # noqa: S608 - made of the columns' names
        now=now,
        **{name: [getattr(each, name) for each in records] for name in _COLUMNS},
    )
