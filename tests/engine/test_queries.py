"""Query files: parsed when first used, and what they must not be is said with the file's name."""

import duckdb
import pytest

from baoxue.engine import Queries, QueryError
from baoxue.engine.parsing import digest, index_lines, parse
from tests.spec import QUERIES, shipped_queries

FIELDS = ("title", "counts", "grain", "parameters", "line", "in", "out", "source")
HEADER = "\n".join(f"-- {field}: -" for field in FIELDS)


def made(folder, **files) -> Queries:
    for name, sql in files.items():
        (folder / f"{name}.sql").write_text(f"{HEADER}\n{sql}\n", encoding="utf-8")
    return Queries(folder)


def test_every_shipped_file_can_be_parsed():
    assert len(shipped_queries().parse_all().files) == len(list(QUERIES.rglob("*.sql")))


def test_a_cte_must_not_hide_a_relation(tmp_path):
    found = made(tmp_path, fct_a="select 1 as n", fct_b="with fct_a as (select 2 as n) select n from fct_a")
    assert found["fct_a"].columns == ("n",)
    with pytest.raises(QueryError, match=r"fct_b.sql: the CTE fct_a hides"):
        found.parse_all()


@pytest.mark.parametrize("text", ["select from where", "drop table roll"])
def test_what_is_no_select_is_refused_with_the_name_of_its_file(tmp_path, text):
    with pytest.raises(QueryError, match=r"fct_a\.sql"):
        made(tmp_path, fct_a=text).parse_all()


def test_what_the_index_says_of_a_text_is_taken_and_any_other_text_is_read(tmp_path):
    made(tmp_path, fct_a="select 1 as n", fct_b="with b as (select n from fct_a) select n as m from b where n = $x")
    (tmp_path / "index.jsonl").write_text("".join(index_lines(tmp_path.rglob("*.sql"))), encoding="utf-8")
    told = Queries(tmp_path)
    assert len(told["fct_b"].index) == 2
    assert told["fct_b"].parsed is told["fct_b"].index[digest(told["fct_b"].sql)]
    assert told["fct_b"].parsed == parse(told["fct_b"].path, told["fct_b"].sql)
    found = made(tmp_path, fct_b="select n, 2 as o from fct_a")
    assert (found["fct_b"].columns, found["fct_b"].params) == (("n", "o"), frozenset())


def test_of_the_shipped_files_none_has_to_be_read():
    unread = [name for name, file in shipped_queries().files.items() if digest(file.sql) not in file.index]
    assert unread == []


def test_a_hidden_relation_is_refused_whether_its_text_was_read_before_or_not(tmp_path):
    made(tmp_path, fct_b="with fct_a as (select 2 as n) select n from fct_a")
    (tmp_path / "index.jsonl").write_text("".join(index_lines(tmp_path.rglob("*.sql"))), encoding="utf-8")
    assert Queries(tmp_path)["fct_b"].columns == ("n",)
    with pytest.raises(QueryError, match=r"fct_b.sql: the CTE fct_a hides"):
        made(tmp_path, fct_a="select 1 as n").parse_all()


def test_a_chain_keeps_each_text_as_it_is_written(tmp_path):
    last = "-- why\nwith b as (select n from fct_a) -- after\nselect n from b;\n"
    found = made(tmp_path, fct_a="with a as (select 1 as n)\nselect n from a", fct_b=last)
    chain = "with\\nfct_a as (\\nwith a as (select 1 as n)\\nselect n from a\\n), b as (select n from fct_a) -- after\\nselect n from b"
    assert found.render("fct_b", {}).sql == chain.replace("\\n", "\n")


def test_every_shipped_text_is_one_select_as_the_engine_reads_it():
    """It is run as it is written: a step named by one of the engine's own words would stop every chain above it."""
    refused = {}
    for name, file in shipped_queries().files.items():
        try:
            kinds = [statement.type for statement in duckdb.extract_statements(file.text)]
        except duckdb.Error as error:
            kinds = [str(error)]
        if kinds != [duckdb.StatementType.SELECT]:
            refused[name] = kinds
    assert refused == {}
