"""Tables of attempts to pay, and of what WeChat has told us."""

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
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from webapp.kernel.db import Base
from webapp.kernel.privacy import personal

AT = DateTime(timezone=True)


class Payment(Base):
    """One attempt to pay an order at WeChat; an order may need several. `out_trade_no` is unique for ever."""

    __tablename__ = "payment"
    __table_args__ = (
        CheckConstraint("amount_fen > 0", name="payment_asks_for_something"),
        CheckConstraint(
            "state IN ('created', 'prepared', 'succeeded', 'closed', 'quarantined')", name="payment_state_is_known"
        ),
        Index("ix_payment_order_id_id", "order_id", "id"),
        Index("ix_payment_quarantined", "id", postgresql_where="state = 'quarantined'"),
        Index("ix_payment_open", "created_at", postgresql_where="state IN ('created', 'prepared')"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    out_trade_no: Mapped[str] = mapped_column(String(32), unique=True)
    appid: Mapped[str] = mapped_column(String(32))
    mchid: Mapped[str] = mapped_column(String(32))
    openid: Mapped[str] = mapped_column(
        String(64), info=personal("who pays", kept="3 years after completion, or until erasure")
    )
    amount_fen: Mapped[int] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(String(12))
    prepay_id: Mapped[str | None] = mapped_column(String(64))
    transaction_id: Mapped[str | None] = mapped_column(String(64), unique=True)
    trouble: Mapped[str] = mapped_column(String(200), server_default="")
    created_at: Mapped[datetime] = mapped_column(AT)
    expires_at: Mapped[datetime] = mapped_column(AT)
    succeeded_at: Mapped[datetime | None] = mapped_column(AT)
    closed_at: Mapped[datetime | None] = mapped_column(AT)


class WechatNotice(Base):
    """The inbox: each notification of WeChat Pay is taken in once, however often it is sent."""

    __tablename__ = "wechat_notice"
    __table_args__ = (UniqueConstraint("kind", "notice_id", name="notice_taken_once"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))
    notice_id: Mapped[str] = mapped_column(String(64))
    reference: Mapped[str] = mapped_column(String(32))
    outcome: Mapped[str] = mapped_column(String(24))
    received_at: Mapped[datetime] = mapped_column(AT, index=True)
