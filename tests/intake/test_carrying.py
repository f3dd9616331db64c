"""Who stays on a school's roll though the month's file does not name the child: class by class, as publishing carries."""

from datetime import datetime
from types import SimpleNamespace

import pytest

from baoxue.intake import Sending, rehearse, submit
from baoxue.intake.carrying import rows_waiting, spoken, waiting
from baoxue.intake.rolls import Rolls
from baoxue.ledger import open_ledger, submissions
from baoxue.store import Store
from tests.intake.made import COUNTY, FIRST, attendance, grid, home_at, pupils, xlsx

ONE, TWO = f"{FIRST}-P2013-01", f"{FIRST}-P2013-02"
AT = datetime(2018, 11, 2, 9)


def two_classes():
    """Eight pupils of 六(1)班, six of 六(2)班."""
    return [row | {"班级": "1班" if n < 8 else "2班"} for n, row in enumerate(pupils(14))]


@pytest.fixture
def home(tmp_path):
    home = home_at(tmp_path / "home")
    assert send(home, two_classes(), "2018-09").state == "accepted"
    return home


def send(home, rows, month="2018-10", school=FIRST):
    path = xlsx(home / f"{month}.xlsx", ("花名册", grid(rows, "学生花名册")))
    return submit(home, path, school, month, "clerk", AT)


def damaged(row):
    return row | {"身份证件号": 6.1083e17, "全国学籍号": ""}


def names(rows):
    return sorted(row["姓名"] for row in rows)


def held(home, month="2018-10", school=FIRST):
    """class → names on the roll that attendance of the month is matched to."""
    with open_ledger(home).read() as connection:
        view = Rolls(Store(home), COUNTY.at_school).view(connection, school, month)
    found = {}
    for pupil in view.pupils:
        found.setdefault(pupil.class_key, []).append(pupil.name)
    return {key: sorted(found[key]) for key in sorted(found)}


def noted(receipt):
    return {f.code: str(f.words().found) for f in receipt.findings if f.severity == "note" and f.code != "compulsory_missing"}  # fmt: skip


def test_a_class_that_no_file_of_the_month_brought_stays_and_the_clerk_is_told(home):
    rows = two_classes()
    receipt = send(home, rows[:8])
    assert receipt.state == "accepted" and noted(receipt) == {"classes_absent": "六(2)班 6人"}
    assert held(home) == {ONE: names(rows[:8]), TWO: names(rows[8:])}
    receipt = send(home, rows[8:])
    assert noted(receipt) == {} and held(home) == {ONE: names(rows[:8]), TWO: names(rows[8:])}


def test_a_class_all_of_whose_rows_wait_stays_and_its_attendance_is_accepted(home):
    rows = two_classes()
    receipt = send(home, rows[:8] + [damaged(row) for row in rows[8:]])
    assert (receipt.state, receipt.rows_waiting) == ("waiting", 6)
    assert noted(receipt) == {"pupils_kept": "、".join(names(rows[8:]))}
    assert {(f.class_key, bool(f.children)) for f in receipt.findings if f.severity == "wait"} == {(TWO, True)}
    assert held(home) == {ONE: names(rows[:8]), TWO: names(rows[8:])}
    sheet = attendance(names(rows[8:]), [8, 9, 10], title="清涧县第一小学六年级(2)班 2018年10月考勤表")
    assert submit(home, xlsx(home / "a.xlsx", ("考勤", sheet)), FIRST, "2018-10", "c", AT).state == "accepted"


def test_a_row_that_waits_keeps_its_child_and_nobody_else(home):
    """The child whose row waits is not lost by a cell's format; one struck off beside it is gone."""
    rows = two_classes()
    receipt = send(home, [*rows[:6], damaged(rows[6]), *rows[8:]])
    assert noted(receipt) == {"pupils_kept": rows[6]["姓名"]}
    assert held(home)[ONE] == names(rows[:7])
    assert send(home, [*rows[:7], *rows[8:]]).state == "accepted"
    assert held(home)[ONE] == names(rows[:7])


@pytest.mark.parametrize("said", [{"学生状态": "毕业"}, {"学生状态": "转出"}, {"学生状态": "", "转出日期": "20181010"}])
def test_a_row_that_waits_and_says_that_its_child_has_left_hides_no_departure(home, said):
    """Of a class that was sent, and of one that only this row names."""
    blank = {"学生状态": "", "转出日期": ""}
    rows = [row | blank for row in two_classes()]
    receipt = send(home, [*rows[:6], rows[6] | said, *rows[7:]])
    assert (receipt.state, receipt.rows_waiting) == ("waiting", 1) and noted(receipt) == {}
    assert held(home) == {ONE: names(rows[:6] + rows[7:8]), TWO: names(rows[8:])}
    send(home, [*rows[:6], *rows[7:8], rows[8] | said], "2018-11")
    assert held(home, "2018-11") == {ONE: names(rows[:6] + rows[7:8]), TWO: names(rows[9:])}


def test_a_row_that_waits_keeps_who_was_away_before_as_it_was(home):
    rows = [row | {"学生状态": "在校", "状态日期": ""} for row in two_classes()]
    rows[6] |= {"学生状态": "休学", "状态日期": "20180910"}
    send(home, rows, "2018-09")
    send(home, [*rows[:6], damaged(rows[6]), *rows[7:]])
    assert held(home)[ONE] == names(rows[:8])


def test_a_row_that_could_be_anybody_keeps_the_whole_class(home):
    rows = two_classes()
    send(home, [*rows[:6], damaged(rows[6]) | {"姓名": "别的人"}, *rows[8:13]])
    assert held(home) == {ONE: names(rows[:8]), TWO: names(rows[8:13])}


def test_a_row_whose_class_cannot_be_read_keeps_the_whole_school(home):
    rows = two_classes()
    send(
        home,
        [*rows[:6], rows[6] | {"姓名": "别的人", "班级": "火箭班", "身份证件号": "", "全国学籍号": ""}, *rows[8:13]],
    )
    assert held(home) == {ONE: names(rows[:8]), TWO: names(rows[8:])}


def test_a_child_who_waits_in_another_class_than_before_stays(home):
    rows = two_classes()
    send(home, [*rows[:7], damaged(rows[7]) | {"班级": "2班"}, *rows[8:]])
    assert held(home) == {ONE: names(rows[:8]), TWO: names(rows[8:])}


def test_who_was_struck_off_while_nothing_waits_is_gone(home):
    rows = two_classes()
    receipt = send(home, [*rows[:7], *rows[8:]])
    assert noted(receipt) == {} and held(home) == {ONE: names(rows[:7]), TWO: names(rows[8:])}


def test_a_class_most_of_whose_pupils_stand_in_another_is_no_more(home):
    """Two classes become one; who is in neither is gone, not hidden in a class that nobody will send again."""
    rows = [row | {"班级": "1班"} for row in two_classes()]
    receipt = send(home, rows[:13])
    assert noted(receipt) == {} and held(home) == {ONE: names(rows[:13])}


def swapped(rows):
    """What 1班 is sent with when the two classes changed their numbers, and what 2班 is."""
    return [row | {"班级": "1班"} for row in rows[8:]], [row | {"班级": "2班"} for row in rows[:8]]


RENUMBERED = {"class_renumbered": "六(1)班 原有学生 8人,待报 六(2)班 的花名册"}


def test_classes_renumbered_into_each_other_and_sent_one_by_one_strike_nobody_off(home):
    """Nor does either class's sheet wait: the pupils stand where the class that is not sent yet is awaited."""
    rows = two_classes()
    one, two = swapped(rows)
    receipt = send(home, one)
    assert receipt.state == "accepted" and noted(receipt) == RENUMBERED
    assert held(home) == {ONE: names(one), TWO: names(two)}
    for number, pupils_of in ((1, one), (2, two)):
        sheet = attendance(names(pupils_of), [8, 9, 10], title=f"清涧县第一小学六年级({number})班 2018年10月考勤表")
        assert submit(home, xlsx(home / "a.xlsx", ("考勤", sheet)), FIRST, "2018-10", "c", AT).state == "accepted"
    receipt = send(home, two)
    assert noted(receipt) == {} and held(home) == {ONE: names(one), TWO: names(two)}


def test_the_sending_of_one_of_two_renumbered_classes_is_said_beforehand_to_strike_nobody_off(home):
    path = xlsx(home / "b.xlsx", ("花名册", grid(swapped(two_classes())[0], "学生花名册")))
    (said,) = rehearse(home, [Sending(path, FIRST, "2018-10", "clerk", AT)])
    assert (said.change.joined, said.change.left) == ((), ())
    assert [f.class_key for f in said.findings if f.code == "class_renumbered"] == [ONE]


def test_who_was_displaced_is_named_as_the_class_not_sent_in_later_months_too(home):
    rows = two_classes()
    one, two = swapped(rows)
    send(home, one)
    receipt = send(home, one, "2018-11")
    assert noted(receipt) == {"classes_absent": "六(2)班 8人"}
    assert held(home, "2018-11") == {ONE: names(one), TWO: names(two)}
    receipt = send(home, two[:7], "2018-11")
    assert noted(receipt) == {} and held(home, "2018-11") == {ONE: names(one), TWO: names(two[:7])}


def test_who_left_or_moved_is_not_displaced_and_who_was_left_over_waits_too(home):
    """A row that says 转出 is heard; of the awaited class nobody is gone by its number alone."""
    rows = two_classes()
    away = rows[0] | {"学生状态": "转出", "状态日期": "20181008", "转入学校": "榆林市某小学"}
    one = [row | {"学生状态": "在校", "状态日期": "", "转入学校": ""} for row in swapped(rows)[0][:5]]
    receipt = send(home, [away, *one])
    assert noted(receipt) == {
        "class_renumbered": "六(1)班 原有学生 7人,待报 六(2)班 的花名册",
        "classes_absent": "六(2)班 1人",
    }
    assert held(home)[TWO] == names([*rows[1:8], rows[13]])


def test_a_class_that_keeps_most_of_its_own_or_gets_few_of_anothers_struck_off_whom_it_left_out(home):
    rows = two_classes()
    for sent in ([*rows[:5], *swapped(rows)[0]], rows[:3], [*rows[:4], *swapped(rows)[0][:3]]):
        assert "class_renumbered" not in noted(send(home, sent))
        assert not set(names(rows[5:8])) & {name for held_in in held(home).values() for name in held_in}


def test_a_class_sent_with_the_pupils_of_another_year_keeps_its_own_in_their_year(tmp_path):
    home = home_at(tmp_path / "home")
    young = [row | {"年级": "五年级"} for row in two_classes()[8:]]
    send(home, [*two_classes()[:8], *young], "2018-09")
    receipt = send(home, swapped(two_classes())[0])
    assert noted(receipt) == {"class_renumbered": "六(1)班 原有学生 8人,待报 五(2)班 的花名册"}
    assert held(home) == {ONE: names(two_classes())}


def test_rows_that_wait_in_a_renumbered_class_keep_their_children_where_they_were(home):
    rows = two_classes()
    receipt = send(home, [*swapped(rows)[0], damaged(rows[0])])
    assert noted(receipt) == {
        "class_renumbered": "六(1)班 原有学生 7人,待报 六(2)班 的花名册",
        "pupils_kept": rows[0]["姓名"],
    }
    assert held(home) == {ONE: names([rows[0], *rows[8:]]), TWO: names(rows[1:8])}


def test_one_pupil_who_moved_does_not_take_the_class_along(home):
    rows = two_classes()
    send(home, [*rows[:8], rows[8] | {"班级": "1班"}])
    assert held(home) == {ONE: names(rows[:9]), TWO: names(rows[9:])}


def test_a_class_whose_years_are_over_is_not_carried_into_september(tmp_path):
    home = home_at(tmp_path / "home")
    young = [row | {"年级": "五年级"} for row in two_classes()[8:]]
    send(home, [*two_classes()[:8], *young], "2018-06")
    receipt = submit(
        home, xlsx(home / "b.xlsx", ("花名册", grid([row | {"年级": "一年级", "班级": "1班"} for row in pupils(1)]))),
        FIRST, "2018-09", "clerk", AT,
    )  # fmt: skip
    assert receipt.state == "accepted" and noted(receipt)["classes_absent"] == "六(2)班 6人"
    assert held(home, "2018-09") == {f"{FIRST}-P2013-02": names(young), f"{FIRST}-P2018-01": names(pupils(1))}


def test_a_class_given_back_stays(home):
    receipt = send(home, two_classes()[:8])
    with open_ledger(home).write() as connection:
        submissions.give_back(connection, receipt.submission_id, "缺学生", "白雪", AT)
    send(home, two_classes()[8:])
    assert held(home) == {ONE: names(two_classes()[:8]), TWO: names(two_classes()[8:])}


def drawn(*files):
    """Attempts drawn as (classes that stand, class of each row that waits (- = unreadable), returns, rows that wait)."""
    return [
        SimpleNamespace(
            id=n, state="returned" if back else "accepted", classes=dict.fromkeys(stands, 9), returns=back or None,
            normal_sha="x" if stands else None, rows_waiting=rest[0] if rest else len(waits),
            findings=[{"severity": "wait", "sheet": "s", "row": i, "class_key": None if k == "-" else k, "children": [i]}
                      for i, k in enumerate(waits, 1)],
        )
        for n, (stands, waits, back, *rest) in enumerate(files, 1)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ([("abc", "bb", 0)], {1: "bb"}),
        ([("abc", "bb", 0), ("a", "", 0)], {1: "bb"}),
        ([("abc", "bb", 0), ("b", "", 0)], {}),
        ([("abc", "bb", 0), ("b", "b", 0)], {2: "b"}),
        ([("ab", "cc", 0), ("c", "", 0)], {}),
        ([("", "cc", 0), ("ab", "", 0)], {1: "cc"}),
        ([("abc", "-", 0), ("a", "", 0)], {1: "-"}),
        ([("ab", "-", 0), ("c", "", 0)], {}),
        ([("abc", "-", 0), ("abc", "", 0)], {}),
        ([("abc", "bb", 0), ("", "", 1)], {}),
        ([("abc", "bb", 0), ("ab", "a", 0), ("", "", 2)], {}),
    ],
)
def test_a_row_waits_until_its_class_is_sent_again(files, expected):
    found = waiting(drawn(*files))
    assert {row.id: "".join(w.class_key or "-" for w in live) for row, live in found} == expected


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ([("abc", "bbbb", 0), ("a", "", 0)], 4),  # one class alone sent after: the others' rows are not forgotten
        ([("abc", "bbbb", 0), ("b", "", 0)], 0),
        ([("abc", "bbbb", 0), ("a", "aa", 0)], 6),
        ([("abc", "bb", 0), ("b", "b", 0)], 1),
        # attendance: a class waits with all its rows, whatever its findings name
        ([("ab", "c", 0, 40), ("a", "", 0)], 40),
        ([("ab", "c", 0, 40), ("c", "", 0)], 0),
        ([("a", "bc", 0, 30), ("b", "", 0)], 21),
        ([("a", "bc", 0, 9), ("b", "", 0)], 1),
        ([("", "", 0, 5)], 5),
    ],
)
def test_rows_wait_until_their_class_is_sent_again(files, expected):
    assert rows_waiting(drawn(*files)) == expected


def test_what_a_months_files_say_names_children_classes_and_schools_in_doubt():
    files = drawn(("ab", "b-", 0))
    for f in files[0].findings:
        f["children"] = [7] if f["class_key"] else []
    said = spoken({FIRST: files}, {7: 8})
    assert (said.classes, said.schools, said.awaited) == ({"a", "b"}, {FIRST}, {(8, FIRST)})
    assert (said.doubted, said.doubted_schools) == (set(), {FIRST})


def test_what_would_change_names_nobody_of_a_class_that_was_not_sent_as_having_left(home):
    rows = two_classes()
    path = xlsx(home / "b.xlsx", ("花名册", grid([*rows[:6], damaged(rows[6])], "学生花名册")))
    (said,) = rehearse(home, [Sending(path, FIRST, "2018-10", "clerk", AT)])
    assert (said.change.against, said.change.joined, said.change.left) == ("2018-09", (), (rows[7]["姓名"],))


def test_a_roll_with_a_pupil_whom_the_sheet_lacks_names_the_class(home):
    rows = two_classes()
    sheet = attendance(names(rows[8:13]), [8, 9, 10], title="清涧县第一小学六年级(2)班 2018年10月考勤表")
    send(home, rows[:13])
    assert submit(home, xlsx(home / "a.xlsx", ("考勤", sheet)), FIRST, "2018-10", "c", AT).state == "accepted"
    receipt = send(home, rows)
    assert receipt.state == "accepted" and noted(receipt) == {"sheet_behind": f"六(2)班 {rows[13]['姓名']}"}
    receipt = send(home, [row | {"转入日期": "20181011" if n == 13 else ""} for n, row in enumerate(rows)])
    assert receipt.state == "accepted" and noted(receipt) == {}


def late_roll(home, sheets, then):
    """September's roll of 六(2)班 lacks one pupil; attendance of ``sheets`` is sent by it, then the rolls ``then``. Answers
    the findings of October's roll, sent at last with that pupil."""
    rows = two_classes()
    send(home, rows[:13])
    for month in sheets:
        title = f"清涧县第一小学六年级(2)班 {month[:4]}年{int(month[5:])}月考勤表"
        sheet = attendance(names(rows[8:13]), [2, 5, 6], title=title)
        path = xlsx(home / "a.xlsx", ("考勤", sheet))
        assert submit(home, path, FIRST, month, "c", datetime(2019, 1, 8)).state == "accepted"
    for month, sent in then.items():
        assert send_late(home, sent, month).state != "refused"
    receipt = send_late(home, rows, "2018-10")
    assert receipt.state == "accepted"
    return sorted(str(f.words().found) for f in receipt.findings if f.code == "sheet_behind")


def send_late(home, rows, month):
    path = xlsx(home / "late.xlsx", ("花名册", grid(rows, "学生花名册")))
    return submit(home, path, FIRST, month, "clerk", datetime(2019, 1, 9))


NEW = f"六(2)班 {two_classes()[13]['姓名']}"


def test_a_roll_names_the_later_months_whose_sheet_lacks_a_pupil_by_it(home):
    found = late_roll(home, ("2018-11", "2018-12"), {})
    assert found == [f"2018-11 {NEW}", f"2018-12 {NEW}"]
    assert held(home, "2018-12")[TWO] == names(two_classes()[8:])


def test_a_roll_names_no_month_in_which_the_school_brought_the_class_since(home):
    rows = two_classes()
    assert late_roll(home, ("2018-11", "2018-12"), {"2018-12": rows[8:13]}) == [f"2018-11 {NEW}"]


def test_a_class_that_another_classs_later_roll_carries_on_is_named_too(home):
    rows = two_classes()
    assert late_roll(home, ("2018-12",), {"2018-11": rows[:8]}) == [f"2018-12 {NEW}"]


def test_a_class_that_a_later_month_brought_and_carries_on_is_not_the_earlier_rolls(home):
    rows = two_classes()
    assert late_roll(home, ("2018-12",), {"2018-11": rows[8:13], "2018-12": rows[:8]}) == []


def test_a_pupil_kept_on_a_later_roll_for_a_row_that_waits_is_named(home):
    rows = two_classes()
    unknown = damaged(rows[13]) | {"姓名": "某某"}
    assert late_roll(home, ("2018-12",), {"2018-12": [*rows[8:13], unknown]}) == [f"2018-12 {NEW}"]
