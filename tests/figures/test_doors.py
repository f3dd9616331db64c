"""The two doors over a small county: three children, two schools, one event."""

import threading
from datetime import date, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from baoxue.access import Scope, Viewer
from baoxue.engine import Instance, Queries, QueryError
from baoxue.figures import Figures, Refused, Snapshot
from baoxue.figures.cache import Rows, TableCache, listed

HEADER = """-- title: {0}
-- counts: {0}
-- grain: child_key
-- parameters: none
-- line: -
-- in: all
-- out: none
-- source: test
"""
FILES = {
    "src_roll": "select child_key, month, household_area, school_code, class_key from roll",
    "src_event": "select seq, child_key, case_no from case_event where seq <= $ledger_seq",
    "bld_child_place": """select child_key, household_area, school_code, class_key from src_roll where month = '2018-12'
        union all select child_key, null as household_area, null as school_code, null as class_key from src_event""",
    "pg_pupils": "select child_key, school_code from src_roll where month = $month order by child_key",
    "pg_cases": "select case_no, child_key from src_event order by case_no",
    "pg_one": "select count(*) as n from src_event where case_no = $case_no",
    "pg_size": "select count(*) as n from src_roll where month = $month",
    "msr_size": "select month, count(*) as n from src_roll group by month",
    "pg_share": "select m.n, r.child_key from msr_size m join src_roll r on r.month = m.month",
}
THROUGH = datetime(2018, 12, 20, 8, 0)
NIGHT = datetime(2018, 12, 20, 23, 59, 59)
SEE_ALL = Viewer(("c",), "县", "county_leader", (Scope("county"),))
TOWN = Viewer(("t",), "镇", "township_head", (Scope("area", ("610830100",)),))
SCHOOL = Viewer(("p",), "校", "principal", (Scope("school", ("S2",)),))
TEACHER = Viewer(("k",), "师", "class_teacher", (Scope("class", ("S1-P2017-01",)),))
NONE = Viewer((), "", "none", (Scope("none"),))


@pytest.fixture
def figures(tmp_path):
    roll = pa.table(
        {
            "child_key": [1, 2, 3, 3],
            "month": ["2018-12", "2018-12", "2018-12", "2018-11"],
            "household_area": ["610830100201", "610830101201", None, "610830100201"],
            "school_code": ["S1", "S2", "S2", "S1"],
            "class_key": ["S1-P2017-01", "S2-P2017-01", "S2-P2017-01", "S1-P2017-01"],
        }
    )
    pq.write_table(roll, tmp_path / "roll.parquet")
    folder = tmp_path / "queries"
    folder.mkdir()
    for name, sql in FILES.items():
        (folder / f"{name}.sql").write_text(HEADER.format(name) + sql, encoding="utf-8")
    instance = Instance({"roll": [tmp_path / "roll.parquet"]}, Queries(folder))
    known = Snapshot(
        7, THROUGH, ("2018-11", "2018-12"), ((5, datetime(2018, 11, 30)), (6, datetime(2018, 12, 10)), (7, THROUGH))
    )
    return Figures(known, instance, lambda: NIGHT)


def keys(answer):
    return [row["child_key"] for row in answer.rows]


@pytest.mark.parametrize(
    ("viewer", "expected"),
    [(SEE_ALL, [1, 2, 3]), (TOWN, [1]), (SCHOOL, [2, 3]), (TEACHER, [1]), (NONE, [])],
)
def test_children_are_cut_at_the_newest_month(figures, viewer, expected):
    assert keys(figures.children("pg_pupils", viewer)) == expected


def test_an_older_month_shows_the_same_children(figures):
    """Child 3 belonged to S1 in November: S2 sees it now, with its old row; S1 does not."""
    assert keys(figures.children("pg_pupils", SCHOOL, month="2018-11")) == [3]
    assert keys(figures.children("pg_pupils", TEACHER, month="2018-11")) == []


def test_outside_counts_what_the_viewer_may_not_open(figures):
    answer = figures.children("pg_pupils", TOWN, count_outside=True)
    assert (len(answer.rows), answer.outside_n) == (1, 2)
    assert figures.children("pg_pupils", TOWN).outside_n is None
    assert figures.children("pg_pupils", SEE_ALL, count_outside=True).outside_n == 0


def test_a_sum_is_refused_at_the_children_door(figures):
    with pytest.raises(QueryError, match="msr_size"):
        figures.children("pg_share", SEE_ALL)


def test_a_child_is_refused_at_the_aggregate_door(figures):
    with pytest.raises(Refused, match="child_key"):
        figures.aggregate("pg_pupils")
    with pytest.raises(Refused, match="case_no"):
        figures.aggregate("pg_cases")
    with pytest.raises(Refused, match="case_no"):
        figures.aggregate("pg_one", case_no="2018-0001")
    assert figures.aggregate("pg_size").first == {"n": 3}


def test_a_time_before_the_data_names_the_snapshot_to_use(figures):
    with pytest.raises(Refused) as refused:
        figures.aggregate("pg_size", as_of=datetime(2018, 12, 12))
    assert refused.value.snapshot == 6 and "6" in str(refused.value)
    with pytest.raises(Refused) as refused:
        figures.aggregate("pg_size", as_of=datetime(2017, 1, 1))
    assert refused.value.snapshot is None
    assert figures.aggregate("pg_size", as_of=THROUGH).foot.as_of == THROUGH


def test_unknown_month_number_and_name_are_refused(figures):
    with pytest.raises(Refused, match="2019-01"):
        figures.aggregate("pg_size", month="2019-01")
    with pytest.raises(Refused, match="99"):
        figures.aggregate("pg_size", ledger_seq=99)
    with pytest.raises(QueryError, match="pg_nothing"):
        figures.aggregate("pg_nothing")
    with pytest.raises(QueryError, match="pg_nothing"):
        figures.how("pg_nothing")


def event(seq, child, case):
    return pa.table({"seq": [seq], "child_key": [child], "case_no": [case], "effective_on": [date(2018, 12, 1)]})


def test_fed_events_are_seen_up_to_the_number_asked(figures):
    assert keys(figures.children("pg_cases", SEE_ALL)) == []
    figures.feed(1, case_event=event(1, 2, "2018-0001"))
    figures.feed(2, case_event=event(2, 1, "2018-0002"))
    assert keys(figures.children("pg_cases", SEE_ALL)) == [2, 1]
    assert keys(figures.children("pg_cases", SEE_ALL, ledger_seq=1)) == [2]
    assert keys(figures.children("pg_cases", TOWN)) == [1]


def test_a_child_that_only_the_ledger_knows_is_the_countys(figures):
    figures.feed(1, case_event=event(1, 99, "2018-0001"))
    assert keys(figures.children("pg_cases", SEE_ALL)) == [99]
    assert keys(figures.children("pg_cases", TOWN)) == []


def test_the_foot_says_what_the_figure_rests_on(figures):
    foot = figures.aggregate("pg_size").foot
    assert (foot.snapshot, foot.data_through, foot.ledger_seq, foot.as_of) == (7, THROUGH, 0, NIGHT)
    assert foot.query_sha == figures.how("pg_size").sha
    how = figures.how("pg_size")
    assert how.fields["title"] == "pg_size" and "src_roll" in how.relations and "count(*)" in how.sql


def test_equal_questions_are_answered_from_the_cache(figures, monkeypatch):
    asked = []
    ask = figures._instance.ask
    monkeypatch.setattr(figures._instance, "ask", lambda name, *rest: asked.append(name) or ask(name, *rest))
    for _ in range(3):
        figures.aggregate("pg_size")
        figures.children("pg_pupils", TOWN)
    assert sorted(asked) == ["bld_child_place", "pg_pupils", "pg_size"]
    figures.feed(1, case_event=event(1, 2, "2018-0001"))
    figures.aggregate("pg_size")
    assert asked.count("pg_size") == 2


def test_threads_get_their_own_rows(figures):
    wrong = []

    def work(viewer, expected):
        for _ in range(30):
            if keys(figures.children("pg_pupils", viewer)) != expected:
                wrong.append(viewer.role)

    jobs = [(SEE_ALL, [1, 2, 3]), (TOWN, [1]), (SCHOOL, [2, 3]), (TEACHER, [1])] * 2
    threads = [threading.Thread(target=work, args=job) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_sets_are_dropped_together_and_made_again(figures, monkeypatch):
    monkeypatch.setattr("baoxue.figures.child_sets.MOST_SETS", 2)
    figures._cache = TableCache(max_entries=1)
    for _ in range(2):
        for viewer, expected in [(SEE_ALL, [1, 2, 3]), (TOWN, [1]), (SCHOOL, [2, 3])]:
            assert keys(figures.children("pg_pupils", viewer)) == expected
    assert len(figures._sets._held) <= 2


def test_the_cache_is_bounded():
    cache = TableCache(max_bytes=100, max_entries=3)
    table = pa.table({"n": pa.array(range(5), pa.int64())})
    for key in range(10):
        cache.get(key, lambda: table)
    assert len(cache) == 2 and cache.bytes == 80
    big = pa.table({"n": pa.array(range(50), pa.int64())})
    assert cache.get("big", lambda: big) is big and len(cache) == 2


def test_a_county_sees_what_all_its_schools_together_see(figures):
    """The county's set is not cut; it is still the set of every child."""
    every = Viewer(("x",), "督学", "inspector", (Scope("school", ("S1", "S2")),))
    assert figures.children("pg_pupils", SEE_ALL).rows == figures.children("pg_pupils", every).rows


def test_rows_are_remembered_with_their_table_and_bounded():
    """Equal tables that are not the same table are not mixed up; a table too large is read anew each time."""
    kept = Rows(most=4)
    one, same, large = pa.table({"n": [1]}), pa.table({"n": [1]}), pa.table({"n": [1, 2, 3]})
    assert kept.of(one) is kept.of(one) and kept.of(one) is not kept.of(same)
    assert kept.of(large) is not kept.of(large) and kept.held == 2
    made = [kept.made(one, tuple), kept.made(one, tuple)]
    assert made[0] is made[1] and made[0] == ({"n": 1},)
    for n in range(10):
        kept.of(pa.table({"n": [n]}))
    assert kept.held == 4


def test_rows_share_equal_words_and_are_otherwise_as_arrow_lists_them():
    at = datetime(2018, 12, 20, 18, 30)
    table = pa.concat_tables([
        pa.table({"word": ["王家坪村", None], "day": [at.date(), None], "at": pa.array([at, None], pa.timestamp("us")),
                  "n": [1, None], "x": [0.5, None], "is": [True, None]}),
        pa.table({"word": ["王家坪村", ""], "day": [at.date()] * 2, "at": pa.array([at] * 2, pa.timestamp("us")),
                  "n": [1, 2], "x": [-0.0, 2.5], "is": [False, None]}),
    ])  # fmt: skip
    rows = listed(table)
    assert rows == table.to_pylist() and listed(table.slice(0, 0)) == []
    assert rows[0]["word"] is rows[2]["word"] and rows[0]["day"] is rows[2]["day"]


def test_the_list_of_an_answer_is_its_own(figures):
    first = figures.aggregate("pg_size")
    first.rows.clear()
    assert figures.aggregate("pg_size").rows
