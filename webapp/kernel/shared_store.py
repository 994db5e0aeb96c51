"""Small values all processes share until they expire: WeChat's access tokens and tickets, and who is fetching them.

Each statement is its own short transaction on its own connection: whoever waits for a token must neither end nor hold
a flow's transaction, and nothing stays locked while the outside world is asked.
"""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import DateTime, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.kernel import clock
from webapp.kernel.db import Base, db


class SharedValue(Base):
    """One named value and when it stops being good."""

    __tablename__ = "shared_value"

    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    value: Mapped[str] = mapped_column(Text)
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


_GET = text("SELECT value FROM shared_value WHERE key = :key AND expires_at > :now")
_PUT = text(
    """INSERT INTO shared_value (key, value, expires_at) VALUES (:key, :value, :until)
       ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at"""
)
# One statement decides: of many who ask at once, exactly one gets its row back.
_CLAIM = text(
    """INSERT INTO shared_value (key, value, expires_at) VALUES (:key, :value, :until)
       ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at
       WHERE shared_value.expires_at <= :now RETURNING value"""
)
_DROP = text("DELETE FROM shared_value WHERE key = :key AND value = :value")


def get(key: str) -> str | None:
    """The value, unless it has expired or was never set."""
    with db.engine.begin() as connection:
        return connection.execute(_GET, {"key": key, "now": clock.now()}).scalar()


def put(key: str, value: str, *, seconds: int) -> None:
    """Keep a value for some seconds."""
    with db.engine.begin() as connection:
        connection.execute(_PUT, {"key": key, "value": value, "until": clock.now() + timedelta(seconds=seconds)})


def claim(key: str, *, seconds: int) -> str | None:
    """Become the only one to do something for some seconds; None when somebody else is.

    The claim ends by itself, so a killed process blocks nobody for long. Returns what `drop` needs to end it early.
    """
    now, mark = clock.now(), secrets.token_hex(8)
    values = {"key": key, "value": mark, "now": now, "until": now + timedelta(seconds=seconds)}
    with db.engine.begin() as connection:
        return connection.execute(_CLAIM, values).scalar()


def drop(key: str, value: str) -> None:
    """Forget a value if it is still this one."""
    with db.engine.begin() as connection:
        connection.execute(_DROP, {"key": key, "value": value})
