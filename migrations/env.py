"""How Alembic runs here: as the owner, one transaction a revision, giving up on locks rather than freezing readers."""

from alembic import context
from sqlalchemy import create_engine, text

from landwatch.core.migrating import all_tables, ours

LOCK_TIMEOUT = "3s"
"""One waiting ALTER freezes all readers behind it: give up and let the operator try again."""


def run() -> None:
    """Run the revisions that were asked for."""
    engine = create_engine(context.config.attributes["url"])
    with engine.connect() as connection:
        connection.execute(text(f"set lock_timeout = '{LOCK_TIMEOUT}'"))
        connection.commit()
        context.configure(
            connection=connection,
            target_metadata=all_tables(),
            include_schemas=True,
            include_name=ours,
            compare_type=True,
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


run()
