"""Which rows are a sheet's heading: pupils are never taken for a part of it, and no heading stops intake."""

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from baoxue.cli import app
from baoxue.contracts.forms import FORM_NAMES
from baoxue.contracts.workbooks import NAME_HEADINGS
from baoxue.intake import Sending, submit_many
from baoxue.intake.book import Sheet
from baoxue.intake.checking import check
from baoxue.intake.reader import layout, read
from tests.intake.made import FIRST, NAMES, attendance, context, grid, home_at, pupils, roll_view, xlsx

AT = datetime(2018, 10, 5, 9, 0)
OTHERS_NAMES = sorted(FORM_NAMES - NAME_HEADINGS)


def sheet(rows, merged=()):
    width = max(map(len, rows))
    return Sheet("Sheet1", [[*row, *[""] * (width - len(row))] for row in rows], list(merged))


def checked(*made, **changes):
    return check(layout("a.xlsx", list(made), []), context(**changes))


@pytest.mark.parametrize("rows", [1, 2])
@pytest.mark.parametrize("title", ["清涧县第一小学2018年9月学生花名册", "花名册"])
def test_pupils_beside_a_merged_side_column_are_read(rows, title):
    made = grid([p | {"备注": ""} for p in pupils(4)], title)
    place = made[1].index("备注")
    answer = checked(sheet(made, [(1, place, 1 + rows, place)]))
    assert answer.roll.columns["name"] == NAMES[:4] and answer.roll.waiting == 0


def test_pupils_of_a_class_beside_a_merged_side_column_are_read():
    made = attendance(NAMES[:4])
    made[1].append("备注")
    answer = checked(sheet(made, [(1, len(made[1]) - 1, 3, len(made[1]) - 1)]), roll=roll_view(NAMES[:4]))
    assert answer.attendance.accepted == 4 and answer.state == "accepted"


def test_the_title_beside_a_merged_side_column_stays_a_title():
    made = grid(pupils(3), "清涧县第二小学2018年9月学生花名册")
    answer = checked(sheet([[*made[0], *[""] * 11, "备注"], *made[1:]], [(0, 12, 2, 12)]))
    assert [f.code for f in answer.findings if f.severity == "refuse"] == ["wrong_school"]


def test_a_heading_merged_over_an_empty_row_or_over_words_stays_a_heading():
    made = grid(pupils(3))
    merged = [(1, place, 2, place) for place in range(len(made[1]))]
    empty = checked(sheet([*made[:2], [], *made[2:]], merged))
    parted = [made[0], [*made[1], "住址", "", ""], [*[""] * len(made[1]), "镇", "村", "组"], *made[2:]]
    words = checked(sheet(parted, [*merged, (1, len(made[1]), 1, len(made[1]) + 2)]))
    for answer in (empty, words):
        assert answer.roll.columns["name"] == NAMES[:3] and answer.roll.waiting == 0


@pytest.mark.parametrize("word", OTHERS_NAMES)
def test_a_heading_without_the_pupils_name_is_refused_and_says_so(word):
    roll = [[word if c == "姓名" else c for c in row] for row in grid(pupils(2))]
    days = attendance(NAMES[:2])
    days[1][1] = word
    for made in (roll, days):
        book = layout("a.xlsx", [sheet(made)], [])
        assert [f.code for f in book.findings if f.severity == "refuse"] == ["no_block"]


ODD = ["", " ", "\u3000", 0.0, 1.0, 1e300, 43405.0, True, "姓名", "儿童姓名", "1", "31", "32", "上午", "合计", "√", "\x00", "2018-11-01",
       "9" * 40, "王" * 60, "G", "=1", "空白", "旷", "一十", "2018年13月", "0000", "六(0)班", "0班", "十十班", "2018级0班", "0年级", "G\u00b2", "家长"]  # fmt: skip


@st.composite
def spoiled(draw):
    """A roll or an attendance sheet with some of its cells and rows spoiled, and a merge anywhere."""
    made = draw(st.sampled_from([grid(pupils(5)), attendance(NAMES[:5])]))
    rows = [list(row) for row in sheet(made).rows]
    at = st.tuples(st.integers(0, len(rows) - 1), st.integers(0, len(rows[0]) - 1))
    for (row, column), cell in draw(st.lists(st.tuples(at, st.sampled_from(ODD)), min_size=1, max_size=8)):
        rows[row][column] = cell
    if draw(st.booleans()):
        rows.insert(draw(st.integers(0, 3)), list(rows[draw(st.integers(0, len(rows) - 1))]))
    top, left = draw(at)
    merged = [(top, left, top + draw(st.integers(0, 2)), left + draw(st.integers(0, 3)))] if draw(st.booleans()) else []
    broken = dict.fromkeys(draw(st.lists(at, max_size=2)), "#REF!")
    for row, column in broken:
        rows[row][column] = ""
    return Sheet(draw(st.sampled_from(["Sheet1", "六(1)班", "0班"])), rows, merged, [], broken)


@settings(max_examples=400, deadline=None)
@given(spoiled())
def test_no_spoiled_sheet_stops_intake(made):
    answer = checked(made, roll=roll_view(NAMES[:5]), known_on=date(2018, 12, 20))
    assert all(f.code != "file_unforeseen" and f.words() for f in answer.findings)


def test_a_book_nobody_foresaw_is_refused_and_the_others_are_taken(tmp_path, monkeypatch, caplog):
    home = home_at(tmp_path / "home")
    good = xlsx(tmp_path / "good.xlsx", ("花名册", grid(pupils(4))))
    bad = xlsx(tmp_path / "bad.xlsx", ("错", grid(pupils(4))))

    def fails(made, *given):
        if made.name == "错":
            raise KeyError("王小明")
        return plain(made, *given)

    from baoxue.intake import reader

    plain = reader._blocks
    monkeypatch.setattr(reader, "_blocks", fails)
    said = submit_many(home, [Sending(path, FIRST, "2018-09", "t", AT) for path in (bad, good)])
    assert [receipt.state for receipt in said] == ["refused", "accepted"]
    (found,) = said[0].findings
    assert found.code == "file_unforeseen" and found.found in caplog.text
    assert "reader.py" in caplog.text and "王小明" not in caplog.text
    monkeypatch.setenv("BAOXUE_HOME", str(home))
    done = CliRunner().invoke(app, ["submit", str(bad), "--from", FIRST, "--month", "2018-09"])
    assert done.exit_code == 2 and found.words().todo in done.stdout


def test_a_book_whose_check_fails_is_refused(tmp_path, monkeypatch, caplog):
    from baoxue.intake import checking

    monkeypatch.setattr(checking, "check_roll", lambda book, context: {}["王小明"])
    answer = check(read(xlsx(tmp_path / "a.xlsx", ("花名册", grid(pupils(4))))), context())
    assert answer.is_refused and answer.findings[0].code == "file_unforeseen" and "checking.py" in caplog.text
