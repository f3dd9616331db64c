"""Attendance sheets, read from files and checked against the roll, the calendar and the legend."""

from dataclasses import replace
from datetime import date

import pytest

from baoxue.contracts.relations import RELATIONS
from baoxue.intake import read
from baoxue.intake.attendance_rows import attendance_table, class_day_table
from baoxue.intake.checking import check
from baoxue.intake.context import Pupil, RollView
from baoxue.words import say
from tests.intake.made import FIRST, NAMES, OPEN, SCHOOL_DAYS, attendance, context, id_number, roll_view, xlsx

SIX = NAMES[:6]


def checked(tmp_path, rows, sheet="考勤", merge=None, **changes):
    path = xlsx(tmp_path / "k.xlsx", (sheet, rows), merge={sheet: merge or []})
    return check(read(path), context(**({"roll": roll_view(SIX)} | changes)))


def faults(answer, severity="wait"):
    return [f.code for f in answer.findings if f.severity == severity]


def table(answer):
    return attendance_table(answer.attendance.months, "2018-09", FIRST)


def marks_of(answer, child, day):
    row = next(r for r in table(answer).to_pylist() if r["child_key"] == child and r["day"].day == day)
    return row["mark_am"], row["mark_pm"]


def test_faultless_sheet_gives_a_row_for_every_pupil_and_day(tmp_path):
    answer = checked(tmp_path, attendance(SIX, marks={(1, 5): "×", (2, 6): "○", (3, 7): "⊙"}))
    assert faults(answer) == [] and answer.attendance.accepted == 6
    rows = table(answer)
    assert rows.num_rows == 6 * len(SCHOOL_DAYS)
    assert RELATIONS["attendance"].conform(rows).equals(rows.combine_chunks())
    assert marks_of(answer, 2, 5) == ("A", "A") and marks_of(answer, 3, 6) == ("S", "S")
    assert marks_of(answer, 4, 7) == ("L", "L") and marks_of(answer, 1, 3) == ("P", "P")
    days = class_day_table(answer.attendance.months, "2018-09", FIRST)
    assert RELATIONS["class_day"].conform(days).equals(days.combine_chunks())
    assert days.num_rows == 21 and all(days["taken"].to_pylist())


def test_the_legend_of_the_file_decides(tmp_path):
    swapped = "说明:√=出勤,×=旷课,△=病假,○=事假"
    answer = checked(tmp_path, attendance(SIX, marks={(0, 5): "○"}, legend=swapped))
    assert marks_of(answer, 1, 5) == ("R", "R")


def test_without_a_legend_the_saved_one_holds(tmp_path):
    rows = attendance(SIX, marks={(0, 5): "○"}, legend="")
    answer = checked(tmp_path, rows, saved_legend={"√": "P", "○": "R"})
    assert faults(answer) == [] and marks_of(answer, 1, 5) == ("R", "R")


def test_without_any_legend_the_school_is_asked_once_a_sign(tmp_path):
    answer = checked(tmp_path, attendance(SIX, marks={(0, 5): "○", (1, 5): "○"}, legend=""))
    assert faults(answer) == ["legend_missing", "legend_missing"]
    assert {f.found for f in answer.findings} >= {"√", "○"}
    assert answer.attendance.accepted == 0 and answer.attendance.waiting == 6
    stated = checked(tmp_path, attendance(SIX, marks={(0, 5): "○"}, legend=""), stated_legend={"√": "P", "○": "S"})
    assert faults(stated) == [] and stated.attendance.legend == {"√": "P", "○": "S"}


def test_words_in_cells_need_no_legend(tmp_path):
    rows = attendance(SIX, marks={(0, 5): "旷", (1, 5): "病假", (2, 5): "迟"}, legend="", fill="出勤")
    answer = checked(tmp_path, rows)
    assert faults(answer) == []
    assert [marks_of(answer, k, 5)[0] for k in (1, 2, 3)] == ["A", "S", "L"]


def test_a_legend_that_contradicts_the_saved_one_is_asked_about(tmp_path):
    saved = {"√": "P", "○": "R", "△": "S"}
    answer = checked(tmp_path, attendance(SIX), saved_legend=saved)
    assert faults(answer) == ["legend_contradicts", "legend_contradicts"]
    confirmed = checked(tmp_path, attendance(SIX), saved_legend=saved, stated_legend={"○": "S", "△": "R"})
    assert faults(confirmed) == []


def test_a_legend_that_contradicts_itself_waits(tmp_path):
    answer = checked(tmp_path, attendance(SIX, legend="图例:√出勤 ×旷课 ○病假 ○事假"))
    assert faults(answer) == ["legend_doubled"]


def test_a_mark_outside_the_legend_keeps_the_class_waiting(tmp_path):
    answer = checked(tmp_path, attendance(SIX, marks={(2, 5): "☆"}))
    assert [(f.code, f.cell, f.found) for f in answer.findings if f.severity == "wait"] == [("mark_unknown", "E5", "☆")]
    assert answer.attendance.months == []


@pytest.mark.parametrize("sign", ["✓", "✔", " √ "])
def test_look_alike_signs_are_one(tmp_path, sign):
    assert faults(checked(tmp_path, attendance(SIX, fill=sign))) == []


def test_a_day_blank_for_all_is_not_reported_a_day_blank_for_some_waits(tmp_path):
    blank = {(n, 5): "" for n in range(6)} | {(1, 6): "", (4, 6): ""}
    answer = checked(tmp_path, attendance(SIX, marks=blank))
    assert faults(answer) == ["day_partial"] and faults(answer, "note").count("day_unreported") == 1
    days = {r["day"].day: r["taken"] for r in class_day_table(answer.attendance.months, "2018-09", FIRST).to_pylist()}
    assert 5 not in days and days[6] is False and days[7] is True
    assert {r["day"].day for r in table(answer).to_pylist()} == set(SCHOOL_DAYS) - {5, 6}
    assert answer.attendance.waiting == 2 and answer.attendance.accepted == 4


def test_a_pupil_without_any_mark_keeps_the_class_waiting(tmp_path):
    answer = checked(tmp_path, attendance(SIX, marks={(3, d): "" for d in SCHOOL_DAYS}))
    assert faults(answer) == ["row_blank"] and answer.attendance.months == []


def test_blank_is_presence_only_where_stated_and_only_on_school_days_that_have_passed(tmp_path):
    days = [*SCHOOL_DAYS[:5], 8, *SCHOOL_DAYS[5:]]
    rows = attendance(SIX, days, {(0, 5): "×"}, legend="说明:空白=出勤,×=旷课", fill="")
    answer = checked(tmp_path, rows, known_on=date(2018, 9, 14))
    assert faults(answer) == []
    assert marks_of(answer, 1, 5) == ("A", "A") and marks_of(answer, 2, 5) == ("P", "P")
    assert {r["day"].day for r in table(answer).to_pylist()} == {d for d in SCHOOL_DAYS if d <= 14}


def test_a_mark_on_a_day_to_come_is_not_believed(tmp_path):
    days = [3, 4, 5, 20]
    answer = checked(tmp_path, attendance(SIX, days, {(0, 20): "", (1, 20): ""}), known_on=date(2018, 9, 10))
    assert faults(answer) == ["day_to_come"]
    assert {r["day"].day for r in table(answer).to_pylist()} == {3, 4, 5}
    (fault,) = [f for f in answer.findings if f.code == "day_to_come"]
    assert (fault.cell, fault.row) == ("F5", 5) and str(say(fault.found)) == "9月20日 4人:" + "、".join(SIX[2:])
    said = fault.words()
    assert "表头" not in said.fault + said.expected + said.todo and said.todo.startswith("删去这一天的登记")


def test_a_mark_on_the_afternoon_of_a_day_to_come_is_shown_where_it_stands(tmp_path):
    heading = [["", "", 3, "", 4, "", 20, ""], ["序号", "姓名", *["上午", "下午"] * 3]]
    rows = [[n + 1, name, *"√√√√", "", "√" if n == 3 else ""] for n, name in enumerate(SIX)]
    sheet = [["清涧县第一小学六年级(1)班 2018年9月考勤表"], *heading, *rows, ["图例:√出勤 ×旷课"]]
    answer = checked(tmp_path, sheet, known_on=date(2018, 9, 10))
    assert [(f.code, f.cell) for f in answer.findings if f.severity == "wait"] == [("day_to_come", "H7")]


def test_rest_columns_and_days_without_school(tmp_path):
    days = [6, 7, 8, 10]
    rest = checked(tmp_path, attendance(SIX, days, {(n, 8): "休" for n in range(6)}))
    assert faults(rest) == [] and {r["day"].day for r in table(rest).to_pylist()} == {6, 7, 10}
    held = checked(tmp_path, attendance(SIX, days))
    assert faults(held) == [] and "day_off" in faults(held, "note")
    some = checked(tmp_path, attendance(SIX, days, {(0, 8): "休"}))
    assert faults(some) == ["rest_partial"]


def test_halves_as_two_columns(tmp_path):
    top = ["序号", "姓名", 3, "", 4, "", 5, ""]
    sub = ["", "", *["上午", "下午"] * 3]
    body = [[n + 1, name, *(["√"] * 6)] for n, name in enumerate(SIX)]
    body[1][3:5] = ["×", "×"]
    merge = ["C2:D2", "E2:F2", "G2:H2", "A2:A3", "B2:B3"]
    title = "清涧县第一小学六年级1班2018年9月考勤表"
    answer = checked(tmp_path, [[title], top, sub, *body, ["图例:√出勤 ×旷课"]], merge=merge)
    assert faults(answer) == []
    assert marks_of(answer, 2, 3) == ("P", "A") and marks_of(answer, 2, 4) == ("A", "P")


def test_halves_as_two_rows(tmp_path):
    body = []
    for n, name in enumerate(SIX):
        body += [[n + 1, name, "上午", "√", "√", "√"], ["", "", "下午", "√", "×" if n == 2 else "√", "√"]]
    title = "清涧县第一小学六年级1班2018年9月考勤表"
    answer = checked(tmp_path, [[title], ["序号", "姓名", "时段", 3, 4, 5], *body, ["图例:√出勤 ×旷课"]])
    assert faults(answer) == [] and answer.attendance.accepted == 6
    assert marks_of(answer, 3, 4) == ("P", "A")


def test_an_afternoon_without_school_is_not_a_gap(tmp_path):
    body = []
    for n, name in enumerate(SIX):
        body += [[n + 1, name, "上午", "√", "√", "√"], ["", "", "下午", "√", "", "√"]]
    title = "清涧县第一小学六年级1班2018年9月考勤表"
    answer = checked(tmp_path, [[title], ["序号", "姓名", "时段", 3, 4, 5], *body, ["图例:√出勤 ×旷课"]])
    assert faults(answer) == [] and marks_of(answer, 1, 4) == ("P", None)


@pytest.mark.parametrize(("total", "code"), [(19, []), (20, []), (21, ["total_differs"]), ("", [])])
def test_totals_that_disagree(tmp_path, total, code):
    rows = attendance(SIX, marks={(0, 5): "×", (0, 6): "⊙"})
    rows[1] += ["出勤", "旷课"]
    for row in rows[2:8]:
        row += [21, 0]
    rows[2][-2:] = [total, 1]
    answer = checked(tmp_path, rows)
    assert faults(answer) == code
    if code:
        assert [f.cell for f in answer.findings if f.code == "total_differs"] == ["X3"]


def test_names_that_are_not_on_the_roll_and_pupils_without_a_row(tmp_path):
    answer = checked(tmp_path, attendance([*SIX[:5], "外来者"]))
    assert sorted(faults(answer)) == ["not_on_roll", "row_missing"]
    assert answer.attendance.waiting == 6


def test_two_rows_of_one_pupil_wait(tmp_path):
    assert faults(checked(tmp_path, attendance([*SIX, SIX[0]]))) == ["pupil_twice"]


def test_an_ambiguous_name_needs_a_number(tmp_path):
    key = f"{FIRST}-P2013-01"
    roll = RollView([Pupil(1, "王伟", key, True, *OPEN, ("L610830200609010001",)),
                     Pupil(2, "王伟", key, True, *OPEN, ("L610830200609020002",))])  # fmt: skip
    answer = checked(tmp_path, attendance(["王伟", "王伟"]), roll=roll)
    assert faults(answer).count("name_ambiguous") == 2
    rows = attendance(["王伟", "王伟"], marks={(0, 5): "×"})
    rows[1].insert(2, "学籍号")
    rows[2].insert(2, "L610830200609020002")
    rows[3].insert(2, "L610830200609010001")
    answer = checked(tmp_path, rows, roll=roll)
    assert faults(answer) == [] and marks_of(answer, 2, 5) == ("A", "A")


def with_numbers(*numbers):
    """A sheet of three pupils, with numbers beside the names."""
    rows = attendance(SIX[:3])
    for row, number in zip(rows[1:5], ["学籍号", *numbers], strict=True):
        row.insert(2, number)
    return rows


def numbered_roll(*numbers):
    return RollView([replace(p, numbers=n) for p, n in zip(roll_view(SIX).pupils, numbers, strict=False)])


def test_a_number_beside_a_name_that_is_anothers_waits(tmp_path):
    a, b, c, d = (id_number(n) for n in range(1, 5))
    temporary = "L610830200609030003"
    roll = numbered_roll((a, f"G{a}"), (f"G{b}",), (temporary,))

    def said(*numbers):
        return faults(checked(tmp_path, with_numbers(*numbers), roll=roll))

    assert said(f"G{a}", f"G{b}", temporary) == said(a, b, "") == said("", 6.1083e17, "12") == []
    assert said(a, b, f"G{c}") == []  # permanent by now, which the roll does not know yet
    assert said("L610830200609030009", f"G{b}", temporary) == []
    assert said(b, a, "") == ["number_anothers"] * 2
    assert said(f"G{d}", b, "") == said(a, f"G{b}", a) == said(temporary, b, "") == ["number_anothers"]


def test_a_pupil_on_two_rolls_of_the_school(tmp_path):
    first = roll_view(SIX).pupils
    roll = RollView([*first, Pupil(1, SIX[0], f"{FIRST}-P2013-02", True, *OPEN)])
    assert faults(checked(tmp_path, attendance(SIX), roll=roll)) == ["on_two_rolls"]


def test_pupils_without_a_seat_need_no_row_and_spans_count(tmp_path):
    pupils = roll_view(SIX).pupils
    key = pupils[0].class_key
    roll = RollView([*pupils[:5], Pupil(6, SIX[5], key, True, date(2018, 9, 12), OPEN[1]),
                     Pupil(7, "休学生", key, False, *OPEN)])  # fmt: skip
    blank = {(5, d): "" for d in SCHOOL_DAYS if d < 12}
    answer = checked(tmp_path, attendance(SIX, marks=blank), roll=roll)
    assert faults(answer) == []
    late = [r["day"].day for r in table(answer).to_pylist() if r["child_key"] == 6]
    assert late == [d for d in SCHOOL_DAYS if d >= 12]


def test_class_faults(tmp_path):
    assert faults(checked(tmp_path, attendance(SIX, title="考勤表"))) == ["class_words"]
    assert faults(checked(tmp_path, attendance(SIX, title="五(1)班考勤表"))) == ["class_not_on_roll"]
    assert faults(checked(tmp_path, attendance(SIX, title="六年级考勤表"))) == []
    assert faults(checked(tmp_path, attendance(SIX, title="考勤表"), sheet="六(1)班")) == []
    assert faults(checked(tmp_path, attendance(SIX), roll=None), "refuse") == ["no_roll"]
    assert faults(checked(tmp_path, attendance(SIX, [3, 4, 4, 5]))) == ["day_unknown"]
    assert faults(checked(tmp_path, attendance(SIX, [3, 4, 5, 31]))) == ["day_unknown"]


def test_an_empty_column_of_a_day_that_the_month_does_not_have_is_passed_over(tmp_path):
    answer = checked(tmp_path, attendance(SIX, [*SCHOOL_DAYS, 31], {(n, 31): "" for n in range(6)}))
    assert faults(answer) == [] and "day_beyond" in faults(answer, "note")
    assert {r["day"].day for r in table(answer).to_pylist()} == set(SCHOOL_DAYS)


@pytest.mark.parametrize("month", ["2018-13", "201809", "2018-10"])
def test_a_month_that_is_none_or_still_to_come_is_refused_whole(tmp_path, month):
    path = xlsx(tmp_path / "a.xlsx", ("考勤", attendance(SIX, title="六(1)班考勤表")))
    answer = check(read(path), context(month=month, known_on=date(2018, 9, 30), roll=roll_view(SIX)))
    assert answer.is_refused and "month_unknown" in faults(answer, "refuse")


def test_a_sheet_without_a_pupil_is_refused_whole(tmp_path):
    answer = checked(tmp_path, attendance([]))
    assert answer.is_refused and "no_rows" in faults(answer, "refuse")


def test_good_classes_of_a_book_are_accepted_bad_ones_wait(tmp_path):
    other = f"{FIRST}-P2013-02"
    roll = RollView([*roll_view(SIX).pupils, *roll_view(NAMES[6:10], other, 10).pupils])
    path = xlsx(tmp_path / "k.xlsx", ("1", attendance(SIX)),
                ("2", attendance(NAMES[6:10], marks={(0, 5): "?"}, title="六(2)班")))  # fmt: skip
    answer = check(read(path), context(roll=roll))
    assert [m.class_key for m in answer.attendance.months] == [f"{FIRST}-P2013-01"]
    assert (answer.attendance.accepted, answer.attendance.waiting) == (6, 4)


def test_several_classes_as_blocks_of_one_sheet(tmp_path):
    other = f"{FIRST}-P2013-02"
    roll = RollView([*roll_view(SIX).pupils, *roll_view(NAMES[6:10], other, 10).pupils])
    rows = [*attendance(SIX), [], *attendance(NAMES[6:10], title="清涧县第一小学六年级(2)班 2018年9月考勤表")]
    answer = checked(tmp_path, rows, roll=roll)
    assert faults(answer) == []
    assert [m.class_key for m in answer.attendance.months] == [f"{FIRST}-P2013-01", other]


@pytest.mark.parametrize(
    "heading",
    [
        [f"{d}日" for d in SCHOOL_DAYS],
        [f"9.{d}" for d in SCHOOL_DAYS],
        [date(2018, 9, d) for d in SCHOOL_DAYS],
        [f"9月{d}日" for d in SCHOOL_DAYS],
    ],
)
def test_headings_of_days_in_every_form(tmp_path, heading):
    rows = attendance(SIX, title="六(1)班考勤表")
    rows[1][2:] = heading
    rows.insert(2, ["", "", *("一二三四五" * 5)[: len(heading)]])
    assert faults(checked(tmp_path, rows)) == []
    if heading[0].__class__ is not str or "月" in heading[0]:
        assert "wrong_month" in faults(checked(tmp_path, rows, month="2018-10"), "refuse")


def pages(rows, second_title, at=3):
    """The sheet printed on two pages, ``at`` pupils on the first: the heading stands again."""
    title, heading, *pupils = rows
    return [title, heading, *pupils[:at], ["第1页 共2页"], *second_title, heading, *pupils[at:]]


@pytest.mark.parametrize(
    "second_title",
    [[], [["清涧县第一小学六年级(1)班 2018年9月考勤表"]], [["清涧县第一小学六年级(1)班 2018年9月考勤表(续)"]],
     [["清涧县第一小学六年级(1)班 2018年9月考勤表 第2页"]], [["清涧县第一小学六年级(1)班 2018年9月考勤表(续1)"]],
     [["清涧县第一小学六年级(1)班 2018年9月考勤表(2/2)"]], [["接下页"]], [["转下页"]]],
)  # fmt: skip
def test_a_class_on_two_printed_pages_is_one_class(tmp_path, second_title):
    rows = pages(attendance(SIX, marks={(1, 5): "×", (4, 6): "○"}), second_title)
    answer = checked(tmp_path, rows)
    assert faults(answer) == [] and answer.attendance.accepted == 6
    assert marks_of(answer, 2, 5) == ("A", "A") and marks_of(answer, 5, 6) == ("S", "S")
    rows[-4][4] = "#"  # the fifth pupil, on the second page: the cell named is the cell of the sheet
    (wrong,) = [f for f in checked(tmp_path, rows).findings if f.severity == "wait"]
    assert (wrong.code, wrong.cell) == ("mark_unknown", f"E{len(rows) - 3}")


def test_a_sheet_sent_twice_is_no_second_page(tmp_path):
    rows = attendance(SIX)
    assert set(faults(checked(tmp_path, rows + rows))) == {"class_twice"}
    parts = [
        [cell for day, cell in enumerate(row) if row is rows[0] or day < 2 or (day < 12) is first]
        for first in (True, False)
        for row in rows
    ]
    assert set(faults(checked(tmp_path, parts))) == {"class_in_parts"}
    other = [[title.replace("(1)", "(2)") if isinstance(title, str) else title for title in rows[0]]]
    assert "class_not_on_roll" in faults(checked(tmp_path, pages(rows, other)))


WEEK = ["一二三四五六日"[date(2018, 9, day).weekday()] for day in SCHOOL_DAYS]


@pytest.mark.parametrize(
    "heading",
    [
        [["序号", "姓名\\日期", *SCHOOL_DAYS]],
        [["序号", "日期\n姓名", *SCHOOL_DAYS]],
        [["序号", "星期/姓名/日期", *SCHOOL_DAYS], ["", "", *WEEK]],
        [["序号", "日期", *SCHOOL_DAYS], ["", "姓名"]],
        [["序号", "日期", *SCHOOL_DAYS], ["", "姓名", *WEEK]],
        [["序号", "姓名", *SCHOOL_DAYS], ["", "星期", *WEEK]],
        [["序号", "姓名", *SCHOOL_DAYS], ["星期", "", *WEEK]],
        [["日期", "", *SCHOOL_DAYS], ["序号", "姓名", *WEEK]],
        [["", "星期", *WEEK], ["序号", "姓名", *SCHOOL_DAYS]],
    ],
)
def test_slanted_headings_and_weekdays_beside_the_days(tmp_path, heading):
    title, _, *rest = attendance(SIX, marks={(1, 5): "×"})
    answer = checked(tmp_path, [title, *heading, *rest])
    assert faults(answer) == [] and answer.attendance.accepted == 6
    assert marks_of(answer, 2, 5) == ("A", "A") and marks_of(answer, 1, 5) == ("P", "P")
