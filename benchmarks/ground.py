"""The ground that benchmarks stand on: the demo county with its people and desks, and no reports."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from redis import Redis

FILLED = ("reports", "evidence", "identity", "matching", "triage", "cases", "notices")
"""Schemas that hold nothing but what reports left behind."""
PLACES = 2000


def lay() -> None:
    """Seed the demo county once (20,000 parcels); later runs find it there. Then know places inside it."""
    command = [sys.executable, "-m", "landwatch.cli", "demo"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    with owner() as database:
        database.execute("create schema if not exists bench")
        database.execute("create table if not exists bench.bare (id uuid primary key, said jsonb not null)")
        database.execute("grant usage on schema bench to landwatch_app")
        database.execute("grant select, insert on bench.bare to landwatch_app")
        places_file().write_text(json.dumps(_places(database)), "utf-8")


def _places(database: psycopg.Connection[Any]) -> list[tuple[float, float]]:
    inside = """select ST_X(point), ST_Y(point) from (
        select ST_PointOnSurface(geom) as point from atlas.parcels
        where release_id = (select id from atlas.releases where layer = 'parcels' and state = 'published')
        order by hashint8(id) limit %s) parcel"""
    return [(row[0], row[1]) for row in database.execute(inside, (PLACES,))]


def clear() -> None:
    """Take every report away with what came of it, and empty the queue; map, people and desks stay."""
    with owner() as database:
        listed = "select format('%%I.%%I', schemaname, tablename) from pg_tables where schemaname = any(%s)"
        tables = [row[0] for row in database.execute(listed, (list(FILLED),))]
        every = ", ".join([*tables, "core.events", "core.deliveries", "core.repeats", "bench.bare"])
        database.execute(f"truncate {every} restart identity cascade")
    with owner() as database:
        database.execute("vacuum (analyze)")
        database.execute("checkpoint")
    redis().flushdb()


@contextmanager
def owner() -> Iterator[psycopg.Connection[Any]]:
    """A connection to the benchmarks' database as its owner, committing every statement."""
    url = os.environ["LANDWATCH_OWNER_URL"].replace("+psycopg", "")
    with psycopg.connect(url, autocommit=True) as database:
        yield database


def redis() -> Redis:
    """The benchmarks' own Valkey."""
    return Redis.from_url(os.environ["LANDWATCH_REDIS_URL"])


def places_file() -> Path:
    """Longitudes and latitudes on parcels, for whoever makes up reports."""
    return Path(os.environ["LANDWATCH_VAR"]) / "places.json"
