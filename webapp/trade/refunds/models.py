"""The table of money going back."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    String,
)
from sqlalchemy.orm import Mapped, mapped_column

from webapp.kernel.db import Base
from webapp.kernel.privacy import personal

AT = DateTime(timezone=True)


class Refund(Base):
    """Money going back for one payment. The same `out_refund_no` is used until WeChat gives a final answer."""

    __tablename__ = "refund"
    __table_args__ = (
        CheckConstraint("amount_fen > 0", name="refund_gives_something"),
        CheckConstraint(
            "state IN ('requested', 'processing', 'succeeded', 'closed', 'abnormal')", name="refund_state_is_known"
        ),
        Index("ix_refund_order_id_id", "order_id", "id"),
        Index("ix_refund_open", "created_at", postgresql_where="state IN ('requested', 'processing')"),
        Index(
            "uq_refund_payment_once",
            "payment_id",
            unique=True,
            postgresql_where="state IN ('requested', 'processing', 'succeeded')",
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    payment_id: Mapped[int] = mapped_column(ForeignKey("payment.id"))
    out_refund_no: Mapped[str] = mapped_column(String(32), unique=True)
    refund_id: Mapped[str | None] = mapped_column(String(64), unique=True)
    amount_fen: Mapped[int] = mapped_column(Integer)
    reason: Mapped[str] = mapped_column(String(24))
    text: Mapped[str] = mapped_column(
        String(80), server_default="", info=personal("why the buyer wants the money back", kept="until erasure")
    )
    requested_by: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(12))
    trouble: Mapped[str] = mapped_column(String(200), server_default="")
    created_at: Mapped[datetime] = mapped_column(AT)
    finished_at: Mapped[datetime | None] = mapped_column(AT)
