"""Who someone is: people, their WeChat identities and sessions, shopkeepers and their chain, staff."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from webapp.kernel.db import Base
from webapp.kernel.privacy import blanked, deleted, exempt, personal, retained

AT = DateTime(timezone=True)


class Person(Base):
    """One human being, however many WeChat identities they have; after erasure a number that stands for nobody."""

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint("language IN ('zh', 'en')", name="person_language_is_known"),
        blanked("id = :person", "unionid", "nickname", "avatar", audit_subject="'person:' || id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    unionid: Mapped[str | None] = mapped_column(
        String(64), unique=True, info=personal("joins mini-program and share pages", kept="until erasure")
    )
    nickname: Mapped[str] = mapped_column(
        String(64), server_default="", info=personal("what shopkeepers and staff see, masked", kept="until erasure")
    )
    avatar: Mapped[str] = mapped_column(
        String(255), server_default="", info=personal("shown to the person", kept="until erasure")
    )
    language: Mapped[str] = mapped_column(String(2), server_default="zh")
    created_at: Mapped[datetime] = mapped_column(AT)
    erased_at: Mapped[datetime | None] = mapped_column(AT)


class WechatIdentity(Base):
    """An openid: one person in one app. openids differ between the mini-program and the service account."""

    __tablename__ = "wechat_identity"
    __table_args__ = (
        UniqueConstraint("appid", "openid", name="openid_belongs_to_one_person"),
        deleted("person_id = :person"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    appid: Mapped[str] = mapped_column(String(32))
    openid: Mapped[str] = mapped_column(String(64), info=personal("login and payment", kept="until erasure"))
    created_at: Mapped[datetime] = mapped_column(AT)


class ApiSession(Base):
    """A mini-program login. Only the hash of the bearer token is kept, so a copied table logs nobody in."""

    __tablename__ = "api_session"
    __table_args__ = (deleted("person_id = :person", secret_columns=("token_hash", "session_key")),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    session_key: Mapped[str] = mapped_column(
        String(64), info=personal("decrypts what WeChat sends for this login", kept="until the session ends")
    )
    created_at: Mapped[datetime] = mapped_column(AT)
    expires_at: Mapped[datetime] = mapped_column(AT, index=True)
    revoked_at: Mapped[datetime | None] = mapped_column(AT)


class Shopkeeper(Base):
    """Someone who shares and earns. `path` holds the ids from the root of the chain down to this shopkeeper.

    A trigger derives path, depth and sort_path from parent_id and refuses loops; nobody else writes them.
    """

    __tablename__ = "shopkeeper"
    __table_args__ = (
        CheckConstraint("status IN ('active', 'suspended')", name="shopkeeper_status_is_known"),
        CheckConstraint("parent_id IS DISTINCT FROM id", name="shopkeeper_is_not_their_own_upline"),
        CheckConstraint("depth = cardinality(path)", name="shopkeeper_depth_is_path_length"),
        blanked(
            "person_id = :person",
            *("avatar", "suspended_reason"),
            instead={"shop_name": "'—'"},
            postpone_where="status = 'active'",
            audit_subject="'shopkeeper:' || id",
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    code: Mapped[str] = mapped_column(String(16), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    shop_name: Mapped[str] = mapped_column(String(40), info=personal("shown on every share page", kept="until erasure"))
    avatar: Mapped[str] = mapped_column(
        String(255), server_default="", info=personal("shown on every share page", kept="until erasure")
    )
    introduction_id: Mapped[int | None] = mapped_column(ForeignKey("public_text.id"), unique=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("shopkeeper.id"), index=True)
    path: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))
    sort_path: Mapped[str] = mapped_column(Text(collation="C"), index=True)
    depth: Mapped[int] = mapped_column(Integer)
    invitation_id: Mapped[int | None] = mapped_column(
        ForeignKey("invitation.id", use_alter=True, name="fk_shopkeeper_invitation_id")
    )
    agreement_version: Mapped[str] = mapped_column(String(16))
    agreement_accepted_at: Mapped[datetime] = mapped_column(AT)
    status: Mapped[str] = mapped_column(String(10), server_default="active")
    suspended_reason: Mapped[str] = mapped_column(
        String(200), server_default="", info=personal("why staff closed the shop", kept="until erasure")
    )
    created_at: Mapped[datetime] = mapped_column(AT)


class Invitation(Base):
    """A shopkeeper's offer to somebody to open a shop too; opens through a signed token, costs nothing."""

    __tablename__ = "invitation"
    __table_args__ = (
        retained(
            "inviter_id IN (SELECT id FROM shopkeeper WHERE person_id = :person)",
            because="how a shop came into the chain decides who is paid (禁止传销条例 art. 7)",
            until="as long as the chain stands",
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    ref: Mapped[int] = mapped_column(BigInteger, unique=True)
    inviter_id: Mapped[int] = mapped_column(ForeignKey("shopkeeper.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(AT)
    expires_at: Mapped[datetime] = mapped_column(AT)
    revoked_at: Mapped[datetime | None] = mapped_column(AT)


class BindDecision(Base):
    """Every attempt to join the chain and what became of it, so support can answer "why am I not under …?"."""

    __tablename__ = "bind_decision"
    __table_args__ = (
        Index("ix_bind_decision_person_id_id", "person_id", "id"),
        retained(
            "person_id = :person",
            because="who stands where in the chain, and why, decides who is paid (禁止传销条例 art. 7)",
            until="as long as the chain stands",
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    inviter_id: Mapped[int | None] = mapped_column(ForeignKey("shopkeeper.id"), index=True)
    outcome: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(String(40))
    decided_at: Mapped[datetime] = mapped_column(AT)


class Staff(Base):
    """Someone who works for the platform."""

    __tablename__ = "staff"
    __table_args__ = (
        CheckConstraint("role IN ('admin', 'operator', 'finance', 'auditor')", name="staff_role_is_known"),
        exempt("a member of staff is no customer; the audit log names them", until="as long as the audit log"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    login: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(
        String(64), info=personal("named in the audit log", kept="as long as the audit log")
    )
    role: Mapped[str] = mapped_column(String(12))
    password_hash: Mapped[str] = mapped_column(String(255))
    totp_secret: Mapped[str] = mapped_column(String(64))
    totp_last_step: Mapped[int] = mapped_column(BigInteger, server_default="0")
    failed_logins: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    locked_until: Mapped[datetime | None] = mapped_column(AT)
    session_epoch: Mapped[int] = mapped_column(Integer, server_default="0")
    disabled_at: Mapped[datetime | None] = mapped_column(AT)
    last_login_at: Mapped[datetime | None] = mapped_column(AT)
    created_at: Mapped[datetime] = mapped_column(AT)


class AuditEntry(Base):
    """What a member of staff did, for ever. The table refuses change; only the erasure of a person takes words away."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index("ix_audit_entry_subject_id", "subject", "id"),
        blanked("subject IN (:audited)", "detail"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    action: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(64))
    detail: Mapped[dict[str, Any]] = mapped_column(
        JSONB,
        server_default="{}",
        info=personal("what staff said", kept="until whom it is about is erased"),
    )
    at: Mapped[datetime] = mapped_column(AT)


class ErasureRequest(Base):
    """Somebody wants to be forgotten: what it waits for, and when it was done. Names nobody."""

    __tablename__ = "erasure_request"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'done', 'taken_back')", name="erasure_request_state_is_known"),
        CheckConstraint("(state = 'done') = (done_at IS NOT NULL)", name="erasure_request_done_has_a_moment"),
        Index("uq_erasure_request_open_once", "person_id", unique=True, postgresql_where="state = 'waiting'"),
        Index("ix_erasure_request_due", "looked_at", postgresql_where="swept_at IS NULL AND state <> 'taken_back'"),
        Index("ix_erasure_request_person_id", "person_id"),
        retained("person_id = :person", because="proof of the erasure itself (PIPL art. 47)", until="3 years after it"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    how: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(12), server_default="waiting")
    waits_for: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    rows_touched: Mapped[dict[str, int]] = mapped_column(JSONB, server_default="{}")
    requested_at: Mapped[datetime] = mapped_column(AT)
    looked_at: Mapped[datetime] = mapped_column(AT)
    done_at: Mapped[datetime | None] = mapped_column(AT)
    swept_at: Mapped[datetime | None] = mapped_column(AT)
