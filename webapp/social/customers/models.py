"""A shopkeeper's own words about a customer. They weigh nothing: trust is a function of events alone.

Every key begins with the shopkeeper's id, as the pair's does, and goes with the pair; also with the shopkeeper.
"""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKeyConstraint,
    Identity,
    Index,
    SmallInteger,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from webapp.kernel.db import Base
from webapp.kernel.privacy import personal

AT = DateTime(timezone=True)
SERVING = "what a shopkeeper remembers in order to serve a customer; the customer reads and removes it"


class CustomerTag(Base):
    """One word a shopkeeper sorts a customer by. A place from 1 to 12, so nobody collects more about one person."""

    __tablename__ = "customer_tag"
    __table_args__ = (
        ForeignKeyConstraint(
            ["shopkeeper_id", "person_id"],
            ["relationship.shopkeeper_id", "relationship.person_id"],
            ondelete="CASCADE",
        ),
        CheckConstraint("position BETWEEN 1 AND 12", name="customer_tag_is_one_of_twelve"),
        CheckConstraint("tag <> ''", name="customer_tag_says_something"),
        UniqueConstraint("shopkeeper_id", "person_id", "position", name="customer_tag_has_its_own_place"),
        Index("ix_customer_tag_shopkeeper_id_tag", "shopkeeper_id", "tag", "person_id"),
        Index("ix_customer_tag_person_id", "person_id"),
    )

    shopkeeper_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, autoincrement=False, info=personal(SERVING, kept="until erasure")
    )
    tag: Mapped[str] = mapped_column(String(12), primary_key=True, info=personal(SERVING, kept="until erasure"))
    position: Mapped[int] = mapped_column(SmallInteger)


class CustomerNote(Base):
    """Something a shopkeeper wants to remember about a customer."""

    __tablename__ = "customer_note"
    __table_args__ = (
        ForeignKeyConstraint(
            ["shopkeeper_id", "person_id"],
            ["relationship.shopkeeper_id", "relationship.person_id"],
            ondelete="CASCADE",
        ),
        CheckConstraint("text <> ''", name="customer_note_says_something"),
        Index("ix_customer_note_shopkeeper_id_person_id", "shopkeeper_id", "person_id", "id"),
        Index("ix_customer_note_person_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    shopkeeper_id: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[int] = mapped_column(BigInteger, info=personal(SERVING, kept="until erasure"))
    text: Mapped[str] = mapped_column(String(500), info=personal(SERVING, kept="until erasure"))
    created_at: Mapped[datetime] = mapped_column(AT)
