"""Cases, their reports, clocks and moves; inboxes and messages."""

import sqlalchemy as sa
from alembic import op
from geoalchemy2 import Geometry
from sqlalchemy.dialects import postgresql

revision = "2026_11_22_5_cases"
down_revision = "2026_11_22_4_matching"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "messages",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("report_id", sa.UUID(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint("sender in ('reporter', 'office')", name=op.f("ck_messages_sender")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.reports.id"], name=op.f("fk_messages_report_id_reports")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
        schema="notices",
    )
    op.create_index(op.f("ix_messages_report_id_id"), "messages", ["report_id", "id"], unique=False, schema="notices")
    op.create_table(
        "cases",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("activity", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("because", postgresql.JSONB(), nullable=False),
        sa.Column("row", sa.Text(), nullable=False),
        sa.Column("flags", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("facts", postgresql.JSONB(), nullable=False),
        sa.Column("desk_id", sa.Integer(), nullable=True),
        sa.Column("desk_because", postgresql.JSONB(), nullable=False),
        sa.Column("alarm", sa.Boolean(), nullable=False),
        sa.Column("assignee_id", sa.UUID(), nullable=True),
        sa.Column("place", postgresql.JSONB(), nullable=False),
        sa.Column("district", sa.Text(), nullable=True),
        sa.Column("parcels", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("location", Geometry("POINT", srid=4326, spatial_index=False), nullable=False),
        sa.Column("pack", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("opened_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("closed_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("next_due_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("merged_into", sa.UUID(), nullable=True),
        sa.ForeignKeyConstraint(["assignee_id"], ["accounts.people.id"], name=op.f("fk_cases_assignee_id_people")),
        sa.ForeignKeyConstraint(["desk_id"], ["accounts.desks.id"], name=op.f("fk_cases_desk_id_desks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("number", name=op.f("uq_cases_number")),
        schema="cases",
    )
    op.create_index(
        op.f("ix_cases_location"), "cases", ["location"], unique=False, schema="cases", postgresql_using="gist"
    )
    op.create_index(
        op.f("ix_cases_parcels"), "cases", ["parcels"], unique=False, schema="cases", postgresql_using="gin"
    )
    op.create_index(
        "ix_cases_queue",
        "cases",
        ["desk_id", "next_due_at", "id"],
        unique=False,
        schema="cases",
        postgresql_where=sa.text("closed_at is null"),
    )
    op.create_table(
        "notices",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.UUID(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("params", postgresql.JSONB(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("read_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("mailed_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["core.events.id"], name=op.f("fk_notices_event_id_events")),
        sa.ForeignKeyConstraint(["person_id"], ["accounts.people.id"], name=op.f("fk_notices_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint("event_id", "person_id", name=op.f("uq_notices_event_id_person_id")),
        schema="notices",
    )
    op.create_index(op.f("ix_notices_person_id_id"), "notices", ["person_id", "id"], unique=False, schema="notices")
    op.create_table(
        "case_reports",
        sa.Column("report_id", sa.UUID(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=False),
        sa.Column("joined_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("because", postgresql.JSONB(), nullable=False),
        sa.Column("suggestions", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("chain_head", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.cases.id"], name=op.f("fk_case_reports_case_id_cases")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.reports.id"], name=op.f("fk_case_reports_report_id_reports")),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_case_reports")),
        schema="cases",
    )
    op.create_index(
        op.f("ix_case_reports_case_id_joined_at"),
        "case_reports",
        ["case_id", "joined_at"],
        unique=False,
        schema="cases",
    )
    op.create_table(
        "clocks",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("label", postgresql.JSONB(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("started_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("due_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("stopped_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("statutory", sa.Boolean(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("trace", postgresql.JSONB(), nullable=False),
        sa.Column("told_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint("state in ('running', 'met', 'missed', 'paused')", name=op.f("ck_clocks_state")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.cases.id"], name=op.f("fk_clocks_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clocks")),
        sa.UniqueConstraint("case_id", "key", name=op.f("uq_clocks_case_id_key")),
        schema="cases",
    )
    op.create_index(
        "ix_clocks_due",
        "clocks",
        ["due_at"],
        unique=False,
        schema="cases",
        postgresql_where=sa.text("stopped_at is null and told_at is null"),
    )
    op.create_table(
        "moves",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=False),
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("move", sa.Text(), nullable=False),
        sa.Column("from_state", sa.Text(), nullable=False),
        sa.Column("to_state", sa.Text(), nullable=False),
        sa.Column("person", sa.UUID(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("fields", postgresql.JSONB(), nullable=False),
        sa.Column("at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.cases.id"], name=op.f("fk_moves_case_id_cases")),
        sa.ForeignKeyConstraint(["event_id"], ["core.events.id"], name=op.f("fk_moves_event_id_events")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moves")),
        schema="cases",
    )
    op.create_index(op.f("ix_moves_case_id_at"), "moves", ["case_id", "at"], unique=False, schema="cases")


def downgrade() -> None:
    op.drop_table("moves", schema="cases")
    op.drop_table("clocks", schema="cases")
    op.drop_table("case_reports", schema="cases")
    op.drop_table("notices", schema="notices")
    op.drop_table("cases", schema="cases")
    op.drop_table("messages", schema="notices")
