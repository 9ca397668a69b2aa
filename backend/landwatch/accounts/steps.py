"""People sign in and out, and are added."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from functools import cache
from uuid import UUID, uuid4

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import delete, select

from landwatch.accounts.models import Desk, Person, Session
from landwatch.accounts.queries import Caller, by_username, caller_of, session_of
from landwatch.core import clock
from landwatch.core.db import db
from landwatch.core.problems import WrongLogin

_hasher = PasswordHasher()
TOUCH = dt.timedelta(minutes=5)
"""A session's last use is written down at most so often."""


@cache
def _nobody() -> str:
    """A hash to check against for unknown names, so that they take as long as known ones."""
    return _hasher.hash(secrets.token_urlsafe())


def sign_in(username: str, password: str) -> tuple[Caller, str]:
    """Check a login and open a session; answers the person and the token for the cookie. Raises WrongLogin."""
    person = by_username(username)
    try:
        _hasher.verify(person.password if person else _nobody(), password)
    except VerificationError as error:
        raise WrongLogin() from error
    if person is None:
        raise WrongLogin()
    token, csrf, now = secrets.token_urlsafe(32), secrets.token_urlsafe(24), clock.now()
    db.session.add(Session(digest=digest_of(token), person_id=person.id, csrf=csrf, created_at=now, seen_at=now))
    return caller_of(person, csrf), token


def digest_of(token: str) -> bytes:
    """What is kept of a session token: its SHA-256."""
    return hashlib.sha256(token.encode()).digest()


def recognise(token: str, hours: int) -> Caller | None:
    """The person behind a session cookie, or None when it has ended. Commits its own touch of the session."""
    session = session_of(digest_of(token))
    now = clock.now()
    if session is None or not session.person.active or now - session.seen_at > dt.timedelta(hours=hours):
        return None
    if now - session.seen_at > TOUCH:
        session.seen_at = now
        db.session.commit()
    return caller_of(session.person, session.csrf)


def sign_out(token: str) -> None:
    """End a session."""
    db.session.execute(delete(Session).where(Session.digest == digest_of(token)))


def put_desk(code: str, name: dict[str, str], authority: str, level: str, district: str) -> None:
    """Add a desk, or change the one with this code."""
    desk = db.session.scalars(select(Desk).where(Desk.code == code)).one_or_none()
    if desk is None:
        desk = Desk(code=code)
        db.session.add(desk)
    desk.name, desk.authority, desk.level, desk.district = name, authority, level, district
    db.session.flush()


def add_person(
    username: str,
    name: str,
    password: str,
    roles: list[str],
    desk_id: int | None,
    *,
    email: str | None = None,
    demo: bool = False,
) -> UUID:
    """Add somebody who can sign in."""
    person = Person(
        id=uuid4(),
        username=username,
        name=name,
        password=_hasher.hash(password),
        roles=roles,
        desk_id=desk_id,
        email=email,
        is_demo=demo,
        created_at=clock.now(),
    )
    db.session.add(person)
    db.session.flush()
    return person.id
