"""Fills a county's own form: figures into the cells that its mapping names, everything else stays as the county drew it.

Receives rows, computes nothing. Either every line of the mapping can be filled, or all faults are told and nothing is.
"""

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.utils.cell import column_index_from_string
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from baoxue.contracts.cells import folded
from baoxue.contracts.county_form import (
    HEAD,
    HEAD_COLUMNS,
    HOLIDAY,
    IN_PROGRESS,
    LEVELS,
    NOT_REPORTED,
    NOTHING,
    PERCENT,
    TEXT,
    TOTAL,
    UNKNOWN_UNIT,
    Fault,
    Faulty,
    Form,
    Line,
)
from baoxue.reports.monthly_form import unit_name
from baoxue.words import Message, msg

Row = Mapping[str, Any]
_KEPT = object()
"""Value of a cell that stays as it was: what it asks for is not known."""
_LOST = {
    "xl/drawings/drawing": msg("图形、图片或文本框"), "xl/charts/": msg("图表"), "xl/ctrlProps/": msg("窗体控件"),
    "xl/activeX/": msg("窗体控件"), "xl/vbaProject": msg("宏"), "xl/externalLinks/": msg("外部链接"),
}  # fmt: skip
"""Parts of a workbook that filling would lose."""
_PLACEHOLDERS = {"", NOTHING, NOT_REPORTED, IN_PROGRESS, HOLIDAY, "/", "-"}
_NO_COUNTS = ("sort", "is_", "rate_hidden", "enrolment_hidden")


@dataclass(frozen=True)
class Figures:
    """What a form is filled from. ``columns``: query → its columns, of every query that a form may name; ``private``:
    queries about single children; ``rows``: query → rows, of those that the form names; ``gaps``: (line, unit_code,
    stage, figure) → why the monthly report has no number there; ``head``: what HEAD_COLUMNS print."""

    columns: Mapping[str, Sequence[str]]
    private: frozenset[str]
    rows: Mapping[str, Sequence[Row]]
    gaps: Mapping[tuple[str, str, str, str], str]
    head: Mapping[str, str]


@dataclass
class _Plan:
    """What would be written where, and what is wrong. ``taken``: (sheet, cell) → line that fills it."""

    form: Form
    faults: list[Fault] = field(default_factory=list)
    writes: list[tuple[Cell, Any, Line]] = field(default_factory=list)
    taken: dict[tuple[str, str], int] = field(default_factory=dict)
    blocks: list[tuple[str, Line]] = field(default_factory=list)

    def fault(self, line: Line, cell: str, found: Message | str, expected: Message, todo: Message) -> None:
        """One fault of the workbook that many lines meet in the same cell is told once."""
        if not any(f.cell == cell and f.found == found for f in self.faults):
            self.faults.append(Fault(self.form.mapping_file, line.n, cell, found, expected, todo))


def fill(form: Form, figures: Figures, version: str) -> bytes:
    """The filled workbook, ``version`` in its properties. Raises Faulty with every fault."""
    book, plan = _planned(form, figures)
    if plan.faults:
        raise Faulty(plan.faults)
    for cell, value, line in plan.writes:
        _write(cell, value, line)
    book.properties.description = version
    if book.calculation is not None:
        book.calculation.fullCalcOnLoad = True
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def check(form: Form, figures: Figures) -> int:
    """How many cells would be filled. Raises Faulty with every fault."""
    plan = _planned(form, figures)[1]
    if plan.faults:
        raise Faulty(plan.faults)
    return len(plan.writes)


def _planned(form: Form, figures: Figures) -> tuple[Workbook, _Plan]:
    book, plan = _opened(form), _Plan(form)
    for line in form.lines:
        _plan_line(plan, book, line, figures)
    return book, plan


def _opened(form: Form) -> Workbook:
    """The workbook with its words as they are written. Raises Faulty where filling would lose a part of it."""
    try:
        with zipfile.ZipFile(BytesIO(form.content)) as parts:
            names = parts.namelist()
        book = load_workbook(BytesIO(form.content), rich_text=True)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError):
        raise Faulty([Fault(form.book_file, 0, "", msg("不能打开的文件"), msg(".xlsx 工作簿"),
                            msg("请用表格软件另存为 .xlsx"))]) from None  # fmt: skip
    lost = {part: words for part, words in _LOST.items() if any(name.startswith(part) for name in names)}
    if lost:
        raise Faulty(Fault(form.book_file, 0, "", words, msg("只有单元格的工作簿"), msg("填写后会丢失,请从样表中删除"))
                     for words in dict.fromkeys(lost.values()))  # fmt: skip
    return book


def _plan_line(plan: _Plan, book: Workbook, line: Line, figures: Figures) -> None:
    sheet = _sheet(plan, book, line)
    known = _known_columns(plan, line, figures)
    if sheet is None or not known:
        return
    if line.last > sheet.max_row or column_index_from_string(line.column) > sheet.max_column:
        plan.fault(line, f"{line.column}{line.last}", msg("表外的单元格"),
                   msg("{first} 至 {last} 以内", first="A1", last=sheet.dimensions.split(":")[-1]), msg("请改“单元格”"))  # fmt: skip
        return
    if line.query == HEAD:
        text = "".join(figures.head[name] for name in line.columns)
        _plan_cell(plan, sheet, line, line.first, line.pattern.replace("{}", text) if line.pattern else text)
        return
    units = _chosen(plan, line, figures, known)
    if units:
        _aligned(plan, sheet.title, line)
    for row, values in _placed(plan, sheet, line, units):
        _plan_cell(plan, sheet, line, row, _value(line, values, figures))


def _sheet(plan: _Plan, book: Workbook, line: Line) -> Worksheet | None:
    name = line.sheet or book.sheetnames[0]
    if name in book.sheetnames and isinstance(book[name], Worksheet):
        return book[name]
    plan.fault(
        line,
        line.cell,
        msg("工作表 {name}", name=name),
        msg("其中之一:{names}", names="、".join(book.sheetnames)),
        msg("请改“工作表”"),
    )
    return None


def _known_columns(plan: _Plan, line: Line, figures: Figures) -> Sequence[str]:
    """The columns of the line's query; empty where the line names what does not exist."""
    known = HEAD_COLUMNS if line.query == HEAD else figures.columns.get(line.query, ())
    if line.query in figures.private:
        plan.fault(line, line.cell, line.query, msg("不含学生个人信息的取数"), msg("个人名单请用各页的导出"))
        return ()
    if not known:
        plan.fault(
            line,
            line.cell,
            msg("取数 {name}", name=line.query),
            msg("表头,或 pg_monthly_report 等取数名"),
            msg("请改“取数”"),
        )
        return ()
    unknown = [name for name in (*line.columns, *(column for column, _ in line.where)) if name not in known]
    for name in unknown:
        plan.fault(line, line.cell, msg("{query} 没有列 {name}", query=line.query, name=name),
                   msg("其中之一:{names}", names="、".join(known)), msg("请改“列”或“条件”"))  # fmt: skip
    return () if unknown else known


def _chosen(plan: _Plan, line: Line, figures: Figures, known: Sequence[str]) -> list[list[Row]]:
    """Rows of each unit in the order of the stages asked for; a line without a unit: each row by itself."""
    where = dict(line.where)
    if line.units and "unit_level" not in known:
        plan.fault(line, line.cell, msg("{query} 不分单位", query=line.query), msg("空的“单位”"), msg("请用“条件”选行"))
        return []
    if line.units and "line" in known:
        where.setdefault("line", "student" if "校" in line.units else "household")
    rows = [row for row in figures.rows[line.query] if all(_said(row[name]) == value for name, value in where.items())]
    if not line.units:
        if len(rows) != 1 and line.first == line.last:
            plan.fault(line, line.cell, msg("{n} 行符合条件", n=len(rows)), msg("正好一行"), msg("请填“单位”或“条件”"))
            return []
        return [[row] for row in rows]
    found = [row for row in rows if any(_is_of(row, unit) for unit in line.units)]
    units = dict.fromkeys(row["unit_code"] for row in found if not _is_idle(row, found))
    if not units:
        plan.fault(
            line,
            line.cell,
            msg("单位 {name}", name="、".join(line.units)),
            msg("合计、镇、村、校,或本范围内单位的名称、代码"),
            msg("请改“单位”"),
        )
    staged = "stage" in known
    return [
        [
            row
            for stage in line.stages
            for row in found
            if row["unit_code"] == unit and (not staged or row["stage"] == stage)
        ]
        for unit in units
    ]


def _said(value: Any) -> str:
    return "" if value is None else str(int(value) if isinstance(value, bool) else value)


def _is_of(row: Row, unit: str) -> bool:
    if unit == TOTAL:
        return bool(row.get("is_total"))
    if unit in LEVELS:
        return row["unit_level"] == LEVELS[unit] and not row.get("is_total")
    return unit in (row["unit_code"], folded(row["unit_name"] or UNKNOWN_UNIT))


def _is_idle(row: Row, rows: Sequence[Row]) -> bool:
    """The line for children whose household nobody recognised, or of a closed school, while it counts nobody."""
    if row["unit_code"] != "unknown" and not row.get("is_closed"):
        return False
    own = [r for r in rows if r["unit_code"] == row["unit_code"]]
    return not any(v for r in own for k, v in r.items() if isinstance(v, (int, float)) and not k.startswith(_NO_COUNTS))


def _placed(plan: _Plan, sheet: Worksheet, line: Line, units: list[list[Row]]) -> Iterator[tuple[int, Row]]:
    """(row of the sheet, row of figures) of the block."""
    starts = list(range(line.first, line.last + 1, line.step))
    if line.name_column:
        yield from _by_name(plan, sheet, line, units)
        return
    if units and (
        len(units) > len(starts) or line.first + (len(units) - 1) * line.step + len(units[-1]) - 1 > line.last
    ):
        plan.fault(line, line.area, msg("{n} 个单位", n=len(units)),
                   msg("不超过 {n} 个单位", n=(line.last - line.first + 1) // line.step), msg("请在样表中加行,并改“单元格”"))  # fmt: skip
        return
    for start, rows in zip(starts, units, strict=False):
        yield from ((start + offset, row) for offset, row in enumerate(rows))


def _by_name(plan: _Plan, sheet: Worksheet, line: Line, units: list[list[Row]]) -> Iterator[tuple[int, Row]]:
    """Rows found by the unit's name as the county printed it."""
    printed: dict[str, int] = {}
    for number in range(line.first, line.last + 1):
        name = folded(sheet[f"{line.name_column}{number}"].value or "")
        if name and name in printed:
            plan.fault(line, f"{line.name_column}{number}", name, msg("每个单位一次"), msg("请改样表"))
        if name:
            printed.setdefault(name, number)
    wanted = {folded(rows[0]["unit_name"] or UNKNOWN_UNIT): rows for rows in units if rows}
    for name in printed.keys() - wanted.keys() - {UNKNOWN_UNIT}:
        plan.fault(
            line,
            f"{line.name_column}{printed[name]}",
            name,
            msg("单位的名称:{names}", names="、".join(wanted)),
            msg("请改样表中的名称"),
        )
    for name in [name for name in wanted if name not in printed]:
        plan.fault(line, f"{line.name_column}{line.first}:{line.name_column}{line.last}", msg("没有 {name} 的行", name=name),
                   msg("每个单位一行"), msg("请在样表中加行"))  # fmt: skip
    for name in printed.keys() & wanted.keys():
        yield from ((printed[name] + offset, row) for offset, row in enumerate(wanted[name]))


def _aligned(plan: _Plan, sheet: str, line: Line) -> None:
    """Blocks side by side list the same units: one that begins a row lower would print every figure for its neighbour."""
    if not line.lists_units:
        return
    beside = [
        other
        for title, other in plan.blocks
        if title == sheet and other.first <= line.last and line.first <= other.last
    ]
    for other in [o for o in beside if (o.first, o.step, o.units) != (line.first, line.step, line.units)][:1]:
        plan.fault(line, line.area, msg("从第 {row} 行起,每单位 {step} 行,单位 {units}", row=line.first, step=line.step, units="、".join(line.units)),
                   msg("与第 {n} 行的 {cell} 对齐:从第 {row} 行起,每单位 {step} 行,单位 {units}", n=other.n, cell=other.area,
                       row=other.first, step=other.step, units="、".join(other.units)),
                   msg("请改“单元格”或“每单位行数”"))  # fmt: skip
    plan.blocks.append((sheet, line))


def _plan_cell(plan: _Plan, sheet: Worksheet, line: Line, row: int, value: Any) -> None:
    name = f"{line.column}{row}"
    cell = sheet[name]
    if other := plan.taken.get((sheet.title, name)):
        plan.fault(line, name, msg("第 {n} 行已填这一格", n=other), msg("一格只填一个数"), msg("请删去一行"))
        return
    plan.taken[sheet.title, name] = line.n
    if isinstance(cell, MergedCell):
        area = next(str(area) for area in sheet.merged_cells.ranges if name in area)
        plan.fault(
            line,
            name,
            msg("合并单元格 {area} 的一部分", area=area),
            msg("合并区域的第一格"),
            msg("请改“单元格”或“每单位行数”"),
        )
    elif cell.data_type == "f":
        plan.fault(line, name, msg("公式"), msg("没有公式的单元格"), msg("请删去这一行取数,或删去公式"))
    elif (
        line.query != HEAD
        and str(cell.value or "").strip() not in _PLACEHOLDERS
        and not isinstance(cell.value, (int, float))
    ):
        plan.fault(
            line, name, msg("已有文字“{words}”", words=str(cell.value)[:20]), msg("空的单元格"), msg("请核对“单元格”")
        )
    elif value is not _KEPT:
        plan.writes.append((cell, value, line))


def _value(line: Line, row: Row, figures: Figures) -> Any:
    parts = [_part(line, row, name, figures) for name in line.columns]
    if len(parts) == 1 or all(part is _KEPT for part in parts):
        return _patterned(line, parts[0])
    if len(set(map(str, parts))) == 1 and isinstance(parts[0], str):
        return parts[0]
    return _patterned(line, "/".join(NOTHING if part is _KEPT else str(part) for part in parts))


def _part(line: Line, row: Row, name: str, figures: Figures) -> Any:
    nothing = line.nothing or NOTHING
    words = {"not_reported": line.not_reported or NOT_REPORTED, "in_progress": IN_PROGRESS, "holiday": HOLIDAY,
             "not_known": _KEPT}  # fmt: skip
    if line.query == "pg_monthly_report":
        gap = figures.gaps.get((row["line"], row["unit_code"], row["stage"], name))
        if gap:
            return words.get(gap, nothing)
    value = row[name]
    if value is None:
        return UNKNOWN_UNIT if name == "unit_name" else line.nothing or _KEPT
    if name == "unit_name" and row.get("is_closed"):
        return unit_name(row)
    return TOTAL if name == "unit_name" and row.get("is_total") and TOTAL in line.units else value


def _patterned(line: Line, value: Any) -> Any:
    if value is _KEPT or not line.pattern:
        return value
    if line.pattern == PERCENT:
        return 100 * value if isinstance(value, (int, float)) else value
    return str(value) if line.pattern == TEXT else line.pattern.replace("{}", str(value))


def _write(cell: Cell, value: Any, line: Line) -> None:
    """The value in the cell's own style; a text never becomes a formula."""
    if isinstance(value, datetime):
        value = f"{value:%Y-%m-%d %H:%M}"
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
    elif cell.number_format == "General":
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"
        elif isinstance(value, float):
            cell.number_format = "0.00"
