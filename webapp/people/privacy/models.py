"""The table of people who asked to be forgotten."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    String,
    Text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from webapp.kernel.db import Base

AT = DateTime(timezone=True)


class ErasureRequest(Base):
    """Somebody wants to be forgotten: what it waits for, and when it was done. Names nobody."""

    __tablename__ = "erasure_request"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'done', 'cancelled')", name="erasure_request_state_is_known"),
        CheckConstraint("(state = 'done') = (done_at IS NOT NULL)", name="erasure_request_done_has_a_moment"),
        Index("uq_erasure_request_open_once", "person_id", unique=True, postgresql_where="state = 'waiting'"),
        Index("ix_erasure_request_due", "checked_at", postgresql_where="swept_at IS NULL AND state <> 'cancelled'"),
        Index("ix_erasure_request_person_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    channel: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(12), server_default="waiting")
    blocked_by: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    rows_touched: Mapped[dict[str, int]] = mapped_column(JSONB, server_default="{}")
    requested_at: Mapped[datetime] = mapped_column(AT)
    checked_at: Mapped[datetime] = mapped_column(AT)
    done_at: Mapped[datetime | None] = mapped_column(AT)
    swept_at: Mapped[datetime | None] = mapped_column(AT)
