"""What is asked of photos."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from landwatch.core.db import db
from landwatch.evidence.models import Photo


def by_id(id: UUID) -> Photo | None:
    """A photo that is here."""
    return db.session.get(Photo, id)


def of_reports(report_ids: list[UUID]) -> dict[UUID, Photo]:
    """All photos of some reports that are here, by photo id."""
    return {photo.id: photo for photo in db.session.scalars(select(Photo).where(Photo.report_id.in_(report_ids)))}
