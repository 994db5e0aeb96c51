"""Public words and what became of their check."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey, Identity, Index, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.kernel.db import Base
from webapp.kernel.privacy import personal

AT = DateTime(timezone=True)


class PublicText(Base):
    """Words somebody wants others to read. Only `shown` ones are read by others; without an author they are ours.

    `label` is WeChat's number for what it found; `reason` are words for the author, from a colleague.
    """

    __tablename__ = "public_text"
    __table_args__ = (
        CheckConstraint("state IN ('checking', 'waiting', 'shown', 'refused')", name="public_text_state_is_known"),
        CheckConstraint("text <> ''", name="public_text_says_something"),
        Index("ix_public_text_author_id_id", "author_id", "id"),
        Index("ix_public_text_waiting", "id", postgresql_where="state = 'waiting'"),
        Index("ix_public_text_checking", "created_at", postgresql_where="state = 'checking'"),
        Index(
            "ix_public_text_judged",
            "judged_at",
            "id",
            postgresql_where="state = 'refused' OR staff_id IS NOT NULL",
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    text: Mapped[str] = mapped_column(String(1000), info=personal("published by the person", kept="until erasure"))
    state: Mapped[str] = mapped_column(String(10))
    label: Mapped[int | None] = mapped_column(SmallInteger)
    tries: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    reason: Mapped[str] = mapped_column(String(200), server_default="")
    staff_id: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[datetime] = mapped_column(AT)
    judged_at: Mapped[datetime | None] = mapped_column(AT)
