"""Attendance is the one leaf too large to be kept while a chain runs."""

from baoxue.contracts.relations import RELATIONS
from tests.spec import shipped_queries

LEAVES = {name: relation.names for name, relation in RELATIONS.items()} | {
    "case_event": ("seq", "child_key"),
    "child_name": ("child_key",),
    "viewer_child": ("set_id", "child_key"),
    "post": ("seq",),
}


def test_duckdb_reads_attendance_again_instead_of_holding_it():
    sql = shipped_queries().render("pg_case_days", LEAVES, cut=True).sql
    assert "\nsrc_attendance as not materialized (" in sql
    assert "attendance as not materialized (select * from attendance where child_key in" in sql
    assert "src_calendar as (" in sql


def test_other_engines_know_no_such_word():
    assert "not materialized" not in shipped_queries().render("pg_case_days", LEAVES, dialect="spark", cut=True).sql
