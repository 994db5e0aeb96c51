"""One record per pair shopkeeper–consumer, and the ledger of events it is a function of.

Every key begins with the shopkeeper's id, so that the stream can be spread by it.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    Double,
    ForeignKey,
    Identity,
    Index,
    Integer,
    SmallInteger,
    String,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from webapp.kernel.db import Base
from webapp.kernel.privacy import personal
from webapp.social.relationships.kinds import EVENT_RULES, ObjectionState, Stage

AT = DateTime(timezone=True)
BETWEEN_THEM = personal("how a shopkeeper and a consumer stand to each other", kept="until erasure")


class RelationshipEvent(Base):
    """One thing that happened between a shopkeeper and a consumer, with what it weighs and why. Never rewritten.

    `source` names what caused it (`visit:…`, `order:…`, `complaint:…`), so that telling it twice counts once. An event
    its consumer contested with success stays, and a row of relationship_event_void says that it no longer counts.
    """

    __tablename__ = "relationship_event"
    __table_args__ = (
        CheckConstraint(
            f"kind BETWEEN {min(EVENT_RULES)} AND {max(EVENT_RULES)}", name="relationship_event_kind_is_known"
        ),
        CheckConstraint("gain >= 0 AND cost >= 0", name="relationship_event_weighs_nothing_negative"),
        CheckConstraint("gain = 0 OR cost = 0", name="relationship_event_is_good_or_bad"),
        Index("uq_relationship_event_told_once", "shopkeeper_id", "person_id", "kind", "source", unique=True),
        Index("ix_relationship_event_person_id", "person_id"),
        Index("ix_relationship_event_source", "source"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    shopkeeper_id: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[int] = mapped_column(BigInteger, info=BETWEEN_THEM)
    at: Mapped[datetime] = mapped_column(AT)
    kind: Mapped[int] = mapped_column(SmallInteger)
    gain: Mapped[float] = mapped_column(Double)
    cost: Mapped[float] = mapped_column(Double)
    source: Mapped[str] = mapped_column(String(40))
    detail: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")


class RelationshipEventVoid(Base):
    """An event that no longer counts: its consumer contested it and was right, or what happened later overtook it."""

    __tablename__ = "relationship_event_void"

    event_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    reason: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column(AT)


class Relationship(Base):
    """Where a pair stands: derived from its events and recomputed from them at will.

    r and s are as of `as_of`; readers let them fade on to their own moment. `familiar_at` … say when a rung was first
    reached.
    """

    __tablename__ = "relationship"
    __table_args__ = (
        CheckConstraint(
            "stage IN ({})".format(", ".join(f"'{stage.value}'" for stage in Stage)),
            name="relationship_stage_is_known",
        ),
        CheckConstraint("r >= 0 AND s >= 0", name="relationship_evidence_is_not_negative"),
        Index("ix_relationship_shopkeeper_id_stage", "shopkeeper_id", "stage", "person_id"),
        Index("ix_relationship_person_id", "person_id"),
    )

    shopkeeper_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False, info=BETWEEN_THEM)
    stage: Mapped[str] = mapped_column(String(12), server_default="stranger")
    since: Mapped[datetime] = mapped_column(AT)
    r: Mapped[float] = mapped_column(Double, server_default="0")
    s: Mapped[float] = mapped_column(Double, server_default="0")
    as_of: Mapped[datetime] = mapped_column(AT)
    blocked: Mapped[bool] = mapped_column(server_default="false")
    events: Mapped[int] = mapped_column(Integer, server_default="0")
    first_at: Mapped[datetime] = mapped_column(AT)
    last_act_at: Mapped[datetime | None] = mapped_column(AT)
    acquaintance_at: Mapped[datetime | None] = mapped_column(AT)
    familiar_at: Mapped[datetime | None] = mapped_column(AT)
    friend_at: Mapped[datetime | None] = mapped_column(AT)
    partner_at: Mapped[datetime | None] = mapped_column(AT)


class ContactPreference(Base):
    """What a consumer decided about one shopkeeper: muted (no pushes) or blocked (trust at its lowest)."""

    __tablename__ = "contact_preference"
    __table_args__ = (Index("ix_contact_preference_person_id", "person_id"),)

    shopkeeper_id: Mapped[int] = mapped_column(ForeignKey("shopkeeper.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, info=BETWEEN_THEM)
    muted_at: Mapped[datetime | None] = mapped_column(AT)
    blocked_at: Mapped[datetime | None] = mapped_column(AT)


class Objection(Base):
    """A consumer says that something held about them is wrong; staff decides, with a reason."""

    __tablename__ = "objection"
    __table_args__ = (
        CheckConstraint(
            "state IN ({})".format(", ".join(f"'{state.value}'" for state in ObjectionState)),
            name="objection_state_is_known",
        ),
        Index("uq_objection_once_per_event", "event_id", unique=True),
        Index("ix_objection_person_id_id", "person_id", "id"),
        Index("ix_objection_open", "id", postgresql_where="state = 'open'"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    event_id: Mapped[int] = mapped_column(BigInteger)
    shopkeeper_id: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    text: Mapped[str] = mapped_column(
        String(500), info=personal("what the consumer says is wrong", kept="until erasure")
    )
    state: Mapped[str] = mapped_column(String(10), server_default="open")
    answer: Mapped[str] = mapped_column(
        String(500), server_default="", info=personal("what staff answered", kept="until erasure")
    )
    staff_id: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[datetime] = mapped_column(AT)
    decided_at: Mapped[datetime | None] = mapped_column(AT)


class ShareAudience(Base):
    """Whom a share was meant for, as its shopkeeper said; who has not opened it by then has ignored it."""

    __tablename__ = "share_audience"
    __table_args__ = (
        Index("ix_share_audience_due_at", "due_at", postgresql_where="outcome IS NULL"),
        Index("ix_share_audience_person_id", "person_id"),
        CheckConstraint("outcome IN ('opened', 'ignored')", name="share_audience_outcome_is_known"),
    )

    share_id: Mapped[int] = mapped_column(ForeignKey("share.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, info=BETWEEN_THEM)
    shopkeeper_id: Mapped[int] = mapped_column(BigInteger)
    sent_at: Mapped[datetime] = mapped_column(AT)
    due_at: Mapped[datetime] = mapped_column(AT)
    outcome: Mapped[str | None] = mapped_column(String(8))


class ShopkeeperScore(Base):
    """A shopkeeper's global score among all (EigenTrust), as of the last recomputation."""

    __tablename__ = "shopkeeper_score"

    shopkeeper_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    score: Mapped[float] = mapped_column(Double, server_default="0")
    ability: Mapped[float] = mapped_column(Double, server_default="0.5")
    at: Mapped[datetime] = mapped_column(AT)
