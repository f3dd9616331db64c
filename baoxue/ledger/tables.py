"""The ledger's tables. Acts are appended and never changed (triggers of the migrations refuse it); heads and
registers can be rebuilt from them. A change here needs its migration."""

import sqlalchemy as sa

meta = sa.MetaData()


def _table(name: str, *parts: sa.schema.SchemaItem) -> sa.Table:
    return sa.Table(name, meta, *parts)


counter = _table(
    "counter", sa.Column("name", sa.String, primary_key=True), sa.Column("value", sa.BigInteger, nullable=False)
)

child = _table(
    "child",
    sa.Column("child_key", sa.BigInteger, primary_key=True),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("normal_name", sa.String, nullable=False),
    sa.Column("pinyin_key", sa.String, nullable=False),
    sa.Column("sex", sa.String, nullable=False),
    sa.Column("birth_date", sa.Date),
    sa.Column("school_code", sa.String),
    sa.Column("phone", sa.String),
    sa.Column("guardian", sa.String),
    sa.Column("address", sa.String),
    sa.Column("area_code", sa.String),
    sa.Column("recorded_at", sa.DateTime, nullable=False),
    sa.Index("child_by_name", "normal_name", "birth_date"),
)
child_number = _table(
    "child_number",
    sa.Column("number", sa.String, primary_key=True),
    sa.Column("kind", sa.String, primary_key=True),
    sa.Column("child_key", sa.BigInteger, nullable=False, index=True),
    sa.Column("valid_from", sa.Date, nullable=False),
    sa.Column("valid_to", sa.Date),
)
child_link = _table(
    "child_link",
    sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("child_key", sa.BigInteger, nullable=False, index=True),
    sa.Column("other_key", sa.BigInteger),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("old", sa.String),
    sa.Column("new", sa.String),
    sa.Column("reason", sa.String, nullable=False),
    sa.Column("actor", sa.String, nullable=False),
    sa.Column("recorded_at", sa.DateTime, nullable=False),
)
submission = _table(
    "submission",
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("school_code", sa.String, nullable=False),
    sa.Column("month", sa.String, nullable=False),
    sa.Column("received_at", sa.DateTime, nullable=False),
    sa.Column("sender", sa.String, nullable=False),
    sa.Column("file_name", sa.String, nullable=False),
    sa.Column("file_sha", sa.String),
    sa.Column("normal_sha", sa.String),
    sa.Column("state", sa.String, nullable=False),
    sa.Column("is_nil", sa.Boolean, nullable=False),
    sa.Column("classes", sa.JSON, nullable=False),
    sa.Column("rows_accepted", sa.Integer, nullable=False),
    sa.Column("rows_waiting", sa.Integer, nullable=False),
    sa.Column("findings", sa.JSON, nullable=False),
    sa.Column("on_behalf", sa.String),
    sa.Column("returns", sa.Integer),
    sa.Column("reason", sa.String),
    sa.Index("submission_by_target", "kind", "month", "school_code"),
)
snapshot = _table(
    "snapshot",
    sa.Column("n", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("created_at", sa.DateTime, nullable=False),
    sa.Column("data_through", sa.DateTime, nullable=False),
    sa.Column("ledger_seq", sa.BigInteger, nullable=False),
    sa.Column("submission_id", sa.Integer, nullable=False),
    sa.Column("queries_sha", sa.String, nullable=False),
)
part = _table(
    "part",
    sa.Column("relation", sa.String, primary_key=True),
    sa.Column("month", sa.String, primary_key=True),
    sa.Column("since", sa.Integer, primary_key=True),
    sa.Column("sha256", sa.String, nullable=False),
    sa.Column("rows", sa.Integer, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("until", sa.Integer),
)
case_event = _table(
    "case_event",
    sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("recorded_at", sa.DateTime, nullable=False),
    sa.Column("effective_on", sa.Date, nullable=False),
    sa.Column("child_key", sa.BigInteger, nullable=False, index=True),
    sa.Column("case_no", sa.String, nullable=False, index=True),
    sa.Column("episode_no", sa.Integer, nullable=False),
    sa.Column("event", sa.String, nullable=False),
    sa.Column("resulting_state", sa.String, nullable=False),
    sa.Column("reason", sa.String),
    sa.Column("cause", sa.String),
    sa.Column("outcome", sa.String),
    sa.Column("run_first_day", sa.Date),
    sa.Column("discovered_on", sa.Date),
    sa.Column("actor", sa.String, nullable=False),
    sa.Column("on_behalf", sa.String),
    sa.Column("met", sa.String),
    sa.Column("promise_on", sa.Date),
    sa.Column("note", sa.String),
    sa.Column("snapshot", sa.Integer),
    sa.Column("line_sha", sa.String, unique=True),
    sa.Column("post_id", sa.String),
)
case_head = _table(
    "case_head",
    sa.Column("case_no", sa.String, primary_key=True),
    sa.Column("child_key", sa.BigInteger, nullable=False),
    sa.Column("episode_no", sa.Integer, nullable=False),
    sa.Column("state", sa.String, nullable=False),
    sa.Column("is_open", sa.Boolean, nullable=False),
    sa.Column("opened_on", sa.Date, nullable=False),
    sa.Column("last_on", sa.Date, nullable=False),
    sa.Column("last_seq", sa.BigInteger, nullable=False),
    sa.Column("previous_case_no", sa.String),
    sa.Index("case_head_by_child", "child_key"),
    sa.Index(
        "one_open_case_a_child",
        "child_key",
        unique=True,
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open"),
    ),
)
post = _table(
    "post",
    sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("post_id", sa.String, nullable=False, index=True),
    sa.Column("head", sa.String, nullable=False),
    sa.Column("person_name", sa.String, nullable=False),
    sa.Column("phone", sa.String),
    sa.Column("area_code", sa.String),
    sa.Column("school_code", sa.String),
    sa.Column("class_key", sa.String),
    sa.Column("valid_from", sa.Date, nullable=False),
    sa.Column("valid_to", sa.Date, nullable=False),
    sa.Column("actor", sa.String),
    sa.Column("on_behalf", sa.String),
    sa.Column("recorded_at", sa.DateTime),
)
post_gap = _table(
    "post_gap",
    sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("head", sa.String, nullable=False),
    sa.Column("unit_code", sa.String, nullable=False),
    sa.Column("reason", sa.String, nullable=False),
    sa.Column("valid_from", sa.Date, nullable=False),
    sa.Column("actor", sa.String, nullable=False),
    sa.Column("on_behalf", sa.String),
    sa.Column("recorded_at", sa.DateTime, nullable=False),
)
legend = _table(
    "legend",
    sa.Column("school_code", sa.String, primary_key=True),
    sa.Column("signs", sa.JSON, nullable=False),
    sa.Column("saved_at", sa.DateTime, nullable=False),
)
trace = _table(
    "trace",
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", sa.DateTime, nullable=False),
    sa.Column("viewer", sa.String, nullable=False),
    sa.Column("act", sa.String, nullable=False),
    sa.Column("subject", sa.String, nullable=False),
)
lease = _table(
    "lease",
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("owner", sa.String, nullable=False),
    sa.Column("until", sa.DateTime, nullable=False),
)

list_above = _table(
    "list_above",
    sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("list_id", sa.String, nullable=False, unique=True),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("received_on", sa.Date, nullable=False),
    sa.Column("reply_on", sa.Date, nullable=False),
    sa.Column("headings", sa.JSON, nullable=False),
    sa.Column("file_sha", sa.String),
    sa.Column("actor", sa.String, nullable=False),
    sa.Column("on_behalf", sa.String),
    sa.Column("recorded_at", sa.DateTime, nullable=False),
)
list_line = _table(
    "list_line",
    sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("list_id", sa.String, nullable=False),
    sa.Column("line_no", sa.Integer, nullable=False),
    sa.Column("cells", sa.JSON, nullable=False),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("id_number", sa.String),
    sa.Column("child_key", sa.BigInteger),
    sa.Column("match", sa.String, nullable=False),
    sa.Column("suspected_as", sa.String),
    sa.Column("area_code", sa.String),
    sa.Column("actor", sa.String, nullable=False),
    sa.Column("recorded_at", sa.DateTime, nullable=False),
    sa.Column("pinyin_key", sa.String),
    sa.Index("list_line_by_list", "list_id", "line_no"),
)
list_answer = _table(
    "list_answer",
    sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("list_id", sa.String, nullable=False),
    sa.Column("line_no", sa.Integer, nullable=False),
    sa.Column("step", sa.String, nullable=False, server_default="reviewed"),
    sa.Column("stands", sa.Boolean, nullable=False, server_default=sa.true()),
    sa.Column("code", sa.String),
    sa.Column("school_words", sa.String),
    sa.Column("cause", sa.String),
    sa.Column("proof", sa.String),
    sa.Column("checked_by", sa.String),
    sa.Column("owner", sa.String),
    sa.Column("due_on", sa.Date),
    sa.Column("note", sa.String),
    sa.Column("effective_on", sa.Date, nullable=False),
    sa.Column("actor", sa.String, nullable=False),
    sa.Column("on_behalf", sa.String),
    sa.Column("recorded_at", sa.DateTime, nullable=False),
    sa.Column("post_id", sa.String),
    sa.Index("list_answer_by_list", "list_id", "line_no"),
)
whereabouts_check = _table(
    "whereabouts_check",
    sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("child_key", sa.BigInteger, nullable=False, index=True),
    sa.Column("step", sa.String, nullable=False),
    sa.Column("result", sa.String, nullable=False),
    sa.Column("proof", sa.String),
    sa.Column("note", sa.String),
    sa.Column("effective_on", sa.Date, nullable=False),
    sa.Column("actor", sa.String, nullable=False),
    sa.Column("on_behalf", sa.String),
    sa.Column("recorded_at", sa.DateTime, nullable=False),
)
recheck = _table(
    "recheck",
    sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("quarter", sa.String, nullable=False, index=True),
    sa.Column("unit_code", sa.String, nullable=False),
    sa.Column("subject", sa.String, nullable=False),
    sa.Column("subject_code", sa.String, nullable=False),
    sa.Column("child_key", sa.BigInteger),
    sa.Column("result", sa.String, nullable=False),
    sa.Column("reason", sa.String),
    sa.Column("effective_on", sa.Date, nullable=False),
    sa.Column("actor", sa.String, nullable=False),
    sa.Column("on_behalf", sa.String),
    sa.Column("recorded_at", sa.DateTime, nullable=False),
)
target_progress = _table(
    "target_progress",
    sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("target_id", sa.String, nullable=False, index=True),
    sa.Column("done", sa.Float, nullable=False),
    sa.Column("evidence", sa.String),
    sa.Column("note", sa.String),
    sa.Column("effective_on", sa.Date, nullable=False),
    sa.Column("actor", sa.String, nullable=False),
    sa.Column("on_behalf", sa.String),
    sa.Column("recorded_at", sa.DateTime, nullable=False),
)
delegation = _table(
    "delegation",
    sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("post_id", sa.String, nullable=False, index=True),
    sa.Column("delegate_post_id", sa.String, nullable=False),
    sa.Column("valid_from", sa.Date, nullable=False),
    sa.Column("valid_to", sa.Date, nullable=False),
    sa.Column("actor", sa.String, nullable=False),
    sa.Column("on_behalf", sa.String),
    sa.Column("recorded_at", sa.DateTime, nullable=False),
)
