"""A roll in the national register's columns: full for those who keep it, refused to others, and read again unchanged."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from baoxue.access import viewer_of
from baoxue.contracts.classes import read_grade
from baoxue.contracts.platform import BESIDE, COLUMNS, OUTSIDE_WORDS, cells, grade_words, not_held
from baoxue.contracts.workbooks import ROLL_HEADINGS, fold
from baoxue.desk.roll_export import export_roll
from baoxue.desk.submit import Outgoing, preview, rehearse
from baoxue.intake import Change
from baoxue.ledger import Refused, traces
from baoxue.ledger.posts import posts
from baoxue.reports.roll_export import roll_file
from baoxue.wiring import ledger_of, open_figures
from tests.conftest import AS_OF

SCHOOL = "2161083000"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setenv("BAOXUE_AS_OF", "2018-12-20T18:30")


def viewer(home, post):
    with ledger_of(home).read() as connection:
        return viewer_of(posts(connection).to_pylist(), post, AS_OF.date())


def exported(home, post="bureau_clerk", school=SCHOOL, month="2018-12", form="xlsx"):
    return export_roll(home, viewer(home, post), open_figures(home), school, month, AS_OF, form)


def rows_of(content):
    heading, *rows = load_workbook(BytesIO(content)).active.iter_rows(values_only=True)
    return [dict(zip((h.strip("★") for h in heading), row, strict=True)) for row in rows]


def test_the_columns_are_the_templates_in_their_order(own_county):
    heading = [c.value for c in load_workbook(BytesIO(exported(own_county).content)).active[1]]
    assert heading[:11] == ["学校标识码", "姓名★", "性别★", "出生日期★", "出生地★", "籍贯", "民族★", "国籍/地区★", "身份证件类型★",
                            "身份证件号", "港澳台侨外★"]  # fmt: skip
    assert [h.strip("★") for h in heading[-9:]] == ["学籍号", "学生状态", *(c.heading for c in BESIDE)]
    assert heading.count("姓名★") == 1 and len(heading) == len(COLUMNS) + len(BESIDE)


def test_every_column_that_is_written_is_one_that_the_reader_knows():
    written = [c for c in (*COLUMNS, *BESIDE) if c.field]
    assert {ROLL_HEADINGS[fold(c.heading)] for c in written if c.field != "is_guardian"} == {
        c.field for c in written
    } - {"is_guardian"}
    assert len({c.field for c in written}) == len(written) and "民族" in [c.heading for c in not_held()]


def test_codes_and_numbers_are_texts_as_the_platform_wants_them(own_county):
    rows = rows_of(exported(own_county).content)
    assert all(isinstance(v, str) for row in rows for v in row.values() if v is not None)
    row = rows[0]
    assert (
        len(row["身份证件号"]) == 18
        and row["身份证件号"][6:14] == row["出生日期"]
        and row["学籍号"] == "G" + row["身份证件号"]
    )
    assert row["性别"] in ("男", "女") and row["年级"].endswith("年级") and row["班级"].endswith("班")
    assert row["学校标识码"] == SCHOOL and row["民族"] is None and row["入学年月"] is None


@pytest.mark.parametrize("month", ["2018-11", "2018-12"])
def test_what_went_out_comes_back_without_a_change(own_county, month):
    """Every school that sent a roll: out, in again, and nothing would change, no row waits."""
    who, door = viewer(own_county, "bureau_clerk"), open_figures(own_county)
    sent = {
        r["school_code"]: r["school_name"]
        for r in door.aggregate("pg_reporting", month=month, as_of=AS_OF, area="610830").rows
        if r["kind"] == "roll" and r["rows_accepted"] and not r["rows_waiting"]
    }
    assert len(sent) > 15
    outgoing = []
    for code, name in sent.items():
        made = exported(own_county, school=code, month=month)
        outgoing.append(Outgoing(preview(own_county, made.file, made.content), code, month, name))
    for one, said in zip(outgoing, rehearse(own_county, who, outgoing), strict=True):
        assert (said.state, said.rows_waiting) == ("accepted", 0), (one.school, [str(f.code) for f in said.findings])
        assert said.change == Change(month), (one.school, said.change)


def test_the_other_format_says_the_same(own_county):
    text = exported(own_county, form="csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text)))
    workbook = rows_of(exported(own_county).content)
    assert [{k.strip("★"): v or None for k, v in row.items()} for row in rows] == workbook


def test_a_text_is_no_formula_in_either_format():
    row = {"name": "张小明", "address": "=cmd|'/c calc'!A1", "guardian": "@SUM(1)"}
    table = roll_file("csv", "x", [row], "v").decode("utf-8-sig")
    assert "'=cmd" in table and "'@SUM" in table
    page = load_workbook(BytesIO(roll_file("xlsx", "x", [row], "v"))).active
    assert not [c for r in page.iter_rows() for c in r if c.data_type == "f"]


@pytest.mark.parametrize(
    ("post", "school"),
    [("county_head", SCHOOL), ("township_head-610830100", SCHOOL), ("village_head-610830100200", SCHOOL),
     ("principal-2161083001", SCHOOL)],
)  # fmt: skip
def test_nobody_else_gets_it_not_even_masked(own_county, post, school):
    who = viewer(own_county, post)
    assert who.role != "none"
    with pytest.raises(Refused):
        exported(own_county, post, school)
    with ledger_of(own_county).read() as connection:
        assert not traces.traces(connection, f"{school} 2018-12")


def test_the_schools_own_people_get_it_and_leave_a_trace(own_county):
    made = exported(own_county, f"principal-{SCHOOL}")
    assert made.rows == len(rows_of(made.content)) > 50
    with ledger_of(own_county).read() as connection:
        (left,) = traces.traces(connection, f"{SCHOOL} 2018-12")
    assert (left.viewer.split("-")[0], left.act) == ("principal", "export_roll")


def test_a_school_without_a_roll_is_refused(own_county):
    with pytest.raises(Refused, match="没有花名册"):
        exported(own_county, school="2161083999")


@given(
    st.sampled_from(["primary", "junior", "senior", "vocational", "special", "kindergarten"]), st.integers(2000, 2019)
)
def test_a_grade_is_read_as_it_was_written(stage, entry):
    words = grade_words(stage, entry, 2018)
    if 1 <= 2018 - entry + 1 <= (6 if stage == "primary" else 3):
        read = read_grade(words, 2018, stage if stage == "special" else "")
        assert read is not None and (read.stage, read.entry_year) == (stage, entry)
    else:
        assert str(entry) in words or stage == "special"


def test_a_pupil_without_a_number_or_from_another_county_says_so():
    row = dict.fromkeys(("school_code", "sex", "birth_month", "status", "status_since", "status_until", "on_roll_from", "on_roll_to",
                         "is_boarder", "placement", "is_poor", "is_left_behind", "is_orphan", "is_migrant", "is_disabled",
                         "transfer_from", "transfer_to"))  # fmt: skip
    row |= {
        "sex": "1",
        "birth_month": "2011-01",
        "stage": "primary",
        "entry_year": 2017,
        "class_no": 2,
        "household_area": "outside",
    }
    person = dict.fromkeys(("name", "birth_date", "phone", "guardian", "address", "id_number")) | {
        "student_number": "L610830201101010001"
    }
    found = cells(row, person | {"name": "李红"}, 2018)
    assert (found["id_type"], found["id_number"], found["student_number"]) == ("其他", "", "L610830201101010001")
    assert (found["household_area"], found["birth_date"], found["boarding"]) == (OUTSIDE_WORDS, "201101", "")
    assert cells(row, person | {"name": "李红", "birth_date": date(2011, 1, 2)}, 2018)["birth_date"] == "20110102"


def test_a_household_of_another_county_is_read_as_such(own_county):
    from baoxue import reference
    from baoxue.intake.county import county_of

    county = county_of(reference.load(own_county), "610830")
    assert county.is_outside(OUTSIDE_WORDS) and county.area_of(OUTSIDE_WORDS) == (None, True)
