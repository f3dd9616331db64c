"""School calendars: the state's working days under the county's terms, with overlays for schools and grades.

``calendar.csv``: calendar_id, kind, first_day, last_day, term, note. Kinds: ``term`` (days of a term),
``no_school`` (days off inside a term), ``school`` (school days although offices rest). Every calendar but
``county`` stands on the county's rows and adds its own.
"""

import logging
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import chinese_calendar
import pyarrow as pa

from baoxue.contracts.relations import RELATIONS
from baoxue.reference.rows import read_rows
from baoxue.words import Message, msg

COUNTY = "county"
GRADES = range(10)
_FIRST, _LAST = date(2016, 9, 1), date(2028, 8, 31)
_KINDS = ("term", "no_school", "school")


@cache
def _public_holidays(year: int) -> frozenset[date]:
    import holidays  # loaded for years without an announcement, not at every start

    return frozenset(holidays.country_holidays("CN", years=year))


@cache
def is_working_day(day: date) -> bool:
    """Whether offices work: swapped days as announced; for years not yet announced, weekdays less public holidays."""
    try:
        return chinese_calendar.is_workday(day)
    except NotImplementedError:  # how the library says that a year's swapped days are not announced
        logging.getLogger(__name__).debug("no announcement of swapped days for %s", day.year)
        return day.weekday() < 5 and day not in _public_holidays(day.year)


def build_calendars(folders: Sequence[Path], faults: list[Message]) -> pa.Table:
    """The relation ``calendar``: every calendar that a row names, every day held."""
    rows = [row for folder in folders for row in _calendar_rows(folder / "calendar.csv", faults)]
    names = sorted({COUNTY, *(name for name, *_ in rows)})
    days = [_FIRST + timedelta(days=n) for n in range((_LAST - _FIRST).days + 1)]
    working = {day: is_working_day(day) for day in days}
    columns: dict[str, list] = {column.name: [] for column in RELATIONS["calendar"].columns}
    for name in names:
        _add_calendar(columns, name, [row for row in rows if row[0] in (COUNTY, name)], days, working)
    return RELATIONS["calendar"].conform(pa.table(columns))


def _calendar_rows(path: Path, faults: list[Message]) -> list[tuple[str, str, date, date, str, str]]:
    found = []
    for line, row in read_rows(path):
        try:
            span = date.fromisoformat(row["first_day"]), date.fromisoformat(row["last_day"])
        except ValueError:
            faults.append(msg("{path} 第 {line} 行 日期为 {first} – {last};应为 YYYY-MM-DD", path=path, line=line,
                              first=row["first_day"], last=row["last_day"]))  # fmt: skip
            continue
        if row["kind"] not in _KINDS:
            faults.append(msg("{path} 第 {line} 行 {column} 列为 '{found}';应为 {expected}", path=path, line=line,
                              column="kind", found=row["kind"], expected=" / ".join(_KINDS)))  # fmt: skip
            continue
        found.append((row["calendar_id"], row["kind"], *span, row["term"], row["note"]))
    return found


def _add_calendar(columns: dict[str, list], name: str, rows: list, days: list[date], working: dict[date, bool]) -> None:
    terms: dict[date, str] = {}
    rules: dict[date, tuple[str, str]] = {}
    for _, kind, first, last, term, note in rows:
        for n in range((last - first).days + 1):
            day = first + timedelta(days=n)
            if kind == "term":
                terms[day] = term
            else:
                rules[day] = (kind, note)
    school_no = working_no = 0
    for day in days:
        kind, note = rules.get(day, ("", ""))
        is_school_day = day in terms and kind != "no_school" and (working[day] or kind == "school")
        school_no += is_school_day
        working_no += working[day]
        values = {
            "calendar_id": name,
            "day": day,
            "month": day.strftime("%Y-%m"),
            "school_year": day.year if day.month >= 9 else day.year - 1,
            "term": terms.get(day),
            "weekday": day.isoweekday(),
            "is_school_day": is_school_day,
            "is_working_day": working[day],
            "school_day_no": school_no,
            "working_day_no": working_no,
            "note": note or (None if working[day] == (day.weekday() < 5) else "调休上班" if working[day] else "节假日"),
        }
        for column, value in values.items():
            columns[column].append(value)


def school_calendars(folders: Sequence[Path], schools: pa.Table, faults: list[Message]) -> pa.Table:
    """The relation ``school_calendar``: each school and grade follows the county's calendar unless a row of
    ``school_calendars.csv`` says otherwise; ``*`` stands for every school or grade."""
    codes = sorted(set(schools["school_code"].to_pylist()))
    open_ended = (date(2000, 1, 1), date(9999, 12, 31))
    chosen = {(code, grade): (COUNTY, *open_ended) for code in codes for grade in GRADES}
    for folder in folders:
        path = folder / "school_calendars.csv"
        for line, row in read_rows(path):
            if row["grade"] != "*" and row["grade"] not in map(str, GRADES):
                faults.append(msg("{path} 第 {line} 行 {column} 列为 '{found}';应为 {expected}", path=path, line=line,
                                  column="grade", found=row["grade"], expected="0-9 / *"))  # fmt: skip
                continue
            for code in codes if row["school_code"] == "*" else [row["school_code"]]:
                for grade in GRADES if row["grade"] == "*" else [int(row["grade"])]:
                    chosen[code, grade] = (row["calendar_id"], *open_ended)
    rows = [
        {"school_code": code, "grade": grade, "calendar_id": name, "valid_from": first, "valid_to": last}
        for (code, grade), (name, first, last) in chosen.items()
    ]
    contract = RELATIONS["school_calendar"]
    return contract.conform(pa.Table.from_pylist(rows, schema=contract.schema))
