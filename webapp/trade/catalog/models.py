"""What there is to buy: brands, products, SKUs and their stock."""

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
    Text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from webapp.kernel.db import Base

AT = DateTime(timezone=True)


class Brand(Base):
    """A maker the platform trusts."""

    __tablename__ = "brand"

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name_zh: Mapped[str] = mapped_column(String(60))
    name_en: Mapped[str] = mapped_column(String(60))
    story_zh: Mapped[str] = mapped_column(Text, server_default="")
    story_en: Mapped[str] = mapped_column(Text, server_default="")
    picture: Mapped[str] = mapped_column(String(255), server_default="")
    created_at: Mapped[datetime] = mapped_column(AT)


class Product(Base):
    """Something a brand makes; `pictures` are paths below /static, the first one leads."""

    __tablename__ = "product"
    __table_args__ = (
        CheckConstraint("status IN ('on_sale', 'off')", name="product_status_is_known"),
        CheckConstraint("commission_rate_bp BETWEEN 0 AND 3000", name="product_commission_within_law"),
        Index("ix_product_status_id", "status", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    brand_id: Mapped[int] = mapped_column(ForeignKey("brand.id"), index=True)
    name_zh: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(120))
    summary_zh: Mapped[str] = mapped_column(String(200), server_default="")
    summary_en: Mapped[str] = mapped_column(String(300), server_default="")
    story_zh: Mapped[str] = mapped_column(Text, server_default="")
    story_en: Mapped[str] = mapped_column(Text, server_default="")
    pictures: Mapped[list[str]] = mapped_column(ARRAY(Text))
    card_picture: Mapped[str] = mapped_column(String(255), server_default="")
    commission_rate_bp: Mapped[int] = mapped_column(Integer, server_default="0")
    status: Mapped[str] = mapped_column(String(10), server_default="on_sale")
    created_at: Mapped[datetime] = mapped_column(AT)


class Sku(Base):
    """One buyable variant. `reserved` is held by unpaid orders; a sale lowers both on_hand and reserved."""

    __tablename__ = "sku"
    __table_args__ = (
        CheckConstraint("price_fen > 0", name="sku_has_a_price"),
        CheckConstraint("on_hand >= 0 AND reserved >= 0 AND sold >= 0", name="sku_counts_are_not_negative"),
        CheckConstraint("on_hand >= reserved", name="sku_is_not_oversold"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    code: Mapped[str] = mapped_column(String(60), unique=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    position: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    name_zh: Mapped[str] = mapped_column(String(60))
    name_en: Mapped[str] = mapped_column(String(80))
    price_fen: Mapped[int] = mapped_column(Integer)
    on_hand: Mapped[int] = mapped_column(Integer)
    reserved: Mapped[int] = mapped_column(Integer, server_default="0")
    sold: Mapped[int] = mapped_column(Integer, server_default="0")
    most_per_order: Mapped[int] = mapped_column(Integer, server_default="20")
