"""An answer to a list from above passes steps: proposed, verified, reviewed, given back; and says whether it stands."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("list_answer", sa.Column("step", sa.String(), nullable=False, server_default="reviewed"))
    op.add_column("list_answer", sa.Column("stands", sa.Boolean(), nullable=False, server_default=sa.true()))
