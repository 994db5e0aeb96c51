"""How often one caller may do one thing: a fixed window counted in an unlogged table all processes share."""

from sqlalchemy import BigInteger, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.kernel import clock
from webapp.kernel.db import Base, execute, execute_autocommit
from webapp.kernel.errors import TooMany
from webapp.kernel.privacy import personal


class RateCount(Base):
    """Attempts of one subject in one window."""

    __tablename__ = "rate_count"
    __table_args__ = ({"prefixes": ["UNLOGGED"]},)

    subject: Mapped[str] = mapped_column(
        String(120), primary_key=True, info=personal("slows down whoever asks too often", kept="a day")
    )
    window_number: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    attempts: Mapped[int] = mapped_column(Integer)


def count(subject: str, *, most: int, seconds: int) -> None:
    """Count one attempt in a small transaction of its own; raises TooMany past `most` in this window."""
    now = int(clock.now().timestamp())
    # An unlogged table writes no log, so nobody waits for the disk.
    found = execute_autocommit(
        """INSERT INTO rate_count (subject, window_number, attempts) VALUES (:subject, :window, 1)
           ON CONFLICT (subject, window_number) DO UPDATE SET attempts = rate_count.attempts + 1
           RETURNING attempts""",
        subject=f"{subject}/{seconds}",
        window=now // seconds,
    )
    if found is not None and found["attempts"] > most:
        raise TooMany(retry_after=seconds - now % seconds)


def forget(*, before_seconds: int) -> int:
    """Delete windows that ended long ago; returns how many. Runs in the caller's transaction."""
    limit = int(clock.now().timestamp()) - before_seconds
    return execute(
        "DELETE FROM rate_count WHERE window_number * split_part(subject, '/', -1)::bigint < :limit", limit=limit
    )
