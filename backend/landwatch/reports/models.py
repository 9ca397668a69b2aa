"""Reports as they arrived, the photos they declared, and the contact, sealed in a schema of its own."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from geoalchemy2 import Geometry, WKBElement
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Double,
    ForeignKey,
    Identity,
    Index,
    LargeBinary,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql import UUID as Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from landwatch.core.db import db
from landwatch.core.models import Moment

SCHEMA = "reports"


class Report(db.Model):
    """One person's submission. `state` is transport only; what becomes of it lives with the case."""

    __tablename__ = "reports"
    __table_args__ = (
        UniqueConstraint("number"),
        CheckConstraint("state in ('receiving', 'received', 'withdrawn')", name="state"),
        CheckConstraint("activity in ('ongoing', 'finished', 'unknown')", name="activity"),
        CheckConstraint("revision >= 1", name="revision"),
        Index(None, "person", "received_at"),
        Index(None, "location", postgresql_using="gist"),
        {"schema": SCHEMA},
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    number: Mapped[str] = mapped_column(Text)
    secret_digest: Mapped[bytes] = mapped_column(LargeBinary)
    revision: Mapped[int]
    payload_digest: Mapped[bytes] = mapped_column(LargeBinary)
    state: Mapped[str] = mapped_column(Text)
    channel: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text)
    seen_at: Mapped[dt.datetime] = mapped_column(Moment)
    received_at: Mapped[dt.datetime] = mapped_column(Moment)
    committed_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    location: Mapped[WKBElement] = mapped_column(Geometry("POINT", srid=4326, spatial_index=False), nullable=False)
    position: Mapped[dict[str, Any]] = mapped_column(JSONB)
    accuracy_m: Mapped[float | None] = mapped_column(Double)
    shape: Mapped[WKBElement | None] = mapped_column(Geometry("POLYGON", srid=4326, spatial_index=False))
    activity: Mapped[str] = mapped_column(Text)
    danger: Mapped[bool]
    answers: Mapped[dict[str, Any]] = mapped_column(JSONB)
    about: Mapped[str | None] = mapped_column(Text, index=True)
    follows: Mapped[UUID | None] = mapped_column(Uuid)
    locale: Mapped[str] = mapped_column(Text)
    person: Mapped[UUID | None] = mapped_column(Uuid)

    photos: Mapped[list[DeclaredPhoto]] = relationship(order_by="DeclaredPhoto.position", viewonly=True)


class DeclaredPhoto(db.Model):
    """A photo the phone said it would send: by id, digest, size and type; and whether it is here."""

    __tablename__ = "photos"
    __table_args__ = (Index(None, "report_id"), {"schema": SCHEMA})

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    report_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("reports.reports.id"))
    position: Mapped[int]
    sha256: Mapped[str] = mapped_column(Text)
    size: Mapped[int] = mapped_column(BigInteger)
    type: Mapped[str] = mapped_column(Text)
    taken_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    fix: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    capture: Mapped[str] = mapped_column(Text)
    arrived_at: Mapped[dt.datetime | None] = mapped_column(Moment)


class EarlierRevision(db.Model):
    """What a report said before its phone replaced it."""

    __tablename__ = "earlier_revisions"
    __table_args__ = ({"schema": SCHEMA},)

    report_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("reports.reports.id"), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    payload: Mapped[dict[str, Any]] = mapped_column(JSONB)
    replaced_at: Mapped[dt.datetime] = mapped_column(Moment)


class Contact(db.Model):
    """How to reach a reporter who wished it, sealed. Erasing the row breaks no chain."""

    __tablename__ = "contacts"
    __table_args__ = ({"schema": "identity"},)

    report_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("reports.reports.id"), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    kept_at: Mapped[dt.datetime] = mapped_column(Moment)


class ContactReading(db.Model):
    """Who opened a contact, when and why."""

    __tablename__ = "contact_readings"
    __table_args__ = ({"schema": "identity"},)

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    report_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    person: Mapped[UUID | None] = mapped_column(Uuid)
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[dt.datetime] = mapped_column(Moment)
