"""The tables as first released, with triggers that keep acts append-only. Later steps alter; none edits this one."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_APPEND_ONLY = ("case_event", "child_link", "trace", "post")


def upgrade() -> None:
    _children()
    _sent()
    _catalogue()
    _cases()
    _others()
    if op.get_bind().dialect.name == "sqlite":
        for table in _APPEND_ONLY:
            for act in ("update", "delete"):
                op.execute(
                    f"create trigger {table}_no_{act} before {act} on {table} "
                    f"begin select raise(abort, '{table} is append-only'); end"
                )


def _children() -> None:
    """Identity register."""
    op.create_table(
        "child",
        sa.Column("child_key", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("normal_name", sa.String(), nullable=False),
        sa.Column("pinyin_key", sa.String(), nullable=False),
        sa.Column("sex", sa.String(), nullable=False),
        sa.Column("birth_date", sa.Date()),
        sa.Column("school_code", sa.String()),
        sa.Column("phone", sa.String()),
        sa.Column("guardian", sa.String()),
        sa.Column("address", sa.String()),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("child_key"),
    )
    op.create_index("child_by_name", "child", ["normal_name", "birth_date"], unique=False)
    op.create_table(
        "child_number",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("child_key", sa.BigInteger(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date()),
        sa.PrimaryKeyConstraint("number", "kind"),
    )
    op.create_index("ix_child_number_child_key", "child_number", ["child_key"], unique=False)
    op.create_table(
        "child_link",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("child_key", sa.BigInteger(), nullable=False),
        sa.Column("other_key", sa.BigInteger()),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("old", sa.String()),
        sa.Column("new", sa.String()),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("ix_child_link_child_key", "child_link", ["child_key"], unique=False)


def _sent() -> None:
    """What schools sent, and their saved legends."""
    op.create_table(
        "submission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("school_code", sa.String(), nullable=False),
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("file_sha", sa.String()),
        sa.Column("normal_sha", sa.String()),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("is_nil", sa.Boolean(), nullable=False),
        sa.Column("classes", sa.JSON(), nullable=False),
        sa.Column("rows_accepted", sa.Integer(), nullable=False),
        sa.Column("rows_waiting", sa.Integer(), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("submission_by_target", "submission", ["kind", "month", "school_code"], unique=False)
    op.create_table(
        "legend",
        sa.Column("school_code", sa.String(), nullable=False),
        sa.Column("signs", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("school_code"),
    )


def _catalogue() -> None:
    """Snapshots and their files."""
    op.create_table(
        "snapshot",
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("data_through", sa.DateTime(), nullable=False),
        sa.Column("ledger_seq", sa.BigInteger(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("queries_sha", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_table(
        "part",
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer()),
        sa.PrimaryKeyConstraint("relation", "month", "since"),
    )


def _cases() -> None:
    """Events and the head of every case."""
    op.create_table(
        "case_event",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("child_key", sa.BigInteger(), nullable=False),
        sa.Column("case_no", sa.String(), nullable=False),
        sa.Column("episode_no", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("resulting_state", sa.String(), nullable=False),
        sa.Column("reason", sa.String()),
        sa.Column("cause", sa.String()),
        sa.Column("outcome", sa.String()),
        sa.Column("run_first_day", sa.Date()),
        sa.Column("discovered_on", sa.Date()),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("on_behalf", sa.String()),
        sa.Column("met", sa.String()),
        sa.Column("promise_on", sa.Date()),
        sa.Column("note", sa.String()),
        sa.Column("snapshot", sa.Integer()),
        sa.Column("line_sha", sa.String()),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("line_sha"),
    )
    op.create_index("ix_case_event_case_no", "case_event", ["case_no"], unique=False)
    op.create_index("ix_case_event_child_key", "case_event", ["child_key"], unique=False)
    op.create_table(
        "case_head",
        sa.Column("case_no", sa.String(), nullable=False),
        sa.Column("child_key", sa.BigInteger(), nullable=False),
        sa.Column("episode_no", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("last_seq", sa.BigInteger(), nullable=False),
        sa.Column("previous_case_no", sa.String()),
        sa.PrimaryKeyConstraint("case_no"),
    )
    op.create_index("case_head_by_child", "case_head", ["child_key"], unique=False)
    op.create_index(
        "one_open_case_a_child",
        "case_head",
        ["child_key"],
        unique=True,
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open"),
    )


def _others() -> None:
    """Posts, traces, leases and counters."""
    op.create_table(
        "post",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("post_id", sa.String(), nullable=False),
        sa.Column("head", sa.String(), nullable=False),
        sa.Column("person_name", sa.String(), nullable=False),
        sa.Column("phone", sa.String()),
        sa.Column("area_code", sa.String()),
        sa.Column("school_code", sa.String()),
        sa.Column("class_key", sa.String()),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("ix_post_post_id", "post", ["post_id"], unique=False)
    op.create_table(
        "trace",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("viewer", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "lease",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "counter",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
