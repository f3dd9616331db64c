"""Query files: parsed when first used, and what they must not be is said with the file's name."""

import pytest

from baoxue.engine import Queries, QueryError
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
