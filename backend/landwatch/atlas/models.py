"""Releases and the features they hold; feature tables are partitioned by release, attached on publish."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from geoalchemy2 import Geometry, WKBElement
from sqlalchemy import BigInteger, CheckConstraint, Double, Identity, Index, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql import UUID as Uuid
from sqlalchemy.orm import Mapped, mapped_column

from landwatch.core.db import db
from landwatch.core.models import Moment

SCHEMA = "atlas"
BY_RELEASE = "LIST (release_id)"


def _shape(kind: str = "MULTIPOLYGON") -> Any:
    return mapped_column(Geometry(kind, srid=4326, spatial_index=False), nullable=False)


class Release(db.Model):
    """One dated delivery of a layer: draft until published, then never changed, later superseded."""

    __tablename__ = "releases"
    __table_args__ = (
        CheckConstraint("state in ('draft', 'published', 'superseded')", name="state"),
        Index("uq_releases_published", "layer", unique=True, postgresql_where="state = 'published'"),
        {"schema": SCHEMA},
    )

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    layer: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    crs: Mapped[str] = mapped_column(Text)
    valid_from: Mapped[dt.date]
    state: Mapped[str] = mapped_column(Text, server_default="draft")
    digest: Mapped[str | None] = mapped_column(Text)
    features: Mapped[int | None]
    person: Mapped[UUID | None] = mapped_column(Uuid)
    created_at: Mapped[dt.datetime] = mapped_column(Moment)
    published_at: Mapped[dt.datetime | None] = mapped_column(Moment)


class District(db.Model):
    """An administrative district; its code's length is its level (2, 4, 6, 9 or 12 digits)."""

    __tablename__ = "districts"
    __table_args__ = (
        Index(None, "geom", postgresql_using="gist"),
        {"schema": SCHEMA, "postgresql_partition_by": BY_RELEASE},
    )

    release_id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(Text, primary_key=True)
    level: Mapped[str] = mapped_column(Text)
    name: Mapped[dict[str, Any]] = mapped_column(JSONB)
    geom: Mapped[WKBElement] = _shape()


class DistrictPiece(db.Model):
    """Districts cut to at most 128 vertices, so that a look-up touches little."""

    __tablename__ = "district_pieces"
    __table_args__ = (
        Index(None, "geom", postgresql_using="gist"),
        {"schema": SCHEMA, "postgresql_partition_by": BY_RELEASE},
    )

    release_id: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    code: Mapped[str] = mapped_column(Text)
    geom: Mapped[WKBElement] = _shape("POLYGON")


class Parcel(db.Model):
    """A cadastral parcel (宗地): 19-digit code, land class with its scheme, the area its register states."""

    __tablename__ = "parcels"
    __table_args__ = (
        Index(None, "geom", postgresql_using="gist"),
        Index(None, "code"),
        {"schema": SCHEMA, "postgresql_partition_by": BY_RELEASE},
    )

    release_id: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    code: Mapped[str] = mapped_column(Text)
    scheme: Mapped[str] = mapped_column(Text)
    land_class: Mapped[str] = mapped_column(Text)
    village: Mapped[str] = mapped_column(Text)
    area_stated_m2: Mapped[float | None] = mapped_column(Double)
    geom: Mapped[WKBElement] = _shape()


class Zone(db.Model):
    """A planning zone or control line; `kind` is a code of the rule pack."""

    __tablename__ = "zones"
    __table_args__ = (
        Index(None, "geom", postgresql_using="gist"),
        {"schema": SCHEMA, "postgresql_partition_by": BY_RELEASE},
    )

    release_id: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    name: Mapped[dict[str, Any]] = mapped_column(JSONB)
    geom: Mapped[WKBElement] = _shape()


class ZonePiece(db.Model):
    """Zones cut to at most 128 vertices, next to the original."""

    __tablename__ = "zone_pieces"
    __table_args__ = (
        Index(None, "geom", postgresql_using="gist"),
        {"schema": SCHEMA, "postgresql_partition_by": BY_RELEASE},
    )

    release_id: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    zone_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(Text)
    geom: Mapped[WKBElement] = _shape("POLYGON")


class Approval(db.Model):
    """A use of land that was approved, for as long as it is valid."""

    __tablename__ = "approvals"
    __table_args__ = (
        Index(None, "geom", postgresql_using="gist"),
        {"schema": SCHEMA, "postgresql_partition_by": BY_RELEASE},
    )

    release_id: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    number: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    valid_from: Mapped[dt.date]
    valid_to: Mapped[dt.date | None]
    geom: Mapped[WKBElement] = _shape()


LAYERS: dict[str, type[db.Model]] = {"districts": District, "parcels": Parcel, "zones": Zone, "approvals": Approval}
"""The layers of the map and the table that holds each one's features."""
