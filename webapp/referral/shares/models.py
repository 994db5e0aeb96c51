"""The table of shares."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    String,
)
from sqlalchemy.orm import Mapped, mapped_column

from webapp.kernel.db import Base

AT = DateTime(timezone=True)


class Share(Base):
    """A shopkeeper's offer of one product in one scene. `ref` is what its token carries.

    The shopkeeper's own words are a public text: here is only its id, so nobody can read them around their state.
    """

    __tablename__ = "share"
    __table_args__ = (Index("ix_share_shopkeeper_id_id", "shopkeeper_id", "id"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    ref: Mapped[int] = mapped_column(BigInteger, unique=True)
    shopkeeper_id: Mapped[int] = mapped_column(ForeignKey("shopkeeper.id"))
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    scene_key: Mapped[str] = mapped_column(String(20), server_default="plain")
    text_id: Mapped[int | None] = mapped_column(ForeignKey("public_text.id"), unique=True)
    created_at: Mapped[datetime] = mapped_column(AT)
    expires_at: Mapped[datetime] = mapped_column(AT)
    revoked_at: Mapped[datetime | None] = mapped_column(AT)
