"""What buyers think of what they bought: stars, words, and the shopkeeper's reply."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey, Identity, Index, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from webapp.kernel.db import Base
from webapp.kernel.privacy import personal

AT = DateTime(timezone=True)


class ReviewedLine(Base):
    """An order line that has had its one review. It stays when the review is taken back, so there is no second."""

    __tablename__ = "reviewed_line"

    order_line_id: Mapped[int] = mapped_column(ForeignKey("order_line.id"), primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(AT)


class Review(Base):
    """What the buyer of one order line thinks of it. Stars count at once; words only when the text is shown."""

    __tablename__ = "review"
    __table_args__ = (
        CheckConstraint("stars BETWEEN 1 AND 5", name="review_has_one_to_five_stars"),
        CheckConstraint("reply_id IS NULL OR shopkeeper_id IS NOT NULL", name="review_is_answered_by_who_sold_it"),
        Index("uq_review_once_per_line", "order_line_id", unique=True),
        Index("uq_review_text_id", "text_id", unique=True),
        Index("uq_review_reply_id", "reply_id", unique=True),
        Index("ix_review_product_id_id", "product_id", "id", postgresql_include=["stars"]),
        Index("ix_review_product_id_id_said", "product_id", "id", postgresql_where="text_id IS NOT NULL"),
        Index("ix_review_shopkeeper_id_id", "shopkeeper_id", "id"),
        Index("ix_review_person_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    order_line_id: Mapped[int] = mapped_column(ForeignKey("reviewed_line.order_line_id"))
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"))
    shopkeeper_id: Mapped[int | None] = mapped_column(ForeignKey("shopkeeper.id"))
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id"), info=personal("who reviewed what they bought", kept="until taken back or erasure")
    )
    stars: Mapped[int] = mapped_column(SmallInteger, info=personal("opinion of a purchase", kept="until taken back"))
    text_id: Mapped[int | None] = mapped_column(ForeignKey("public_text.id"))
    reply_id: Mapped[int | None] = mapped_column(ForeignKey("public_text.id"))
    created_at: Mapped[datetime] = mapped_column(AT)
