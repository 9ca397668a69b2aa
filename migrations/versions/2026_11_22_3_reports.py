"""Reports, declared photos, sealed contacts in a schema of their own, and photos that are here."""

import sqlalchemy as sa
from alembic import op
from geoalchemy2 import Geometry
from sqlalchemy.dialects import postgresql

revision = "2026_11_22_3_reports"
down_revision = "2026_11_22_2_atlas"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "original_readings",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("photo_id", sa.UUID(), nullable=False),
        sa.Column("person", sa.UUID(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_original_readings")),
        schema="evidence",
    )
    op.create_index(
        op.f("ix_original_readings_photo_id"), "original_readings", ["photo_id"], unique=False, schema="evidence"
    )
    op.create_table(
        "contact_readings",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("report_id", sa.UUID(), nullable=False),
        sa.Column("person", sa.UUID(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_readings")),
        schema="identity",
    )
    op.create_index(
        op.f("ix_contact_readings_report_id"), "contact_readings", ["report_id"], unique=False, schema="identity"
    )
    op.create_table(
        "reports",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("secret_digest", sa.LargeBinary(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("payload_digest", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("seen_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("received_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("committed_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("location", Geometry("POINT", srid=4326, spatial_index=False), nullable=False),
        sa.Column("position", postgresql.JSONB(), nullable=False),
        sa.Column("accuracy_m", sa.Double(), nullable=True),
        sa.Column("shape", Geometry("POLYGON", srid=4326, spatial_index=False), nullable=True),
        sa.Column("activity", sa.Text(), nullable=False),
        sa.Column("danger", sa.Boolean(), nullable=False),
        sa.Column("answers", postgresql.JSONB(), nullable=False),
        sa.Column("about", sa.Text(), nullable=True),
        sa.Column("follows", sa.UUID(), nullable=True),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("person", sa.UUID(), nullable=True),
        sa.CheckConstraint("activity in ('ongoing', 'finished', 'unknown')", name=op.f("ck_reports_activity")),
        sa.CheckConstraint("state in ('receiving', 'received', 'withdrawn')", name=op.f("ck_reports_state")),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_reports_revision")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sa.UniqueConstraint("number", name=op.f("uq_reports_number")),
        schema="reports",
    )
    op.create_index(op.f("ix_reports_about"), "reports", ["about"], unique=False, schema="reports")
    op.create_index(
        op.f("ix_reports_location"), "reports", ["location"], unique=False, schema="reports", postgresql_using="gist"
    )
    op.create_index(
        op.f("ix_reports_person_received_at"), "reports", ["person", "received_at"], unique=False, schema="reports"
    )
    op.create_table(
        "contacts",
        sa.Column("report_id", sa.UUID(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("kept_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.reports.id"], name=op.f("fk_contacts_report_id_reports")),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_contacts")),
        schema="identity",
    )
    op.create_table(
        "earlier_revisions",
        sa.Column("report_id", sa.UUID(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("payload", postgresql.JSONB(), nullable=False),
        sa.Column("replaced_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.reports.id"], name=op.f("fk_earlier_revisions_report_id_reports")
        ),
        sa.PrimaryKeyConstraint("report_id", "revision", name=op.f("pk_earlier_revisions")),
        schema="reports",
    )
    op.create_table(
        "photos",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("report_id", sa.UUID(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("taken_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("fix", postgresql.JSONB(), nullable=True),
        sa.Column("capture", sa.Text(), nullable=False),
        sa.Column("arrived_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["report_id"], ["reports.reports.id"], name=op.f("fk_photos_report_id_reports")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photos")),
        schema="reports",
    )
    op.create_index(op.f("ix_photos_report_id"), "photos", ["report_id"], unique=False, schema="reports")
    op.create_table(
        "photos",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("report_id", sa.UUID(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("original", sa.Text(), nullable=False),
        sa.Column("arrived_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), server_default="arrived", nullable=False),
        sa.Column("examined_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("exif", postgresql.JSONB(), nullable=True),
        sa.Column("dhash", sa.BigInteger(), nullable=True),
        sa.Column("fault", sa.Text(), nullable=True),
        sa.CheckConstraint("state in ('arrived', 'examined', 'unreadable')", name=op.f("ck_photos_state")),
        sa.ForeignKeyConstraint(["id"], ["reports.photos.id"], name=op.f("fk_photos_id_photos")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.reports.id"], name=op.f("fk_photos_report_id_reports")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photos")),
        schema="evidence",
    )
    op.create_index(op.f("ix_photos_dhash"), "photos", ["dhash"], unique=False, schema="evidence")
    op.create_index(op.f("ix_photos_report_id"), "photos", ["report_id"], unique=False, schema="evidence")
    op.create_index(op.f("ix_photos_sha256"), "photos", ["sha256"], unique=False, schema="evidence")
    for readings in ("identity.contact_readings", "evidence.original_readings"):
        op.execute(f"revoke update, delete, truncate on {readings} from landwatch_app")  # who looked stays written


def downgrade() -> None:
    op.drop_table("photos", schema="evidence")
    op.drop_table("photos", schema="reports")
    op.drop_table("earlier_revisions", schema="reports")
    op.drop_table("contacts", schema="identity")
    op.drop_table("reports", schema="reports")
    op.drop_table("contact_readings", schema="identity")
    op.drop_table("original_readings", schema="evidence")
