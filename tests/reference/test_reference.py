"""Reference rows: the school days everybody counts by, overlays, faults with their place."""

from collections import Counter
from datetime import date

import pytest

from baoxue.reference import Fault, load, overlay
from baoxue.settings import ROOT


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    return load(tmp_path_factory.mktemp("home"))


def _days(tables, calendar_id="county"):
    return {r["day"]: r for r in tables["calendar"].to_pylist() if r["calendar_id"] == calendar_id}


def test_school_days_of_autumn_2018(tables):
    days = _days(tables)
    counted = Counter(d.strftime("%Y-%m") for d, r in days.items() if r["is_school_day"])
    assert [counted[m] for m in ("2018-09", "2018-10", "2018-11", "2018-12")] == [21, 18, 22, 21]
    assert sum(r["is_school_day"] for d, r in days.items() if date(2018, 12, 1) <= d <= date(2018, 12, 20)) == 14
    run = [date(2018, 9, 28), date(2018, 9, 29), date(2018, 9, 30), date(2018, 10, 8)]
    first = days[run[0]]["school_day_no"]
    assert [days[d]["school_day_no"] - first for d in run] == [0, 1, 2, 3]
    assert all(days[d]["is_school_day"] for d in run)


def test_grade_nine_leaves_in_june(tables):
    assert _days(tables)[date(2018, 6, 20)]["is_school_day"]
    assert not _days(tables, "grade9")[date(2018, 6, 20)]["is_school_day"]


def test_years_not_yet_announced_have_working_days(tables):
    assert not _days(tables)[date(2027, 10, 1)]["is_working_day"]
    assert _days(tables)[date(2027, 9, 6)]["is_working_day"]


def test_a_county_never_writes_into_tracked_files(tmp_path):
    """The state lives in data/ by default, and data/reference is the project's own."""
    assert overlay(ROOT / "data") == ROOT / "data" / "local" / "reference"
    assert overlay(tmp_path) == tmp_path / "reference"
    (tmp_path / "away").symlink_to(ROOT / "data")
    assert overlay(tmp_path / "away") == tmp_path / "away" / "local" / "reference"


def test_a_county_lays_its_rows_over_ours(tmp_path):
    (tmp_path / "reference").mkdir()
    header = "name,value,unit,valid_from,valid_to,meaning,source,decided_by\n"
    row = "suspected_run_days,5,school_days,2017-09-01,9999-12-31,连续旷课,县文件,县局\n"
    (tmp_path / "reference" / "thresholds.csv").write_text(header + row, encoding="utf-8")
    rows = {r["name"]: r["value"] for r in load(tmp_path)["threshold"].to_pylist()}
    assert rows["suspected_run_days"] == 5 and rows["suspected_month_days"] == 5


def test_every_fault_is_named_with_its_place(tmp_path):
    (tmp_path / "reference").mkdir()
    header = "name,value,unit,valid_from,valid_to,meaning,source,decided_by\n"
    (tmp_path / "reference" / "thresholds.csv").write_text(header + "a,five,x,2017-09-31,,m,s,d\n", encoding="utf-8")
    with pytest.raises(Fault) as raised:
        load(tmp_path)
    words = str(raised.value)
    assert "第 2 行 value 列为 'five'" in words and "valid_from" in words and "valid_to 列为空" in words


def test_the_plans_targets_keep_its_numbers_and_invent_none(tables):
    rows = {row["target_id"]: row for row in tables["target"].to_pylist()}
    stated = {
        "2018-kindergartens": 2,
        "2018-village-plans": 43,
        "2018-exchange-administrators": 3,
        "2018-exchange-principals": 5,
        "2018-exchange-researchers": 4,
        "2018-exchange-teachers": 10,
        "2018-smart-campuses": 2,
        "2018-self-reliant-pupils": 10,
    }
    assert {key: row["number"] for key, row in rows.items() if row["number"] is not None} == stated
    assert len(rows) == 19
    assert sorted(row["sort"] for row in rows.values()) == list(range(1, 20))
    assert {row["owner"] for row in rows.values()} <= {"局长", "主管局长", "包片领导"}
    assert all(row["evidence"] and row["due_on"].year == row["year"] for row in rows.values())


def test_a_code_says_by_itself_in_english_what_happened(tables):
    """A check prints the word alone beside a name: "out" there says nothing."""
    said = {(r["code_set"], r["name_en"]) for r in tables["code"].to_pylist() if r["is_shown"]}
    assert not {pair for pair in said if pair[1] in ("in", "out", "on", "off", "up")}
