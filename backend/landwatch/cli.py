"""The command line: `landwatch …`. Every command says what it did; errors say what to do next."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from landwatch.core import keys, migrating
from landwatch.core.packs import PackError
from landwatch.core.settings import documented, from_environment

if TYPE_CHECKING:
    from flask import Flask


def _app(*, owner: bool = False) -> Flask:
    """The wired app; as the owner of the database where a command needs that."""
    from dataclasses import replace

    from landwatch.app import create_app

    settings = from_environment()
    if owner:
        settings = replace(settings, database_url=settings.owner_url or settings.database_url)
    return create_app(settings)


@click.group()
def main() -> None:
    """Landwatch: reports of suspected illegal land occupation, from a phone to a closed case."""


@main.command("settings")
def show_settings() -> None:
    """Every setting: its name in the environment, its default and what it means."""
    for name, default, meaning, secret in documented():
        click.echo(f"{name}={default}\n    {meaning}{' (secret)' if secret else ''}")


@main.group("keys")
def key_commands() -> None:
    """Keys that sign receipts and seal contacts."""


@key_commands.command("make")
def make_keys() -> None:
    """Make keys where there are none. Keep a copy in a safe place: without them contacts cannot be read."""
    directory = from_environment().keys_dir
    click.echo(f"keys made in {directory}" if keys.make(directory) else f"keys are there already in {directory}")


@main.group("db")
def db_commands() -> None:
    """The database."""


@db_commands.command("upgrade")
@click.argument("revision", default="head")
def upgrade(revision: str) -> None:
    """Bring the database to the newest form, seed the calendar and remember the rule pack."""
    migrating.upgrade(from_environment(), revision)
    if revision == "head":
        from landwatch.core import rulebook
        from landwatch.core.db import db

        with _app().app_context():
            days = rulebook.seed_calendar(rulebook.in_force())
            rulebook.keep(rulebook.in_force())
            db.session.commit()
            click.echo(f"calendar: {days} days loaded" if days else "calendar: kept as it is")


@db_commands.command("downgrade")
@click.argument("revision")
def downgrade(revision: str) -> None:
    """Take the database back to an earlier form (tests and emergencies)."""
    migrating.downgrade(from_environment(), revision)


@db_commands.command("check")
def check_db() -> None:
    """Say what differs between the tables and the code; silent when nothing does."""
    differences = migrating.differences(from_environment())
    for line in differences:
        click.echo(line)
    sys.exit(1 if differences else 0)


@main.group("pack")
def pack_commands() -> None:
    """Rule packs."""


@pack_commands.command("check")
@click.argument("directory")
def check_pack(directory: str) -> None:
    """Check a pack (a directory, or the name of a built-in one) as a whole, its own examples included."""
    from landwatch.core import rulebook
    from landwatch.pack_check import faults

    try:
        found = [str(error) for error in faults(rulebook.open_pack(directory))]
    except PackError as error:
        found = [str(error)]
    for line in found:
        click.echo(line)
    click.echo(f"{len(found)} faults" if found else "the pack holds together")
    sys.exit(1 if found else 0)


@main.group("calendar")
def calendar_commands() -> None:
    """The working-day calendar."""


@calendar_commands.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def load_calendar(file: Path) -> None:
    """Load days from a CSV (date,is_workday,name,status[,source]) and work out running clocks anew."""
    from landwatch.calendar_load import load
    from landwatch.core.calendar_file import CalendarFaults

    try:
        with _app().app_context():
            days, cases = load(file)
    except CalendarFaults as error:
        raise click.ClickException(f"{file} was refused, nothing was changed:\n{error}") from error
    click.echo(f"{days} days loaded, clocks of {cases} open cases worked out anew")


@main.group("people")
def people_commands() -> None:
    """People who sign in."""


@people_commands.command("add")
@click.argument("username")
@click.option("--name", required=True, help="the person's name")
@click.option("--role", "roles", multiple=True, required=True, help="a role of the pack; may be given more than once")
@click.option("--desk", "desk_code", help="the code of the person's desk")
@click.option("--email")
@click.password_option()
def add_person(
    username: str, name: str, roles: tuple[str, ...], desk_code: str | None, email: str | None, password: str
) -> None:
    """Add a person. The password is asked for, never given on the command line."""
    from landwatch.accounts.queries import desks
    from landwatch.accounts.steps import add_person as add
    from landwatch.core import rulebook
    from landwatch.core.db import db

    with _app().app_context():
        unknown = [role for role in roles if role not in rulebook.rows_of("roles")]
        desk = next((one.id for one in desks() if one.code == desk_code), None)
        if unknown or (desk_code and desk is None):
            raise click.ClickException(
                f"the pack has no role {unknown}" if unknown else f"there is no desk {desk_code}"
            )
        add(username, name, password, list(roles), desk, email=email)
        db.session.commit()
    click.echo(f"{username} can sign in")


@main.group("desks")
def desk_commands() -> None:
    """Desks: where cases arrive."""


@desk_commands.command("add")
@click.argument("code")
@click.option("--name-zh", required=True, help="the desk's name in Chinese")
@click.option("--name-en", required=True, help="the desk's name in English")
@click.option("--authority", required=True, help="an authority of the pack, for example natural_resources")
@click.option("--level", required=True, help="a level of the pack, for example county")
@click.option("--district", required=True, help="the code of the district the desk answers for, 2 to 12 digits")
def add_desk(code: str, name_zh: str, name_en: str, authority: str, level: str, district: str) -> None:
    """Add a desk, or change the one with this code."""
    from landwatch.accounts.steps import put_desk
    from landwatch.core import rulebook
    from landwatch.core.db import db

    with _app().app_context():
        for table, said in (("authorities", authority), ("levels", level)):
            if said not in rulebook.rows_of(table):
                raise click.ClickException(f"the pack has no {said!r} among its {table}")
        if not district.isdigit():
            raise click.ClickException("a district code has 2 to 12 digits")
        put_desk(code, {"zh": name_zh, "en": name_en}, authority, level, district)
        db.session.commit()
    click.echo(f"cases for {district} can arrive at {code}")


@main.command("worker")
@click.argument("queue", type=click.Choice(["steps", "alone"]))
@click.option("--burst", is_flag=True, help="stop when the queue is empty")
def work(queue: str, burst: bool) -> None:
    """Work on a queue: `steps` (light, in one process) or `alone` (forked jobs: photos, mail)."""
    from landwatch.worker import run

    run(_app(), queue, burst=burst)


@main.command("clockwork")
def clockwork() -> None:
    """Ask periodically what is overdue and what a crash left behind."""
    from landwatch.clockwork import run

    run(_app())


@main.command("owed")
@click.option("--retry", is_flag=True, help="owe every parked delivery again")
def owed(retry: bool) -> None:
    """Work that is owed: deliveries waiting or parked, with their last error."""
    from sqlalchemy import text

    from landwatch.core import outbox
    from landwatch.core.db import db

    with _app().app_context():
        if retry:
            click.echo(f"{outbox.retry_parked()} deliveries owed again")
        rows = db.session.execute(
            text("select id, step, state, attempts, error from core.deliveries where state <> 'done' order by id")
        )
        for row in rows:
            click.echo(f"{row.id}  {row.step}  {row.state}  {row.attempts} tries  {row.error or ''}")


@main.command("demo")
@click.option("--refresh", is_flag=True, help="take the old demo away first")
def demo(refresh: bool) -> None:
    """Seed a demo county with people and twenty reports. Refuses in production and where real people exist."""
    from landwatch.demo.seeding import seed

    with _app().app_context():
        for line in seed(refresh=refresh):
            click.echo(line)


@main.command("backup")
@click.argument("directory", type=click.Path(path_type=Path))
def backup(directory: Path) -> None:
    """Write database, originals and keys into an empty directory, with a manifest."""
    from landwatch.backup import BackupError, save

    try:
        for line in save(from_environment(), directory):
            click.echo(line)
    except (BackupError, keys.KeysMissing) as error:
        raise click.ClickException(str(error)) from error


@main.command("restore")
@click.argument("directory", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--partial", is_flag=True, help="restore what is there when photos of the backup are lost")
def restore(directory: Path, partial: bool) -> None:
    """Put a backup into an empty database and an empty storage, and verify it."""
    from landwatch.backup import BackupError, load

    try:
        for line in load(from_environment(), directory, partial=partial):
            click.echo(line)
    except BackupError as error:
        raise click.ClickException(str(error)) from error


@main.command("openapi")
def openapi() -> None:
    """Print the OpenAPI description that /api/openapi.json serves."""
    app = _app()
    with app.test_request_context():
        click.echo(
            json.dumps(
                app.extensions["flask-smorest"]["apis"][""]["ext_obj"].spec.to_dict(), indent=1, ensure_ascii=False
            )
        )


if __name__ == "__main__":
    main()
