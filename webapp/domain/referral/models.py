"""Who brought whom to what: shares, visits and their forwards, touches, attributions.

Visits, touches and shares carry the shopkeeper's id in reach of their keys, so that they can be spread by it.
"""

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
from webapp.kernel.privacy import BY_SHOP, BY_VISITOR, VISITOR_IDS, blanked, deleted, personal, retained

AT = DateTime(timezone=True)

# Visits are many and have no index by visitor, but each lies within a day before one of its visitor's touches.
VISITS_OF_TOUCHES = f"""
ref IN (SELECT seen.ref FROM touch JOIN visit AS seen ON seen.share_id = touch.share_id
        AND seen.at BETWEEN touch.at - interval '1 day' AND touch.at AND seen.visitor_id = touch.visitor_id
        WHERE touch.visitor_id = ANY({VISITOR_IDS}))
"""  # noqa: S608 - no input


class Share(Base):
    """A shopkeeper's offer of one product in one scene. `ref` is what its token carries.

    The shopkeeper's own words are a public text: here is only its id, so nobody can read them around their state.
    """

    __tablename__ = "share"
    __table_args__ = (
        Index("ix_share_shopkeeper_id_id", "shopkeeper_id", "id"),
        blanked(BY_SHOP),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    ref: Mapped[int] = mapped_column(BigInteger, unique=True)
    shopkeeper_id: Mapped[int] = mapped_column(ForeignKey("shopkeeper.id"))
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    scene_key: Mapped[str] = mapped_column(String(20), server_default="plain")
    words_id: Mapped[int | None] = mapped_column(ForeignKey("public_text.id"), unique=True)
    created_at: Mapped[datetime] = mapped_column(AT)
    expires_at: Mapped[datetime] = mapped_column(AT)
    revoked_at: Mapped[datetime | None] = mapped_column(AT)


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
        blanked(VISITS_OF_TOUCHES, instead={"visitor_id": "ref"}),
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
        blanked(BY_VISITOR, instead={"visitor_id": "visit_ref"}),
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
    __table_args__ = (deleted("person_id = :person"),)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id"), index=True, info=personal("joins visits before and after login", kept="180 days")
    )
    linked_at: Mapped[datetime] = mapped_column(AT)


class Attribution(Base):
    """To whom an order is owed, decided once by a stated policy; settlement reads only this."""

    __tablename__ = "attribution"
    __table_args__ = (
        CheckConstraint("outcome IN ('credited', 'platform')", name="attribution_outcome_is_known"),
        CheckConstraint("(outcome = 'credited') = (shopkeeper_id IS NOT NULL)", name="attribution_credits_somebody"),
        Index("ix_attribution_shopkeeper_id_id", "shopkeeper_id", "id"),
        Index("ix_attribution_share_id", "share_id"),
        retained(
            "reference IN (SELECT 'order:' || no FROM orders WHERE buyer_id = :person)",
            because="to whom a sale is owed (E-commerce Law art. 31)",
            until="3 years after completion",
        ),
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
    __table_args__ = (
        UniqueConstraint("attribution_id", "position", name="forward_credited_once"),
        blanked(BY_VISITOR, instead={"visitor_id": "visit_ref"}),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    attribution_id: Mapped[int] = mapped_column(ForeignKey("attribution.id"))
    position: Mapped[int] = mapped_column(SmallInteger)
    visit_ref: Mapped[int] = mapped_column(BigInteger)
    visitor_id: Mapped[int] = mapped_column(
        BigInteger, index=True, info=personal("thanks the one who forwarded", kept="3 years, with the order")
    )
