"""A question whose steps are asked first, each by itself, has the answer of its one statement."""

from datetime import datetime
from fnmatch import filter as filter_names

import pyarrow as pa
import pytest

from baoxue.access import Scope, Viewer
from baoxue.engine import Instance, QueryError, queries
from baoxue.wiring import close_all, open_figures
from tests.engine.test_queries import made

AT = datetime(2018, 12, 20, 23, 59, 59)
TOWN = "610830100"


@pytest.fixture
def instance(tmp_path, monkeypatch):
    monkeypatch.setitem(queries.FIRST, "pg_told", ("fct_case", "fct_told", "fct_unread"))
    files = made(
        tmp_path,
        src_event="select seq, child_key, case_no from case_event where seq <= $ledger_seq",
        fct_case="select child_key, max(case_no) as case_no, count(*) as n from src_event group by child_key",
        fct_told="select c.child_key, c.n, e.seq from fct_case c join src_event e on e.child_key = c.child_key",
        pg_told="select t.child_key, t.n, t.seq, c.case_no from fct_told t join fct_case c on c.child_key = t.child_key order by t.seq",
    )
    opened = Instance({}, files, complete=())
    opened.insert(
        "case_event", pa.table({"seq": [1, 2, 3, 4], "child_key": [7, 7, 8, 9], "case_no": ["a", "b", "c", "d"]})
    )
    opened.insert("viewer_child", pa.table({"set_id": ["s", "s"], "child_key": [7, 9]}))
    yield opened
    opened.close()


def names(instance, cut=False):
    return [step.name for step in instance.queries.steps_on("pg_told", instance._shape, cut)]


def test_each_step_reads_those_before_it_and_is_cut_once(instance):
    assert names(instance) == ["fct_case", "fct_told", "pg_told"]
    first, second, last = instance.queries.steps_on("pg_told", instance._shape, True)
    assert "child_set" in first.params and "child_set" in second.params
    assert last.params == frozenset() and "viewer_child" not in last.sql
    assert "fct_case as" not in second.sql


@pytest.mark.parametrize("cut", [False, True])
def test_the_answer_is_that_of_the_one_statement(instance, cut):
    asked = {"ledger_seq": 3, "child_set": "s"}
    whole = instance.render("pg_told", cut)
    expected = instance.run(whole.sql, {name: asked[name] for name in whole.params})
    for _ in range(2):
        assert instance.ask("pg_told", asked, cut).equals(expected)
    assert expected["seq"].to_pylist() == ([1, 2] if cut else [1, 2, 3])


def test_a_step_leaves_nothing_behind_and_hides_nothing(instance):
    instance.ask("pg_told", {"ledger_seq": 4})
    with pytest.raises(QueryError, match="fct_case"):
        instance.run("select n from fct_case")
    instance.compute("fct_case", {"ledger_seq": 1})
    assert names(instance) == ["fct_told", "pg_told"]


def test_what_a_step_lacks_is_said_before_anything_is_asked(instance):
    with pytest.raises(QueryError, match=r"pg_told: no value for \$ledger_seq"):
        instance.ask("pg_told", {})


def test_a_step_may_hold_a_part_that_bears_the_name_of_a_relation_that_is_cut(tmp_path, monkeypatch):
    monkeypatch.setitem(queries.FIRST, "pg_told", ("fct_c*",))
    files = made(
        tmp_path,
        src_event="select seq, child_key from case_event where seq <= $ledger_seq",
        fct_counted="with case_event as (select child_key, max(seq) as seq from src_event group by child_key) "
        "select child_key, seq from case_event",
        pg_told="select child_key, seq from fct_counted order by seq",
    )
    opened = Instance({}, files, complete=())
    opened.insert("case_event", pa.table({"seq": [1, 2, 3], "child_key": [7, 7, 8]}))
    opened.insert("viewer_child", pa.table({"set_id": ["s"], "child_key": [7]}))
    asked = {"ledger_seq": 4, "child_set": "s"}
    told = [opened.ask(name, asked, cut=True).to_pylist() for name in ("pg_told", "fct_counted")]
    assert told == [[{"child_key": 7, "seq": 2}]] * 2
    assert opened.ask("pg_told", asked).num_rows == 2
    opened.close()


def test_where_one_of_many_is_picked_it_alone_is_asked(instance, monkeypatch):
    monkeypatch.setitem(queries.ONE_OF, "pg_told", "case_no")
    everything = instance.ask("pg_told", {"ledger_seq": 4, "case_no": None})
    monkeypatch.setattr(instance.queries, "steps_on", lambda *asked: pytest.fail("a step was asked"))
    assert instance.ask("pg_told", {"ledger_seq": 4, "case_no": "a"}).equals(everything)


@pytest.mark.parametrize("name", sorted(queries.FIRST))
def test_every_question_with_steps_answers_as_its_one_statement(county, name, monkeypatch):
    monkeypatch.setenv("BAOXUE_ENGINE_MEMORY", "1GB")  # one statement may take more than the engine has
    close_all()
    figures = open_figures(county.home)
    ours = figures._instance
    head = Viewer(("p",), "镇长", "township_head", (Scope("area", (TOWN,)),), (), "p")
    *steps, _ = ours.queries.steps_on(name, ours._shape)
    assert len(steps) > 1 and all(filter_names(ours.queries.files, each) for each in queries.FIRST[name])
    for area, cut in (("610830", False), (TOWN, figures.is_about_children(name))):
        params = figures._bind("2018-12", AT, None, {"area": area})
        with figures._sets.of(head, figures._places(params)) as children:
            params["child_set"] = children
            whole = ours.render(name, cut)
            expected = ours.run(whole.sql, {key: params[key] for key in whole.params})
            assert ours.ask(name, params, cut).equals(expected)
    assert expected.num_rows
    close_all()
