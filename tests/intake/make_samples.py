"""Writes data/sample: workbooks of invented schools, each in its own layout and legend.

Run ``python -m tests.intake.make_samples`` after changing it; the test beside it says what each file must give.
The pupils are invented and sit in classes numbered 8 and 9, which the invented county does not use.
"""

import csv
from datetime import date, datetime, timedelta
from typing import Any

import xlsxwriter
import xlwt
from stdnum.cn import ric

from baoxue.settings import ROOT

FOLDER = ROOT / "data" / "sample"
KUANZHOU, SHIJUYI, ZHEJIAPING, YUJIAHE = "2161083000", "2161083010", "2161083021", "2161083030"
SCHOOLS = {KUANZHOU: "清涧县宽州镇中心小学", SHIJUYI: "清涧县石咀驿镇中心小学", ZHEJIAPING: "清涧县折家坪初级中学",
           YUJIAHE: "清涧县玉家河镇中心小学"}  # fmt: skip
DECEMBER = [3, 4, 5, 6, 7, 10, 11, 12, 13, 14, 17, 18, 19, 20]
NOVEMBER = [1, 2, *range(5, 10), *range(12, 17), *range(19, 24), *range(26, 31)]
_WRITTEN = datetime(2018, 12, 20, 8, 0)
_FAMILY = "王李张刘陈杨赵黄周吴徐孙马朱"
_GIVEN = [
    "子轩",
    "雨桐",
    "浩然",
    "欣怡",
    "宇航",
    "梦瑶",
    "俊杰",
    "佳琪",
    "博文",
    "思远",
    "雅静",
    "天佑",
    "若曦",
    "志强",
]


def pupils(first: int, many: int, born: date) -> list[dict[str, Any]]:
    """Invented pupils: one in two a boy, born a week apart."""
    found = []
    for n in range(first, first + many):
        male, day = n % 2 == 0, born + timedelta(7 * (n - first))
        body = f"610830{day:%Y%m%d}9{n % 5 + 2}{1 if male else 2}"
        number = body + ric.calc_check_digit(body + "0")
        found.append({"name": _FAMILY[n % 14] + _GIVEN[(n * 5) % 14], "sex": "男" if male else "女", "born": day, "id": number,
                      "student": f"G{number}", "poor": "是" if n % 7 == 0 else "否", "phone": f"1399120{n:04d}"})  # fmt: skip
    return found


SIX, FIVE, FOUR = pupils(0, 12, date(2006, 9, 10)), pupils(20, 10, date(2007, 9, 10)), pupils(40, 9, date(2008, 9, 10))
SEVEN, THREE = pupils(60, 10, date(2005, 9, 10)), pupils(80, 8, date(2009, 9, 10))


class Page:
    """A worksheet of an .xlsx, filled row by row."""

    def __init__(self, book: xlsxwriter.Workbook, name: str) -> None:
        self.sheet, self.row = book.add_worksheet(name), 0
        self.text = book.add_format({"num_format": "@", "border": 1})
        self.head = book.add_format(
            {"bold": True, "align": "center", "valign": "vcenter", "border": 1, "text_wrap": True}
        )
        self.title = book.add_format({"bold": True, "font_size": 16, "align": "center"})

    def add(self, *cells: Any, head: bool = False) -> None:
        for place, cell in enumerate(cells):
            if cell not in ("", None):
                self.sheet.write(
                    self.row, place, cell, self.head if head else self.text if isinstance(cell, str) else None
                )
        self.row += 1

    def banner(self, words: str, width: int) -> None:
        self.sheet.merge_range(self.row, 0, self.row, width - 1, words, self.title)
        self.row += 1


def workbook(name: str) -> xlsxwriter.Workbook:
    book = xlsxwriter.Workbook(FOLDER / name, {"strings_to_formulas": False})
    book.set_properties({"created": _WRITTEN})
    return book


def plain_roll() -> None:
    """The national template's columns, one class, everything in order."""
    heading = ["学校标识码", "姓名★", "性别★", "出生日期★", "民族★", "身份证件类型★", "身份证件号", "户口所在地★", "全国学籍号",
               "年级★", "班级★", "就读方式★", "现住址★", "联系电话★", "是否留守儿童★", "是否孤儿★", "随班就读★", "残疾类型★",
               "是否建档立卡", "学生状态"]  # fmt: skip
    with workbook("宽州镇中心小学-学籍花名册-2018年12月.xlsx") as book:
        page = Page(book, "学生基本信息")
        page.add(*heading, head=True)
        for p in SIX:
            page.add(KUANZHOU, p["name"], p["sex"], f"{p['born']:%Y%m%d}", "汉族", "居民身份证", p["id"], "610830100200",
                     p["student"], "六年级", "8班", "走读", "宽州镇", p["phone"], "非留守儿童", "否", "否", "无", p["poor"], "在校")  # fmt: skip


def damaged_roll() -> None:
    """Two classes as blocks of one sheet, headings of two merged rows, and four IDs that became numbers."""
    top = [
        "序号",
        "姓  名",
        "性别",
        "身份证号码",
        "学籍号",
        "年级",
        "班级",
        "出生年月日",
        "家庭成员1",
        "",
        "是否建档立卡户",
        "备注",
    ]
    sub = [*[""] * 8, "姓名", "联系电话", "", ""]
    with workbook("石咀驿镇中心小学-学籍花名册.xlsx") as book:
        page = Page(book, "花名册")
        for grade, rows, born in (("五年级", FIVE, "%Y.%m.%d"), ("四年级", FOUR, "%Y年%m月%d日")):
            page.banner(f"石咀驿镇中心小学{grade}(8)班学生花名册", len(top))
            at = page.row
            page.add(*top, head=True)
            page.add(*sub, head=True)
            for place in (*range(8), 10, 11):
                page.sheet.merge_range(at, place, at + 1, place, top[place], page.head)
            page.sheet.merge_range(at, 8, at, 9, top[8], page.head)
            for n, p in enumerate(rows):
                damaged = grade == "五年级" and n in (1, 4, 6, 9)
                name = f"{p['name'][0]} {p['name'][1:]}" if n == 2 else p["name"]
                page.add(n + 1, name, p["sex"], float(p["id"][:17] + "0") if damaged else p["id"], p["student"], grade,
                         "(8)班", p["born"].strftime(born), p["name"][0] + "某", p["phone"], p["poor"], "")  # fmt: skip
            page.add("合计", f"{len(rows)}人")
            page.add("班主任(签字):", "", "", "", "校长(签字):")
            page.row += 1


def attendance(
    name: str,
    title: str,
    days: list[int],
    names: list[str],
    marks: dict[tuple[int, int], str],
    legend: str,
    present: str = "√",
) -> None:
    """One sign a day, weekdays under the days, totals on the right, the legend below."""
    words = dict(part.split("=") for part in legend.split())
    counted = ["出勤", "病假", "事假", "旷课"]
    with workbook(name) as book:
        page = Page(book, "考勤表")
        month = 11 if days is NOVEMBER else 12
        page.banner(title, len(days) + 6)
        page.add("序号", "姓名", *days, *counted, head=True)
        page.add("", "", *["一二三四五六日"[date(2018, month, d).weekday()] for d in days], head=True)
        for place in (0, 1):
            page.sheet.merge_range(1, place, 2, place, ["序号", "姓名"][place], page.head)
        for n, pupil in enumerate(names):
            row = [marks.get((n, d), present) for d in days]
            totals = [sum(words.get(s) == word for s in row) for word in counted]
            page.add(n + 1, pupil, *row, *totals)
        page.add("图例:" + " ".join(f"{sign}{word}" for sign, word in words.items()))
        page.add("班主任(签字):")


def junior_roll() -> None:
    """An .xls with other names and order of columns, full-width digits, serial dates, a lower-case x."""
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet("初一")
    heading = [
        "班级",
        "年级",
        "学生姓名",
        "身份证",
        "性 别",
        "生日",
        "户籍地址",
        "是否住校",
        "家长电话",
        "建档立卡",
        "学籍状态",
    ]
    page.write_merge(0, 0, 0, len(heading) - 1, "折家坪初级中学学生名册")
    day = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for place, word in enumerate(heading):
        page.write(1, place, word)
    for n, p in enumerate(SEVEN):
        cells = ["８班" if n % 2 else "初一(8)班", "初一", p["name"], p["id"].replace("X", "x"), p["sex"], p["born"],
                 "折家坪镇王家沟村", "住校", p["phone"], p["poor"], "在读"]  # fmt: skip
        for place, cell in enumerate(cells):
            page.write(n + 2, place, cell, day) if isinstance(cell, date) else page.write(n + 2, place, cell)
    page.write(len(SEVEN) + 2, 0, "合计")
    page.write(len(SEVEN) + 2, 2, len(SEVEN))
    book.save(str(FOLDER / "折家坪初级中学-学籍花名册.xls"))


def junior_attendance() -> None:
    """A WPS .et: mornings and afternoons as two columns, circles for personal leave."""
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet("初一8班")
    page.write_merge(0, 0, 0, 1 + 2 * len(DECEMBER), "折家坪初级中学初一(8)班2018年12月学生考勤表")
    page.write_merge(1, 2, 0, 0, "序号")
    page.write_merge(1, 2, 1, 1, "姓名")
    for i, day in enumerate(DECEMBER):
        page.write_merge(1, 1, 2 + 2 * i, 3 + 2 * i, f"{day}日")
        page.write(2, 2 + 2 * i, "上午")
        page.write(2, 3 + 2 * i, "下午")
    marks = {(2, 5): "○", (5, 7): "旷", (5, 8): "旷", (8, 20): "迟"}
    for n, p in enumerate(SEVEN):
        page.write(3 + n, 0, n + 1)
        page.write(3 + n, 1, p["name"])
        for place in range(2 * len(DECEMBER)):
            page.write(3 + n, 2 + place, marks.get((n, place), "/"))
    page.write(3 + len(SEVEN), 0, "说明:/表示出勤 旷表示旷课 ○表示事假 △表示病假 迟表示迟到")
    book.save(str(FOLDER / "折家坪初级中学-考勤表-2018年12月.et"))


def csv_roll() -> None:
    """A .csv in GB18030, with a rare character in a name."""
    heading = ["年级", "班级", "姓名", "性别", "身份证号", "学籍号", "出生日期", "户口所在地", "联系电话", "备注"]
    with (FOLDER / "玉家河镇中心小学-学籍花名册.csv").open("w", encoding="gb18030", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heading)
        for n, p in enumerate(THREE):
            name = "王㙍" if n == 3 else p["name"]
            writer.writerow(["三年级", "九班", name, p["sex"], p["id"], p["student"],
                             f"{p['born']:%Y/%m/%d}", "", p["phone"], ""])  # fmt: skip
        writer.writerow(["填表人:", "", "", "", "", "", "", "", "", ""])


def aid_list() -> None:
    """Boarders' aid of the term and meals of a month as two sheets: a refund, an amount in words, a damaged ID, a total
    that disagrees."""
    heading = ["序号", "学生姓名", "身份证号", "年级", "班级", "发放金额(元)", "发放日期", "是否建档立卡", "备注"]
    with workbook("折家坪初级中学-资助发放名册-2018年秋季.xlsx") as book:
        page = Page(book, "寄宿生生活补助")
        page.banner("折家坪初级中学2018年秋季学期寄宿生生活补助发放名册", len(heading))
        page.add(*heading, head=True)
        for n, p in enumerate(SEVEN[:6]):
            number = float(p["id"][:17] + "0") if n == 2 else p["id"]
            amount: Any = "陆佰贰拾伍元" if n == 4 else "625.00元" if n == 1 else 625
            page.add(n + 1, p["name"], number, "七年级", "8班", amount, "2018.11.15", p["poor"], "")
        page.add(7, SEVEN[5]["name"], SEVEN[5]["id"], "七年级", "8班", -125, "2018.12.3", "", "多发退回")
        page.add("合计", "", "", "", "", 3125)
        page.add("校长(签字):", "", "", "经办人:")
        meals = Page(book, "营养餐11月")
        meals.banner("折家坪初级中学2018年11月营养改善计划就餐名册", 6)
        meals.add("序号", "姓名", "班级", "就餐天数", "金额", "备注", head=True)
        for n, p in enumerate(SEVEN):
            meals.add(n + 1, p["name"], "七(8)班", 22 - n % 3, 4 * (22 - n % 3), "")
        meals.add("合计", "", "", "", sum(4 * (22 - n % 3) for n in range(len(SEVEN))))


def posts_list() -> None:
    """The county's list of the seven heads as two sheets: several towns and schools in one cell, full-width phones, days
    as a county writes them, who acts for whom, a vacancy with its reason; the parents' line is no post."""
    heading = [
        "序号",
        "七长",
        "姓  名",
        "联系电话",
        "镇(街道)",
        "村",
        "学校",
        "班级",
        "任职时间",
        "经办人",
        "经办人电话",
        "备注",
    ]
    county: list[list[str]] = [
        ["县长", "刘志远", "13900000001", "", "", "", "", "2017.9.1"],
        ["教育局长", "王立平", "13900000002", "", "", "", "", "2017.9.1", "惠志强", "13900000004"],
        ["主管局长", "惠志强", "13900000004", "", "", "", "", "2017.9.1"],
        ["基教股", "白雪", "13900000003", "", "", "", "", "2018-09-03"],
        ["包片领导", "惠志强", "13900000004", "宽州镇、石咀驿镇", "", "", "", "2018.9.1"],
        ["镇长", "拓建军", "13900000100", "宽州镇", "", "", "", "2018.11.1", "高秀珍", "13900000200"],
        ["镇教育专干", "高秀珍", "13900000200", "宽州镇", "", "", "", "2018.9.1"],
        ["镇长", "贺文军", "13900000101", "石咀驿镇", "", "", "", "2017.9.1"],
        ["村支书", "王永平", "13900001000", "宽州镇", "王家坪村", "", "", "2017.9.1"],
        ["村文书", "李晓芳", "13900007000", "宽州镇", "王家坪村", "", "", "2017.9.1"],
        ["村主任", "空缺", "", "宽州镇", "李家塬村", "", "", "2018.12.1", "", "", "换届中,包村干部代管"],
    ]
    school: list[list[str]] = [
        ["校长", "马海燕", "13900003000", "", "", "宽州镇中心小学", "", "2017.9.1"],
        ["中心校", "马海燕", "13900003000", "", "", "宽州镇中心小学", "", "2017.9.1"],
        ["学籍管理员", "白卫东", "13900003100", "", "", "宽州镇中心小学", "", "2018年9月1日"],
        ["包校干部", "郝红梅", "13900003200", "", "", "宽州镇中心小学、宽州初级中学", "", "2018.9.1"],
        ["责任督学", "师学义", "13900003300", "", "", "清涧县宽州镇中心小学", "", "2018.9.1"],
        ["班主任", "霍雪梅", "13900005000", "", "", "宽州镇中心小学", "六(8)班", "2018.9.1"],
    ]
    with workbook("清涧县-七长名册-2018年12月.xlsx") as book:
        for name, rows in (("县镇村", county), ("学校", school)):
            page = Page(book, name)
            page.banner(f"清涧县控辍保学七长名册({name})", len(heading))
            page.add(*heading, head=True)
            for n, row in enumerate(rows):
                page.add(n + 1, *row)
            page.add("填表人:", "", "", "审核人:")


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    names = [p["name"] for p in SIX]
    fours = [p["name"] for p in FOUR]
    plain_roll()
    damaged_roll()
    attendance("宽州镇中心小学-考勤表-2018年12月.xlsx", "清涧县宽州镇中心小学六年级(8)班2018年12月考勤表", DECEMBER, names,
               {(3, 5): "○", (3, 6): "○", (7, 12): "×", (9, 18): "△"}, "√=出勤 ×=旷课 ○=病假 △=事假")  # fmt: skip
    attendance("石咀驿镇中心小学-考勤表-2018年11月.xlsx", "石咀驿镇中心小学四年级(8)班2018年11月考勤表", NOVEMBER, fours,
               {(2, 6): "○", (4, 15): "△"}, "√=出勤 ×=旷课 ○=病假 △=事假")  # fmt: skip
    attendance("石咀驿镇中心小学-考勤表-2018年12月-图例相反.xlsx", "石咀驿镇中心小学四年级(8)班2018年12月考勤表", DECEMBER, fours,
               {(2, 6): "○", (4, 14): "△"}, "√=出勤 ×=旷课 ○=事假 △=病假")  # fmt: skip
    junior_roll()
    junior_attendance()
    csv_roll()
    aid_list()
    posts_list()


if __name__ == "__main__":
    main()
