"""What was counted of each shop."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, DateTime, Integer
from sqlalchemy.orm import Mapped, mapped_column

from webapp.kernel.db import Base


class ServiceRecord(Base):
    """How one shop has served people within the last `ability_days`; medians in seconds."""

    __tablename__ = "service_record"
    __table_args__ = (
        CheckConstraint("answered <= asked", name="service_record_answers_are_asked_for"),
        CheckConstraint("in_time <= complaints AND upheld <= complaints", name="service_record_complaints_add_up"),
        CheckConstraint("satisfied <= rated", name="service_record_satisfied_have_rated"),
    )

    shopkeeper_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    sales: Mapped[int] = mapped_column(Integer)
    asked: Mapped[int] = mapped_column(Integer)
    answered: Mapped[int] = mapped_column(Integer)
    answer_seconds: Mapped[int | None] = mapped_column(Integer)
    complaints: Mapped[int] = mapped_column(Integer)
    in_time: Mapped[int] = mapped_column(Integer)
    upheld: Mapped[int] = mapped_column(Integer)
    returns: Mapped[int] = mapped_column(Integer)
    return_seconds: Mapped[int | None] = mapped_column(Integer)
    rated: Mapped[int] = mapped_column(Integer)
    satisfied: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
