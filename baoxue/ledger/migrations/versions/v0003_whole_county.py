"""Lists from above, checks of children elsewhere, re-checks of the review, progress of targets, delegations."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_APPEND_ONLY = (
    "list_above", "list_line", "list_answer", "whereabouts_check", "recheck", "target_progress", "delegation",
)  # fmt: skip


def upgrade() -> None:
    _lists()
    _others()
    if op.get_bind().dialect.name == "sqlite":
        for table in _APPEND_ONLY:
            for act in ("update", "delete"):
                op.execute(
                    f"create trigger {table}_no_{act} before {act} on {table} "
                    f"begin select raise(abort, '{table} is append-only'); end"
                )


def _lists() -> None:
    """Lists of suspected children that a higher office sends, and the answers."""
    op.create_table(
        "list_above",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("list_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("reply_on", sa.Date(), nullable=False),
        sa.Column("headings", sa.JSON(), nullable=False),
        sa.Column("file_sha", sa.String()),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("on_behalf", sa.String()),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("list_id"),
    )
    op.create_table(
        "list_line",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("list_id", sa.String(), nullable=False),
        sa.Column("line_no", sa.Integer(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("id_number", sa.String()),
        sa.Column("child_key", sa.BigInteger()),
        sa.Column("match", sa.String(), nullable=False),
        sa.Column("suspected_as", sa.String()),
        sa.Column("area_code", sa.String()),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("list_line_by_list", "list_line", ["list_id", "line_no"], unique=False)
    op.create_table(
        "list_answer",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("list_id", sa.String(), nullable=False),
        sa.Column("line_no", sa.Integer(), nullable=False),
        sa.Column("code", sa.String()),
        sa.Column("school_words", sa.String()),
        sa.Column("cause", sa.String()),
        sa.Column("proof", sa.String()),
        sa.Column("checked_by", sa.String()),
        sa.Column("owner", sa.String()),
        sa.Column("due_on", sa.Date()),
        sa.Column("note", sa.String()),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("on_behalf", sa.String()),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("list_answer_by_list", "list_answer", ["list_id", "line_no"], unique=False)


def _others() -> None:
    """Acts about children elsewhere, schools, targets and posts."""
    op.create_table(
        "whereabouts_check",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("child_key", sa.BigInteger(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("proof", sa.String()),
        sa.Column("note", sa.String()),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("on_behalf", sa.String()),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("ix_whereabouts_check_child_key", "whereabouts_check", ["child_key"], unique=False)
    op.create_table(
        "recheck",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("quarter", sa.String(), nullable=False),
        sa.Column("unit_code", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("subject_code", sa.String(), nullable=False),
        sa.Column("child_key", sa.BigInteger()),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("reason", sa.String()),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("on_behalf", sa.String()),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("ix_recheck_quarter", "recheck", ["quarter"], unique=False)
    op.create_table(
        "target_progress",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("target_id", sa.String(), nullable=False),
        sa.Column("done", sa.Float(), nullable=False),
        sa.Column("evidence", sa.String()),
        sa.Column("note", sa.String()),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("on_behalf", sa.String()),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("ix_target_progress_target_id", "target_progress", ["target_id"], unique=False)
    op.create_table(
        "delegation",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("post_id", sa.String(), nullable=False),
        sa.Column("delegate_post_id", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("ix_delegation_post_id", "delegation", ["post_id"], unique=False)
