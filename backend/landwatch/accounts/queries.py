"""What is asked of people, desks and sessions."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from landwatch.accounts.models import Desk, Person, Session
from landwatch.accounts.rules import DeskPlace, desks_seen, permissions_of
from landwatch.core import rulebook
from landwatch.core.db import db


@dataclass(frozen=True)
class Caller:
    """The signed-in person of this request, with what the person may do and see."""

    id: UUID
    username: str
    name: str
    roles: tuple[str, ...]
    permissions: frozenset[str]
    desk: Desk | None
    desks: tuple[int, ...]
    csrf: str = ""

    def may(self, permission: str) -> bool:
        """Whether the person's roles allow something."""
        return permission in self.permissions


def desks() -> list[Desk]:
    """Every desk, in the order of the organisation."""
    return list(db.session.scalars(select(Desk).order_by(Desk.district, Desk.id)))


def caller_of(person: Person, csrf: str = "") -> Caller:
    """A person with permissions and sight worked out from the pack and the organisation."""
    roles = {row["code"]: row["permissions"] for row in rulebook.in_force().rows("roles")}
    allowed = permissions_of(person.roles, roles)
    places = [DeskPlace(desk.id, desk.district, desk.above_id) for desk in desks()]
    seen = desks_seen(person.desk_id, allowed, places)
    return Caller(person.id, person.username, person.name, tuple(person.roles), allowed, person.desk, seen, csrf)


def by_username(username: str) -> Person | None:
    """The active person with this login."""
    return db.session.scalars(select(Person).where(Person.username == username, Person.active)).one_or_none()


def session_of(digest: bytes) -> Session | None:
    """The session with this digest, with its person."""
    return db.session.get(Session, digest)


def at_desk(desk_id: int) -> list[Person]:
    """The active people of a desk."""
    return list(
        db.session.scalars(select(Person).where(Person.desk_id == desk_id, Person.active).order_by(Person.name))
    )
