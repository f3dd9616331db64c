"""Every page query binds over the whole chain, gives exactly its contract, and belongs to one of the two doors."""

from datetime import date

import pyarrow.parquet as pq
import pytest

from baoxue.contracts.relations import RELATIONS, ContractError
from baoxue.engine import Instance, QueryError
from baoxue.figures.contracts import CHILD_COLUMNS, PAGES, check_columns
from tests.spec import parameters, reference_rows, shipped_queries

REFERENCE = ("code", "threshold", "state", "transition")
SELECTORS = {
    "area": "610830",
    "school": "2161083001",
    "class_key": "2161083001-P2013-01",
    "case_no": "2018-0001",
    "post_id": "t1",
    "since": date(2018, 12, 1),
    "period": "2018-1",
    "child_set": "nobody",
}


@pytest.fixture(scope="module")
def empty_county(tmp_path_factory):
    """An instance over relations that are all there and hold nothing but reference rows."""
    folder = tmp_path_factory.mktemp("empty")
    files = {}
    for name, relation in RELATIONS.items():
        files[name] = [folder / f"{name}.parquet"]
        rows = relation.conform(reference_rows(name)) if name in REFERENCE else relation.schema.empty_table()
        pq.write_table(rows, files[name][0])
    instance = Instance(files, shipped_queries())
    yield instance
    instance.close()


def test_every_page_query_has_a_contract_and_every_contract_a_query():
    assert {name for name in shipped_queries().files if name.startswith("pg_")} == PAGES.keys()


@pytest.mark.parametrize("name", sorted(PAGES))
def test_an_empty_county_answers_with_the_columns_and_types_of_the_contract(empty_county, name):
    check_columns(name, empty_county.ask(name, parameters(**SELECTORS)))
    assert shipped_queries()[name].columns == tuple(PAGES[name])


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_query_that_shows_children_can_be_cut_and_any_other_shows_none(empty_county, name):
    if CHILD_COLUMNS & PAGES[name].keys():
        cut = empty_county.ask(name, parameters(**SELECTORS), cut=True)
        check_columns(name, cut)
    else:
        assert not {"case_no", "child_key"} & empty_county.render(name).params


def test_figures_of_the_form_are_never_cut(empty_county):
    for name in ("pg_monthly_report", "pg_today_counts", "pg_summary", "pg_seven_heads"):
        with pytest.raises(QueryError, match="sums are not cut"):
            empty_county.render(name, cut=True)


def test_a_changed_column_is_named():
    table = reference_rows("code").select(["code_set", "code"]).append_column("more", reference_rows("code")["sort"])
    with pytest.raises(ContractError, match=r"missing name_zh.*unknown more"):
        check_columns("pg_codes", table)
