"""The demo is seeded: the county as releases, people with random passwords, twenty reports by the real steps."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import shapely
from sqlalchemy import create_engine, func, select, text

from landwatch.accounts.models import Desk, Person
from landwatch.accounts.steps import add_person, put_desk
from landwatch.atlas import steps as atlas
from landwatch.atlas.queries import forget_area
from landwatch.core import clock, outbox, rulebook
from landwatch.core.db import Actor, acting, db
from landwatch.core.installation import settings
from landwatch.demo import county
from landwatch.demo.people import DESKS, PEOPLE
from landwatch.demo.playing import play

LOGINS, PLACES = "demo-logins.json", "demo-places.json"
SOURCE = "landwatch demo"
NOT_OURS = 2
"""Districts with so few digits (the province) are above the deployment's own area."""

_DEMO_TABLES = text("""
    select format('%I.%I', schemaname, tablename) from pg_tables
    where schemaname in
        ('accounts', 'identity', 'atlas', 'reports', 'evidence', 'matching', 'triage', 'cases', 'notices')
       or (schemaname = 'core' and tablename in ('events', 'deliveries', 'jobs', 'repeats'))
""")


class DemoRefused(RuntimeError):
    """The demo would meet real people or production data."""


def seed(*, refresh: bool = False) -> Iterator[str]:
    """Seed the demo once; says what it does, line by line. Raises DemoRefused in production and beside real people."""
    _refuse()
    if refresh:
        _take_away()
        yield "old demo taken away"
    if db.session.scalar(select(func.count()).select_from(Person)):
        yield "the demo is there already"
        return
    began = time.monotonic()
    with acting(Actor(person=None, system=True)):
        yield from _lay_out()
        _settle_people()
        yield f"{len(PEOPLE)} people at {len(DESKS)} desks, passwords in {LOGINS}"
        played = play(clock.now(), rulebook.zone())
        yield f"{played} reports with their moves"
    yield f"demo seeded in {time.monotonic() - began:.1f} s"


def _refuse() -> None:
    if settings().in_production:
        raise DemoRefused("the demo is never seeded in production")
    real = db.session.scalar(select(func.count()).select_from(Person).where(~Person.is_demo))
    if real:
        raise DemoRefused(f"{real} real people are here: the demo would mix with their work")


def _take_away() -> None:
    """Empty every table of the demo, as the owner: the app itself may not delete events."""
    db.session.remove()
    engine = create_engine(settings().owner_url)
    with engine.begin() as connection:
        tables = connection.scalars(_DEMO_TABLES).all()
        connection.execute(text(f"truncate {', '.join(tables)} restart identity cascade"))
        for table in connection.scalars(
            text("select format('%I', tablename) from pg_tables where schemaname = 'atlas_data'")
        ):
            connection.execute(text(f"drop table atlas_data.{table}"))
    engine.dispose()
    forget_area()


def _lay_out() -> Iterator[str]:
    """The four layers as published releases, dated a year back so that older reports find them valid."""
    today = clock.now().astimezone(rulebook.zone()).date()
    valid_from = today.replace(month=1, day=1) - timedelta(days=365)
    rows = {"districts": _districts(), "parcels": _parcels(), "zones": _zones(), "approvals": _approvals(today)}
    for layer, found in rows.items():
        release = atlas.draft(layer, f"{valid_from.year}", SOURCE, valid_from)
        count = atlas.fill(release, found)
        atlas.publish(release)
        db.session.commit()
        outbox.carry_all([owed.id for owed in outbox.take_owed()])
        yield f"{layer}: {count} features"
    forget_area()
    _write(settings().var_dir / PLACES, _places())


def _hex(geometry: shapely.Geometry) -> str:
    found: str = shapely.to_wkb(shapely.set_srid(geometry, 4326), hex=True, include_srid=True)
    return found


def _names(zh: str, en: str) -> str:
    return json.dumps({"zh": zh, "en": en}, ensure_ascii=False)


def _districts() -> Iterator[tuple[object, ...]]:
    for one in county.districts():
        if len(one.code) > NOT_OURS:
            yield one.code, one.level, _names(one.name_zh, one.name_en), _hex(one.geometry)


def _parcels() -> Iterator[tuple[object, ...]]:
    for number, one in enumerate(county.parcels(), start=1):
        yield number, one.code, one.scheme, one.land_class, one.village, one.area_stated_m2, _hex(one.geometry)


def _zones() -> Iterator[tuple[object, ...]]:
    for number, one in enumerate(county.zones(), start=1):
        yield number, one.kind, _names(one.name_zh, one.name_en), _hex(one.geometry)


def _approvals(today: date) -> Iterator[tuple[object, ...]]:
    for number, one in enumerate(county.approvals(today), start=1):
        yield number, one.number, one.kind, one.valid_from, one.valid_to, _hex(one.geometry)


def _places() -> list[dict[str, object]]:
    """Where a visitor without a position can try the form."""
    return [
        {"label": {"zh": spot.label_zh, "en": spot.label_en}, "lon": spot.lon, "lat": spot.lat, "inside": spot.inside}
        for spot in county.places()
    ]


def _settle_people() -> None:
    """Desks and people; every install has its own random passwords, in a file only its owner reads."""
    for desk in DESKS:
        put_desk(desk.code, {"zh": desk.name_zh, "en": desk.name_en}, desk.authority, desk.level, desk.district)
    ids = {desk.code: desk.id for desk in db.session.scalars(select(Desk))}
    logins = []
    for person in PEOPLE:
        password = secrets.token_urlsafe(9)
        desk_id = ids[person.desk] if person.desk else None
        add_person(person.username, person.name_zh, password, list(person.roles), desk_id, demo=True)
        logins.append({"role": person.roles[0], "username": person.username, "password": password})
    db.session.commit()
    _write(settings().var_dir / LOGINS, logins)


def _write(path: Path, content: object) -> None:
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), "utf-8")
