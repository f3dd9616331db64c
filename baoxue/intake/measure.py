"""How fast a large book is read, against the library's bare read of the same file."""

from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import xlsxwriter
from python_calamine import load_workbook

from baoxue.intake.reader import read

_HEADINGS = (
    "序号", "姓名", "性别", "出生日期", "身份证件号", "全国学籍号",
    "年级", "班级", "户口所在地", "就读方式", "现住址", "联系电话",
)  # fmt: skip


@dataclass(frozen=True)
class ReadTimes:
    """Seconds: ``ours`` for the large book laid out, ``bare`` for the library's cells; ``fixed`` for a book of one
    row, which is what every file costs at least."""

    rows: int
    ours: float
    bare: float
    fixed: float

    @property
    def ratio(self) -> float:
        return self.ours / self.bare


def read_times(folder: Path, rows: int = 20_000, rounds: int = 5) -> ReadTimes:
    """Writes the books into ``folder`` and takes the best of ``rounds`` alternating reads: what else the machine does
    only ever adds to one."""
    large, small = _book(folder / "large.xlsx", rows), _book(folder / "small.xlsx", 1)
    read(small)
    timed = [(_seconds(read, large), _seconds(_bare, large), _seconds(read, small)) for _ in range(rounds)]
    ours, bare, fixed = (min(column) for column in zip(*timed, strict=True))
    return ReadTimes(rows, ours, bare, fixed)


def _seconds(act, path: Path) -> float:  # type: ignore[no-untyped-def]
    start = perf_counter()
    act(path)
    return perf_counter() - start


def _bare(path: Path) -> None:
    book = load_workbook(path)
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


def _book(path: Path, rows: int) -> Path:
    """A roll as Excel and WPS store one: each text once, beside the sheet. Texts within their cells make the bare read
    slower, and the ratio kinder."""
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("花名册")
        page.write_row(0, 0, _HEADINGS)
        for n in range(1, rows + 1):
            number = f"610830{2005 + n % 10}{1 + n % 12:02d}{1 + n % 28:02d}{n % 10_000:04d}"
            pupil = [n, f"学生{n % 997}", "男" if n % 2 else "女", number[6:14], number, f"G{number}"]
            page.write_row(n, 0, [*pupil, "六年级", f"{1 + n % 9}班", "610830100201", "走读", "王家坪村", "1399120"])
    return path
