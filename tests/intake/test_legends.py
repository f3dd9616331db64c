"""Which legend holds for a sheet: its own, the book's, the school's; and what an empty cell may mean."""

from datetime import datetime

import pytest

from baoxue.intake import read
from baoxue.intake.accepting import submit
from baoxue.intake.checking import check
from baoxue.intake.context import RollView
from baoxue.intake.findings import finding
from baoxue.words import translator
from tests.intake.made import FIRST, NAMES, SCHOOL_DAYS, attendance, context, grid, home_at, pupils, roll_view, xlsx
from tests.intake.test_attendance import checked, faults, marks_of

SIX, FOUR = NAMES[:6], NAMES[6:10]
OTHER = f"{FIRST}-P2013-02"
BOTH = RollView([*roll_view(SIX).pupils, *roll_view(FOUR, OTHER, 10).pupils])
TITLE = "清涧县第一小学六年级({})班 2018年9月考勤表"


def book_of(tmp_path, first, second, **changes):
    path = xlsx(tmp_path / "k.xlsx", ("1", first), ("2", second))
    return check(read(path), context(**({"roll": BOTH} | changes)))


def two_classes(tmp_path, first="", second="", marks=None, **changes):
    return book_of(
        tmp_path, attendance(SIX, title=TITLE.format(1), legend=first),
        attendance(FOUR, title=TITLE.format(2), legend=second, marks=marks or {(0, 5): "○"}), **changes,
    )  # fmt: skip


@pytest.mark.parametrize("legend", ["说明:出勤√,未出勤×,病假○", "√出勤 ×上午旷课 ※全天旷课"])
def test_an_absence_whose_kind_is_not_said_is_asked_about_once_a_sign(tmp_path, legend):
    marks = {(1, d): "×" for d in SCHOOL_DAYS}
    answer = checked(tmp_path, attendance(SIX, marks=marks, legend=legend))
    (asked,) = [f for f in answer.findings if f.severity == "wait"]
    assert (asked.code, asked.found, asked.cell) == ("legend_unclear", "×", "C4")
    assert answer.attendance.months == [] and answer.attendance.legend == {}
    stated = checked(tmp_path, attendance(SIX, marks=marks, legend=legend), stated_legend={"×": "A"})
    assert faults(stated) == [] and marks_of(stated, 2, 5) == ("A", "A") and stated.attendance.legend["×"] == "A"


def test_an_open_sign_that_nobody_used_holds_nothing_back(tmp_path):
    assert faults(checked(tmp_path, attendance(SIX, legend="说明:出勤√,未出勤×,病假○"))) == []


def test_what_the_school_said_before_settles_what_the_legend_leaves_open(tmp_path):
    rows = attendance(SIX, marks={(1, 5): "×"}, legend="说明:出勤√,未出勤×")
    answer = checked(tmp_path, rows, saved_legend={"√": "P", "×": "A"})
    assert faults(answer) == [] and marks_of(answer, 2, 5) == ("A", "A")
    assert faults(checked(tmp_path, rows, saved_legend={"√": "P", "×": "P"})) == ["legend_contradicts"]


def test_a_contradicted_sign_is_told_once_not_at_every_cell(tmp_path):
    answer = checked(tmp_path, attendance(SIX, legend="图例:√出勤 √旷课 ×事假"))
    assert faults(answer) == ["legend_doubled"]


def test_a_sheet_without_a_legend_takes_the_books(tmp_path):
    answer = two_classes(tmp_path, first="图例:√出勤 ×病假 ○旷课")
    assert faults(answer) == [] and marks_of(answer, 10, 5) == ("A", "A")
    rows = [*attendance(SIX, legend=""), [], *attendance(FOUR, title=TITLE.format(2), marks={(0, 5): "○"})]
    at_the_bottom = checked(tmp_path, rows, roll=BOTH)
    assert faults(at_the_bottom) == [] and len(at_the_bottom.attendance.months) == 2


def test_a_legend_that_contradicts_the_saved_one_holds_every_sheet_of_the_book(tmp_path):
    saved = {"√": "P", "○": "S", "×": "A"}
    answer = two_classes(tmp_path, first="图例:√出勤 ×旷课 ○旷课", saved_legend=saved)
    assert faults(answer) == ["legend_contradicts"] * 2 and answer.attendance.months == []


def test_two_sheets_that_explain_a_sign_differently_wait_both(tmp_path):
    answer = two_classes(tmp_path, first="图例:√出勤 ○病假", second="图例:√出勤 ○事假")
    assert faults(answer) == ["legend_doubled"] * 2
    stated = two_classes(tmp_path, first="图例:√出勤 ○病假", second="图例:√出勤 ○事假", stated_legend={"○": "R"})
    assert faults(stated) == [] and marks_of(stated, 10, 5) == ("R", "R")


def test_emptiness_is_presence_only_in_the_sheet_that_says_so(tmp_path):
    marked = attendance(SIX, title=TITLE.format(1), legend="说明:空白=出勤,×=旷课", fill="", marks={(0, 5): "×"})
    silent = attendance(FOUR, title=TITLE.format(2), legend="", fill="", marks={(0, 5): "×"})
    answer = book_of(tmp_path, marked, silent)
    assert [m.class_key for m in answer.attendance.months] == [f"{FIRST}-P2013-01"]
    assert "row_blank" in faults(answer) and "" not in answer.attendance.legend


def test_an_untouched_form_is_no_full_attendance(tmp_path):
    answer = checked(tmp_path, attendance(SIX, legend="说明:空白=出勤,×=旷课", fill=""))
    assert faults(answer) == ["class_blank"] and answer.attendance.months == []
    rest = {(n, 8): "休" for n in range(6)}
    printed = attendance(SIX, [*SCHOOL_DAYS[:5], 8], rest, legend="说明:空白=出勤,×=旷课", fill="")
    assert faults(checked(tmp_path, printed)) == ["class_blank"]


@pytest.mark.parametrize("legend", ["说明:空白=放假,√=出勤", "说明:未出勤为空白,出勤√"])
def test_emptiness_that_means_no_presence_is_not_reported(tmp_path, legend):
    answer = checked(tmp_path, attendance(SIX, legend=legend, marks={(1, 5): ""}))
    assert faults(answer) == ["day_partial"]


def test_emptiness_said_by_one_class_is_not_saved_for_the_school(tmp_path):
    home, at = home_at(tmp_path / "home"), datetime(2018, 10, 8, 9, 0)
    rows = pupils(6) + [{**row, "班级": "2班"} for row in pupils(10)[6:]]
    assert (
        submit(home, xlsx(tmp_path / "r.xlsx", ("花名册", grid(rows))), FIRST, "2018-09", "clerk", at).rows_accepted
        == 10
    )
    said = attendance(SIX, legend="说明:空白=出勤,×=旷课", fill="", marks={(0, 5): "×"})
    first = submit(home, xlsx(tmp_path / "1.xlsx", ("1", said)), FIRST, "2018-09", "clerk", at)
    assert (first.state, first.rows_accepted) == ("accepted", 6)
    half = {(n, d): "×" for n in range(4) for d in SCHOOL_DAYS[:2] if n < 2}
    silent = attendance(FOUR, title=TITLE.format(2), legend="", fill="", marks=half)
    second = submit(home, xlsx(tmp_path / "2.xlsx", ("2", silent)), FIRST, "2018-09", "clerk", at)
    assert second.rows_accepted == 0 and {f.code for f in second.findings if f.severity == "wait"} == {"row_blank"}


def test_a_legend_that_contradicts_the_saved_one_says_both_in_words():
    made = finding("legend_contradicts", "△", detail="R ≠ S")
    assert made.words().expected == "同一符号意思不变 (以前是事假,本表是病假)"
    assert made.words(translator("en")).expected.endswith("(before: personal leave; this sheet: sick leave)")
    opened = finding("legend_contradicts", "×", detail="P ≠ SRA")
    assert opened.words().expected.endswith("(以前是到,本表是病假 / 事假 / 旷课)")
