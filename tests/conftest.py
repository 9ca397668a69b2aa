"""What tests stand on: a real PostGIS cloned from one template, a real Valkey, the app as its role that owns nothing.

`./dev test` starts the services and names them in the environment. Without them the tests of rules still run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, Row, text

from landwatch.app import create_app
from landwatch.atlas.queries import forget_area
from landwatch.core.db import act_as, db
from tests.factories import databases
from tests.factories.databases import Database


@pytest.fixture(scope="session")
def template_database(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """The migrated template with the small map."""
    if not databases.OWNER_URL:
        pytest.skip("no PostgreSQL: run the tests by ./dev test")
    return databases.template(tmp_path_factory.mktemp("template"))


@pytest.fixture(scope="session")
def house(template_database: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """One app a worker, on a database of its own."""
    with databases.cloned("house") as database:
        made = create_app(databases.settings_for(database, tmp_path_factory.mktemp("var")))
        yield made
        with made.app_context():
            db.session.remove()
            db.engine.dispose()


@pytest.fixture
def connection(house: Flask) -> Iterator[Connection]:
    """The connection that everything in a test shares; at the end all of it is undone.

    The session joins it by savepoints, so commits and rollbacks of the code under test stay inside.
    """
    with house.app_context():
        engine = db.engines[None]
        shared = engine.connect()
        whole = shared.begin()
        shared.begin_nested()
        db.engines[None] = shared  # type: ignore[assignment]
    yield shared
    with house.app_context():
        db.session.remove()
        db.engines[None] = engine
    whole.rollback()
    shared.close()


@pytest.fixture
def app(house: Flask, connection: Connection) -> Iterator[Flask]:
    """The app for one test: nothing in the queue, nothing counted, settings as they were."""
    settings = house.extensions["landwatch_settings"]
    house.extensions["landwatch_redis"].flushdb()
    forget_area()
    act_as(None)
    yield house
    house.extensions["landwatch_settings"] = settings


@pytest.fixture
def change(app: Flask) -> Callable[..., None]:
    """Change settings for one test: `change(intake_limit="3/minute")`."""

    def changing(**settings: str) -> None:
        app.extensions["landwatch_settings"] = databases.changed(app.extensions["landwatch_settings"], **settings)

    return changing


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser that nobody is signed in at."""
    return app.test_client()


@pytest.fixture
def context(app: Flask) -> Iterator[Flask]:
    """An app context, for tests of steps. Not together with `client`: requests would share its `g`."""
    with app.app_context():
        yield app


@pytest.fixture
def ask(app: Flask, connection: Connection) -> Callable[..., list[Row[Any]]]:
    """Ask the database of the test, past all models: `ask("select count(*) from cases.cases")`."""

    def asking(statement: str, **values: Any) -> list[Row[Any]]:
        return list(connection.execute(text(statement), values))

    return asking


@pytest.fixture
def nothing_written(app: Flask, connection: Connection) -> Callable[[], AbstractContextManager[None]]:
    """A block after which every table has as many rows as before."""

    @contextmanager
    def unchanged() -> Iterator[None]:
        before = databases.row_counts(connection)
        yield
        assert databases.row_counts(connection) == before

    return unchanged


@pytest.fixture
def fresh_database(template_database: Database) -> Iterator[Database]:
    """A database of its own, for tests of commits, threads and processes."""
    with databases.cloned("fresh") as database:
        yield database


@pytest.fixture
def fresh_app(fresh_database: Database, tmp_path: Path) -> Iterator[Flask]:
    """An app on the fresh database."""
    made = create_app(databases.settings_for(fresh_database, tmp_path))
    made.extensions["landwatch_redis"].flushdb()
    forget_area()
    act_as(None)
    yield made
    with made.app_context():
        db.session.remove()
        db.engine.dispose()
    forget_area()
