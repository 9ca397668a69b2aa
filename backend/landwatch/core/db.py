"""The database: one session per request or job, and who acts in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, MetaData, event, text
from sqlalchemy.orm import DeclarativeBase, Session, SessionTransaction

CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Every table's base: named constraints, so that problems can be told by their names."""

    metadata = MetaData(naming_convention=CONVENTION)


db = SQLAlchemy(model_class=Base)


@dataclass(frozen=True)
class Actor:
    """Who acts in this transaction, as far as the database must know it."""

    person: UUID | None
    desks: tuple[int, ...] = ()
    system: bool = False


_actor: ContextVar[Actor | None] = ContextVar("landwatch_actor", default=None)
_SET = text("select set_config('landwatch.person', :person, true), set_config('landwatch.desks', :desks, true)")


def actor() -> Actor | None:
    """Who acts now; None is an anonymous caller."""
    return _actor.get()


def act_as(who: Actor | None) -> None:
    """Say who acts from here on in this request; takes effect in the running transaction too."""
    _actor.set(who)
    if who is not None and db.session().in_transaction():
        _tell(db.session.connection(), who)


@contextmanager
def acting(who: Actor) -> Iterator[None]:
    """Act as somebody inside the block (jobs, commands, the demo)."""
    token = _actor.set(who)
    try:
        yield
    finally:
        _actor.reset(token)


def _tell(connection: Connection, who: Actor) -> None:
    person = "system" if who.system else str(who.person or "")
    connection.execute(_SET, {"person": person, "desks": ",".join(map(str, who.desks))})


@event.listens_for(Session, "after_begin")
def _name_the_actor(_session: Session, transaction: SessionTransaction, connection: Connection) -> None:
    """Tell PostgreSQL who acts, for this transaction only, so that a pooler may stand between."""
    who = _actor.get()
    if who is not None and not transaction.nested:
        _tell(connection, who)
