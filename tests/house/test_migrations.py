"""Migrations go up, down and up again; afterwards tables and code say the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from landwatch.core import migrating
from tests.factories.databases import Database, as_owner, cloned, settings_for

VERSIONS = Path(__file__).resolve().parents[2] / "migrations" / "versions"
OURS = (
    "select schemaname || '.' || tablename from pg_tables where schemaname = any(:schemas) or schemaname = 'atlas_data'"
)


def tables(database):
    engine = create_engine(database.owner_url)
    with engine.connect() as connection:
        found = set(connection.scalars(text(OURS), {"schemas": list(migrating.SCHEMAS)}))
    engine.dispose()
    return found


@pytest.fixture
def empty(template_database):
    name = "landwatch_test_empty"
    with as_owner() as connection:
        connection.execute(text(f'drop database if exists "{name}" with (force)'))
        connection.execute(text(f'create database "{name}"'))
    yield Database(name)
    with as_owner() as connection:
        connection.execute(text(f'drop database if exists "{name}" with (force)'))


def test_up_down_up_and_nothing_differs(empty, tmp_path):
    settings = settings_for(empty, tmp_path)
    migrating.upgrade(settings)
    first = tables(empty)
    assert migrating.differences(settings) == []
    migrating.downgrade(settings, "base")
    assert tables(empty) == set()
    migrating.upgrade(settings)
    assert tables(empty) == first
    assert migrating.differences(settings) == []


def test_a_database_with_data_differs_in_nothing_either(template_database, tmp_path):
    with cloned("checked") as database:
        assert migrating.differences(settings_for(database, tmp_path)) == []


def test_a_column_that_only_the_database_has_is_found(template_database, tmp_path):
    with cloned("checked") as database:
        with as_owner(database.name) as owner:
            owner.execute(text("alter table cases.cases add column secretly text"))
        assert "secretly" in "".join(migrating.differences(settings_for(database, tmp_path)))


@pytest.mark.parametrize("path", sorted(VERSIONS.glob("*.py")), ids=lambda path: path.stem)
def test_a_migration_has_a_dated_name_and_says_why(path):
    assert re.fullmatch(r"20\d\d_\d\d_\d\d_[a-z0-9_]+", path.stem)
    content = path.read_text("utf-8")
    assert content.startswith('"""') and f'revision = "{path.stem}"' in content
    assert "def downgrade()" in content
