"""Who entered a post, delegations for others, and why a post is empty."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("post", sa.Column("actor", sa.String()))
    op.add_column("post", sa.Column("on_behalf", sa.String()))
    op.add_column("post", sa.Column("recorded_at", sa.DateTime()))
    op.add_column("delegation", sa.Column("on_behalf", sa.String()))
    op.create_table(
        "post_gap",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("head", sa.String(), nullable=False),
        sa.Column("unit_code", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("on_behalf", sa.String()),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )
    if op.get_bind().dialect.name == "sqlite":
        for act in ("update", "delete"):
            op.execute(
                f"create trigger post_gap_no_{act} before {act} on post_gap "
                "begin select raise(abort, 'post_gap is append-only'); end"
            )
