"""The printed monthly book: every figure is the screen's, every list as long as the figure it belongs to."""

from collections import Counter
from datetime import date
from io import BytesIO
from types import SimpleNamespace

import pytest
from openpyxl import load_workbook

from baoxue.contracts.county_form import NOT_REPORTED
from baoxue.desk.monthly_book import make
from baoxue.reports.monthly_book import FIRST_ROW, NO_REGISTER, SHEETS, Attachment, Book, monthly_book, printed
from baoxue.reports.monthly_form import FORM, UNREGISTERED
from baoxue.ui import monthly_form
from tests.figures.test_invented_county import COUNTY
from tests.ui.test_pages import run, words

AREA = "610830"


@pytest.fixture(scope="module")
def made(county):
    from baoxue.wiring import close_all, open_figures

    close_all()
    door = open_figures(county.home)
    at = door.snapshot.data_through
    asked = {"month": "2018-11", "as_of": at, "area": AREA}
    content = make(door, COUNTY, AREA, "清涧县", "2018-11", at).content
    gaps = {
        (r["line"], r["unit_code"], r["stage"], r["figure"]): r["gap"]
        for r in door.aggregate("pg_monthly_gaps", **asked).rows
    }
    return load_workbook(BytesIO(content)), door.aggregate("pg_monthly_report", **asked).rows, gaps


def test_every_figure_on_paper_is_the_one_on_screen(made):
    book, rows, gaps = made
    titles = {str(c.title): c for c in (*FORM, *UNREGISTERED)}
    assert len(titles) >= len(FORM)
    compared = 0
    for line, name in SHEETS.items():
        sheet = book[name]
        shown = [r for r in rows if r["line"] == line]
        heads = [str(cell.value) for cell in sheet[4][3:-1]]
        columns = [c for c in FORM if str(c.group) != "工作" and str(c.group) != "本月末同项"]
        columns += [*UNREGISTERED, *[c for c in FORM if str(c.group) in ("工作", "本月末同项")]]
        assert heads == [str(c.title) for c in columns]
        for at, row in enumerate(shown, FIRST_ROW + 1):
            for cell, column in zip(sheet[at][3:-1], columns, strict=True):
                if not column.figures:
                    assert cell.value == NO_REGISTER
                elif len(column.figures) == 1 and isinstance(cell.value, (int, float)):
                    assert cell.value == row[column.figures[0]], (name, at, column)
                    compared += 1
                elif len(column.figures) == 1:
                    gap = gaps.get((line, row["unit_code"], row["stage"], column.figures[0]))
                    assert gap or row[column.figures[0]] is None, (name, at, column)
    assert compared > 500


def test_what_the_form_cannot_print_the_screen_does_not_show_as_a_number(made):
    """A unit of which no class reported reads 未报 in what attendance alone knows; a rate of few persons stays closed."""
    _, rows, gaps = made
    columns = {
        str(c.title): (c, shown) for c, shown in zip(FORM, monthly_form.columns(SimpleNamespace())[1:], strict=True)
    }
    silent = [dict(r, classes_reported=0) for r in rows if r["line"] == "student" and r["classes_due"]][:1]
    seen = Counter()
    for row in [
        *rows,
        *silent,
        *(dict(r, state="in_progress") for r in silent),
        *(dict(r, is_holiday=1) for r in silent),
    ]:
        for title in ("实际在校", "人籍不一致", "出勤率", "入学率"):
            column, shown = columns[title]
            said = shown.value(row) if callable(shown.value) else row[shown.value]
            nobody = title != "入学率" and row["classes_due"] and not row["classes_reported"]
            if nobody:
                expected = "假期" if row["is_holiday"] else "进行中" if row["state"] == "in_progress" else "未报"
                assert expected in said
                seen[expected] += 1
            elif gaps.get((row["line"], row["unit_code"], row["stage"], column.figures[0])) == "hidden":
                assert said in (None, "—")
                seen["hidden"] += 1
    assert set(seen) == {"假期", "进行中", "未报", "hidden"}
    assert all(str(c.title) in monthly_form.unregistered() for c in UNREGISTERED)


def numbered(sheet) -> list:
    return [row for row in sheet.iter_rows(min_row=4) if isinstance(row[0].value, int)]


def test_each_list_is_as_long_as_its_figure(made):
    book, rows, _ = made
    (total,) = [r for r in rows if r["line"] == "household" and r["stage"] == "all" and r["is_total"]]
    counts = {
        "附表1 疑似花名册": total["suspected"],
        "附表2 辍学劝返台账": total["dropped_out"] + total["observation"],
        "附表3 销号名单": total["closed"],
        "附表4 县外就读名单": total["elsewhere_proved"] + total["elsewhere_pending"],
    }
    assert {name: len(numbered(book[name])) for name in counts} == counts
    assert counts["附表1 疑似花名册"] and counts["附表4 县外就读名单"]
    form = {r["stage"]: r for r in rows if r["line"] == "household" and r["is_total"]}
    for sheet, tiers in (("附表1 疑似花名册", ("suspected",)), ("附表2 辍学劝返台账", ("dropped_out", "observation"))):
        by_stage = Counter(row[3].value for row in numbered(book[sheet]))
        counted = {
            name: sum(form[stage][t] for t in tiers) for stage, name in (("primary", "小学"), ("junior", "初中"))
        }
        assert {name: by_stage[name] for name in counted} == counted
        assert all(row[3].value and row[4].value for row in numbered(book[sheet])), (
            "a child on no roll is said to be so"
        )
    names = [row[2].value for row in book["附表1 疑似花名册"].iter_rows(min_row=4)]
    assert all(name.endswith("某") for name in names)


def test_who_is_on_no_roll_is_not_looked_for_in_a_classroom(made, county):
    from baoxue.wiring import open_figures

    door = open_figures(county.home)
    asked = {"month": "2018-11", "as_of": door.snapshot.data_through, "area": AREA}
    cases = door.children("pg_monthly_cases", COUNTY, **asked).rows
    former = {r["case_no"] for r in cases if r["is_former"] and r["tier"] == "suspected"}
    printed_so = {r[1].value for r in numbered(made[0]["附表1 疑似花名册"]) if r[4].value.startswith("原就读")}
    assert former and printed_so == former


def test_every_sheet_fits_its_paper_with_headings_margins_and_page_numbers(made):
    """What is printed ends with the notes or the last row; one page wide, as many high as needed; no column is wider than its content asks."""
    for sheet in made[0]:
        is_form = sheet.title in SHEETS.values()
        assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.paperSize == (8 if is_form else 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0 and sheet.page_setup.fitToWidth in (None, 1)
        assert sheet.print_title_rows == ("$3:$5" if is_form else "$3:$3")
        assert "&P" in sheet.oddFooter.right.text or "第" in sheet.oddFooter.right.text
        assert sheet.page_margins.left == sheet.page_margins.right == 0.4 and sheet.print_options.horizontalCentered
        assert sheet.print_area.rsplit("$", 1)[1] == str(sheet.max_row)
        if is_form:
            width = sum(column.width * (column.max - column.min + 1) for column in sheet.column_dimensions.values())
            assert width < 285, "the form would shrink to less than three quarters on A3"


def test_a_schools_book_says_why_it_lists_no_child_elsewhere(county):
    """The register is by village: an empty list would read as nobody."""
    from baoxue.wiring import open_figures

    door = open_figures(county.home)
    content = make(door, COUNTY, "2161083000", "宽州镇中心小学", "2018-11", door.snapshot.data_through).content
    book = load_workbook(BytesIO(content))
    said = " ".join(str(cell.value) for row in book["附表4 县外就读名单"].iter_rows() for cell in row if cell.value)
    assert "由户籍所在村、镇列名" in said and "本表按户籍填报,学校不填" in said and "无数据" not in said
    assert book["附表1 疑似花名册"].cell(4, 1).value == "无" or numbered(book["附表1 疑似花名册"])


def test_paper_is_set_up_and_signed(made):
    sheet = made[0][SHEETS["household"]]
    assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.paperSize == 8
    assert made[0]["附表1 疑似花名册"].page_setup.paperSize == 9
    assert sheet.print_title_rows == "$3:$5"
    text = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
    assert "填报单位(公章)" in text and "数据截至" in text and "主要负责人(签字)" in text and "= 本月末合计" in text


def test_what_was_not_reported_is_said():
    column = next(c for c in FORM if c.figures == ("at_school",))
    row = {"line": "student", "unit_code": "s", "stage": "all", "at_school": None}
    assert printed(column, row, {("student", "s", "all", "at_school"): "not_reported"}) == NOT_REPORTED


def test_a_part_of_nothing_is_a_dash_on_paper_too():
    column = next(c for c in FORM if c.figures == ("disabled_n", "disabled_d"))
    row = {"line": "household", "unit_code": "v", "stage": "all", "disabled_n": 0, "disabled_d": 0}
    assert (printed(column, row, {}), printed(column, row | {"disabled_d": 2}, {})) == ("—", "0/2")


def test_a_month_of_which_no_report_is_due_shows_no_zeros():
    columns = {c.title: c for c in monthly_form.columns(SimpleNamespace())[1:] if c.group == "工作"}
    row = {"state": "in_progress", "reports_due": 0, "reports_on_time": 0, "reports_late": 0, "reports_missing": 0}
    for title in ("月报应报", "按期", "迟报", "未报"):
        assert columns[title].value(row) == "进行中"
        assert columns[title].value(row | {"state": "final"}) == "0"


def test_a_name_never_becomes_a_formula_or_a_link():
    names = ("=1+1", "@SUM(A1)", "http://example.org/", "+86")
    listed = Attachment("附表", "", ("姓名",), [(name,) for name in names])
    book = load_workbook(BytesIO(monthly_book(Book("县", "2018-11", date(2018, 12, 20), "", [], {}, [listed]))))
    cells = [row[1] for row in book["附表"].iter_rows(min_row=4)]
    assert [(c.value, c.data_type, c.hyperlink) for c in cells] == [(name, "s", None) for name in names]


def test_the_page_offers_the_book(county, monkeypatch):
    app = run(county.home, monkeypatch, "monthly", month="2018-11")
    assert "月报表" in words(app)
    assert [b for b in app.get("download_button") if "月报表和附表" in b.proto.label]


def test_the_command_writes_it(county, monkeypatch, tmp_path):
    from typer.testing import CliRunner

    from baoxue.cli import app

    monkeypatch.setenv("BAOXUE_HOME", str(county.home))
    monkeypatch.setenv("BAOXUE_AS_OF", "2018-12-20T18:30")
    path = tmp_path / "月报.xlsx"
    asked = ["form", "book", "--as", "bureau_clerk", "--month", "2018-11", "--to", str(path)]
    done = CliRunner().invoke(app, asked)
    assert done.exit_code == 0, done.output
    assert load_workbook(path).sheetnames[-1] == "附表4 县外就读名单"
