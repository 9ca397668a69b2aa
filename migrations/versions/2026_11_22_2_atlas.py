"""The one map: releases, and feature tables partitioned by release.

Functions that let the app make a release's tables without owning any."""

import sqlalchemy as sa
from alembic import op
from geoalchemy2 import Geometry
from sqlalchemy.dialects import postgresql

revision = "2026_11_22_2_atlas"
down_revision = "2026_11_22_1_core"
branch_labels = None
depends_on = None


APP = "landwatch_app"
TABLES = """case layer
    when 'districts' then array['districts', 'district_pieces'] when 'parcels' then array['parcels']
    when 'zones' then array['zones', 'zone_pieces'] when 'approvals' then array['approvals'] end"""
PREPARE = f"""
    create function atlas.prepare_release(release int) returns void language plpgsql security definer
    set search_path = pg_catalog, public as $$
    declare name text;
    begin
        for name in select unnest({TABLES}) from atlas.releases where id = release and state = 'draft' loop
            execute format('create table atlas_data.%I (like atlas.%I including defaults)', name || '_r' || release,
                name);
            execute format('grant select, insert, update, delete on atlas_data.%I to {APP}', name || '_r' || release);
        end loop;
    end $$
"""  # noqa: S608 - table names are the constants above
ATTACH = f"""
    create function atlas.attach_release(release int) returns void language plpgsql security definer
    set search_path = pg_catalog, public as $$
    declare name text; child text;
    begin
        for name in select unnest({TABLES}) from atlas.releases where id = release and state = 'draft' loop
            child := name || '_r' || release;
            execute format('create index on atlas_data.%I using gist (geom)', child);
            execute format('alter table atlas_data.%I add check (release_id = %s)', child, release);
            execute format('revoke insert, update, delete on atlas_data.%I from {APP}', child);
            execute format('analyze atlas_data.%I', child);
            execute format('alter table atlas.%I attach partition atlas_data.%I for values in (%s)', name, child,
                release);
        end loop;
    end $$
"""  # noqa: S608 - table names are the constants above


def upgrade() -> None:
    op.execute("create schema atlas_data")
    op.execute(f"grant usage on schema atlas_data to {APP}")
    op.create_table(
        "approvals",
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("geom", Geometry("MULTIPOLYGON", srid=4326, spatial_index=False), nullable=False),
        sa.PrimaryKeyConstraint("release_id", "id", name=op.f("pk_approvals")),
        schema="atlas",
        postgresql_partition_by="LIST (release_id)",
    )
    op.create_index(
        op.f("ix_approvals_geom"), "approvals", ["geom"], unique=False, schema="atlas", postgresql_using="gist"
    )
    op.create_table(
        "district_pieces",
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("geom", Geometry("POLYGON", srid=4326, spatial_index=False), nullable=False),
        sa.PrimaryKeyConstraint("release_id", "id", name=op.f("pk_district_pieces")),
        schema="atlas",
        postgresql_partition_by="LIST (release_id)",
    )
    op.create_index(
        op.f("ix_district_pieces_geom"),
        "district_pieces",
        ["geom"],
        unique=False,
        schema="atlas",
        postgresql_using="gist",
    )
    op.create_table(
        "districts",
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("name", postgresql.JSONB(), nullable=False),
        sa.Column("geom", Geometry("MULTIPOLYGON", srid=4326, spatial_index=False), nullable=False),
        sa.PrimaryKeyConstraint("release_id", "code", name=op.f("pk_districts")),
        schema="atlas",
        postgresql_partition_by="LIST (release_id)",
    )
    op.create_index(
        op.f("ix_districts_geom"), "districts", ["geom"], unique=False, schema="atlas", postgresql_using="gist"
    )
    op.create_table(
        "parcels",
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("scheme", sa.Text(), nullable=False),
        sa.Column("land_class", sa.Text(), nullable=False),
        sa.Column("village", sa.Text(), nullable=False),
        sa.Column("area_stated_m2", sa.Double(), nullable=True),
        sa.Column("geom", Geometry("MULTIPOLYGON", srid=4326, spatial_index=False), nullable=False),
        sa.PrimaryKeyConstraint("release_id", "id", name=op.f("pk_parcels")),
        schema="atlas",
        postgresql_partition_by="LIST (release_id)",
    )
    op.create_index(op.f("ix_parcels_code"), "parcels", ["code"], unique=False, schema="atlas")
    op.create_index(op.f("ix_parcels_geom"), "parcels", ["geom"], unique=False, schema="atlas", postgresql_using="gist")
    op.create_table(
        "releases",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("layer", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("crs", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), server_default="draft", nullable=False),
        sa.Column("digest", sa.Text(), nullable=True),
        sa.Column("features", sa.Integer(), nullable=True),
        sa.Column("person", sa.UUID(), nullable=True),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("published_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint("state in ('draft', 'published', 'superseded')", name=op.f("ck_releases_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_releases")),
        schema="atlas",
    )
    op.create_index(
        "uq_releases_published",
        "releases",
        ["layer"],
        unique=True,
        schema="atlas",
        postgresql_where="state = 'published'",
    )
    op.create_table(
        "zone_pieces",
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("zone_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("geom", Geometry("POLYGON", srid=4326, spatial_index=False), nullable=False),
        sa.PrimaryKeyConstraint("release_id", "id", name=op.f("pk_zone_pieces")),
        schema="atlas",
        postgresql_partition_by="LIST (release_id)",
    )
    op.create_index(
        op.f("ix_zone_pieces_geom"), "zone_pieces", ["geom"], unique=False, schema="atlas", postgresql_using="gist"
    )
    op.create_table(
        "zones",
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", postgresql.JSONB(), nullable=False),
        sa.Column("geom", Geometry("MULTIPOLYGON", srid=4326, spatial_index=False), nullable=False),
        sa.PrimaryKeyConstraint("release_id", "id", name=op.f("pk_zones")),
        schema="atlas",
        postgresql_partition_by="LIST (release_id)",
    )
    op.create_index(op.f("ix_zones_geom"), "zones", ["geom"], unique=False, schema="atlas", postgresql_using="gist")
    for function, body in (("prepare_release(int)", PREPARE), ("attach_release(int)", ATTACH)):
        op.execute(body)
        op.execute(f"revoke all on function atlas.{function} from public")
        op.execute(f"grant execute on function atlas.{function} to {APP}")


def downgrade() -> None:
    op.execute("drop function atlas.attach_release(int)")
    op.execute("drop function atlas.prepare_release(int)")
    op.execute("drop schema atlas_data cascade")
    op.drop_table("zones", schema="atlas")
    op.drop_table("zone_pieces", schema="atlas")
    op.drop_table("releases", schema="atlas")
    op.drop_table("parcels", schema="atlas")
    op.drop_table("districts", schema="atlas")
    op.drop_table("district_pieces", schema="atlas")
    op.drop_table("approvals", schema="atlas")
