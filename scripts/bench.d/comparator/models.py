"""The tables two operations need."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import DateTime
from sqlalchemy.dialects.postgresql import BYTEA, JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    type_annotation_map = {datetime: DateTime(timezone=True), bytes: BYTEA, dict: JSONB}


class Principal(Base):
    __tablename__ = "principals"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    agency_id: Mapped[UUID | None]
    authorization_epoch: Mapped[int]
    revoked_at: Mapped[datetime | None]
    tokens_valid_from: Mapped[datetime | None]


class Grant(Base):
    __tablename__ = "role_grants"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    principal_id: Mapped[UUID]
    role: Mapped[str]
    ended_on: Mapped[date | None]


class PolicyVersion(Base):
    __tablename__ = "policy_versions"
    agency_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int]
    document: Mapped[dict]
    effective_from: Mapped[date | None]
    effective_until: Mapped[date | None]


class Member(Base):
    __tablename__ = "members"
    agency_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    principal_id: Mapped[UUID]


class SupportRequest(Base):
    __tablename__ = "requests"
    agency_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    policy_version_id: Mapped[UUID]
    receipt_digest: Mapped[bytes | None]
    received_at: Mapped[datetime]
    channel: Mapped[str]
    population: Mapped[str]
    stressor: Mapped[str]
    category: Mapped[str | None]
    mode: Mapped[str | None]
    unit_id: Mapped[UUID | None]
    spoken_code: Mapped[str]
    state: Mapped[str]
    member_id: Mapped[UUID | None]
    declared: Mapped[bool]
    revision: Mapped[int]
    referred_by: Mapped[str | None]
    second_follow_up_needed: Mapped[bool]
