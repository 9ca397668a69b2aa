"""What is asked of inboxes."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select

from landwatch.core.db import db
from landwatch.notices.models import Notice


def inbox(person: UUID, unread: bool, before: int | None, limit: int) -> list[Notice]:
    """A person's lines, newest first."""
    found = select(Notice).where(Notice.person_id == person)
    if unread:
        found = found.where(Notice.read_at.is_(None))
    if before:
        found = found.where(Notice.id < before)
    return list(db.session.scalars(found.order_by(Notice.id.desc()).limit(limit)))


def unread_count(person: UUID) -> int:
    """How many lines a person has not read."""
    return (
        db.session.scalar(
            select(func.count()).select_from(Notice).where(Notice.person_id == person, Notice.read_at.is_(None))
        )
        or 0
    )
