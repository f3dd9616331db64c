"""A county's own form: filled cell by cell, kept as it was drawn, and every fault of its mapping told at once."""

import csv
import zipfile
from io import BytesIO, StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from python_calamine import load_workbook as read_workbook

from baoxue.contracts.county_form import HEADINGS, Faulty, Form, read_lines
from baoxue.desk import county_forms
from baoxue.figures.contracts import PAGES
from baoxue.reports.county_form import Figures, check, fill
from baoxue.wiring import open_figures
from tests.conftest import AS_OF
from tests.reports import make_forms

UNITS = (("610830", "清涧县", "county", 1), ("610830100", "宽州镇", "township", 0), ("610830101", "=1+1", "township", 0),
         ("unknown", None, "township", 0))  # fmt: skip
COLUMNS = {"pg_monthly_report": tuple(PAGES["pg_monthly_report"]), "pg_monthly_flow": ("term", "n", "sort"),
           "pg_ledger": ("case_no", "name")}  # fmt: skip
NOTHINGS = {"not_reported": "未报", "no_denominator": "—", "hidden": "—", "not_applicable": "—", "in_progress": "进行中",
            "holiday": "—(假期)"}  # fmt: skip


def report_rows():
    rows = []
    for number, (code, name, level, total) in enumerate(UNITS, 1):
        for place, stage in enumerate(("all", "primary", "junior")):
            row = dict.fromkeys(COLUMNS["pg_monthly_report"])
            count = 0 if code == "unknown" else 100 * number + place
            rows.append(row | {"line": "household", "unit_level": level, "unit_code": code, "unit_name": name, "sort": number,
                               "is_total": total, "stage": stage, "open_now": count, "suspected": count, "attendance_rate": 0.98115 if count else None})  # fmt: skip
    return rows


def figures(gaps=()):
    head = {
        "地方": "清涧县",
        "年月": "2018年11月",
        "数据截至": "2018年12月20日",
        "版本": "数据版本 1",
        "标题": "=清涧县月报",
    }
    flow = [{"term": "new", "n": 7, "sort": 2}, {"term": "closed", "n": 3, "sort": 6}]
    return Figures(
        COLUMNS,
        frozenset({"pg_ledger"}),
        {"pg_monthly_report": report_rows(), "pg_monthly_flow": flow},
        dict(gaps),
        head,
    )


def drawn(rows=8):
    """A form of four columns: title, two heads merged, unit rows from 4, a formula under them."""
    book = Workbook()
    sheet = book.active
    sheet.title = "月报"
    sheet["A1"] = "某县月报表"
    sheet.merge_cells("A1:D1")
    sheet["A3"], sheet["B3"], sheet["C3"], sheet["D3"] = "单位", "未销号", "疑似", "出勤率"
    for row in range(4, 4 + rows):
        for column in "ABCD":
            sheet[f"{column}{row}"].number_format = "0" if column != "D" else "0.0%"
    sheet[f"B{4 + rows}"] = f"=SUM(B5:B{3 + rows})"
    sheet.print_area = f"A1:D{4 + rows}"
    return book


def form_of(book, *lines):
    """The form of a workbook and lines drawn as (cells, column, {more})."""
    content = BytesIO()
    book.save(content)
    rows = [
        (n, {HEADINGS["cells"]: cells, HEADINGS["columns"]: columns, **{HEADINGS[k]: v for k, v in more.items()}})
        for n, (cells, columns, more) in enumerate(lines, 2)
    ]
    faults = []
    read = read_lines(rows, "某县.csv", faults)
    if faults:
        raise Faulty(faults)
    return Form("某县", "某县.xlsx", content.getvalue(), "某县.csv", read)


BLOCK = {"unit": "合计、镇"}


def cells(content, sheet=None):
    book = load_workbook(BytesIO(content))
    return {
        c.coordinate: c.value
        for row in book[sheet or book.sheetnames[0]].iter_rows()
        for c in row
        if c.value is not None
    }


def test_a_block_lists_the_total_and_then_the_units():
    form = form_of(drawn(), ("A4:A11", "unit_name", BLOCK), ("B4:B11", "open_now", BLOCK))
    found = cells(fill(form, figures(), "v"))
    assert [found.get(f"A{r}") for r in range(4, 9)] == ["合计", "宽州镇", "=1+1", None, None]
    assert [found.get(f"B{r}") for r in range(4, 9)] == [100, 200, 300, None, None]


def test_stages_stand_under_each_unit_and_names_in_the_first_row():
    book = drawn(9)
    for row in (4, 7, 10):
        book.active.merge_cells(f"A{row}:A{row + 2}")
    form = form_of(
        book,
        ("A4:A12", "unit_name", {**BLOCK, "step": "3"}),
        ("B4:B12", "open_now", {**BLOCK, "stages": "合计、小学、初中"}),
    )
    found = cells(fill(form, figures(), "v"))
    assert [found[f"B{r}"] for r in range(4, 13)] == [100, 101, 102, 200, 201, 202, 300, 301, 302]
    assert [found[f"A{r}"] for r in (4, 7, 10)] == ["合计", "宽州镇", "=1+1"]


def test_rows_are_found_by_the_names_that_the_county_printed():
    book = drawn()
    book.active["A4"], book.active["A6"] = " =1+1", "宽 州 镇"
    form = form_of(book, ("B4:B6", "open_now", {"unit": "镇", "name_column": "A"}))
    found = cells(fill(form, figures(), "v"))
    assert (found["B4"], found.get("B5"), found["B6"]) == (300, None, 200)


@pytest.mark.parametrize(("gap", "words"), NOTHINGS.items())
def test_each_kind_of_nothing_is_printed_as_itself(gap, words):
    gaps = {("household", "610830", "all", "attendance_rate"): gap}
    form = form_of(
        drawn(), ("D4", "attendance_rate", {"unit": "合计"}), ("C4", "open_now/attendance_rate", {"unit": "合计"})
    )
    found = cells(fill(form, figures(gaps), "v"))
    assert found["D4"] == words and found["C4"] == f"100/{words}"


def test_what_is_not_known_leaves_the_cell_as_it_was():
    book = drawn()
    book.active["D4"] = "/"
    gaps = {("household", "610830", "all", "attendance_rate"): "not_known"}
    found = cells(fill(form_of(book, ("D4", "attendance_rate", {"unit": "合计"})), figures(gaps), "v"))
    assert found["D4"] == "/"


def test_the_mapping_says_what_a_nothing_prints_and_how_a_number_does():
    gaps = {
        ("household", "610830", "all", "attendance_rate"): "not_reported",
        ("household", "610830", "primary", "attendance_rate"): "hidden",
    }
    more = {"unit": "合计", "stages": "合计、小学、初中", "not_reported": "没有报", "nothing": "…", "pattern": "百分数"}
    found = cells(fill(form_of(drawn(), ("D4:D6", "attendance_rate", more)), figures(gaps), "v"))
    assert [found[f"D{r}"] for r in (4, 5, 6)] == ["没有报", "…", pytest.approx(98.115)]


def test_text_never_becomes_a_formula_and_the_countys_formulas_stay():
    form = form_of(drawn(), ("A1", "标题", {"query": "表头"}), ("A4:A11", "unit_name", BLOCK))
    book = load_workbook(BytesIO(fill(form, figures(), "数据版本 1 · 台账号 9")))
    sheet = book.active
    assert (sheet["A1"].value, sheet["A1"].data_type) == ("=清涧县月报", "s")
    assert (sheet["A6"].value, sheet["A6"].data_type) == ("=1+1", "s")
    assert (sheet["B12"].value, sheet["B12"].data_type) == ("=SUM(B5:B11)", "f")
    assert book.properties.description == "数据版本 1 · 台账号 9"


def test_what_the_county_drew_is_kept():
    book = drawn()
    before = book.active
    form = form_of(book, ("B4:B11", "open_now", BLOCK))
    after = load_workbook(BytesIO(fill(form, figures(), "v"))).active
    assert after.merged_cells.ranges == before.merged_cells.ranges and after.print_area == before.print_area
    assert {c.coordinate: c.number_format for r in before.iter_rows() for c in r} == {
        c.coordinate: c.number_format for r in after.iter_rows() for c in r
    }


def test_rows_of_another_query_are_chosen_by_their_values():
    form = form_of(drawn(), ("B4", "n", {"query": "pg_monthly_flow", "where": "term=new"}),
                   ("C4:C5", "n", {"query": "pg_monthly_flow"}))  # fmt: skip
    found = cells(fill(form, figures(), "v"))
    assert (found["B4"], found["C4"], found["C5"]) == (7, 7, 3)


def test_all_faults_are_told_at_once_and_nothing_is_filled():
    form = form_of(
        drawn(2),
        ("B4", "open_nowhere", {"unit": "合计"}),
        ("B4", "open_now", {"query": "pg_nothing"}),
        ("B1", "open_now", {"unit": "合计"}),
        ("Z99", "open_now", {"unit": "合计"}),
        ("B4:B5", "open_now", BLOCK),
        ("C4", "open_now", {"unit": "合计"}),
        ("C4", "suspected", {"unit": "合计"}),
        ("B6", "open_now", {"unit": "合计"}),
        ("C3", "open_now", {"unit": "合计"}),
        ("C5", "open_now", {"unit": "某某镇"}),
        ("D4", "open_now", {"sheet": "别的表"}),
        ("D4", "case_no", {"query": "pg_ledger"}),
        ("D4", "n", {"query": "pg_monthly_flow"}),
        ("D4", "n", {"query": "pg_monthly_flow", "unit": "镇"}),
    )
    with pytest.raises(Faulty) as caught:
        fill(form, figures(), "v")
    found = {fault.line: (fault.cell, str(fault.found)) for fault in caught.value.faults}
    assert found == {
        2: ("B4", "pg_monthly_report 没有列 open_nowhere"),
        3: ("B4", "取数 pg_nothing"),
        4: ("B1", "合并单元格 A1:D1 的一部分"),
        5: ("Z99", "表外的单元格"),
        6: ("B4:B5", "3 个单位"),
        8: ("C4", "第 7 行已填这一格"),
        9: ("B6", "公式"),
        10: ("C3", "已有文字“疑似”"),
        11: ("C5", "单位 某某镇"),
        12: ("D4", "工作表 别的表"),
        13: ("D4", "pg_ledger"),
        14: ("D4", "2 行符合条件"),
        15: ("D4", "pg_monthly_flow 不分单位"),
    }
    said = caught.value.said()
    assert said.count("\n") == 13 and "某县.csv 第 2 行 B4:现在是" in said
    with pytest.raises(Faulty):
        check(form, figures())


def test_blocks_that_do_not_stand_side_by_side_are_a_fault():
    form = form_of(drawn(), ("A4:A10", "unit_name", BLOCK), ("B5:B11", "open_now", BLOCK))
    with pytest.raises(Faulty, match="对齐"):
        fill(form, figures(), "v")


def test_a_unit_without_a_printed_row_and_a_row_without_a_unit_are_faults():
    book = drawn()
    book.active["A4"], book.active["A5"] = "宽州镇", "旧名镇"
    form = form_of(
        book,
        ("B4:B6", "open_now", {"unit": "镇", "name_column": "A"}),
        ("C4:C6", "suspected", {"unit": "镇", "name_column": "A"}),
    )
    with pytest.raises(Faulty) as caught:
        fill(form, figures(), "v")
    assert [str(f.found) for f in caught.value.faults] == ["旧名镇", "没有 =1+1 的行"]


@pytest.mark.parametrize(
    ("column", "text"),
    [("cells", "第4格"), ("cells", "B4:C9"), ("cells", "B9:B4"), ("stages", "高中"), ("step", "0"), ("step", "两"), ("name_column", "4"),
     ("columns", ""), ("where", "term"), ("pattern", "{x}")],
)  # fmt: skip
def test_a_line_that_cannot_be_read_says_so(column, text):
    line = {HEADINGS["cells"]: "B4", HEADINGS["columns"]: "open_now", HEADINGS[column]: text}
    faults = []
    assert read_lines([(2, line)], "某县.csv", faults) == () and len(faults) == 1 and faults[0].line == 2


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04broken"])
def test_a_file_that_is_no_workbook_is_a_fault(content):
    with pytest.raises(Faulty, match=r"\.xlsx"):
        fill(Form("某县", "某县.xlsx", content, "某县.csv", ()), figures(), "v")


@pytest.mark.parametrize(
    "part", ["xl/drawings/drawing1.xml", "xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml"]
)
def test_what_filling_would_lose_is_told_and_not_lost(part):
    form = form_of(drawn(), ("B4", "open_now", {"unit": "合计"}))
    content = BytesIO(form.content)
    with zipfile.ZipFile(content, "a") as parts:
        parts.writestr(part, "<x/>")
    with pytest.raises(Faulty, match="丢失"):
        fill(Form(form.name, form.book_file, content.getvalue(), form.mapping_file, form.lines), figures(), "v")


TEXTS = st.one_of(st.sampled_from(["B4", "B4:B11", "C5", "A1", "合计", "镇", "小学", "open_now", "suspected", "pg_monthly_report", "表头", "2"]),
                  st.text(max_size=6))  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(st.fixed_dictionaries(dict.fromkeys(HEADINGS.values(), TEXTS)), min_size=1, max_size=4))
def test_any_mapping_fills_what_it_names_or_is_told_its_faults(rows):
    book = drawn()
    content = BytesIO()
    book.save(content)
    faults = []
    lines = read_lines(enumerate(rows, 2), "某县.csv", faults)
    assert all(fault.said() for fault in faults)
    form = Form("某县", "某县.xlsx", content.getvalue(), "某县.csv", lines)
    try:
        filled = cells(fill(form, figures(), "v"))
    except Faulty as faulty:
        assert faulty.faults and faulty.said()
        return
    named = {f"{line.column}{row}" for line in lines for row in range(line.first, line.last + 1)}
    before = cells(content.getvalue())
    assert {c: v for c, v in filled.items() if c not in named} == {c: v for c, v in before.items() if c not in named}


def asked(county, month="2018-11", area="610830"):
    return open_figures(county.home), area, "清涧县", month, AS_OF


def read_back(content):
    book = read_workbook(BytesIO(content))
    return book.get_sheet_by_name(book.sheet_names[0]).to_python()


@pytest.mark.parametrize("month", ["2018-12", "2018-11", "2018-08"])
def test_a_filled_form_reads_back_as_the_figures(county, month):
    door, area, *_ = asked(county)
    filled = county_forms.fill(county.home, "控辍保学工作月报表", *asked(county, month))
    assert filled.file == f"控辍保学工作月报表-清涧县-{month}.xlsx"
    sheet = read_back(filled.content)
    report = door.aggregate("pg_monthly_report", month=month, as_of=AS_OF, area=area).rows
    rows = [r for r in report if r["line"] == "household" and r["unit_code"] != "unknown"]
    heads = [c for _, items in make_forms.COLUMNS for c in items]
    assert sheet[0][0] == f"清涧县义务教育控辍保学工作月报表({month[:4]}年{int(month[5:])}月)"
    for number, row in enumerate(rows):
        line = sheet[make_forms.FIRST - 1 + number]
        if row["stage"] == "all":
            assert line[1] == ("合计" if row["is_total"] else row["unit_name"])
        for place, (words, figure) in enumerate(heads, 3):
            if not figure:
                assert line[place] == "", words
            elif "/" not in figure and row[figure] is not None and line[place] not in NOTHINGS.values():
                assert line[place] == pytest.approx(row[figure] * (100 if "rate" in figure else 1)), (words, row)
            elif "/" not in figure and row[figure] is None:
                assert line[place] in ("", *NOTHINGS.values())
    if month == "2018-11":
        assert sum(cell == "未报" for line in sheet for cell in line) >= 3
    assert "数据版本" in sheet[make_forms.FIRST - 1 + 3 * (1 + make_forms.UNITS) + 2][0]


def test_the_second_form_adds_up_by_its_own_formula(county):
    book = load_workbook(BytesIO(county_forms.fill(county.home, "控辍保学情况一览表", *asked(county)).content))
    sheet = book.active
    top = 4 + len(make_forms.ITEMS)
    first, last = top + 1, top + len(make_forms.TERMS)
    terms = [sheet[f"C{row}"].value for row in range(first, last + 1)]
    assert sum(terms[:5]) - sum(terms[5:8]) == terms[8] and str(sheet[f"D{last}"].value).startswith("=SUM(")
    towns = [sheet[f"C{row}"].value for row in range(last + 2, last + 2 + len(make_forms.TOWNS))]
    assert sum(towns) == sheet["C21"].value


def test_a_county_edits_the_mapping_alone(county, tmp_path):
    """Its own file in reference/forms, saved by a Chinese spreadsheet, replaces ours; the workbook stays ours."""
    text = (make_forms.FOLDER / "控辍保学情况一览表.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(StringIO(text)))
    for row in rows:
        if row["单元格"] == "C4":
            row["列"] = "school_age_poor"
    folder = tmp_path / "reference" / "forms"
    folder.mkdir(parents=True)
    with (folder / "控辍保学情况一览表.csv").open("w", encoding="gb18030", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    door, area, *_ = asked(county)
    total = door.aggregate("pg_monthly_report", month="2018-11", as_of=AS_OF, area=area).rows[0]
    ours = cells(county_forms.fill(county.home, "控辍保学情况一览表", *asked(county)).content)
    theirs = cells(county_forms.fill(tmp_path, "控辍保学情况一览表", *asked(county)).content)
    assert (ours["C4"], theirs["C4"]) == (total["school_age"], total["school_age_poor"])


@pytest.mark.parametrize("name", ["../控辍保学工作月报表", "没有的表", ""])
def test_a_name_that_is_not_listed_opens_nothing(county, name):
    with pytest.raises(Faulty, match="没有这个文件"):
        county_forms.fill(county.home, name, *asked(county))


def test_the_tracked_forms_are_as_they_are_drawn(tmp_path):
    make_forms.main(tmp_path)
    for path in sorted(tmp_path.iterdir()):
        kept = make_forms.FOLDER / path.name
        if path.suffix == ".csv":
            assert kept.read_bytes() == path.read_bytes()
        else:
            assert cells(kept.read_bytes()) == cells(path.read_bytes())
