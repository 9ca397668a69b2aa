"""What a report was found to lie on, by which releases: kept as it was judged, never overwritten."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Double, ForeignKey, Identity, Index, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.dialects.postgresql import UUID as Uuid
from sqlalchemy.orm import Mapped, mapped_column

from landwatch.core.db import db
from landwatch.core.models import Moment

SCHEMA = "matching"


class Match(db.Model):
    """One laying of one report over the map. `parts` are the features touched, with m², share and distance."""

    __tablename__ = "matches"
    __table_args__ = (
        CheckConstraint("certainty in ('certain', 'likely', 'border', 'nothing')", name="certainty"),
        Index(None, "report_id", "id"),
        Index(None, "parcels", postgresql_using="gin"),
        {"schema": SCHEMA},
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    report_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("reports.reports.id"))
    revision: Mapped[int]
    made_at: Mapped[dt.datetime] = mapped_column(Moment)
    certainty: Mapped[str] = mapped_column(Text)
    reason: Mapped[dict[str, Any]] = mapped_column(JSONB)
    parts: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    releases: Mapped[dict[str, Any]] = mapped_column(JSONB)
    area_m2: Mapped[float | None] = mapped_column(Double)
    accuracy_m: Mapped[float] = mapped_column(Double)
    district: Mapped[str | None] = mapped_column(Text)
    parcels: Mapped[list[str]] = mapped_column(ARRAY(Text))
