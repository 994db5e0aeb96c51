"""A repeated POST gets its first answer again; the same key with another body is refused (Stripe's semantics)."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, DateTime, Identity, Index, SmallInteger, String, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from webapp.kernel import clock
from webapp.kernel.db import Base, execute, row
from webapp.kernel.errors import Conflict, Invalid
from webapp.kernel.privacy import POLICY_KEY, deleted, personal

# Who asked, on a share page or in the mini-program.
BY_CALLER = "caller IN ('h5:' || CAST(:person AS text), 'person:' || CAST(:person AS text))"


class IdempotentAnswer(Base):
    """The stored answer to one keyed request of one caller."""

    __tablename__ = "idempotent_answer"
    __table_args__ = (
        UniqueConstraint("caller", "key", name="idempotency_key_used_once"),
        Index("ix_idempotent_answer_created_at", "created_at"),
        {"info": {POLICY_KEY: deleted(BY_CALLER)}},
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    caller: Mapped[str] = mapped_column(String(80))
    key: Mapped[str] = mapped_column(String(255))
    request_hash: Mapped[str] = mapped_column(String(64))
    status: Mapped[int | None] = mapped_column(SmallInteger)
    answer: Mapped[Any] = mapped_column(
        JSONB, nullable=True, info=personal("answers a repeated request as the first time", kept="7 days")
    )
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class KeyReused(Invalid):
    """This Idempotency-Key was used for a different request."""


class StillRunning(Conflict):
    """The first request with this Idempotency-Key is still running; ask again in a moment."""


def fingerprint(*parts: bytes | str) -> str:
    """A hash of what a request asks for."""
    joined = b"\0".join(p.encode() if isinstance(p, str) else p for p in parts)
    return hashlib.sha256(joined).hexdigest()


@dataclass(frozen=True, kw_only=True, slots=True)
class _Stored:
    request_hash: str
    status: int | None
    answer: Any


def begin(caller: str, key: str, request_hash: str) -> tuple[int, Any] | None:
    """Claim a key inside the open transaction, or return the stored (status, answer).

    Two requests with one key: the second waits on the unique index until the first commits, then finds its answer;
    if the first rolled back, the second takes its place. Raises KeyReused for another body.
    """
    claimed = row(
        int,
        """INSERT INTO idempotent_answer (caller, key, request_hash, created_at) VALUES (:caller, :key, :hash, :now)
           ON CONFLICT (caller, key) DO NOTHING RETURNING id""",
        caller=caller,
        key=key,
        hash=request_hash,
        now=clock.now(),
    )
    if claimed is not None:
        return None
    stored = row(
        _Stored,
        "SELECT request_hash, status, answer FROM idempotent_answer WHERE caller = :caller AND key = :key",
        caller=caller,
        key=key,
    )
    if stored is None or stored.status is None:
        raise StillRunning
    if stored.request_hash != request_hash:
        raise KeyReused
    return stored.status, stored.answer


def finish(caller: str, key: str, status: int, answer: Any) -> None:
    """Store the answer in the same transaction as what it tells about."""
    execute(
        """UPDATE idempotent_answer SET status = :status, answer = CAST(:answer AS jsonb)
           WHERE caller = :caller AND key = :key""",
        status=status,
        answer=json.dumps(answer, ensure_ascii=False),
        caller=caller,
        key=key,
    )


def forget(older_than: timedelta) -> int:
    """Delete answers past their time; returns how many."""
    return execute("DELETE FROM idempotent_answer WHERE created_at < :limit", limit=clock.now() - older_than)
