"""The rule pack in force, the packs that judged running cases, and the working-day calendar, from the database."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TypeVar, cast
from zoneinfo import ZoneInfo

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from landwatch.core import clock
from landwatch.core.db import db
from landwatch.core.models import CalendarDay, StoredPack, Version
from landwatch.core.packs import Pack, Row, builtin, calendar_rows, load
from landwatch.core.workdays import Calendar, Day

T = TypeVar("T")
_readings: dict[tuple[object, str], object] = {}


def open_pack(name: str) -> Pack:
    """A built-in pack by its name, or one in a directory. Raises PackError when it does not hold together."""
    return load(Path(name)) if "/" in name else builtin(name)


def in_force() -> Pack:
    """The pack that judges what arrives now."""
    pack: Pack = current_app.extensions["landwatch_pack"]
    return pack


def of(digest: str) -> Pack:
    """The pack with this digest: the one in force, or one kept from the time when it was."""
    pack = in_force()
    return pack if pack.digest == digest else _kept(digest)


@lru_cache(maxsize=16)
def _kept(digest: str) -> Pack:
    row = db.session.get(StoredPack, digest)
    if row is None:
        raise LookupError(f"no pack {digest[:12]} was ever in force here")
    return Pack.from_content(row.content)


def keep(pack: Pack) -> None:
    """Remember a pack for as long as cases may run under it."""
    values = {
        "digest": pack.digest,
        "name": pack.id,
        "version": pack.version,
        "content": pack.content(),
        "stored_at": clock.now(),
    }
    db.session.execute(insert(StoredPack).values(values).on_conflict_do_nothing())


def zone() -> ZoneInfo:
    """The time zone that decides which day it is."""
    return ZoneInfo(in_force().timezone)


def calendar() -> Calendar:
    """The working-day calendar as loaded; read again only when it was loaded again."""
    return _calendar(db.session.scalar(select(Version.number).where(Version.name == "calendar")) or 0)


@lru_cache(maxsize=2)
def _calendar(version: int) -> Calendar:
    days = db.session.scalars(select(CalendarDay)).all()
    return Calendar({d.date: Day(d.date, d.is_workday, d.name, d.status) for d in days}, str(version))


def load_calendar(days: list[Day], source: str) -> int:
    """Put days into the calendar table, replacing what stood there; answers how many."""
    rows = [
        {"date": d.date, "is_workday": d.is_workday, "name": d.name, "status": d.status, "source": source} for d in days
    ]
    statement = insert(CalendarDay).values(rows)
    replace = {name: statement.excluded[name] for name in ("is_workday", "name", "status", "source")}
    db.session.execute(statement.on_conflict_do_update(index_elements=["date"], set_=replace))
    bump = insert(Version).values(name="calendar", number=1)
    db.session.execute(bump.on_conflict_do_update(index_elements=["name"], set_={"number": Version.number + 1}))
    return len(rows)


def seed_calendar(pack: Pack) -> int:
    """Load the pack's own calendar where the table is still empty."""
    if db.session.scalar(select(func.count()).select_from(CalendarDay)):
        return 0
    return load_calendar(calendar_rows(pack), f"pack {pack.id} {pack.version}")


def read(reader: Callable[[Pack], T], pack: Pack | None = None) -> T:
    """What a room's reader makes of a pack, worked out once: `rulebook.read(triage.rules.read)`."""
    pack = pack or in_force()
    key = (reader, pack.digest)
    if key not in _readings:
        _readings[key] = reader(pack)
    return cast(T, _readings[key])


def rows_of(table: str) -> Mapping[str, Row]:
    """The rows of a table of the pack in force, by their codes."""
    pack = in_force()
    key = (table, pack.digest)
    if key not in _readings:
        _readings[key] = pack.coded(table)
    return cast(Mapping[str, Row], _readings[key])
