"""Orders, their lines and history, payment attempts, refunds and what WeChat told us."""

from datetime import datetime
from typing import Any

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
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from webapp.kernel.db import Base
from webapp.kernel.privacy import personal

AT = DateTime(timezone=True)


class Order(Base):
    """A purchase with everything it was promised under: price, chain, rates and rule version."""

    __tablename__ = "orders"
    __table_args__ = (
        CheckConstraint("total_fen > 0", name="order_costs_something"),
        CheckConstraint(
            "state IN ('pending_payment', 'paid', 'shipped', 'received', 'settled', 'refunding', 'refunded', 'closed')",
            name="order_state_is_known",
        ),
        Index("ix_orders_buyer_id_id", "buyer_id", "id"),
        Index("ix_orders_shopkeeper_id_id", "shopkeeper_id", "id"),
        Index("ix_orders_shopkeeper_id_paid_at", "shopkeeper_id", "paid_at"),
        Index("ix_orders_refunding", "shopkeeper_id", postgresql_where="state = 'refunding'"),
        Index("ix_orders_state_id", "state", "id"),
        Index("ix_orders_created_at", "created_at", postgresql_using="brin"),
        Index("ix_orders_expires_at", "expires_at", postgresql_where="state = 'pending_payment'"),
        Index("ix_orders_receipt_due_at", "receipt_due_at", postgresql_where="state = 'shipped'"),
        Index("ix_orders_settle_due_at", "settle_due_at", postgresql_where="state = 'received'"),
        Index(
            "ix_orders_shopkeeper_id_received_at",
            "shopkeeper_id",
            "received_at",
            postgresql_where="received_at IS NOT NULL",
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    no: Mapped[str] = mapped_column(String(32), unique=True)
    buyer_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    shopkeeper_id: Mapped[int | None] = mapped_column(BigInteger)
    attribution_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    chain: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))
    scene_key: Mapped[str] = mapped_column(String(20))
    rule_version: Mapped[str] = mapped_column(String(20))
    source: Mapped[str] = mapped_column(String(8))
    language: Mapped[str] = mapped_column(String(2))
    state: Mapped[str] = mapped_column(String(16))
    total_fen: Mapped[int] = mapped_column(Integer)
    address: Mapped[dict[str, Any]] = mapped_column(
        JSONB, info=personal("delivery", kept="3 years after completion, or until erasure")
    )
    note: Mapped[str] = mapped_column(
        String(200),
        server_default="",
        info=personal("delivery", kept="3 years after completion, or until erasure"),
    )
    carrier: Mapped[str] = mapped_column(String(20), server_default="")
    tracking_no: Mapped[str] = mapped_column(String(40), server_default="")
    created_at: Mapped[datetime] = mapped_column(AT)
    expires_at: Mapped[datetime] = mapped_column(AT)
    paid_at: Mapped[datetime | None] = mapped_column(AT)
    shipped_at: Mapped[datetime | None] = mapped_column(AT)
    receipt_due_at: Mapped[datetime | None] = mapped_column(AT)
    received_at: Mapped[datetime | None] = mapped_column(AT)
    settle_due_at: Mapped[datetime | None] = mapped_column(AT)
    settled_at: Mapped[datetime | None] = mapped_column(AT)
    refunded_at: Mapped[datetime | None] = mapped_column(AT)
    closed_at: Mapped[datetime | None] = mapped_column(AT)


class OrderLine(Base):
    """One SKU of an order: names, price, commission base and rate as they were when it was placed."""

    __tablename__ = "order_line"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="order_line_has_a_quantity"),
        CheckConstraint("amount_fen = unit_price_fen * quantity", name="order_line_adds_up"),
        UniqueConstraint("order_id", "position", name="order_line_position_is_unique"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    position: Mapped[int] = mapped_column(SmallInteger)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    sku_id: Mapped[int] = mapped_column(ForeignKey("sku.id"), index=True)
    name_zh: Mapped[str] = mapped_column(String(160))
    name_en: Mapped[str] = mapped_column(String(220))
    picture: Mapped[str] = mapped_column(String(255), server_default="")
    quantity: Mapped[int] = mapped_column(Integer)
    unit_price_fen: Mapped[int] = mapped_column(Integer)
    amount_fen: Mapped[int] = mapped_column(Integer)
    plan: Mapped[str] = mapped_column(String(20))
    commission_base_fen: Mapped[int] = mapped_column(Integer)
    commission_rates_bp: Mapped[list[int]] = mapped_column(ARRAY(Integer))


class OrderEvent(Base):
    """One step in an order's life; the table refuses change."""

    __tablename__ = "order_event"
    __table_args__ = (Index("ix_order_event_order_id_id", "order_id", "id"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    event: Mapped[str] = mapped_column(String(24))
    from_state: Mapped[str | None] = mapped_column(String(16))
    to_state: Mapped[str] = mapped_column(String(16))
    actor: Mapped[str] = mapped_column(String(40))
    detail: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    at: Mapped[datetime] = mapped_column(AT)
