"""What a roll's other columns say against 学生状态: nobody is at school only because a heading is not the template's."""

import openpyxl
import pytest

from tests.intake.made import FIRST, NINE, grid, pupils, xlsx
from tests.intake.test_broken import changed
from tests.intake.test_roll import checked, waiting


def beside(tmp_path, heading: str, *said, status: object = "", size: int = 3, **changes):
    """A roll with one more column; ``said``: its cells from the first pupil on."""
    rows = [p | {"学生状态": "", heading: ""} for p in pupils(size)]
    rows[0]["学生状态"] = status
    for row, cell in zip(rows, said, strict=False):
        row[heading] = cell
    return checked(xlsx(tmp_path / "a.xlsx", ("花名册", grid(rows))), **changes)


@pytest.mark.parametrize(
    ("heading", "cell"),
    [("是否在校", "否"), ("异动情况", "转出"), ("学生状况", "转出"), ("是否辍学", "是"), ("学生类别", "死亡"), ("学籍变动", "已转出"),
     ("备注", "10月转出"), ("说明", "休学")],
)  # fmt: skip
def test_a_word_of_leaving_under_any_heading_waits_at_its_cell(tmp_path, heading, cell):
    answer = beside(tmp_path, heading, cell)
    assert waiting(answer) == [("leaving_beside", "N3")]
    assert answer.roll.waiting == 1 and len(answer.roll.places) == 2
    assert cell in str(next(f for f in answer.findings if f.severity == "wait").words().found)


@pytest.mark.parametrize(
    ("heading", "cell", "status", "waits"),
    [
        ("是否在校", "否", "休学", False),
        ("异动情况", "休学", "休学", False),
        ("备注", "2018.3休学", "复学", False),
        ("备注", "死亡", "休学", True),
        ("备注", "辍学", "休学", True),
        ("备注", "休学", "在校", True),
    ],
)
def test_a_status_that_says_the_same_is_enough(tmp_path, heading, cell, status, waits):
    assert [code for code, _ in waiting(beside(tmp_path, heading, cell, status=status))] == ["leaving_beside"] * waits


@pytest.mark.parametrize(
    ("remark", "waits"),
    [("2018年9月转入清涧县第一小学", False), ("由榆林转入第一小学", False), ("转入清涧县第二小学", True), ("2018年9月由清涧县第一小学转入清涧县第二小学", True)],
)  # fmt: skip
def test_a_transfer_into_the_school_that_reports_is_none_away(tmp_path, remark, waits):
    assert [code for code, _ in waiting(beside(tmp_path, "备注", remark))] == ["leaving_beside"] * waits


@pytest.mark.parametrize("heading", ["备注", "其他情况", "是否在校", "父亲情况", "户籍变动"])
def test_columns_in_common_use_ask_nothing(tmp_path, heading):
    said = {
        "是否在校": ("是", "√", "住校"),
        "父亲情况": ("死亡", "下落不明", ""),
        "户籍变动": ("转出", "", ""),
    }.get(heading, ("建档立卡", "随班就读", "父亲死亡"))
    answer = beside(tmp_path, heading, *said)
    assert waiting(answer) == [] and len(answer.roll.places) == 3


def test_other_headings_of_the_status_are_read_as_it(tmp_path):
    rows = [p | {"目前状态": s} for p, s in zip(pupils(3), ("休学", "在校", "辍学"), strict=True)]
    answer = checked(xlsx(tmp_path / "a.xlsx", ("花名册", grid(rows))))
    assert answer.roll.columns["status"] == ["02", "01"]
    assert waiting(answer) == [("status_unknown", "M5")]
    rows = [p | {"学籍状态(备注)": "休学"} for p in pupils(2)]
    assert checked(xlsx(tmp_path / "b.xlsx", ("花名册", grid(rows)))).roll.columns["status"] == ["02", "02"]


def test_two_columns_of_the_status_are_held_against_each_other(tmp_path):
    answer = beside(tmp_path, "目前状态", "", "10", "在读")
    assert waiting(answer) == [("leaving_beside", "N4")]
    assert waiting(beside(tmp_path, "目前状态", "休学", status="休学")) == []


def test_a_second_remark_and_a_column_without_heading_are_read_too(tmp_path):
    rows = grid([p | {"备注": "", "备注1": ""} for p in pupils(3)])
    rows[1][-1] = "备注"
    rows[2][-1] = "转出"
    rows[3].append("辍学")
    answer = checked(xlsx(tmp_path / "a.xlsx", ("花名册", rows)))
    assert waiting(answer) == [("leaving_beside", "N3"), ("leaving_beside", "O4")]


def test_a_date_of_leaving_by_another_name_is_a_day_of_leaving(tmp_path):
    assert waiting(beside(tmp_path, "转出时间", "2018.9.18")) == [("leaving_unsaid", "N3")]


@pytest.mark.parametrize(
    ("grade", "month", "waits"),
    [("六年级", "2018-06", False), ("六年级", "2018-09", True), ("三年级", "2018-06", True)],
)
def test_a_last_grade_that_has_finished_is_on_the_roll_all_summer(tmp_path, grade, month, waits):
    rows = [p | {"年级": grade, "出生日期": "", "身份证件号": "", "备注": "毕业"} for p in pupils(1)]
    rows[0]["出生日期"] = "20070101"
    path = xlsx(tmp_path / "a.xlsx", ("花名册", grid(rows, "学生花名册")))
    assert [code for code, _ in waiting(checked(path, month=month, school_code=NINE))] == ["leaving_beside"] * waits


def test_members_of_the_family_have_remarks_of_their_own(tmp_path):
    rows = pupils(2)
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([*rows[0], "家庭成员1", "", "家庭成员2", ""])
    sheet.append([*[""] * len(rows[0]), "姓名", "备注", "姓名", "备注"])
    for row in rows:
        sheet.append([*row.values(), "父某", "死亡", "母某", "下落不明"])
    for column in range(1, len(rows[0]) + 1):
        sheet.merge_cells(start_row=1, end_row=2, start_column=column, end_column=column)
    sheet.merge_cells("M1:N1")
    sheet.merge_cells("O1:P1")
    book.save(tmp_path / "a.xlsx")
    answer = checked(tmp_path / "a.xlsx", school_code=FIRST)
    assert waiting(answer) == [] and len(answer.roll.places) == 2


def test_an_answer_that_nobody_has_counted_is_no_blank(tmp_path):
    rows = [p | {"是否在校": "是", "总分": "90"} for p in pupils(3)]
    path = changed(xlsx(tmp_path / "a.xlsx", ("花名册", grid(rows))), {"M3": "=IF(1,1,0)", "N4": "=A1"})
    assert waiting(checked(path)) == [("cell_error", "M3")]
