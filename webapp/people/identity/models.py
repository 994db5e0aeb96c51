"""Who someone is: people, their WeChat identities and sessions, shopkeepers and their chain, staff."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from webapp.kernel.db import Base
from webapp.kernel.privacy import personal

AT = DateTime(timezone=True)


class Person(Base):
    """One human being, however many WeChat identities they have; after erasure a number that stands for nobody."""

    __tablename__ = "person"
    __table_args__ = (CheckConstraint("language IN ('zh', 'en')", name="person_language_is_known"),)

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
    __table_args__ = (UniqueConstraint("appid", "openid", name="openid_belongs_to_one_person"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    appid: Mapped[str] = mapped_column(String(32))
    openid: Mapped[str] = mapped_column(String(64), info=personal("login and payment", kept="until erasure"))
    created_at: Mapped[datetime] = mapped_column(AT)


class ApiSession(Base):
    """A mini-program login. Only the hash of the bearer token is kept, so a copied table logs nobody in."""

    __tablename__ = "api_session"

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

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    ref: Mapped[int] = mapped_column(BigInteger, unique=True)
    inviter_id: Mapped[int] = mapped_column(ForeignKey("shopkeeper.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(AT)
    expires_at: Mapped[datetime] = mapped_column(AT)
    revoked_at: Mapped[datetime | None] = mapped_column(AT)


class BindDecision(Base):
    """Every attempt to join the chain and what became of it, so support can answer "why am I not under …?"."""

    __tablename__ = "bind_decision"
    __table_args__ = (Index("ix_bind_decision_person_id_id", "person_id", "id"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    inviter_id: Mapped[int | None] = mapped_column(ForeignKey("shopkeeper.id"), index=True)
    outcome: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(String(40))
    decided_at: Mapped[datetime] = mapped_column(AT)
