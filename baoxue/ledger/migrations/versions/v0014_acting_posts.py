"""By which post an event of a case and a step of an answer were entered; null for what was recorded before."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.add_column("case_event", sa.Column("post_id", sa.String()))
    op.add_column("list_answer", sa.Column("post_id", sa.String()))
