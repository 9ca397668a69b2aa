"""The app's role owns nothing and cannot rewrite history; the database knows who acts, for one transaction only."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import ProgrammingError

from landwatch.core.db import Actor, act_as, acting, db
from tests.factories import Phone, a_report, signed_in, worked
from tests.factories.databases import as_owner

OWNED = """
    select 'relation ' || relname from pg_class where relowner = 'landwatch_app'::regrole
    union all select 'schema ' || nspname from pg_namespace where nspowner = 'landwatch_app'::regrole
    union all select 'function ' || proname from pg_proc where proowner = 'landwatch_app'::regrole
    union all select 'database ' || datname from pg_database where datdba = 'landwatch_app'::regrole
"""
WRITTEN_ONCE = ("core.events", "identity.contact_readings", "evidence.original_readings")


def test_the_app_connects_as_a_role_that_owns_nothing(ask):
    assert ask("select current_user::text") == [("landwatch_app",)]
    assert ask(OWNED) == []
    powers = ask("select rolsuper, rolcreatedb, rolcreaterole, rolbypassrls from pg_roles where rolname = current_user")
    assert powers == [(False, False, False, False)]


@pytest.mark.parametrize("table", WRITTEN_ONCE)
def test_what_was_written_cannot_be_changed_by_the_app(context, table):
    column = "data" if table == "core.events" else "reason"
    for statement in (f"update {table} set {column} = {column}", f"delete from {table}", f"truncate {table}"):
        with pytest.raises(ProgrammingError, match="permission denied"):
            db.session.execute(text(statement))
        db.session.rollback()


@pytest.mark.parametrize(
    "statement",
    [
        "create table core.mine (id int)",
        "alter table cases.cases disable trigger all",
        "drop table notices.notices",
        "create schema mine",
        "create role mine",
        "update atlas.parcels set code = 'x'",
        "delete from atlas.zones",
    ],
)
def test_the_app_can_change_neither_tables_nor_the_published_map(context, statement):
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
        db.session.execute(text(statement))


@pytest.fixture
def witness(fresh_app, fresh_database):
    """A database whose tables note on each row who acted when it was written."""
    said = "text default nullif(current_setting('landwatch.person', true), '')"
    with as_owner(fresh_database.name) as owner:
        for table in ("reports.reports", "cases.moves", "matching.matches", "notices.messages"):
            owner.execute(text(f"alter table {table} add column who {said}"))
    return fresh_app


def test_the_database_is_told_who_acts(witness, fresh_database):
    phone = Phone(witness.test_client())
    phone.put(a_report())
    worked(witness)
    officer = signed_in(witness.test_client(), "officer")
    officer.move(officer.get("/cases").json["items"][0]["number"], "start_check")
    phone.say("messages", text="still there")
    with as_owner(fresh_database.name) as owner:

        def who(table):
            return list(owner.scalars(text(f"select who from {table} order by id")))

        assert who("reports.reports") == [None], "an anonymous reporter"
        assert who("matching.matches") == ["system"], "a worker"
        assert who("cases.moves") == ["system", officer.person["id"]], "assigned by the software, then an officer"
        assert who("notices.messages") == [None], "the same connection, and nobody again"


def test_who_acts_is_forgotten_with_the_transaction(fresh_app):
    setting = text("select current_setting('landwatch.person', true), current_setting('landwatch.desks', true)")
    with fresh_app.app_context():
        with acting(Actor(None, (3, 4), system=True)):
            assert tuple(db.session.execute(setting).one()) == ("system", "3,4")
            db.session.commit()
            assert tuple(db.session.execute(setting).one()) == ("system", "3,4"), "told anew in the next one"
            db.session.commit()
        assert not any(db.session.execute(setting).one())
        act_as(Actor(None, (5,), system=True))
        assert tuple(db.session.execute(setting).one()) == ("system", "5"), "told in the running transaction"
        act_as(None)


def test_a_stranger_to_the_database_finds_the_door_closed(fresh_database):
    engine = create_engine(fresh_database.app_url.replace("landwatch_app:", "landwatch_app:not-"))
    with pytest.raises(Exception, match="password authentication failed"):
        engine.connect()
