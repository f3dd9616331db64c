"""Attempts say on whose behalf they were sent, and may give an earlier one back; none is ever changed."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("submission", sa.Column("on_behalf", sa.String()))
    op.add_column("submission", sa.Column("returns", sa.Integer()))
    op.add_column("submission", sa.Column("reason", sa.String()))
    if op.get_bind().dialect.name == "sqlite":
        for act in ("update", "delete"):
            op.execute(
                f"create trigger submission_no_{act} before {act} on submission "
                "begin select raise(abort, 'submission is append-only'); end"
            )
