"""What each person allows now, and every decision that led there."""

from datetime import datetime

from sqlalchemy import BigInteger, DateTime, ForeignKey, Identity, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.kernel.db import Base
from webapp.kernel.privacy import personal

AT = DateTime(timezone=True)
DECIDED = personal("what the person allows", kept="until erasure")


class Consent(Base):
    """Where a person stands about one purpose; in force only in the purpose's own version.

    `since` is set by a yes after a no: what happened before it is not remembered.
    """

    __tablename__ = "consent"
    __table_args__ = (Index("ix_consent_purpose", "purpose", "given"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, info=DECIDED)
    purpose: Mapped[str] = mapped_column(String(24), primary_key=True)
    version: Mapped[str] = mapped_column(String(16))
    given: Mapped[bool] = mapped_column()
    channel: Mapped[str] = mapped_column(String(12))
    at: Mapped[datetime] = mapped_column(AT)
    since: Mapped[datetime | None] = mapped_column(AT)


class ConsentDecision(Base):
    """One yes or no, with the version it was said to and how; the table refuses change."""

    __tablename__ = "consent_decision"
    __table_args__ = (Index("ix_consent_decision_person_id_id", "person_id", "id"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    person_id: Mapped[int] = mapped_column(BigInteger, info=personal("what the person allowed", kept="3 years"))
    purpose: Mapped[str] = mapped_column(String(24))
    version: Mapped[str] = mapped_column(String(16))
    given: Mapped[bool] = mapped_column()
    channel: Mapped[str] = mapped_column(String(12))
    at: Mapped[datetime] = mapped_column(AT)
