"""Events with their chains, owed work, jobs, the calendar; people, desks and sessions.

Also schemas, PostGIS and the role of the app."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from landwatch.core.models import Xid8

revision = "2026_11_22_1_core"
down_revision = None
branch_labels = None
depends_on = None


SCHEMAS = ("core", "accounts", "identity", "atlas", "reports", "evidence", "matching", "triage", "cases", "notices")
APP = "landwatch_app"


def upgrade() -> None:
    op.execute("create extension if not exists postgis")
    op.execute(
        f"""do $$ begin
            if not exists (select from pg_roles where rolname = '{APP}') then create role {APP} login; end if;
        end $$"""
    )
    for schema in SCHEMAS:
        op.execute(f"create schema {schema}")
        op.execute(f"grant usage on schema {schema} to {APP}")
        op.execute(
            f"alter default privileges in schema {schema} grant select, insert, update, delete on tables to {APP}"
        )
        op.execute(f"alter default privileges in schema {schema} grant usage on sequences to {APP}")
    op.create_table(
        "calendar_days",
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("is_workday", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint("status in ('official', 'provisional')", name=op.f("ck_calendar_days_status")),
        sa.PrimaryKeyConstraint("date", name=op.f("pk_calendar_days")),
        schema="core",
    )
    op.create_table(
        "events",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("xid", Xid8(), server_default=sa.text("pg_current_xact_id()"), nullable=False),
        sa.Column("stream", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("person", sa.UUID(), nullable=True),
        sa.Column("data", postgresql.JSONB(), nullable=False),
        sa.Column("prev_digest", sa.LargeBinary(), nullable=True),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
        sa.UniqueConstraint("stream", "seq", name=op.f("uq_events_stream_seq")),
        schema="core",
    )
    op.create_index(op.f("ix_events_at"), "events", ["at"], unique=False, schema="core")
    op.create_table(
        "jobs",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default="waiting", nullable=False),
        sa.Column("done", sa.Integer(), server_default="0", nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("arguments", postgresql.JSONB(), nullable=False),
        sa.Column("result", postgresql.JSONB(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("person", sa.UUID(), nullable=True),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("started_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("seen_alive_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("finished_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint("state in ('waiting', 'running', 'done', 'failed')", name=op.f("ck_jobs_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
        schema="core",
    )
    op.create_table(
        "packs",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        sa.Column("stored_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_packs")),
        schema="core",
    )
    op.create_table(
        "repeats",
        sa.Column("person", sa.UUID(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("request", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("body", postgresql.JSONB(), nullable=False),
        sa.Column("at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person", "key", name=op.f("pk_repeats")),
        schema="core",
    )
    op.create_table(
        "versions",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_versions")),
        schema="core",
    )
    op.create_table(
        "deliveries",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("alone", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), server_default="owed", nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("not_before", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("done_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.CheckConstraint("state in ('owed', 'done', 'parked')", name=op.f("ck_deliveries_state")),
        sa.ForeignKeyConstraint(["event_id"], ["core.events.id"], name=op.f("fk_deliveries_event_id_events")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
        sa.UniqueConstraint("event_id", "step", name=op.f("uq_deliveries_event_id_step")),
        schema="core",
    )
    op.create_index(
        "ix_deliveries_owed",
        "deliveries",
        ["not_before"],
        unique=False,
        schema="core",
        postgresql_where=sa.text("state = 'owed'"),
    )
    op.create_table(
        "desks",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", postgresql.JSONB(), nullable=False),
        sa.Column("authority", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("district", sa.Text(), nullable=False),
        sa.Column("above_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["above_id"], ["accounts.desks.id"], name=op.f("fk_desks_above_id_desks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desks")),
        sa.UniqueConstraint("code", name=op.f("uq_desks_code")),
        schema="accounts",
    )
    op.create_table(
        "people",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("roles", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("desk_id", sa.Integer(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("locale", sa.Text(), server_default="zh-CN", nullable=False),
        sa.Column("certificate", sa.Text(), nullable=True),
        sa.Column("is_demo", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("active", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["desk_id"], ["accounts.desks.id"], name=op.f("fk_people_desk_id_desks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("username", name=op.f("uq_people_username")),
        schema="accounts",
    )
    op.create_table(
        "sessions",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("person_id", sa.UUID(), nullable=False),
        sa.Column("csrf", sa.Text(), nullable=False),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("seen_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["accounts.people.id"], name=op.f("fk_sessions_person_id_people")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_sessions")),
        schema="accounts",
    )
    op.create_index(op.f("ix_sessions_person_id"), "sessions", ["person_id"], unique=False, schema="accounts")
    op.execute(f"revoke update, delete, truncate on core.events from {APP}")  # what happened stays as it was written


def downgrade() -> None:
    op.drop_table("sessions", schema="accounts")
    op.drop_table("people", schema="accounts")
    op.drop_table("desks", schema="accounts")
    op.drop_table("deliveries", schema="core")
    op.drop_table("versions", schema="core")
    op.drop_table("repeats", schema="core")
    op.drop_table("packs", schema="core")
    op.drop_table("jobs", schema="core")
    op.drop_table("events", schema="core")
    op.drop_table("calendar_days", schema="core")
    for schema in reversed(SCHEMAS):
        op.execute(f"drop schema {schema}")
