"""Questions consumers ask a shop about a product, and the one answer each gets."""

from datetime import datetime

from sqlalchemy import BigInteger, DateTime, ForeignKey, Identity, Index
from sqlalchemy.orm import Mapped, mapped_column

from webapp.kernel.db import Base
from webapp.kernel.privacy import personal

AT = DateTime(timezone=True)


class Question(Base):
    """Something a person wants to know about a product, asked at one shop; the words are a public text.

    `shown_at` is when the words became public, and the shop got to see them; `answer_shown_at` is when the answer could
    be read. What is set aside is answered to its asker alone.
    """

    __tablename__ = "question"
    __table_args__ = (
        Index("uq_question_text_id", "text_id", unique=True),
        Index("ix_question_asker_id", "asker_id", "id"),
        Index("ix_question_shopkeeper_id", "shopkeeper_id", "id"),
        # What waits is little, however much was asked and answered.
        Index("ix_question_open", "shopkeeper_id", "id", postgresql_where="answer_shown_at IS NULL"),
        Index(
            "ix_question_shopkeeper_id_shown_at",
            "shopkeeper_id",
            "shown_at",
            postgresql_where="shown_at IS NOT NULL",
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"))
    shopkeeper_id: Mapped[int] = mapped_column(ForeignKey("shopkeeper.id"))
    share_id: Mapped[int | None] = mapped_column(ForeignKey("share.id"))
    asker_id: Mapped[int] = mapped_column(
        ForeignKey("person.id"), info=personal("brings the answer to who asked", kept="until erasure")
    )
    text_id: Mapped[int] = mapped_column(ForeignKey("public_text.id"))
    asked_at: Mapped[datetime] = mapped_column(AT)
    shown_at: Mapped[datetime | None] = mapped_column(AT)
    answer_shown_at: Mapped[datetime | None] = mapped_column(AT)
    hidden_at: Mapped[datetime | None] = mapped_column(AT)


class Answer(Base):
    """What the shop that was asked says to a question, once: in words of its own, or with those of an earlier answer.

    An answer that was given again shares its text with the one it `reused`, which may be another shop's.
    """

    __tablename__ = "answer"
    __table_args__ = (
        Index("uq_answer_once_per_question", "question_id", unique=True),
        Index("ix_answer_text_id", "text_id"),
        Index("ix_answer_product_id", "product_id", "id", postgresql_where="shown_at IS NOT NULL"),
        Index(
            "ix_answer_product_id_shopkeeper_id",
            "product_id",
            "shopkeeper_id",
            "id",
            postgresql_where="shown_at IS NOT NULL",
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"))
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"))
    shopkeeper_id: Mapped[int] = mapped_column(ForeignKey("shopkeeper.id"))
    text_id: Mapped[int] = mapped_column(ForeignKey("public_text.id"))
    reused_answer_id: Mapped[int | None] = mapped_column(ForeignKey("answer.id", ondelete="SET NULL"), index=True)
    answered_at: Mapped[datetime] = mapped_column(AT)
    shown_at: Mapped[datetime | None] = mapped_column(AT)
