"""The app fills the tables of its drafts only; through their parents it could still change a published release."""

from alembic import op

revision = "2026_11_22_6_published_map_stays"
down_revision = "2026_11_22_5_cases"
branch_labels = None
depends_on = None

APP = "landwatch_app"
TABLES = ", ".join(
    f"atlas.{name}" for name in ("districts", "district_pieces", "parcels", "zones", "zone_pieces", "approvals")
)


def upgrade() -> None:
    op.execute(f"revoke insert, update, delete on {TABLES} from {APP}")


def downgrade() -> None:
    op.execute(f"grant insert, update, delete on {TABLES} to {APP}")
