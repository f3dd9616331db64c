"""The month that a sheet is about, in its title and over its days."""

from datetime import date

import pytest

from baoxue.contracts.dates import arabic, read_date, read_month
from baoxue.intake import read
from baoxue.intake.checking import check
from baoxue.intake.title_words import title_words
from baoxue.intake.titles import months_in, recognise, title_month
from tests.intake.made import FIRST, NAMES, SCHOOL_DAYS, attendance, context, grid, pupils, xlsx
from tests.intake.test_attendance import checked, faults
from tests.intake.test_legends import BOTH

SIX, FOUR = NAMES[:6], NAMES[6:10]


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("第一小学六年级(1)班2018年9月考勤表", {"2018-09"}),
        ("六(1)班十月份考勤表", {"-10"}),
        ("2018年十月六(1)班考勤表", {"2018-10"}),
        ("二〇一八年十一月考勤表", {"2018-11"}),
        ("2018—2019学年度第一学期九月份", {"-09"}),
        ("2018年9月考勤表 9月份", {"2018-09"}),
        ("2018年11月考勤表(2018年12月3日)", {"2018-11"}),
        ("2018年11月1日—30日考勤表", {"2018-11"}),
        ("11月份考勤表 填表日期:2018年12月3日", {"-11"}),
        ("班主任:李四 2018年12月3日 五年级1班考勤表", set()),
        ("2018年9月—2019年1月 十一月份考勤表", {"-11"}),
        ("2018年9月、10月考勤表", {"2018-09", "-10"}),
        ("2018年9-10月考勤表", {"2018-09", "2018-10"}),
        ("2018.9—10月考勤表", {"2018-09", "2018-10"}),
        ("2018年12月-2019年1月考勤表", {"2018-12", "2019-01"}),
        ("2018年12至1月", {"2018-12", "2019-01"}),
        ("9、10月份考勤表", {"-09", "-10"}),
        ("8、9、10月份考勤表", {"-08", "-09", "-10"}),
        ("9~12月考勤表", {"-09", "-12"}),
        ("九、十月份考勤表", {"-09", "-10"}),
        ("九十月份考勤表", {"-09", "-10"}),
        ("十、十一月份考勤表", {"-10", "-11"}),
        ("2018年9月—2018年10月考勤表", {"2018-09", "2018-10"}),
        ("2018.9—2018.10考勤表", {"2018-09", "2018-10"}),
        ("9月—2019年1月 十一月份考勤表", {"-11"}),
        ("2018-2019学年第一学期(2018.9—2019.1)10月", {"-10"}),
        ("六1-10月考勤表", {"-10"}),
        ("六年级1-10月考勤表", {"-10"}),
        ("六年级9、10月考勤表", {"-09", "-10"}),
        ("附件2-9月 六(1)班考勤表", {"-09"}),
        ("表1-9月 六(1)班", {"-09"}),
        ("清涧县第1-9月考勤表 六(1)班", {"-09"}),
        ("考勤表9-10月", {"-09", "-10"}),
        ("六(1)班9-12月考勤表", {"-09", "-12"}),
        ("六1—2018年10月考勤表", {"2018-10"}),
        ("2018-10月考勤表", {"2018-10"}),
        ("1、10月份考勤表", {"-10"}),
        ("一、十月份考勤表", {"-10"}),
        ("初二三月份", set()),
        ("一至六年级10月", {"-10"}),
        ("2018年9月3日-10月5日", {"2018-09", "-10"}),
        ("2018年9月3-28日", {"2018-09"}),
        ("考勤表", set()),
        ("六(1)班 2018 10月考勤表", {"2018-10"}),
        ("2018—10", {"2018-10"}),
        ("考勤表 2018–10", {"2018-10"}),
        ("10/2018", {"2018-10"}),
        ("考勤表 2018-10-01", {"2018-10"}),
        ("2018.10.8—2018.10.31考勤表", {"2018-10"}),
        ("2018.9.1-2019.1.20 第一学期", set()),
        ("2018年11月考勤表 2018-10-01", {"2018-11"}),
        ("11月考勤表 填表日期:2018-12-01", {"-11"}),
        ("班主任:李四 2018.12.01", set()),
        ("花名册 2018-12-03", set()),
        ("导出时间:2018-10-01 10:22:33", set()),
        ("花名册 2018-10-01 10:22:33", set()),
        ("2018—2019学年", set()),
        ("2018—1学期", set()),
        ("2018-1学期", set()),
        ("2018-2019-1 六(1)班", set()),
        ("2018-10学生考勤表", {"2018-10"}),
        ("2018.1班考勤表", set()),
        ("六(1)班 2018年__10__月考勤表", {"2018-10"}),
        ("六(1)班__2018_年_10_月考勤表", {"2018-10"}),
        ("六(1)班(2018年 (10) 月)考勤表", {"2018-10"}),
        ("2018年(10)月份", {"2018-10"}),
        ("2018年(十)月份", {"2018-10"}),
        ("六(1)班 2018年【10】月", {"2018-10"}),
        ("六(1)班 2018年“10”月", {"2018-10"}),
        ("六(1)班(10)月考勤表", {"-10"}),
        ("六(1)班 __十__月考勤表", {"-10"}),
        ("六年级(1)月考勤表", set()),
        ("六(1)班考勤表(10.8-10.31)", {"-10"}),
        ("六(1)班考勤表(2018.10.8-10.31)", {"2018-10"}),
        ("六(1)班10.8-10.31考勤表", {"-10"}),
        ("考勤周期:10.8日 - 10.31日", {"-10"}),
        ("六(1)班点名册(10.8-10.31)", {"-10"}),
        ("第6周(10.8-10.12)", {"-10"}),
        ("2018.10.8-10.31考勤表(国庆放假7天)", {"2018-10"}),
        ("10.8-10.31,注:10.1-10.7放假", {"-10"}),
        ("五一小学10.8-10.31考勤", {"-10"}),
        ("六(1)班考勤表 点名时间:早8.00-8.10", set()),
        ("点名时间:8.10-8.30", set()),
        ("早读7.20-7.50", set()),
        ("上课时间: 8.10-8.50", set()),
        ("注:10.1-10.7国庆放假", set()),
        ("国庆节(10.1-10.7)放假", set()),
        ("2018.10.1-10.7国庆放假", set()),
        ("元旦1.1-1.3", set()),
        ("满分9.5-9.8", set()),
        ("身高1.2-1.5米", set()),
        ("10.31-10.8", set()),
        ("附表(1)月考勤", set()),
        ("附件(1)月考勤", set()),
        ("考勤表(10)月", {"-10"}),
    ],
)
def test_months_in_figures_and_words(title, named):
    assert months_in(title) == named
    assert title_month(title) == (next(iter(named)) if len(named) == 1 else title_month(title))


def test_chinese_months_in_cells():
    assert arabic("2018年十月") == "2018年10月" and arabic("三个月") == "三个月" and arabic("二十月") == "二十月"
    assert read_month("2018年十二月") == "2018-12" and read_date("2018年九月3日") == date(2018, 9, 3)


@pytest.mark.parametrize("title", ["六(1)班十月份考勤表", "六(1)班2018年十月考勤表", "六(1)班2018年8月、10月考勤表"])
def test_a_month_in_words_is_held_against_the_month_sent(tmp_path, title):
    assert faults(checked(tmp_path, attendance(SIX, title=title)), "refuse") == ["wrong_month"]


@pytest.mark.parametrize("heading", [[date(2018, 10, d) for d in SCHOOL_DAYS], [f"10月{d}日" for d in SCHOOL_DAYS]])
def test_headings_of_another_month_than_the_title_are_refused(tmp_path, heading):
    rows = attendance(SIX)
    rows[1][2:] = heading
    assert faults(checked(tmp_path, rows), "refuse") == ["wrong_month"]


def test_a_title_of_several_months_is_refused_though_one_is_right(tmp_path):
    answer = checked(tmp_path, attendance(SIX, title="六(1)班2018年9月考勤表 十月份"))
    (fault,) = [f for f in answer.findings if f.severity == "refuse"]
    assert (fault.code, fault.found, fault.detail) == ("months_several", "2018-09、10月", "2018-09")


@pytest.mark.parametrize(
    "title", ["六(1)班2018年8-9月考勤表", "六(1)班八、九月份考勤表", "六(1)班2018年9月—2018年10月考勤表"]
)
def test_a_title_that_says_month_once_for_several_is_refused(tmp_path, title):
    assert faults(checked(tmp_path, attendance(SIX, title=title)), "refuse") == ["months_several"]


def two_blocks(second):
    signed = [["班主任:李四", "", "2018年10月8日"], ["2018年10月8日"]]
    return [*attendance(SIX)[:-1], *signed, [], *attendance(FOUR, title=second)]


def test_the_day_a_block_was_signed_is_no_month_of_the_next(tmp_path):
    for title in ("六(2)班考勤表", "六(2)班2018年9月考勤表"):
        answer = checked(tmp_path, two_blocks(title), roll=BOTH)
        assert faults(answer, "refuse") == [] and len(answer.attendance.months) == 2
    assert faults(checked(tmp_path, two_blocks("六(2)班2018年8月考勤表"), roll=BOTH), "refuse") == ["wrong_month"]


def test_the_day_a_block_was_signed_in_cells_of_its_own_is_no_month_of_the_next(tmp_path):
    rows = two_blocks("六(2)班考勤表")
    at = rows.index(["2018年10月8日"])
    rows[at : at + 1] = [["", "", 2018, "年", 10, "月", 8, "日"], ["", "", date(2018, 10, 1)]]
    answer = checked(tmp_path, rows, roll=BOTH)
    assert faults(answer, "refuse") == [] and len(answer.attendance.months) == 2


def test_a_class_in_cells_of_its_own_is_read_and_a_count_of_pupils_is_none(tmp_path):
    for cells in (["六年级", 1, "班", "应到", 6], ["", 6, "年级", 1, "班"], ["六(1)班", "", 41, "班额"]):
        title, *rest = attendance(SIX, title="清涧县第一小学考勤表")
        answer = checked(tmp_path, [title, cells, *rest])
        assert faults(answer) == [] and answer.attendance.accepted == 6, cells


@pytest.mark.parametrize("note", ["点名时间:早8.00-8.10", "注:10.1-10.7国庆放假", "早读7.20-7.50"])
@pytest.mark.parametrize(("tab", "refused"), [("9月", []), ("10月", ["wrong_month"])])
def test_hours_and_holidays_over_the_table_are_no_months_and_the_tab_speaks(tmp_path, note, tab, refused):
    title, *rest = attendance(SIX, title="清涧县第一小学六(1)班考勤表")
    assert faults(checked(tmp_path, [title, [note], *rest], sheet=tab), "refuse") == refused


@pytest.mark.parametrize("teacher", ["李胜男", "王亚男", "李男", "张秀女", "李建国"])
def test_a_month_beside_a_teachers_name_is_held_against_the_month_sent(tmp_path, teacher):
    title, *rest = attendance(SIX, title="清涧县第一小学六(1)班考勤表")
    for month, refused in ((9, []), (10, ["wrong_month"])):
        cells = ["班主任", teacher, month, "月"]
        assert faults(checked(tmp_path, [title, cells, *rest]), "refuse") == refused


def test_a_roll_may_name_the_month_of_entry_beside_its_own(tmp_path):
    path = xlsx(tmp_path / "a.xlsx", ("花名册", grid(pupils(), "第一小学2018年9月花名册(2013年9月入学)")))
    assert faults(check(read(path), context()), "refuse") == []


@pytest.mark.parametrize(
    ("cells", "named"),
    [
        (["", 2018.0, "年", 10.0, "月"], {"2018-10"}), (["2018", "年", "10", "月份考勤表"], {"2018-10"}),
        (["年", 2018.0, "月", 10.0], {"-10"}), ([2018.0, "10月"], {"2018-10"}), ([2018.0, 10.0, "月"], {"2018-10"}),
        (["年月", "", "2018-10-01"], {"2018-10"}), (["考勤月份:", "2018-10-01"], {"2018-10"}), (["年月", 43374.0], {"2018-10"}),
        (["年月", 201810.0], {"2018-10"}), (["月份", 2018.11], {"2018-11"}), (["月份", 2018.1], set()),
        (["月份:", "", 10.0], {"-10"}), (["月份", 10.0, "考勤周期"], {"-10"}), (["月份", "10月"], {"-10"}),
        (["应到", 12.0, "月份:", 10.0], {"-10"}), (["应到", 12.0, "月份", 10.0], set()), (["应到", "12", "月份:", "10"], {"-10"}),
        (["班级:六1", "9月份"], {"-09"}), (["附件2", "9月份"], {"-09"}), ([10.0, "月考", "应到", 41.0], set()),
        (["女生", 10.0, "月出勤率", "98%"], set()), (["应到", 10.0, "月出勤率", ""], set()), (["人数", 10.0, "月份", ""], set()),
        *[([label, 10.0, "月出勤率"], set()) for label in ("男", "女生", "其中:男", "其中女生", "六(1)班男生", "本班女生", "住宿生男",
                                                          "男女生", "女(人)", "现有男生", "女生数:")],
        *[(["班主任", name, 10.0, "月"], {"-10"}) for name in ("李胜男", "王亚男", "李男", "张秀女", "刘有男")],
        (["班主任:胜男", 10.0, "月"], {"-10"}), (["应到:", 10.0, "月考勤"], set()), ([2018.0, "年", 10.0, "月六年级1班考勤"], {"2018-10"}),
        (["入学年月", 201309.0], set()), (["应到", 41.0, "班主任", "张三"], set()),
        (["班主任:李四", 2018.0, "年", 12.0, "月", 3.0, "日"], set()), (["填表日期:", 2018.0, "年", 12.0, "月", 3.0, "日"], set()),
    ],
)  # fmt: skip
def test_a_month_in_cells_of_its_own(cells, named):
    assert months_in(title_words([["清涧县第一小学六年级(1)班"], cells])) == named


MONTH_ROWS = [
    ["年月", "", date(2018, 9, 1)], ["月份:", "", date(2018, 9, 1)], ["月份", "", 9], ["考勤月份", "", 9, "考勤周期"],
    ["", "", 2018, "年", 9, "月"], ["月份", "", "9月", "统计"], ["", "", "", "", date(2018, 9, 1)],
]  # fmt: skip


@pytest.mark.parametrize("row", MONTH_ROWS)
def test_a_month_in_a_cell_over_the_heading_is_read_and_held_against_the_month_sent(tmp_path, row):
    title, *rest = attendance(SIX, title="清涧县第一小学六年级(1)班考勤表")
    answer = checked(tmp_path, [title, row, *rest])
    assert faults(answer, "refuse") == faults(answer) == [] and answer.attendance.accepted == 6
    later = [date(2018, 10, 1) if isinstance(c, date) else 10 if c == 9 else "10月" if c == "9月" else c for c in row]
    if len([c for c in row if c]) > 1:
        assert faults(checked(tmp_path, [title, later, *rest]), "refuse") == ["wrong_month"]


@pytest.mark.parametrize("row", MONTH_ROWS[:-1])
def test_a_roll_with_its_month_in_a_cell_over_the_heading_is_read(tmp_path, row):
    title, *rest = grid(pupils(), "清涧县第一小学学生花名册")
    answer = check(read(xlsx(tmp_path / "a.xlsx", ("花名册", [title, row, *rest]))), context())
    assert faults(answer, "refuse") == [] and answer.roll.waiting == 0
    late = check(read(tmp_path / "a.xlsx"), context(month="2018-11", known_on=date(2018, 12, 8)))
    assert faults(late, "refuse") == ["wrong_month"]


@pytest.mark.parametrize(
    ("title", "refused"),
    [
        ("清涧县第一小学六(1)班201810考勤表", True), ("清涧县第一小学六(1)班201809考勤表", False),
        ("六年级考勤表(201810)", True), ("班级:201801 六(1)班考勤表", False), ("六(1)班 201801班考勤表", False),
        ("六年级(201301)考勤表", False), ("2018级考勤表(201801)", False), ("六(1)班考勤表 学校标识码2161083010", False),
    ],
)  # fmt: skip
def test_a_month_of_six_figures_is_read_and_a_class_is_none(tmp_path, title, refused):
    said = faults(checked(tmp_path, attendance(SIX, title=title)), "refuse")
    assert said == (["wrong_month"] if refused else [])


@pytest.mark.parametrize(
    ("tab", "title", "refused"),
    [
        ("10月", "六(1)班考勤表", True), ("十月份", "六(1)班考勤表", True), ("六1班10月考勤", "六(1)班考勤表", True),
        ("2018年10月", "六(1)班考勤表", True), ("9月", "六(1)班考勤表", False), ("六1班", "六(1)班考勤表", False),
        ("10月转入", "六(1)班考勤表", False), ("2018.10", "六(1)班考勤表", True), ("2018-10", "六(1)班考勤表", True),
        ("201810", "六(1)班考勤表", True), ("2018.9", "六(1)班考勤表", False), ("2018-1", "六(1)班考勤表", False),
        ("201801", "六(1)班考勤表", False), ("10月考勤表(打印)", "六(1)班考勤表", True),
        ("2018.10", "六(1)班2018年9月考勤表", False), ("10月", "六(1)班2018年9月考勤表", False),
    ],
)  # fmt: skip
def test_a_tab_that_is_a_month_is_held_against_the_month_sent_where_the_title_names_none(tmp_path, tab, title, refused):
    said = faults(checked(tmp_path, attendance(SIX, title=title), sheet=tab), "refuse")
    assert said == (["wrong_month"] if refused else [])


@pytest.mark.parametrize(
    ("tab", "title"),
    [("10月", "第一小学学生花名册"), ("花名册", "第一小学学生花名册(201810)"), ("1", "第一小学花名册 2018 10月")],
)
def test_a_roll_of_another_month_is_refused_however_it_says_so(tmp_path, tab, title):
    path = xlsx(tmp_path / "a.xlsx", (tab, grid(pupils(), title)))
    assert faults(check(read(path), context()), "refuse") == ["wrong_month"]
    later = context(month="2018-10", known_on=date(2018, 11, 8))
    assert faults(check(read(path), later), "refuse") == []


def weekday(day, month=9, by=0):
    return "一二三四五六日"[(date(2018, month, day).weekday() + by) % 7]


@pytest.mark.parametrize("form", ["{d}({w})", "{d}周{w}", "{d}\n{w}", "below", "above", "below 星期"])
def test_weekdays_of_another_month_over_the_days_are_refused(tmp_path, form):
    def sheet(month, days=SCHOOL_DAYS):
        rows = attendance(SIX, days, title="六(1)班考勤表")
        if "{" in form:
            rows[1][2:] = [form.format(d=d, w=weekday(d, month)) for d in days]
        else:
            at = 1 if form == "above" else 2
            rows.insert(at, ["", "", *(("星期" if "星期" in form else "") + weekday(d, month) for d in days)])
        return checked(tmp_path, rows)

    right, wrong = sheet(9), sheet(10)
    assert faults(right, "refuse") == faults(right) == [] and right.attendance.accepted == 6
    (fault,) = [f for f in wrong.findings if f.severity == "refuse"]
    assert (fault.code, fault.detail) == ("weekdays_differ", "2018-09") and fault.found.startswith("3(三)、4(四)")
    assert faults(sheet(10, SCHOOL_DAYS[:3]), "refuse") == ["weekdays_differ"]


def test_made_up_days_and_words_that_are_no_weekdays_refuse_no_sheet(tmp_path):
    days = [24, 25, 26, 27, 28, 29, 30]

    def said(weekdays, days=days):
        rows = attendance(SIX, days)
        rows.insert(2, ["", "", *weekdays])
        answer = checked(tmp_path, rows)
        assert faults(answer, "refuse") or len(days) == 31 or answer.attendance.accepted == 6
        return faults(answer, "refuse")

    assert said(["一", "二", "三", "四", "五", "四", "五"]) == []  # 29 and 30 taught as Thursday and Friday
    assert said(["一", "二", "三", "四", "五", "补四", "补五"]) == []
    assert said(["国庆", "二", "三", "四", "五", "六(补)", "日补"]) == []
    assert said(["日"] * 7) == []
    assert said([weekday(d) for d in range(1, 31)] + ["一"], list(range(1, 32))) == []
    assert said([weekday(d, by=3) for d in days]) == ["weekdays_differ"]


def test_a_file_with_its_month_in_the_tab_is_recognised(tmp_path):
    path = xlsx(tmp_path / "a.xlsx", ("2018年9月", attendance(SIX, title="清涧县第一小学六(1)班考勤表")))
    assert recognise(read(path), context().county) == (FIRST, "2018-09", "attendance", True)
