"""Matches and weighings, each kept as it was judged."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "2026_11_22_4_matching"
down_revision = "2026_11_22_3_reports"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "matches",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("report_id", sa.UUID(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("made_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("certainty", sa.Text(), nullable=False),
        sa.Column("reason", postgresql.JSONB(), nullable=False),
        sa.Column("parts", postgresql.JSONB(), nullable=False),
        sa.Column("releases", postgresql.JSONB(), nullable=False),
        sa.Column("area_m2", sa.Double(), nullable=True),
        sa.Column("accuracy_m", sa.Double(), nullable=False),
        sa.Column("district", sa.Text(), nullable=True),
        sa.Column("parcels", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.CheckConstraint(
            "certainty in ('certain', 'likely', 'border', 'nothing')", name=op.f("ck_matches_certainty")
        ),
        sa.ForeignKeyConstraint(["report_id"], ["reports.reports.id"], name=op.f("fk_matches_report_id_reports")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matches")),
        schema="matching",
    )
    op.create_index(
        op.f("ix_matches_parcels"), "matches", ["parcels"], unique=False, schema="matching", postgresql_using="gin"
    )
    op.create_index(op.f("ix_matches_report_id_id"), "matches", ["report_id", "id"], unique=False, schema="matching")
    op.create_table(
        "weighings",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("report_id", sa.UUID(), nullable=False),
        sa.Column("match_id", sa.BigInteger(), nullable=False),
        sa.Column("weighed_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("because", postgresql.JSONB(), nullable=False),
        sa.Column("row", sa.Text(), nullable=False),
        sa.Column("flags", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("desk_id", sa.Integer(), nullable=True),
        sa.Column("desk_because", postgresql.JSONB(), nullable=False),
        sa.Column("alarm", sa.Boolean(), nullable=False),
        sa.Column("pack", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["desk_id"], ["accounts.desks.id"], name=op.f("fk_weighings_desk_id_desks")),
        sa.ForeignKeyConstraint(["match_id"], ["matching.matches.id"], name=op.f("fk_weighings_match_id_matches")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.reports.id"], name=op.f("fk_weighings_report_id_reports")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weighings")),
        schema="triage",
    )
    op.create_index(op.f("ix_weighings_report_id_id"), "weighings", ["report_id", "id"], unique=False, schema="triage")


def downgrade() -> None:
    op.drop_table("weighings", schema="triage")
    op.drop_table("matches", schema="matching")
