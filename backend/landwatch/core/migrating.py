"""Alembic from our own command line: as the owner of the database, with time limits on locks."""

from __future__ import annotations

import os
import pkgutil
from importlib import import_module
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect

import landwatch
from landwatch.core.db import Base
from landwatch.core.settings import Settings

SCHEMAS = ("core", "accounts", "identity", "atlas", "reports", "evidence", "matching", "triage", "cases", "notices")
FOLDER = Path(os.environ.get("LANDWATCH_MIGRATIONS", Path(__file__).resolve().parents[3] / "migrations"))


def _config(settings: Settings) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["url"] = settings.owner_url or settings.database_url
    return config


def upgrade(settings: Settings, revision: str = "head") -> None:
    """Bring the database to a revision."""
    command.upgrade(_config(settings), revision)


def downgrade(settings: Settings, revision: str) -> None:
    """Take the database back to a revision."""
    command.downgrade(_config(settings), revision)


def all_tables() -> Any:
    """The metadata of every room's tables."""
    for module in pkgutil.iter_modules(landwatch.__path__):
        if module.ispkg and (Path(landwatch.__file__).parent / module.name / "models.py").exists():
            import_module(f"landwatch.{module.name}.models")
    return Base.metadata


def ours(name: str | None, kind: str, parents: Any) -> bool:
    """Whether Alembic should look at a schema or table: only our schemas, and not the tables of single releases."""
    return name in SCHEMAS if kind == "schema" else True


def differences(settings: Settings) -> list[str]:
    """What differs between the tables and the code."""
    engine = create_engine(settings.owner_url or settings.database_url)
    with engine.connect() as connection:
        options = {"include_schemas": True, "include_name": ours, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        found = [str(difference) for difference in compare_metadata(context, all_tables())]
        missing = [schema for schema in SCHEMAS if schema not in inspect(connection).get_schema_names()]
    engine.dispose()
    return found + [f"schema {schema} is missing" for schema in missing]
