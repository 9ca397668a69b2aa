"""Databases for tests: one migrated template with the small map a run, cloned in a quarter of a second."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

from argon2 import PasswordHasher
from sqlalchemy import Connection, create_engine, make_url, text

from landwatch.accounts import steps as accounts
from landwatch.app import create_app
from landwatch.core import keys, migrating, outbox, rulebook
from landwatch.core.db import Actor, acting, db
from landwatch.core.settings import Settings
from tests.factories.small_map import lay_out

OWNER_URL, APP_URL = os.environ.get("LANDWATCH_TEST_OWNER_URL", ""), os.environ.get("LANDWATCH_TEST_APP_URL", "")
REDIS_URL = os.environ.get("LANDWATCH_TEST_REDIS_URL", "")
RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID") or uuid4().hex
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
TEMPLATE = "landwatch_test_template"


@dataclass(frozen=True)
class Database:
    """One database, as its owner and as the app see it."""

    name: str

    @property
    def owner_url(self) -> str:
        """The address for the superuser."""
        return _named(OWNER_URL, self.name)

    @property
    def app_url(self) -> str:
        """The address for the role that owns nothing."""
        return _named(APP_URL, self.name)


def _named(url: str, database: str) -> str:
    return make_url(url).set(database=database).render_as_string(hide_password=False)


@contextmanager
def as_owner(database: str = "postgres") -> Iterator[Connection]:
    """A connection as the superuser, each statement by itself."""
    engine = create_engine(_named(OWNER_URL, database), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def settings_for(database: Database, var: Path) -> Settings:
    """Settings of an app on a database; generous limits, so that only tests of limits meet them."""
    keys.make(var / "keys")
    return Settings(
        env="test",
        database_url=database.app_url,
        owner_url=database.owner_url,
        redis_url=redis_url(),
        var=str(var),
        intake_limit="100000/minute",
        login_limit="100000/minute",
        log_level="WARNING",
    )


def redis_url() -> str:
    """Each worker of the run has a Valkey database of its own; 0 and 1 belong to others."""
    number = int(WORKER.removeprefix("gw")) if WORKER.startswith("gw") else 0
    return f"{REDIS_URL.rpartition('/')[0]}/{2 + number % 13}"


def template(var: Path) -> Database:
    """The template of this run: made by whichever worker comes first, the others wait for it."""
    made = Database(TEMPLATE)
    with as_owner() as connection:
        connection.execute(text("select pg_advisory_lock(hashtextextended('landwatch tests', 0))"))
        of_run = text("select shobj_description(oid, 'pg_database') from pg_database where datname = :name")
        if connection.scalar(of_run, {"name": TEMPLATE}) != RUN:
            connection.execute(text(f'drop database if exists "{TEMPLATE}" with (force)'))
            connection.execute(text(f'create database "{TEMPLATE}"'))
            _furnish(settings_for(made, var))
            connection.execute(text(f"comment on database {TEMPLATE} is '{RUN}'"))
    return made


def _furnish(settings: Settings) -> None:
    """Migrate, load calendar and pack, lay out the small map; passwords are hashed cheaply to save the tests' time."""
    migrating.upgrade(settings)
    thorough, accounts._hasher = accounts._hasher, PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    try:
        with create_app(settings).app_context(), acting(Actor(person=None, system=True)):
            rulebook.seed_calendar(rulebook.in_force())
            rulebook.keep(rulebook.in_force())
            lay_out()
            db.session.commit()
            outbox.carry_all([owed.id for owed in outbox.take_owed()])
            db.session.remove()
            db.engine.dispose()
    finally:
        accounts._hasher = thorough


@contextmanager
def cloned(purpose: str) -> Iterator[Database]:
    """A copy of the template for as long as the block lasts."""
    clone = Database(f"landwatch_test_{WORKER}_{purpose}")
    with as_owner() as connection:
        connection.execute(text(f'drop database if exists "{clone.name}" with (force)'))
        connection.execute(text(f'create database "{clone.name}" template "{TEMPLATE}"'))
    try:
        yield clone
    finally:
        with as_owner() as connection:
            connection.execute(text(f'drop database if exists "{clone.name}" with (force)'))


def changed(settings: Settings, **changes: str) -> Settings:
    """The same settings with some of them changed."""
    return replace(settings, **changes)


SCHEMAS = tuple(schema for schema in migrating.SCHEMAS if schema != "atlas")
_TABLES = text(
    "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname = any(:schemas) order by 1"
)


def row_counts(connection: Connection) -> dict[str, int]:
    """How many rows every table has, sessions and the map apart: they change with sign-ins, or never."""
    tables = [
        table for table in connection.scalars(_TABLES, {"schemas": list(SCHEMAS)}) if table != "accounts.sessions"
    ]
    union = " union all ".join(f"select '{table}' as name, count(*) as count from {table}" for table in tables)
    return {row.name: row.count for row in connection.execute(text(union))}
