"""Checks the household register of school-age children: village by village, every child with where it is at school."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from baoxue.contracts import workbooks as words
from baoxue.contracts.cells import as_text, fold, folded, is_blank
from baoxue.contracts.classes import read_grade, school_year
from baoxue.contracts.dates import days_in, read_date, read_month
from baoxue.contracts.ledger_book import CAUSES, code_of
from baoxue.contracts.places import place_of
from baoxue.intake.county import County
from baoxue.intake.findings import Finding, finding
from baoxue.intake.form_layout import FormBlock, FormBook
from baoxue.intake.form_rows import FormContext
from baoxue.intake.sheet_check import BAD, SheetCheck, is_cut, read_disabled, read_people
from baoxue.ledger.identity import Incoming

_TOWNSHIP, _VILLAGE = 9, 12
_AT_SCHOOL = {
    **dict.fromkeys(("是", "在校", "在读", "已入学", "入学", "就读", "√", "1", "县内在校", "县外就读"), "yes"),
    **dict.fromkeys(("送教", "送教上门", "随班就读", "特校"), "yes"),
    **dict.fromkeys(("否", "未在校", "未入学", "不在校", "辍学", "失学", "休学", "缓学", "×", "0", "无"), "no"),
    **dict.fromkeys(("毕业", "已毕业", "初中毕业", "已完成", "已完成义务教育"), "finished"),
    **dict.fromkeys(("不详", "不清楚", "失联", "下落不明", "未知", "联系不上"), "unknown"),
}
_RESIDENCE = {
    **dict.fromkeys(("常住", "在家", "在村", "本村"), "resident"),
    **dict.fromkeys(("外出", "不在家", "在外", "外出务工", "随父母外出"), "away"),
}
_PROOF = {
    **dict.fromkeys(("学籍系统", "学籍", "全国学籍", "全国学籍系统", "学籍信息"), "register"),
    **dict.fromkeys(("就读证明", "在校证明", "学校证明", "证明"), "certificate"),
    **dict.fromkeys(("家长说明", "监护人说明", "家长说明+校方电话", "电话核实", "家长说明和校方电话"), "guardian"),
    **dict.fromkeys(("无", "没有", "暂无"), None),
}
HOUSEHOLD_CHOICES = {
    "sex": ("男", "女"), "residence": ("常住", "外出"), "at_school": ("是", "否", "已完成义务教育", "不详"),
    "place": ("本县", "省内", "省外", "国(境)外"), "grade": tuple(f"{n}年级" for n in "一二三四五六七八九"),
    "proof": ("学籍系统", "就读证明", "家长说明+校方电话", "无"), "poor": ("是", "否"),
}  # fmt: skip
"""Drop-downs of the template: every choice is read without a question."""

_OTHER_LEVEL = re.compile(r"幼|学前|[大中小]班|高[一二三中]|职|技校|中专|大学")
_VILLAGE_TAIL = re.compile(r"(?:村民委员会|居民委员会|村委会|居委会|社区|村)$")

Where = tuple[str | None, str | None, str | None, str]
"""(whereabouts, school of the county, words of the school, fault code)."""


def household_columns(
    sheet: SheetCheck, block: FormBlock, context: FormContext
) -> tuple[dict[str, list[Any]], list[Incoming]]:
    """Relation ``children`` of one block, and the child that each row is about; faults stay on the sheet."""
    person = read_people(sheet, needs_number=False)
    villages = _villages(sheet, block, context)
    where = _whereabouts(sheet, context)
    proof = sheet.word("proof", _PROOF, None)
    proof_on = sheet.each("proof_on", lambda cell: _past(cell, context.known_on), "date_unknown")
    _note_proof(sheet, where, proof, proof_on)
    columns: dict[str, list[Any]] = {
        "month": [context.month] * sheet.size,
        "village_code": villages,
        "sex": person["sex"],
        "birth_month": person["birth_month"],
        "residence": sheet.word("residence", _residence_words(block), None),
        "whereabouts": [found[0] for found in where],
        "school_code": [found[1] for found in where],
        "school_words": [found[2] for found in where],
        "grade": sheet.each("grade", lambda cell: _grade(cell, context.month), "grade_unknown"),
        "cause": sheet.each("cause", _cause, ""),
        "proof": proof,
        "proof_on": proof_on,
        "is_poor": sheet.word("poor", words.YES_NO, None),
        "poor_from": sheet.each("poor_from", _first_day, "date_unknown"),
        "poor_to": sheet.each("poor_to", _last_day, "date_unknown"),
        "is_disabled": sheet.each("disability", read_disabled, "word_unknown"),
    }
    return columns, _children(person, where, villages)


def household_unit(book: FormBook, context: FormContext) -> list[Finding]:
    """Refusals: a unit that is no village or township of the county, or a title that names another."""
    county, unit = context.county, context.unit
    if unit not in county.codes and unit not in county.towns.values():
        return [finding("unit_unknown", unit, file=book.file)]
    found = []
    for block in book.blocks:
        towns, villages = _named(county, block.title)
        is_other_town = bool(towns) and unit[:_TOWNSHIP] not in towns
        is_other_village = len(unit) == _VILLAGE and bool(villages) and unit not in villages
        if is_other_town or is_other_village:
            found.append(finding("wrong_village", block.title, file=book.file, sheet=block.sheet,
                                 detail=county.place_name(unit)))  # fmt: skip
    return found


def _children(person: dict[str, list[Any]], where: list[Where], villages: list[str | None]) -> list[Incoming]:
    fields = (person[n] for n in ("name", "id_number", "student_number", "sex", "birth_date", "birth_month", "phone",
                                  "guardian"))  # fmt: skip
    rows = zip(*fields, where, villages, strict=True)
    return [
        Incoming(name, number, student, sex, birth, found[1], phone, guardian, None, village, month)
        for name, number, student, sex, birth, month, phone, guardian, found, village in rows
    ]


def _villages(sheet: SheetCheck, block: FormBlock, context: FormContext) -> list[str | None]:
    """Village of each row: its own cell, else the title's, else the unit where that is a village."""
    county, unit = context.county, context.unit
    titled = _named(county, f"{block.title} {block.sheet}")[1]
    titled = {code for code in titled if code.startswith(unit)}
    default = unit if len(unit) == _VILLAGE else titled.pop() if len(titled) == 1 else None

    def read(cell: Any) -> Any:
        if is_blank(cell):
            return default or BAD
        code = village_of(county, unit, cell)
        return code if code and code.startswith(unit) else BAD

    return sheet.each("village", read, "village_unknown")


def village_of(county: County, unit: str, cell: object) -> str | None:
    """The village that a cell names within a township: 12 digits, 镇名+村名, or the village's name alone."""
    code, is_certain = county.area_of(as_text(cell))
    if is_certain and code:
        return code
    plain = _VILLAGE_TAIL.sub("", folded(cell))
    return next(
        (c for (_, name), c in county.villages.items() if name == plain and c.startswith(unit[:_TOWNSHIP])), None
    )


def _named(county: County, title: str) -> tuple[set[str], set[str]]:
    """Townships and villages that a title names; a village's name counts with 村 or 社区 after it, in the named town."""
    text = fold(title)
    towns = {code for word, code in county.towns.items() if re.search(rf"{re.escape(word)}(?:镇|乡|街道)", text)}
    fits = [
        (name, code)
        for (_, name), code in county.villages.items()
        if name and (not towns or code[:_TOWNSHIP] in towns) and re.search(rf"{re.escape(name)}(?:村|社区)", text)
    ]
    longest = {code for name, code in fits if not any(name != other and name in other for other, _ in fits)}
    return towns, longest


def _whereabouts(sheet: SheetCheck, context: FormContext) -> list[Where]:
    """Where each child is at school, from three cells together; each distinct triple is read once."""
    cells = list(zip(sheet.cells("at_school"), sheet.cells("school"), sheet.cells("place"), strict=True))
    known = {triple: _where(*triple, context) for triple in set(cells)}
    for row, triple in enumerate(cells):
        if code := known[triple][3]:
            name = "at_school" if code in ("word_unknown", "school_contradicts") else "school"
            sheet.fault(row, code, name, triple[0] if name == "at_school" else triple[1] or triple[2])
    return [known[triple] for triple in cells]


def _where(at_school: Any, school: Any, place: Any, context: FormContext) -> Where:
    county = context.county
    said = "" if is_blank(at_school) else _AT_SCHOOL.get(folded(at_school).lower(), BAD)
    if said is BAD:
        return None, None, None, "word_unknown"
    text = as_text(school).strip() or None
    if said == "no" and text is not None:
        return "none", None, text, "" if county.school_of(school) is None else "school_contradicts"
    if said in ("no", "finished", "unknown"):
        return ("none" if said == "no" else str(said)), None, text, ""
    if text is None and is_blank(place):
        return "unknown", None, None, "school_unsaid" if said == "yes" else ""
    if code := county.school_of(school):
        return "county", code, text, ""
    return _elsewhere(text, place, county)


def _elsewhere(text: str | None, place: Any, county: County) -> Where:
    """A school that the county's table does not hold: its place must be written."""
    said = [word for word in (as_text(place).strip(), text or "") if word]
    tried = (place_of(word, county.county_code, county.county_name, county.home_places) for word in said)
    found = next((place for place in tried if place), None)
    written = " ".join(said)
    if found == "county":
        return None, None, written, "school_word"
    return (found, None, written, "") if found else (None, None, written, "place_unknown")


def _note_proof(sheet: SheetCheck, where: list[Where], proof: list[str | None], on: list[date | None]) -> None:
    for row, found in enumerate(where):
        if found[0] in ("province", "outside", "abroad") and proof[row] and on[row] is None and row not in sheet.faults:
            sheet.fault(row, "proof_undated", "proof", sheet.cells("proof")[row])


def _residence_words(block: FormBlock) -> dict[str, Any]:
    """是 and 否 mean what the column asks: 是否外出 or 是否常住."""
    place = block.places.get("residence")
    asks = block.labels[place] if place is not None and place < len(block.labels) else ""
    yes, no = ("away", "resident") if "是否外出" in asks else ("resident", "away")
    return {**_RESIDENCE, "是": yes, "否": no} if "是否" in asks else _RESIDENCE


def _grade(cell: Any, month: str) -> Any:
    if is_blank(cell):
        return None
    found = read_grade(as_text(cell), school_year(month))
    return found.grade if found else None if _OTHER_LEVEL.search(folded(cell)) else BAD


def _cause(cell: Any) -> str | None:
    text = as_text(cell).strip()
    return (code_of(text, CAUSES) or "99") if text else None


def _past(cell: Any, known_on: date) -> Any:
    day = None if is_blank(cell) else read_date(cell) or BAD
    return BAD if isinstance(day, date) and day > known_on else day


def _first_day(cell: Any) -> Any:
    return _day_of(cell, lambda month: 1)


def _last_day(cell: Any) -> Any:
    return _day_of(cell, days_in)


def _day_of(cell: Any, of_month: Callable[[str], int]) -> Any:
    """A day, or the first or last of a month that the cell names."""
    if is_blank(cell):
        return None
    if day := read_date(cell):
        return day
    month = None if is_cut(cell) else read_month(as_text(cell))
    return date(int(month[:4]), int(month[5:]), of_month(month)) if month else BAD
