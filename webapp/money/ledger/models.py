"""Accounts, transactions and entries. Triggers refuse change and any transaction that does not sum to zero."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey, Identity, Index, String, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from webapp.kernel.db import Base

AT = DateTime(timezone=True)


class Account(Base):
    """A purse. People's accounts cache their balance; the platform's are sums, so that no row is hot."""

    __tablename__ = "account"
    __table_args__ = (
        UniqueConstraint("kind", "owner", name="account_is_one_per_owner"),
        CheckConstraint("(owner = '') = (balance_fen IS NULL)", name="account_of_people_caches_balance"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    kind: Mapped[str] = mapped_column(String(24))
    owner: Mapped[str] = mapped_column(String(40), server_default="")
    balance_fen: Mapped[int | None] = mapped_column(BigInteger)
    version: Mapped[int] = mapped_column(BigInteger, server_default="0")


class LedgerTransaction(Base):
    """One happening with money. `idempotency_key` makes it happen once; `explanation` says it in figures for words."""

    __tablename__ = "ledger_transaction"
    __table_args__ = (
        Index("ix_ledger_transaction_reference", "reference"),
        Index("ix_ledger_transaction_created_at", "created_at"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    kind: Mapped[str] = mapped_column(String(24))
    idempotency_key: Mapped[str] = mapped_column(String(80), unique=True)
    reference: Mapped[str] = mapped_column(String(64))
    resolves_id: Mapped[int | None] = mapped_column(ForeignKey("ledger_transaction.id"), unique=True)
    explanation: Mapped[dict[str, Any]] = mapped_column(JSONB)
    event_at: Mapped[datetime] = mapped_column(AT)
    created_at: Mapped[datetime] = mapped_column(AT)


class Entry(Base):
    """What one transaction does to one account. Positive: owed or earned; negative: held or spent."""

    __tablename__ = "entry"
    __table_args__ = (
        CheckConstraint("amount_fen <> 0", name="entry_moves_money"),
        CheckConstraint("currency = 'CNY'", name="entry_currency_is_known"),
        UniqueConstraint("transaction_id", "account_id", name="entry_posted_once"),
        UniqueConstraint("account_id", "account_version", name="entry_version_is_gapless"),
        Index("ix_entry_account_id_id", "account_id", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    transaction_id: Mapped[int] = mapped_column(ForeignKey("ledger_transaction.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    amount_fen: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(String(3), server_default="CNY")
    account_version: Mapped[int | None] = mapped_column(BigInteger)
    balance_after_fen: Mapped[int | None] = mapped_column(BigInteger)
