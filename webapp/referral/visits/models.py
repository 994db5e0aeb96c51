"""Tables of visits, touches and visitors."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from webapp.kernel.db import Base
from webapp.kernel.privacy import personal

AT = DateTime(timezone=True)


class Visit(Base):
    """One opening of a share page that was really seen. `parent_ref` is the visit whose forward was tapped.

    No foreign keys: visits arrive in bulk, may be replayed by their own `ref`, and money does not depend on them.
    """

    __tablename__ = "visit"
    __table_args__ = (
        Index("ix_visit_share_id_at", "share_id", "at"),
        Index("ix_visit_shopkeeper_id_at", "shopkeeper_id", "at"),
        Index("ix_visit_parent_ref", "parent_ref", postgresql_where="parent_ref IS NOT NULL"),
        Index("ix_visit_at", "at", postgresql_using="brin"),
    )

    ref: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    share_id: Mapped[int] = mapped_column(BigInteger)
    shopkeeper_id: Mapped[int] = mapped_column(BigInteger)
    parent_ref: Mapped[int | None] = mapped_column(BigInteger)
    visitor_id: Mapped[int] = mapped_column(
        BigInteger, info=personal("counts a visitor once and finds who brought a buyer", kept="180 days")
    )
    source: Mapped[str] = mapped_column(String(8))
    at: Mapped[datetime] = mapped_column(AT)


class Touch(Base):
    """Visits of one visitor by one token within half an hour, counted once."""

    __tablename__ = "touch"
    __table_args__ = (
        UniqueConstraint("visitor_id", "token_ref", "window_number", name="touch_counted_once"),
        Index("ix_touch_visitor_id_at", "visitor_id", "at"),
        Index("ix_touch_share_id", "share_id"),
        Index("ix_touch_at", "at", postgresql_using="brin"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    visitor_id: Mapped[int] = mapped_column(BigInteger, info=personal("attribution of an order", kept="180 days"))
    token_ref: Mapped[int] = mapped_column(BigInteger)
    window_number: Mapped[int] = mapped_column(BigInteger)
    visit_ref: Mapped[int] = mapped_column(BigInteger)
    share_id: Mapped[int] = mapped_column(BigInteger)
    shopkeeper_id: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime] = mapped_column(AT)


class Visitor(Base):
    """A browser or a mini-program whose person we have come to know (only when they bought or logged in)."""

    __tablename__ = "visitor"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id"), index=True, info=personal("joins visits before and after login", kept="180 days")
    )
    linked_at: Mapped[datetime] = mapped_column(AT)
