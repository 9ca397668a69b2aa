"""People who sign in, the desks they sit at, and their sessions."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Identity, LargeBinary, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.dialects.postgresql import UUID as Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from landwatch.core.db import db
from landwatch.core.models import Moment

SCHEMA = "accounts"


class Desk(db.Model):
    """A place in the organisation where cases arrive: an authority at a level, for a district."""

    __tablename__ = "desks"
    __table_args__ = (UniqueConstraint("code"), {"schema": SCHEMA})

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    code: Mapped[str] = mapped_column(Text)
    name: Mapped[dict[str, Any]] = mapped_column(JSONB)
    authority: Mapped[str] = mapped_column(Text)
    level: Mapped[str] = mapped_column(Text)
    district: Mapped[str] = mapped_column(Text)
    above_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.desks.id"))


class Person(db.Model):
    """Somebody with a login."""

    __tablename__ = "people"
    __table_args__ = (UniqueConstraint("username"), {"schema": SCHEMA})

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    username: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    password: Mapped[str] = mapped_column(Text)
    roles: Mapped[list[str]] = mapped_column(ARRAY(Text))
    desk_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.desks.id"))
    email: Mapped[str | None] = mapped_column(Text)
    locale: Mapped[str] = mapped_column(Text, server_default="zh-CN")
    certificate: Mapped[str | None] = mapped_column(Text)
    is_demo: Mapped[bool] = mapped_column(server_default="false")
    active: Mapped[bool] = mapped_column(server_default="true")
    created_at: Mapped[dt.datetime] = mapped_column(Moment)

    desk: Mapped[Desk | None] = relationship()


class Session(db.Model):
    """A signed-in browser. Only digests are kept: a stolen table opens nothing."""

    __tablename__ = "sessions"
    __table_args__ = ({"schema": SCHEMA},)

    digest: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    person_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("accounts.people.id"), index=True)
    csrf: Mapped[str] = mapped_column(Text)
    created_at: Mapped[dt.datetime] = mapped_column(Moment)
    seen_at: Mapped[dt.datetime] = mapped_column(Moment)

    person: Mapped[Person] = relationship(lazy="joined")
