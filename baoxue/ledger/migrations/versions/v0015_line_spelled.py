"""How the name of a line that means no child is spelled; null for what was recorded before."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.add_column("list_line", sa.Column("pinyin_key", sa.String()))
