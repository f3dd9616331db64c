"""The county's own forms, filled: sums alone, the same for everybody who may open the place."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from baoxue.contracts.county_form import DEFAULT_QUERY, Form
from baoxue.figures import Figures
from baoxue.figures.answers import Answer
from baoxue.figures.contracts import CHILD_COLUMNS, PAGES
from baoxue.reference.county_forms import load, names

if TYPE_CHECKING:
    from baoxue.reports.county_form import Figures as Filling

__all__ = ["Filled", "check", "fill", "names"]


@dataclass(frozen=True)
class Filled:
    """A filled form, and the name of its file."""

    content: bytes
    file: str


def fill(home: Path, name: str, door: Figures, area: str, place: str, month: str, as_of: datetime) -> Filled:
    """The form of that name for a place and month. Raises Faulty with every fault of the form, Refused of the door."""
    from baoxue.reports import county_form  # brings the library of workbooks: loaded when a form is filled

    form = load(home, name)
    answers = _asked(form, door, area, month, as_of)
    content = county_form.fill(form, _figures(form, door, answers, place, month), _version(answers))
    return Filled(content, f"{name}-{place}-{month}.xlsx")


def check(home: Path, name: str, door: Figures, area: str, place: str, month: str, as_of: datetime) -> int:
    """How many cells the form would get. Raises Faulty with every fault."""
    from baoxue.reports import county_form

    form = load(home, name)
    return county_form.check(form, _figures(form, door, _asked(form, door, area, month, as_of), place, month))


def _asked(form: Form, door: Figures, area: str, month: str, as_of: datetime) -> dict[str, Answer]:
    """Answers of what the form names and the door gives, of the report and its gaps in any case."""
    named = [name for name in form.queries if name in PAGES and not _is_private(name)]
    wanted = dict.fromkeys([DEFAULT_QUERY, "pg_monthly_gaps", *named])
    return {name: door.aggregate(name, month=month, as_of=as_of, area=area) for name in wanted}


def _is_private(name: str) -> bool:
    return bool(CHILD_COLUMNS & PAGES[name].keys())


def _figures(form: Form, door: Figures, answers: dict[str, Answer], place: str, month: str) -> "Filling":
    from baoxue.reports.county_form import Figures as Filling

    gaps = {(r["line"], r["unit_code"], r["stage"], r["figure"]): r["gap"] for r in answers["pg_monthly_gaps"].rows}
    words = f"{month[:4]}年{int(month[5:])}月"
    through = door.snapshot.data_through
    head = {
        "地方": place, "年月": words, "数据截至": f"{through.year}年{through.month}月{through.day}日",
        "版本": _version(answers), "标题": f"{place}义务教育控辍保学工作月报表({words})",
    }  # fmt: skip
    private = frozenset(name for name in PAGES if _is_private(name))
    rows = {name: answer.rows for name, answer in answers.items()}
    return Filling({name: tuple(columns) for name, columns in PAGES.items()}, private, rows, gaps, head)


def _version(answers: dict[str, Answer]) -> str:
    """What makes the figures repeatable: snapshot, ledger number, and the text of every query."""
    foot = answers[DEFAULT_QUERY].foot
    texts = " ".join(f"{name} {answer.foot.query_sha[:8]}" for name, answer in answers.items())
    return f"数据版本 {foot.snapshot} · 台账号 {foot.ledger_seq} · 截至 {foot.as_of:%Y-%m-%d %H:%M} · 口径 {texts}"
