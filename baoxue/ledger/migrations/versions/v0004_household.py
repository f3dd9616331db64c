"""The register of children knows the village of the household: forms without a school's roll are matched by it."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("child", sa.Column("area_code", sa.String()))
