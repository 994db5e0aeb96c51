"""Materials, their versions, and which share used which version."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    SmallInteger,
    String,
    Text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from webapp.kernel.db import Base
from webapp.kernel.privacy import personal

AT = DateTime(timezone=True)


class Material(Base):
    """Something to send or to say, for one product and stage or for any. Without a shopkeeper it is the platform's.

    `current` is the newest version, which its author works with; `shown` is the one others read, if any may.
    """

    __tablename__ = "material"
    __table_args__ = (
        CheckConstraint("kind IN ('copy', 'pictures', 'script', 'value_content')", name="material_kind_is_known"),
        CheckConstraint(
            "stage IN ('stranger', 'acquaintance', 'familiar', 'friend', 'partner', 'cooling')",
            name="material_stage_is_known",
        ),
        CheckConstraint("kind <> 'pictures' OR product_id IS NOT NULL", name="material_pictures_show_a_product"),
        CheckConstraint("current >= 0 AND shown BETWEEN 1 AND current", name="material_shows_a_version_it_has"),
        Index("ix_material_shown", "id", postgresql_where="shown IS NOT NULL AND withdrawn_at IS NULL"),
        Index("ix_material_product_id_id", "product_id", "id"),
        Index("ix_material_shopkeeper_id_id", "shopkeeper_id", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    product_id: Mapped[int | None] = mapped_column(ForeignKey("product.id"))
    stage: Mapped[str | None] = mapped_column(String(12))
    shopkeeper_id: Mapped[int | None] = mapped_column(ForeignKey("shopkeeper.id"))
    current: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    shown: Mapped[int | None] = mapped_column(SmallInteger)
    created_at: Mapped[datetime] = mapped_column(AT)
    withdrawn_at: Mapped[datetime | None] = mapped_column(AT)


class MaterialVersion(Base):
    """The words and pictures of a material at one time; never rewritten. `words` are by language.

    A shopkeeper's version offered to others has its words checked as `text_id`; without one it is private.
    """

    __tablename__ = "material_version"
    __table_args__ = (
        CheckConstraint("number >= 1", name="material_version_counts_from_one"),
        Index("ix_material_version_text_id", "text_id", postgresql_where="text_id IS NOT NULL"),
    )

    material_id: Mapped[int] = mapped_column(ForeignKey("material.id"), primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    texts: Mapped[dict[str, Any]] = mapped_column(
        JSONB, info=personal("written by the shopkeeper for their customers", kept="until erasure")
    )
    pictures: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    text_id: Mapped[int | None] = mapped_column(ForeignKey("public_text.id"))
    staff_id: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[datetime] = mapped_column(AT)


class MaterialUse(Base):
    """Which version of which material a share was made with."""

    __tablename__ = "material_use"
    __table_args__ = (
        ForeignKeyConstraint(["material_id", "number"], ["material_version.material_id", "material_version.number"]),
        Index("ix_material_use_material_id_at", "material_id", "at"),
    )

    share_id: Mapped[int] = mapped_column(ForeignKey("share.id"), primary_key=True)
    material_id: Mapped[int] = mapped_column(BigInteger)
    number: Mapped[int] = mapped_column(SmallInteger)
    shopkeeper_id: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime] = mapped_column(AT)
