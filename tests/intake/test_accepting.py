"""Files on their way into the ledger and the store."""

from datetime import date, datetime

import pyarrow.parquet as pq
import pytest

from baoxue import intake, reference
from baoxue.contracts.relations import RELATIONS
from baoxue.intake import AttendanceBlock, Book, RollBlock, Sending, submit, submit_many
from baoxue.ledger import legends, submissions
from baoxue.ledger.database import open_ledger
from baoxue.publish.reporting import month_rows
from baoxue.store import SUBMISSIONS, Store
from tests.intake.made import FIRST, NAMES, SECOND, attendance, grid, home_at, id_number, pupils, xlsx

AT = datetime(2018, 10, 5, 9, 0)


@pytest.fixture
def home(tmp_path):
    return home_at(tmp_path / "home")


def roll_file(tmp_path, rows, name="roll.xlsx"):
    return xlsx(tmp_path / name, ("花名册", grid(rows, "清涧县第一小学学生花名册")))


def sheet_file(tmp_path, rows, name="sheet.xlsx"):
    return xlsx(tmp_path / name, ("考勤", rows))


def stored(home, kind="roll", month="2018-09"):
    ledger = open_ledger(home)
    with ledger.read() as connection:
        row = submissions.attempts(connection, kind, month, FIRST)[-1]
    return pq.read_table(Store(home).path(row.normal_sha, SUBMISSIONS)), row


def attempts(home):
    with open_ledger(home).read() as connection:
        return submissions.attempts(connection)


def test_roll_then_attendance(home, tmp_path):
    receipt = submit(home, roll_file(tmp_path, pupils(8)), FIRST, "2018-09", "clerk", AT)
    assert (receipt.state, receipt.rows_accepted, receipt.rows_waiting) == ("accepted", 8, 0)
    table, row = stored(home)
    assert "name" not in table.column_names and not set(table.column_names) & {"id_number", "carried_from"}
    carried = table.append_column("carried_from", [[None] * 8])
    assert RELATIONS["roll"].conform(carried).drop_columns(["carried_from"]).equals(table.combine_chunks())
    assert row.classes == {f"{FIRST}-P2013-01": 8} and row.file_sha
    sheet = sheet_file(tmp_path, attendance([p["姓名"] for p in pupils(8)]))
    receipt = submit(home, sheet, FIRST, "2018-09", "clerk", AT)
    assert (receipt.state, receipt.rows_accepted) == ("accepted", 8)
    marks, _ = stored(home, "attendance")
    assert marks.num_rows == 8 * 21 and set(marks["child_key"].to_pylist()) == set(table["child_key"].to_pylist())


def test_good_rows_in_bad_rows_back_then_corrected(home, tmp_path):
    rows = pupils(6)
    good = [r["身份证件号"] for r in rows]
    for n in range(4):
        rows[n]["身份证件号"] = 6.1083e17
    receipt = submit(home, roll_file(tmp_path, rows), FIRST, "2018-09", "clerk", AT)
    assert (receipt.state, receipt.rows_accepted, receipt.rows_waiting) == ("waiting", 2, 4)
    assert receipt.marked_copy.exists() and receipt.marked_copy.parent.parent.name == "outbox"
    for row, number in zip(rows, good, strict=True):
        row["身份证件号"] = number
    receipt = submit(home, roll_file(tmp_path, rows, "b.xlsx"), FIRST, "2018-09", "clerk", AT)
    assert (receipt.state, receipt.rows_accepted, receipt.marked_copy) == ("accepted", 6, None)


def test_the_same_file_again_changes_nothing(home, tmp_path):
    path = roll_file(tmp_path, pupils(6))
    first = submit(home, path, FIRST, "2018-09", "clerk", AT)
    again = submit(home, path, FIRST, "2018-09", "clerk", AT)
    assert again.is_unchanged and again.submission_id == first.submission_id
    assert len(attempts(home)) == 1
    both = submit_many(home, [Sending(path, FIRST, "2018-10", "clerk", AT)] * 2)
    assert {r.submission_id for r in both} == {attempts(home)[-1].id} and [r.is_unchanged for r in both] == [
        False,
        True,
    ]
    assert {r.state for r in both} == {"accepted"}


def test_refused_file_is_recorded_and_nothing_else(home, tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04 broken")
    receipt = submit(home, path, FIRST, "2018-09", "clerk", AT)
    assert receipt.state == "refused" and [f.code for f in receipt.findings] == ["file_damaged"]
    assert [(a.state, a.normal_sha) for a in attempts(home)] == [("refused", None)]
    assert submit(home, tmp_path / "none.xlsx", FIRST, "2018-09", "clerk", AT).state == "refused"
    assert (
        submit(home, roll_file(tmp_path, pupils(3)), "9999999999", "2018-09", "c", AT).findings[-1].code
        == "school_unknown"
    )


def test_identity_questions_wait(home, tmp_path):
    submit(home, roll_file(tmp_path, pupils(4)), FIRST, "2018-09", "clerk", AT)
    rows = pupils(4)
    rows[0]["姓名"] = "别的人"
    receipt = submit(home, roll_file(tmp_path, rows, "b.xlsx"), FIRST, "2018-10", "clerk", AT)
    assert [(f.code, f.cell, f.detail) for f in receipt.findings if f.severity == "wait"] == [
        ("child_question", "A3", "other_name")]  # fmt: skip
    assert (receipt.rows_accepted, receipt.rows_waiting) == (3, 1)


def test_a_child_who_changed_class_is_on_both_rolls_one_after_the_other(home, tmp_path):
    rows = pupils(3)
    keys = [*rows[0], "转入日期", "转出日期"]
    moved = rows[0] | {"班级": "2班", "转入日期": "20180917"}
    rows[0] |= {"转出日期": "20180914"}
    full = [{k: r.get(k, "") for k in keys} for r in [*rows, moved]]
    receipt = submit(home, roll_file(tmp_path, full), FIRST, "2018-09", "clerk", AT)
    assert (receipt.state, receipt.rows_accepted) == ("accepted", 4)
    table, _ = stored(home)
    assert len(set(table["child_key"].to_pylist())) == 3


def test_attendance_is_matched_to_the_newest_earlier_roll(home, tmp_path):
    submit(home, roll_file(tmp_path, pupils(4)), FIRST, "2018-09", "clerk", AT)
    names = [p["姓名"] for p in pupils(4)]
    sheet = attendance(names, [8, 9, 10], title="清涧县第一小学六年级(1)班 2018年10月考勤表")
    receipt = submit(home, sheet_file(tmp_path, sheet), FIRST, "2018-10", "clerk", datetime(2018, 11, 1))
    assert receipt.state == "accepted"
    early = sheet_file(tmp_path, attendance(names, title="六(1)班"), "b.xlsx")
    assert [f.code for f in submit(home, early, FIRST, "2018-03", "c", AT).findings] == ["no_roll"]


def test_legends_are_saved_asked_about_and_answered(home, tmp_path):
    names = [p["姓名"] for p in pupils(4)]
    submit(home, roll_file(tmp_path, pupils(4)), FIRST, "2018-09", "clerk", AT)
    silent = sheet_file(tmp_path, attendance(names, legend=""), "a.xlsx")
    assert submit(home, silent, FIRST, "2018-09", "clerk", AT).findings[0].code == "legend_missing"
    answered = submit(home, silent, FIRST, "2018-09", "clerk", AT, legend={"√": "P"})
    assert answered.state == "accepted"
    with open_ledger(home).read() as connection:
        assert legends.saved(connection) == {FIRST: {"√": "P"}}
    other = attendance(names, marks={(0, 4): "/"}, legend="图例:/出勤 √旷课", fill="/")
    other[2][3] = "√"
    path = sheet_file(tmp_path, other, "b.xlsx")
    asked = submit(home, path, FIRST, "2018-09", "clerk", AT)
    assert [f.code for f in asked.findings if f.severity == "wait"] == ["legend_contradicts"]
    told = submit(home, path, FIRST, "2018-09", "clerk", AT, legend={"√": "A"})
    assert told.state == "accepted"
    marks, _ = stored(home, "attendance")
    assert sorted(set(marks["mark_am"].to_pylist())) == ["A", "P"]


def test_books_built_behind_the_reader_pass_the_same_checks(home):
    rows = pupils(6)
    columns = {"name": [r["姓名"] for r in rows], "sex": [r["性别"] for r in rows], "birth_date": [r["出生日期"] for r in rows],
               "id_number": [r["身份证件号"] for r in rows], "grade": ["六年级"] * 6, "class": ["1班"] * 6}  # fmt: skip
    columns["id_number"][5] = 6.1e17
    roll = Book("花名册", [RollBlock("花名册", columns)])
    names = columns["name"][:5]
    sheet = Book("考勤表", [AttendanceBlock("六1", "六(1)班", [3, 4, 5], names, [["√"] * 3] * 5, legend={"√": "P"})])
    seen = []
    receipts = submit_many(
        home, [Sending(sheet, FIRST, "2018-09", "c", AT), Sending(roll, FIRST, "2018-09", "c", AT)], seen.append
    )
    assert [(r.kind, r.state, r.rows_accepted, r.rows_waiting) for r in receipts] == [
        ("attendance", "accepted", 5, 0), ("roll", "waiting", 5, 1)]  # fmt: skip
    assert seen == [1, 2] and receipts[1].marked_copy is None


def test_a_child_known_to_another_school_is_the_same_child(home, tmp_path):
    submit(home, roll_file(tmp_path, pupils(3)), FIRST, "2018-09", "clerk", AT)
    path = xlsx(tmp_path / "b.xlsx", ("花名册", grid(pupils(3), "清涧县第二小学花名册")))
    receipt = submit(home, path, SECOND, "2018-09", "clerk", AT)
    with open_ledger(home).read() as connection:
        row = submissions.attempts(connection, "roll", "2018-09", SECOND)[-1]
    table = pq.read_table(Store(home).path(row.normal_sha, SUBMISSIONS))
    assert receipt.state == "accepted"
    assert set(table["child_key"].to_pylist()) == set(stored(home)[0]["child_key"].to_pylist())


def test_a_file_of_which_every_row_waits_reports_nothing_yet(home, tmp_path):
    rows = [p | {"身份证件号": 6.1e17} for p in pupils(3)]
    receipt = submit(home, roll_file(tmp_path, rows), FIRST, "2018-09", "clerk", AT)
    assert (receipt.state, receipt.rows_accepted) == ("waiting", 0)
    with open_ledger(home).read() as connection:
        empty = [RELATIONS[name].schema.empty_table() for name in ("roll", "class_day")]
        newest = submissions.newest_id(connection)
        reported = month_rows(connection, "2018-09", reference.load(home), *empty, newest)
    (row,) = [r for r in reported.to_pylist() if (r["kind"], r["school_code"]) == ("roll", FIRST)]
    assert (row["state"], row["first_accepted_at"], row["is_on_time"], row["rows_waiting"]) == (
        "waiting",
        None,
        None,
        3,
    )


def test_nil_reports(home, tmp_path):
    number, is_new = intake.declare_nil(home, FIRST, "2018-09", "clerk", AT)
    assert is_new and intake.declare_nil(home, FIRST, "2018-09", "clerk", AT) == (number, False)
    (row,) = attempts(home)
    assert (row.id, row.kind, row.is_nil, row.state) == (number, "attendance", True, "accepted")


def test_recognising_whose_file_it_is(home, tmp_path):
    named = intake.read(sheet_file(tmp_path, attendance(NAMES[:3])))
    assert intake.recognise(home, named) == (FIRST, "2018-09", "attendance", True)
    silent = intake.read(sheet_file(tmp_path, attendance(NAMES[:3], title="六(1)班"), "清涧县第二小学2018年9月.xlsx"))
    assert intake.recognise(home, silent) == (SECOND, "2018-09", "attendance", False)


def test_rows_in_are_rows_accepted_waiting_or_skipped(home, tmp_path):
    rows = pupils(8)
    rows[2]["身份证件号"] = rows[5]["身份证件号"] = id_number(90, date(2006, 9, 7))
    table = [*grid(rows), ["合计", "8人"], ["填表人:王"]]
    receipt = submit(home, xlsx(tmp_path / "a.xlsx", ("x", table)), FIRST, "2018-09", "clerk", AT)
    assert receipt.rows_accepted + receipt.rows_waiting == 8 and receipt.rows_skipped == 2
