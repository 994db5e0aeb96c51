"""What a shopkeeper earns by a line of an order, from pending to payable or void."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    SmallInteger,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from webapp.kernel.db import Base

AT = DateTime(timezone=True)


class Accrual(Base):
    """One reward for one line. A third paid level cannot be represented (禁止传销条例 art. 7)."""

    __tablename__ = "accrual"
    __table_args__ = (
        UniqueConstraint("order_line_id", "beneficiary_id", "level", "kind", name="accrual_made_once"),
        CheckConstraint("level BETWEEN 1 AND 2", name="accrual_never_pays_a_third_level"),
        CheckConstraint("amount_fen >= 0 AND amount_fen <= base_fen", name="accrual_within_its_base"),
        CheckConstraint("rate_bp BETWEEN 0 AND 3000", name="accrual_rate_within_law"),
        CheckConstraint("state IN ('pending', 'payable', 'void', 'clawed_back')", name="accrual_state_is_known"),
        Index("ix_accrual_beneficiary_id_id", "beneficiary_id", "id"),
        Index("ix_accrual_order_no", "order_no"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    order_no: Mapped[str] = mapped_column(String(32))
    order_line_id: Mapped[int] = mapped_column(BigInteger)
    beneficiary_id: Mapped[int] = mapped_column(ForeignKey("shopkeeper.id"))
    level: Mapped[int] = mapped_column(SmallInteger)
    kind: Mapped[str] = mapped_column(String(12))
    plan: Mapped[str] = mapped_column(String(20))
    rule_version: Mapped[str] = mapped_column(String(20))
    base_fen: Mapped[int] = mapped_column(Integer)
    rate_bp: Mapped[int] = mapped_column(Integer)
    amount_fen: Mapped[int] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(String(12))
    accrued_at: Mapped[datetime] = mapped_column(AT)
    due_at: Mapped[datetime | None] = mapped_column(AT)
    settled_at: Mapped[datetime | None] = mapped_column(AT)
    voided_at: Mapped[datetime | None] = mapped_column(AT)
