"""Headings of days: what names a day is read, and a column of marks whose day is open is never passed over."""

import pytest

from baoxue.intake.book import Sheet
from baoxue.intake.checking import check
from baoxue.intake.day_words import DayWords, read_day
from baoxue.intake.reader import layout
from tests.intake.made import LEGEND, NAMES, SCHOOL_DAYS, attendance, context, roll_view
from tests.intake.test_attendance import SIX, checked, faults, marks_of, table

AT = SCHOOL_DAYS.index(7) + 2
"""Column of Friday, 7 September."""


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("7", DayWords(7)), ("07", DayWords(7)), ("7日", DayWords(7)), ("7号", DayWords(7)), ("7、", DayWords(7)), ("7.", DayWords(7)),
        ("9.7", DayWords(7, "9月")), ("9月7日", DayWords(7, "9月")), ("2018-09-07", DayWords(7, "2018年9月")),
        ("2018/9/7", DayWords(7, "2018年9月")), ("2018-09-0700:00:00", DayWords(7, "2018年9月")),
        ("43350", DayWords(7, "2018年9月")), ("12", DayWords(12)), ("31", DayWords(31)),
        ("九月七日", DayWords(7, "9月")), ("9月二十一日", DayWords(21, "9月")), ("二〇一八年九月七日", DayWords(7, "2018年9月")),
        ("20180907", DayWords(7, "2018年9月")), ("20180931", None), ("九月七日周五", DayWords(7, "9月", weekday=5)),
        ("7(五)", DayWords(7, weekday=5)), ("7周五", DayWords(7, weekday=5)), ("7日星期日", DayWords(7, weekday=7)),
        ("周五7", DayWords(7, weekday=5)), ("(五)7", DayWords(7, weekday=5)), ("星期天7日", DayWords(7, weekday=7)),
        ("7(补)", DayWords(7)), ("7日(补周一)", DayWords(7)), ("7(周六)(调休)", DayWords(7)), ("7补", DayWords(7)),
        ("7上午", DayWords(7, half=0)), ("7日下", DayWords(7, half=1)), ("7(五)下午", DayWords(7, half=1, weekday=5)),
        ("第7天", None), ("七", None), ("七日", None), ("7#", None), ("D7", None), ("五7", None), ("32", None), ("0", None),
        ("一", None), ("7月", None), ("", None), ("12345", None), ("99999", None), ("7晚", None),
    ],
)  # fmt: skip
def test_words_of_a_day(label, said):
    assert read_day(label) == said


@pytest.mark.parametrize(
    "label", ["7(补)", "7日(补周一)", "周五7", "星期五\n7", "7、", 43350, "7日 ", "九月七日", 20180907, "20180907"]
)
def test_a_day_in_other_words_is_read_with_its_marks(tmp_path, label):
    rows = attendance(SIX, marks={(0, 7): "×"})
    rows[1][AT] = label
    answer = checked(tmp_path, rows)
    assert faults(answer) == [] and marks_of(answer, 1, 7) == ("A", "A")
    assert {r["day"].day for r in table(answer).to_pylist()} == set(SCHOOL_DAYS)


@pytest.mark.parametrize("label", ["第7天", "七", "七日", "7#", "D7", "五7", "五", "周五", "补课", "九月", ""])
def test_marks_under_a_heading_that_is_no_certain_day_keep_the_class_waiting(tmp_path, label):
    rows = attendance(SIX, marks={(0, 7): "×"})
    rows[1][AT] = label
    answer = checked(tmp_path, rows)
    assert [(f.code, f.cell, f.found) for f in answer.findings if f.severity == "wait"] == [("day_unread", "G2", label)]
    assert answer.attendance.accepted == 0 and answer.attendance.months == []


def drawn(rows, broken=None):
    width = max(map(len, rows))
    even = [[*row, *[""] * (width - len(row))] for row in rows]
    for row, column in broken or {}:
        even[row][column] = ""
    sheet = Sheet("考勤", even, broken=broken or {})
    return check(layout("k.xlsx", [sheet], []), context(roll=roll_view(SIX)))


def test_a_heading_that_is_an_error_or_an_uncounted_formula_is_told_at_its_cell():
    title, heading, *rest = attendance(SIX)
    for places in ({AT}, {2}, {len(heading) - 1}, set(range(3, len(heading))), set(range(2, len(heading)))):
        answer = drawn([title, heading, *rest], {(1, place): "" for place in places})
        said = [(f.code, f.cell[-1]) for f in answer.findings if f.severity == "wait" and f.code != "day_unknown"]
        assert said == [("cell_error", "2")] * len(places), places
        assert answer.attendance.accepted == 0 and not answer.is_refused


def test_the_last_and_the_first_day_are_looked_for_beside_the_others(tmp_path):
    for label in ("", "第28天"):
        rows = attendance(SIX)
        rows[1][-1] = label
        assert faults(checked(tmp_path, rows)) == ["day_unread"]
        rows = attendance(SIX)
        rows[1][2] = label
        assert faults(checked(tmp_path, rows)) == ["day_unread"]
    rows = attendance(SIX)
    rows[1][-2:] = ["", ""]
    assert faults(checked(tmp_path, rows)) == ["day_unread"] * 2


def test_a_word_over_all_the_days_names_none_of_them(tmp_path):
    title, heading, *rest = attendance(SIX)
    over = ["", "", *["考勤统计"] * (len(heading) - 2)]
    heading[AT] = ""
    answer = checked(tmp_path, [title, over, heading, *rest])
    assert [(f.code, f.cell) for f in answer.findings if f.severity == "wait"] == [("day_unread", "G3")]


def test_what_stands_beside_the_days_is_no_day(tmp_path):
    title, heading, *rest = attendance(SIX)
    between = ["小计", "本周旷课", "晚自习", "备注", ""]
    heading[AT + 1 : AT + 1] = between
    heading += ["出勤", "旷课(天)", "家长签字", "", "等次", "9月全勤", "", ""]
    heading[1:1] = ["是否寄宿"]
    for row, explained in zip(rest[:6], [*"√×○△⊙", ""], strict=True):
        row[AT + 1 : AT + 1] = ["5", "√", "√", "√", "休"]
        row += [21, 0, "王", "好", "√", "√", explained, "出勤"]
        row[1:1] = ["√"]
    rows = [title, heading, *rest]
    rows[1][1], rows[1][2] = "姓名", "是否寄宿"
    for row in rows[2:8]:
        row[1], row[2] = row[2], row[1]
    assert faults(checked(tmp_path, rows)) == []


def test_a_form_printed_with_31_columns_whose_last_headings_are_empty_or_errors_passes():
    days = list(range(1, 32))
    marks = {(n, d): "√" if d in SCHOOL_DAYS else "" for n in range(6) for d in days}
    rows = attendance(SIX, days, marks)
    assert faults(drawn([list(row) for row in rows])) == []
    rows[1][-1] = ""
    assert faults(drawn([list(row) for row in rows])) == []
    assert faults(drawn(rows, {(1, len(rows[1]) - 1): "#VALUE!"})) == []


def test_one_half_day_among_whole_days_leaves_the_others_whole(tmp_path):
    rows = attendance(SIX, marks={(0, 6): "×", (0, 7): "×"})
    rows[1][AT] = "7上午"
    answer = checked(tmp_path, rows)
    assert faults(answer) == []
    assert marks_of(answer, 1, 6) == ("A", "A") and marks_of(answer, 1, 7) == ("A", None)
    rows[1][AT + 1] = "7日"
    assert faults(checked(tmp_path, rows)) == ["day_unknown"]


def test_the_second_page_of_a_class_is_looked_at_too(tmp_path):
    title, heading, *pupils = attendance(SIX)
    heading[AT] = "第7天"
    rows = [title, heading, *pupils[:3], ["第1页"], heading, *pupils[3:6], [LEGEND]]
    answer = checked(tmp_path, rows)
    assert [(f.code, f.cell) for f in answer.findings if f.severity == "wait"] == [
        ("day_unread", "G2"),
        ("day_unread", "G7"),
    ]
    assert answer.attendance.waiting == len(NAMES[:6])


def test_strokes_legends_and_evenings_in_columns_without_a_day_are_no_marks(tmp_path):
    title, heading, *rest = attendance(SIX)
    heading[AT + 1 : AT + 1] = ["", "", "第二周"]
    for row, said in zip(
        rest[:6], zip("√×○△⊙◇", ["出勤", "旷课", "病假", "事假", "迟到", "早退"], strict=True), strict=True
    ):
        row[AT + 1 : AT + 1] = ["/", "—", 5]
        row += said
    assert faults(checked(tmp_path, [title, heading, *rest])) == []
    rest[0][AT + 1] = "☆"
    assert faults(checked(tmp_path, [title, heading, *rest])) == ["day_unread"]
    halves = [
        ["序号", "姓名", 3, "", "", 4, "", ""],
        [
            "",
            "",
            *["上午", "下午", "晚自习"] * 2,
        ],
    ]
    days = [[n + 1, name, *"√√×√×√"] for n, name in enumerate(SIX)]
    halves[0] += [5, "", ""]
    halves[1] += ["上午", "下午", "晚自习"]
    answer = checked(tmp_path, [title, *halves, *[row + list("√√√") for row in days], [LEGEND]])
    assert faults(answer) == [] and marks_of(answer, 1, 3) == ("P", "P") and marks_of(answer, 1, 4) == ("P", "A")
