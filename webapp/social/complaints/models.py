"""A complaint about one line of an order, its thread and its history."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey, Identity, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.kernel.db import Base
from webapp.kernel.privacy import personal

AT = DateTime(timezone=True)
BETWEEN_THEM = personal(
    "settling what went wrong with a purchase; read by its buyer, its shopkeeper and staff",
    kept="until erasure, at most 3 years after completion (E-commerce Law art. 31)",
)


class Complaint(Base):
    """One line of a paid order that its buyer is not content with; there is never a second about the same line.

    Without a shopkeeper (nobody is credited, or the buyer would answer themselves) it is the platform's from the start.
    `since` is when it came to where it stands; `answered_at` is the shopkeeper's first answer.
    """

    __tablename__ = "complaint"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('quality', 'not_as_described', 'delivery', 'service', 'other')", name="complaint_kind_is_known"
        ),
        CheckConstraint(
            "state IN ('open', 'answered', 'with_staff', 'resolved', 'upheld', 'dismissed')",
            name="complaint_state_is_known",
        ),
        CheckConstraint("(state = 'open') = (answer_due_at IS NOT NULL)", name="complaint_open_is_due"),
        CheckConstraint(
            "(state IN ('resolved', 'upheld', 'dismissed')) = (closed_at IS NOT NULL)", name="complaint_end_has_a_time"
        ),
        CheckConstraint(
            "shopkeeper_id IS NOT NULL OR state NOT IN ('open', 'answered')", name="complaint_waits_for_somebody"
        ),
        Index("uq_complaint_once_per_line", "order_line_id", unique=True),
        Index("ix_complaint_order_id", "order_id"),
        Index("ix_complaint_person_id_id", "person_id", "id"),
        Index("ix_complaint_shopkeeper_id_id", "shopkeeper_id", "id"),
        Index("ix_complaint_shopkeeper_id_created_at", "shopkeeper_id", "created_at"),
        Index("ix_complaint_shopkeeper_id_due", "shopkeeper_id", "answer_due_at", postgresql_where="state = 'open'"),
        Index("ix_complaint_answer_due_at", "answer_due_at", postgresql_where="state = 'open'"),
        Index("ix_complaint_state_since_id", "state", "since", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    order_line_id: Mapped[int] = mapped_column(ForeignKey("order_line.id"))
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    shopkeeper_id: Mapped[int | None] = mapped_column(BigInteger)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), info=BETWEEN_THEM)
    kind: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(12))
    since: Mapped[datetime] = mapped_column(AT)
    created_at: Mapped[datetime] = mapped_column(AT)
    answer_due_at: Mapped[datetime | None] = mapped_column(AT)
    answered_at: Mapped[datetime | None] = mapped_column(AT)
    closed_at: Mapped[datetime | None] = mapped_column(AT)


class ComplaintMessage(Base):
    """What somebody wrote, never changed; `action` is what the words did, empty when they were only words."""

    __tablename__ = "complaint_message"
    __table_args__ = (
        CheckConstraint("party IN ('buyer', 'shopkeeper', 'staff')", name="complaint_message_party_is_known"),
        CheckConstraint("text <> ''", name="complaint_message_says_something"),
        CheckConstraint("(party = 'staff') = (staff_id IS NOT NULL)", name="complaint_message_names_its_colleague"),
        Index("ix_complaint_message_complaint_id_id", "complaint_id", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    party: Mapped[str] = mapped_column(String(10))
    staff_id: Mapped[int | None] = mapped_column(BigInteger)
    action: Mapped[str] = mapped_column(String(12), server_default="")
    text: Mapped[str] = mapped_column(String(500), info=BETWEEN_THEM)
    at: Mapped[datetime] = mapped_column(AT)


class ComplaintStep(Base):
    """One step in a complaint's life, by `person:…`, `shopkeeper:…`, `staff:…` or the clock; never changed."""

    __tablename__ = "complaint_step"
    __table_args__ = (Index("ix_complaint_step_complaint_id_id", "complaint_id", "id"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    action: Mapped[str] = mapped_column(String(12))
    from_state: Mapped[str | None] = mapped_column(String(12))
    to_state: Mapped[str] = mapped_column(String(12))
    actor: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(AT)
