"""Tables of attributions and of the forwards they thank."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    SmallInteger,
    String,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from webapp.kernel.db import Base
from webapp.kernel.privacy import personal

AT = DateTime(timezone=True)


class Attribution(Base):
    """To whom an order is owed, decided once by a stated policy; settlement reads only this."""

    __tablename__ = "attribution"
    __table_args__ = (
        CheckConstraint("outcome IN ('credited', 'platform')", name="attribution_outcome_is_known"),
        CheckConstraint("(outcome = 'credited') = (shopkeeper_id IS NOT NULL)", name="attribution_credits_somebody"),
        Index("ix_attribution_shopkeeper_id_id", "shopkeeper_id", "id"),
        Index("ix_attribution_share_id", "share_id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    reference: Mapped[str] = mapped_column(String(40), unique=True)
    outcome: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(String(40))
    policy: Mapped[str] = mapped_column(String(40))
    shopkeeper_id: Mapped[int | None] = mapped_column(BigInteger)
    chain: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))
    share_id: Mapped[int | None] = mapped_column(BigInteger)
    visit_ref: Mapped[int | None] = mapped_column(BigInteger)
    forwards: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))
    considered: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    decided_at: Mapped[datetime] = mapped_column(AT)


class ForwardCredit(Base):
    """Honour, never cash, for everyone whose forward led to a sale: position 1 forwarded the share itself."""

    __tablename__ = "forward_credit"
    __table_args__ = (UniqueConstraint("attribution_id", "position", name="forward_credited_once"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    attribution_id: Mapped[int] = mapped_column(ForeignKey("attribution.id"))
    position: Mapped[int] = mapped_column(SmallInteger)
    visit_ref: Mapped[int] = mapped_column(BigInteger)
    visitor_id: Mapped[int] = mapped_column(
        BigInteger, index=True, info=personal("thanks the one who forwarded", kept="3 years, with the order")
    )
