"""Sheets as they drift from school to school: nothing is dropped, shifted or guessed, whatever the layout."""

from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baoxue.contracts.workbooks import ROLL
from baoxue.intake.book import Sheet
from baoxue.intake.checking import check
from baoxue.intake.marked import write_marked_copy
from baoxue.intake.reader import layout, read
from tests.intake.made import FIRST, NAMES, SCHOOL_DAYS, attendance, context, grid, home_at, pupils, roll_view, xlsx

FIELDS = {"姓名": "name", "性别": "sex", "出生日期": "birth_date", "身份证件号": "id_number", "全国学籍号": "student_number",
          "年级": "grade", "班级": "class", "户口所在地": "household_area", "就读方式": "boarding", "是否建档立卡": "poor"}  # fmt: skip
FULL = str.maketrans("0123456789()X", "０１２３４５６７８９（）Ｘ")
GRADES = ["六年级", "6年级", "小学六年级", "2013级", " 六 年 级"]
CLASSES = ["1班", "(1)班", "一班", "201301", "六(1)班", 1.0]
FORMS = ["%Y%m%d", "%Y.%m.%d", "%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日", "%Y年%-m月%-d日"]
DAMAGE = [6.1083e17, "6.1083E+17", "61083020060901001", "610830200609010011"]
FOOT = [["合计", 8.0], ["填表人:张三", "", "审核:李四"], ["班主任(签字):"], ["说明:以上属实"]]


@st.composite
def sheets(draw):
    """(rows of a sheet, merged cells, truth by name, names whose row is damaged)."""
    truth = pupils(draw(st.integers(1, 12)))
    damaged = draw(st.sets(st.integers(0, len(truth) - 1), max_size=3))
    headings = draw(st.permutations(list(FIELDS)))
    rows = []
    for n, pupil in enumerate(truth):
        born = datetime.strptime(pupil["出生日期"], "%Y%m%d").date()
        serial = float((born - date(1899, 12, 30)).days)
        cells = pupil | {
            "出生日期": draw(st.sampled_from([*(born.strftime(f) for f in FORMS), serial, float(pupil["出生日期"])])),
            "年级": draw(st.sampled_from(GRADES)), "班级": draw(st.sampled_from(CLASSES)),
            "身份证件号": DAMAGE[n % 4] if n in damaged else draw(spelled(pupil["身份证件号"])),
            "姓名": draw(st.sampled_from([pupil["姓名"], " ".join(pupil["姓名"]), pupil["姓名"] + "　"])),
        }  # fmt: skip
        rows.append([cells[h] for h in headings])
    names = [draw(st.sampled_from(ROLL[FIELDS[h]].headings)) for h in headings]
    star = draw(st.sampled_from(["", "★", "*", " "]))
    titles = [["清涧县第一小学学生花名册"], [], ["填表时间:2018年10月8日"]][: draw(st.integers(0, 3))]
    table = [*titles, [n + star for n in names], *draw(st.permutations(rows))]
    merged = []
    if draw(st.booleans()):
        at = len(titles)
        table.insert(at + 1, [""] * len(names))
        merged = [(at, i, at + 1, i) for i in range(len(names))]
    table += draw(st.lists(st.sampled_from(FOOT), max_size=3)) + [[""]] * draw(st.integers(0, 3))
    width = len(names) + draw(st.integers(0, 2))
    even = [row + [""] * (width - len(row)) for row in table]
    return Sheet("花名册", even, merged), truth, {truth[n]["姓名"] for n in damaged}


def spelled(number):
    return st.sampled_from(
        [number, number.lower(), f" {number} ", f"'{number}", number.translate(FULL), f'="{number}"']
    )


@settings(max_examples=150, deadline=None)
@given(sheets())
def test_drifting_rolls(made):
    sheet, truth, damaged = made
    answer = check(layout("a.xlsx", [sheet], []), context())
    columns = answer.roll.columns
    assert answer.roll.waiting == len(damaged)
    assert len(answer.roll.places) + answer.roll.waiting == len(truth)
    by_name = {p["姓名"]: p for p in truth}
    assert sorted(columns["name"]) == sorted(set(by_name) - damaged)
    for n, name in enumerate(columns["name"]):
        pupil = by_name[name]
        assert columns["id_number"][n] == pupil["身份证件号"]
        assert columns["student_number"][n] == pupil["全国学籍号"]
        assert f"{columns['birth_date'][n]:%Y%m%d}" == pupil["出生日期"]
        assert columns["sex"][n] == {"男": "1", "女": "2"}[pupil["性别"]]
        assert columns["class_key"][n] == f"{FIRST}-P2013-01"


@st.composite
def month_sheets(draw):
    """(rows, truth as name → day → sign's word) of a class's attendance sheet."""
    signs = dict(zip(draw(st.permutations("√×○△⊙/☆●")), ("出勤", "旷课", "病假", "事假", "迟到", "早退"), strict=False))
    names = NAMES[: draw(st.integers(2, 8))]
    days = sorted(draw(st.sets(st.sampled_from(SCHOOL_DAYS), min_size=3)))
    truth = {(n, d): draw(st.sampled_from(list(signs))) for n in range(len(names)) for d in days}
    style = draw(st.sampled_from(["{0}{1}", "{1}{0}", "{0}表示{1}", "{1}:{0}", "{1}({0})", "“{0}”{1}"]))
    join = draw(st.sampled_from([" ", ",", "、", ";", "   "]))
    legend = "图例:" + join.join(style.format(s, w) for s, w in signs.items())
    rows = attendance(names, days, truth, legend=legend)
    if draw(st.booleans()):
        rows[1][2:] = [draw(st.sampled_from([str(d), f"{d}日", float(d), str(d).translate(FULL)])) for d in days]
    return rows, names, days, {k: signs[s] for k, s in truth.items()}


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(month_sheets())
def test_drifting_attendance(made):
    rows, names, days, truth = made
    width = max(map(len, rows))
    even = [row + [""] * (width - len(row)) for row in rows]
    answer = check(layout("k.xlsx", [Sheet("考勤", even)], []), context(roll=roll_view(names)))
    assert [f for f in answer.findings if f.severity != "note"] == []
    (month,) = answer.attendance.months
    words = dict(zip("PLESRA", ("出勤", "迟到", "早退", "病假", "事假", "旷课"), strict=True))
    for (n, day), word in truth.items():
        code = month.codes[n, days.index(day), 0]
        assert words["PLESRA"[code]] == word


NAUGHTY = ["=cmd|'/c calc'!A1", "+1+1", "-2+3", "@SUM(1)", "\t=1", "<script>alert(1)</script>", "Ω≈ç√∫", "田中さんにあげて", "表ポあA鷗",
           "undefined", "NULL", "1;DROP TABLE child", "' OR 1=1 --", "\u202e\u202dtest", "\ufeff", "\u200b", "👾🙇💁", "ﷺ", "../../etc/passwd",
           "$HOME", "{{7*7}}", "%s%s%s", "a" * 5000, "王\x00明", "＝1+1", "Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮", "社會科學院語學研究所", "𠜎𠜱𠝹", "\ue000"]  # fmt: skip


@pytest.mark.parametrize("text", NAUGHTY)
def test_naughty_names_and_notes_are_kept_or_refused_and_never_run(tmp_path, text):
    import openpyxl
    from openpyxl.utils.exceptions import IllegalCharacterError

    rows = pupils(3)
    rows[1] |= {"姓名": text, "现住址": text}
    rows = [r | {"现住址": r.get("现住址", "")} for r in rows]
    try:
        path = xlsx(tmp_path / "a.xlsx", ("花名册", grid(rows, "花名册")))
    except IllegalCharacterError:
        return
    book = read(path)
    answer = check(book, context())
    assert len(answer.roll.places) + answer.roll.waiting == 3
    if answer.roll.waiting == 0:
        assert answer.roll.columns["name"][1] == text
        assert answer.roll.columns["address"][1] == text
    copy = openpyxl.load_workbook(write_marked_copy(book, answer.findings, tmp_path / "m.xlsx"))
    assert all(c.data_type != "f" for page in copy for row in page.iter_rows() for c in row)


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_rows_in_and_out_through_files(tmp_path, suffix):
    from baoxue.intake import submit

    home = home_at(tmp_path / "home")
    rows = pupils(12)
    rows[3]["身份证件号"] = "6.1083E+17"
    table = [*grid(rows, "第一小学花名册"), ["合计", 12], []]
    path = tmp_path / f"a.{suffix}"
    if suffix == "xlsx":
        xlsx(path, ("花名册", table))
    else:
        path.write_text("\n".join(",".join(map(str, r)) for r in table), encoding="gb18030")
    receipt = submit(home, path, FIRST, "2018-09", "clerk", datetime(2018, 10, 8))
    assert (receipt.rows_accepted, receipt.rows_waiting, receipt.rows_skipped) == (11, 1, 1)
    assert submit(home, path, FIRST, "2018-09", "clerk", datetime(2018, 10, 9)).is_unchanged
