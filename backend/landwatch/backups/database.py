"""What a backup asks of the database as its owner: one moment of it, how many rows it holds, whether it is empty."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.exc import OperationalError

from landwatch.backups.manifest import BackupError, Manifest
from landwatch.core.migrating import FOLDER, SCHEMAS
from landwatch.core.settings import Settings

APP = "landwatch_app"
_TABLES = text("""
    select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and (n.nspname = any(:schemas) or c.relname = 'alembic_version') order by 1
""")
# Tables and views that no extension brought, and schemas that the restore would make.
_TENANTS = text("""
    select (select count(*) from pg_namespace where nspname = any(:schemas)) + count(*)
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
    and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
""")
_ROLES = text("select rolname from pg_roles where rolname = any(:names)")
# Transaction ids belong to one cluster. Events with ids from another cluster's future would be hidden, perhaps for
# years, from readers that wait until every transaction before an event has ended: they become older than all others.
_FORGET_TRANSACTIONS = text("""
    update core.events set xid = '3'
    where exists (select from core.events where xid >= pg_snapshot_xmin(pg_current_snapshot()))
""")


@contextmanager
def as_owner(settings: Settings) -> Iterator[Engine]:
    """Connections as the owner of the database. Raises BackupError when there is no way in."""
    if not settings.owner_url:
        raise BackupError("set LANDWATCH_OWNER_URL: the application's own role may not read and write everything")
    engine = create_engine(settings.owner_url, hide_parameters=True, pool_size=2)
    try:
        with engine.connect():
            pass
        yield engine
    except OperationalError as error:
        raise BackupError(f"the database does not answer: {error.orig}") from error
    finally:
        engine.dispose()


@contextmanager
def one_moment(engine: Engine) -> Iterator[tuple[Connection, str]]:
    """A transaction that sees the database as it is now, and the name under which pg_dump may see the same."""
    options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with engine.connect().execution_options(**options) as connection:
        yield connection, str(connection.scalar(text("select pg_export_snapshot()")))


def server(connection: Connection) -> int:
    """The major version of the server: 15."""
    return int(connection.scalar(text("show server_version_num")) or 0) // 10_000


def revision(connection: Connection) -> str:
    """The form of the tables, as Alembic names it. Raises BackupError where there is no Landwatch."""
    if connection.scalar(text("select to_regclass('alembic_version')")) is None:
        raise BackupError("there is no Landwatch in this database")
    return str(connection.scalar(text("select version_num from alembic_version")))


def row_counts(connection: Connection) -> dict[str, int]:
    """How many rows each table holds."""
    tables = connection.scalars(_TABLES, {"schemas": [*SCHEMAS, "atlas_data"]}).all()
    return {table: int(connection.scalar(text(f"select count(*) from {table}")) or 0) for table in tables}  # noqa: S608


def check_can_hold(connection: Connection, manifest: Manifest) -> None:
    """Raises BackupError unless the database is empty, has the roles of the backup, and this code knows its form."""
    if connection.scalar(_TENANTS, {"schemas": [*SCHEMAS]}):
        raise BackupError("the database is not empty: restore into a new one, before any `landwatch db upgrade`")
    wanted = sorted({manifest.owner, APP})
    missing = set(wanted) - set(connection.scalars(_ROLES, {"names": wanted}))
    if missing:
        statements = "; ".join(f"create role {name} login" for name in sorted(missing))
        raise BackupError(f"the server lacks roles that own or use the tables: {statements}")
    if manifest.revision not in {one.revision for one in ScriptDirectory(str(FOLDER)).walk_revisions()}:
        needed = f"use Landwatch {manifest.landwatch} or newer"
        raise BackupError(f"the backup's tables have form {manifest.revision}, which is unknown here: {needed}")


def is_newest(manifest: Manifest) -> bool:
    """Whether the backup's tables have the form that this code wants."""
    return manifest.revision == ScriptDirectory(str(FOLDER)).get_current_head()


def settle(engine: Engine) -> None:
    """Make a restored database at home in its new cluster: transaction ids, and statistics for good plans."""
    with engine.begin() as connection:
        connection.execute(_FORGET_TRANSACTIONS)
        connection.execute(text("analyze"))
