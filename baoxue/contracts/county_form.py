"""The mapping of a county's own form: which cell of its workbook takes which figure. One line a cell or a column block.

A county keeps the mapping as a table beside the workbook and edits it there; docs/forms.md says what each column means.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from baoxue.words import Message, Saying, Translate, as_written, msg

HEADINGS = {
    "sheet": "工作表", "cells": "单元格", "query": "取数", "columns": "列", "where": "条件", "unit": "单位", "stages": "学段",
    "step": "每单位行数", "name_column": "名称列", "pattern": "格式", "nothing": "无可比时", "not_reported": "未报时",
    "note": "说明",
}  # fmt: skip
_MUST = ("cells", "columns")
_AS_WRITTEN = {"格式", "无可比时", "未报时", "说明", "工作表"}
"""Headings whose cells are printed or compared as they are; the others are read in half-width."""
DEFAULT_QUERY = "pg_monthly_report"
HEAD = "表头"
"""Instead of a query: what stands over and under the figures."""
HEAD_COLUMNS = ("地方", "年月", "数据截至", "版本", "标题")
TOTAL = "合计"
LEVELS = {"镇": "township", "村": "village", "校": "school"}
"""单位 of a block that lists every unit of its kind."""
STAGES = {"合计": "all", "小学": "primary", "初中": "junior"}
PERCENT, TEXT = "百分数", "文字"
NOT_REPORTED, NOTHING, IN_PROGRESS, HOLIDAY = "未报", "—", "进行中", "—(假期)"
UNKNOWN_UNIT = "户籍未识别"
"""What stands where there is no figure, and for units of nobody."""
_CELLS = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})(?::([A-Z]{1,3})([1-9]\d{0,6}))?")


@dataclass(frozen=True)
class Fault:
    """What is wrong with a form: ``line`` of the mapping (0 = the whole file), ``cell`` of the workbook or empty."""

    file: str
    line: int
    cell: str
    found: Message | str
    expected: Message
    todo: Message

    def said(self, _: Translate = as_written) -> str:
        where = msg("{file} 第 {line} 行 {cell}", file=self.file, line=self.line, cell=self.cell)
        if not self.line:
            where = msg("{file} {cell}", file=self.file, cell=self.cell)
        whole = msg("{where}:现在是 {found};应为 {expected};{todo}", where=where, found=self.found, expected=self.expected, todo=self.todo)  # fmt: skip
        return whole.said(_)


class Faulty(Saying):
    """A form that cannot be filled; every fault at once, and nothing was filled."""

    def __init__(self, faults: Iterable[Fault]):
        self.faults = tuple(faults)
        super().__init__(msg("表格有 {n} 处问题,没有填写", n=len(self.faults)))

    def said(self, _: Translate = as_written) -> str:
        return "\n".join([super().said(_), *(fault.said(_) for fault in self.faults)])

    def __str__(self) -> str:
        return self.said()


@dataclass(frozen=True)
class Line:
    """One line. ``column``, ``first``, ``last``: the block's letter and rows; ``columns``: figures printed together
    as a/b; ``where``: column → value that chooses rows; ``step``: rows that a unit takes."""

    n: int
    sheet: str
    column: str
    first: int
    last: int
    query: str
    columns: tuple[str, ...]
    where: tuple[tuple[str, str], ...]
    units: tuple[str, ...]
    stages: tuple[str, ...]
    step: int
    name_column: str
    pattern: str
    nothing: str
    not_reported: str

    @property
    def cell(self) -> str:
        return f"{self.column}{self.first}"

    @property
    def area(self) -> str:
        return f"{self.cell}:{self.column}{self.last}"

    @property
    def lists_units(self) -> bool:
        """Whether the block lists every unit of a kind, one after the other."""
        return any(unit in LEVELS for unit in self.units) and not self.name_column


@dataclass(frozen=True)
class Form:
    """A form as it lies in a folder: the workbook's content and the mapping's lines, with the names of both files."""

    name: str
    book_file: str
    content: bytes
    mapping_file: str
    lines: tuple[Line, ...]

    @property
    def queries(self) -> list[str]:
        """Page queries that the mapping names, each once."""
        return sorted({line.query for line in self.lines} - {HEAD})


def read_lines(rows: Iterable[tuple[int, Mapping[str, str]]], file: str, faults: list[Fault]) -> tuple[Line, ...]:
    """The lines of a mapping from (line number, heading → cell); what cannot be read is added to ``faults``."""
    listed = [
        (n, {_folded(k): v.strip() if _folded(k) in _AS_WRITTEN else _folded(v) for k, v in row.items()})
        for n, row in rows
    ]
    if not listed:
        faults.append(Fault(file, 0, "", msg("没有任何一行"), msg("每行一个单元格或一列"), msg("请照样表填写")))
        return ()
    if missing := [HEADINGS[field] for field in _MUST if HEADINGS[field] not in listed[0][1]]:
        faults.append(Fault(file, 1, "", msg("没有列 {names}", names="、".join(missing)),
                            msg("第一行是列名 {names}", names="、".join(HEADINGS.values())), msg("请补上列名")))  # fmt: skip
        return ()
    read = [_line(n, {field: row.get(words, "") for field, words in HEADINGS.items()}, file, faults)
            for n, row in listed if any(row.values())]  # fmt: skip
    return tuple(line for line in read if line)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text or "").strip()


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r"[、,/;]", text) if part.strip())


def _line(n: int, row: dict[str, str], file: str, faults: list[Fault]) -> Line | None:
    before = len(faults)

    def fault(found: str, expected: Message, todo: Message) -> None:
        faults.append(Fault(file, n, row["cells"], found or msg("空"), expected, todo))

    place = _CELLS.fullmatch(row["cells"].upper())
    if not place or (place[3] and (place[3] != place[1] or int(place[4]) < int(place[2]))):
        fault(row["cells"], msg("D8,或一列 D8:D31"), msg("请改“单元格”"))
    stages = _list(row["stages"]) or ("合计",)
    if unknown := [stage for stage in stages if stage not in STAGES]:
        fault("、".join(unknown), msg("合计、小学、初中,可几个并列"), msg("请改“学段”"))
    if row["step"] and not (row["step"].isascii() and row["step"].isdigit() and int(row["step"]) >= 1):
        fault(row["step"], msg("每个单位占几行的整数"), msg("请改“每单位行数”"))
    if row["name_column"] and not re.fullmatch(r"[A-Za-z]{1,3}", row["name_column"]):
        fault(row["name_column"], msg("一个列号,例如 B"), msg("请改“名称列”"))
    columns = _list(row["columns"])
    if not columns:
        fault("", msg("一个数的列名,例如 open_now"), msg("请填“列”"))
    where = tuple(
        tuple(_folded(part) for part in pair.split("=", 1))
        for pair in re.split(r"[,;、]", row["where"])
        if pair.strip()
    )
    if any(len(pair) != 2 for pair in where):
        fault(row["where"], msg("列名=值,例如 term=new"), msg("请改“条件”"))
    if row["pattern"] not in ("", PERCENT, TEXT) and row["pattern"].count("{}") != 1:
        fault(row["pattern"], msg("空、百分数、文字,或含一个 {{}} 的文字"), msg("请改“格式”"))
    if len(faults) > before or place is None:
        return None
    first = int(place[2])
    return Line(
        n, row["sheet"], place[1], first, int(place[4] or first), row["query"] or DEFAULT_QUERY, columns, where,  # type: ignore[arg-type]
        _list(row["unit"]), tuple(STAGES[s] for s in stages), int(row["step"] or len(stages)), row["name_column"].upper(),
        row["pattern"], row["nothing"], row["not_reported"],
    )  # fmt: skip
