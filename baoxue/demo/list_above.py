"""The invented county's list from above: received in November, worked off in December, six and three lines left open.

It comes as a workbook and passes the reader; people ask, compare and answer it by the desk's own acts. Pupils of the
county are pupils of the county, children elsewhere stand on the household registers, the others nowhere.
"""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import xlsxwriter

from baoxue import wiring
from baoxue.access import Viewer, viewer_of
from baoxue.demo.children import Child, id_number, person_name
from baoxue.demo.county import COUNTY, County
from baoxue.demo.households import Households
from baoxue.demo.plan import Expected, Plan, TooSmall, first_of
from baoxue.desk import lists as desk
from baoxue.desk.lists import Answer
from baoxue.ledger import lists
from baoxue.ledger.lists import QUESTION
from baoxue.ledger.posts import standing

ANSWERS = {
    "at_county_school": 118, "in_province": 137, "out_of_province": 61, "wrong_record": 31, "empty_household": 22,
    "no_such_person": 6, "dead": 4, "no_register": 5, "over_age": 9, "abroad": 2, "home_teaching": 8, "lost": 3,
    "dropped_out": 6,
}  # fmt: skip
"""How many lines end by which answer, in a county of 15,000 pupils."""

NAME = "省教育厅2018年秋季疑似失学儿童名单"
RECEIVED, REPLY = date(2018, 11, 15), date(2018, 12, 10)
FOUND = "out of school by the list from above, unknown before"
_TAKEN_IN, _COMPARED, _ANSWERED = datetime(2018, 11, 15, 17), datetime(2018, 12, 4, 10), datetime(2018, 12, 6, 15)
_APPROVED = datetime(2018, 12, 7, 16)
_FIRST_DUE, _DUE = date(2018, 12, 18), date(2018, 12, 28)
_HEADING = (
    "序号",
    "姓名",
    "身份证号",
    "户籍地",
    "疑似类型",
    "数据来源",
    "核查结果",
    "就读学校",
    "原因",
    "佐证",
    "核查人",
    "备注",
)
_SOURCES = ("公安户籍比对学籍", "扶贫系统比对学籍", "全国学籍系统")
_SAID = {
    "wrong_record": ("姓名或证号有误", "户口簿复印件"), "empty_household": ("", "派出所证明"), "no_such_person": ("", "村委会证明"),
    "dead": ("", "死亡医学证明"), "no_register": ("未建学籍", "就读证明"), "over_age": ("", "户口簿复印件"),
    "abroad": ("随父母出境", "护照复印件"), "home_teaching": ("重度残疾", "残疾证、送教记录"), "in_province": ("随父母外出", "就读证明"),
    "out_of_province": ("随父母外出", "就读证明"), "at_county_school": ("", "学籍证明、考勤表"), "lost": ("举家外出,电话不通", ""),
    "dropped_out": ("外出务工", ""),
}  # fmt: skip


@dataclass(frozen=True)
class _Told:
    """One line: who it names, as it names them, and the answer that people find; ``school`` where the child learns."""

    code: str
    name: str
    number: str
    area: str
    school: str = ""


class ListFromAbove:
    """``act`` does what is due by a moment: takes the list in, later works it off."""

    def __init__(
        self, county: County, children: Sequence[Child], plan: Plan, households: Households, pupils: int, seed: int
    ):
        self.county, self.plan, self.households = county, plan, households
        self.draw = np.random.default_rng(seed + 19)
        self.numbers = {code: max(1, round(n * pupils / 15_000)) for code, n in ANSWERS.items()}
        told = [one for code, n in self.numbers.items() for one in self._tell(code, n, children)]
        self.told = [told[i] for i in self.draw.permutation(len(told))]
        self._done = 0

    def is_due(self, at: datetime) -> bool:
        """Whether ``act`` would do something by a moment."""
        return bool(self._due(at))

    def act(self, home: Path, at: datetime) -> None:
        for what in self._due(at):
            what(home)
            self._done += 1

    def _due(self, at: datetime) -> list[Callable[[Path], None]]:
        steps = ((_TAKEN_IN, self._receive), (_APPROVED, self._work))
        return [what for due, what in steps[self._done :] if at >= due]

    def _receive(self, home: Path) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "名单.xlsx"
            self._write(path)
            desk.receive(home, _clerk(home, _TAKEN_IN), path, NAME, RECEIVED, REPLY, _TAKEN_IN)

    def _work(self, home: Path) -> None:
        """Whom a line means is settled first; what data prove is accepted together; the rest is answered line by line, and
        what the bureau approves one by one is approved by its deputy director."""
        clerk, list_id = _clerk(home, _ANSWERED), lists.id_of(NAME, RECEIVED)
        with wiring.ledger_of(home).read() as connection:
            asked = [line.line_no for line in lists.lines_of(connection, list_id) if line.match == QUESTION]
        for line_no in asked:
            desk.resolve(home, clerk, list_id, line_no, None, _COMPARED)
        desk.accept_proved(home, clerk, list_id, _COMPARED)
        rows = wiring.open_figures(home).aggregate("pg_list_reply", list_id=list_id, as_of=_ANSWERED).rows
        answered = {row["line_no"] for row in rows}
        said = {n: self._answer(n, one) for n, one in enumerate(self.told, 1) if n not in answered}
        desk.answer_many(home, clerk, list_id, said, _ANSWERED)
        leader = _post(home, "deputy_director", _APPROVED)
        figures = wiring.open_figures(home)
        rows = figures.children("pg_list_lines", leader, as_of=_APPROVED, area=COUNTY, list_id=list_id).rows
        waiting = [row["line_no"] for row in rows if row["state"] == "verified"]
        desk.review(home, leader, list_id, waiting, at=_APPROVED)
        wiring.close_all()

    def _answer(self, line_no: int, one: _Told) -> Answer:
        cause, proof = _SAID[one.code]
        town = self.county.towns[one.area[:9]]
        if one.code not in ("lost", "dropped_out"):
            return Answer(one.code, f"{town}教育专干", proof, one.school, cause)
        first = next(n for n, other in enumerate(self.told, 1) if other.code == "lost")
        return Answer(
            one.code, f"{town}教育专干", proof, "", cause, f"{town}镇长", _FIRST_DUE if line_no == first else _DUE
        )

    def _write(self, path: Path) -> None:
        with xlsxwriter.Workbook(path) as workbook:
            sheet = workbook.add_worksheet("名单")
            sheet.merge_range(0, 0, 0, len(_HEADING) - 1, NAME)
            sheet.write_row(1, 0, _HEADING)
            for n, one in enumerate(self.told, 1):
                village, town = self.county.villages[one.area]
                cells = [one.name, one.number, f"{self.county.towns[town]}{village}", "疑似失学", _SOURCES[n % 3]]
                sheet.write_number(n + 1, 0, n)
                for column, cell in enumerate(cells, 1):
                    sheet.write_string(n + 1, column, cell)

    def _tell(self, code: str, many: int, children: Sequence[Child]) -> Iterator[_Told]:
        """The lines that end by one answer."""
        if code == "at_county_school":
            for child in self._spread(self._at_school(children), many):
                school = self.county.schools[(child.class_in(2018) or "")[:10]]
                yield _Told(code, child.name, child.id_number, child.area, school.name)
        elif code in ("in_province", "out_of_province"):
            place = {"in_province": "省内", "out_of_province": "省外"}[code]
            for child in self._spread([c for c in self._elsewhere() if self.households.said[c.n].place == place], many):
                yield _Told(code, child.name, child.id_number, child.area, self.households.said[child.n].school)
        elif code in ("lost", "dropped_out"):
            for child in self._out(code, many, children):
                yield _Told(code, child.name, child.id_number, child.area)
        else:
            for i in range(many):
                yield self._stranger(code, i, children)

    def _at_school(self, children: Sequence[Child]) -> list[Child]:
        told = self.plan
        busy = {*told.taken, *told.marks, *told.patches, *told.moves, *told.mid_month, *told.numbers}
        return [c for c in children if c.class_in(2018) and c.n not in busy]

    def _elsewhere(self) -> list[Child]:
        told = {e.child for e in self.plan.expected}
        held = self.households
        return [c for c in held.away if c.area != held.never and c.area not in held.alone and c.n not in told]

    def _out(self, code: str, many: int, children: Sequence[Child]) -> list[Child]:
        """Children of open cases; one who is out of school was unknown before and gets a case by the list."""
        known = {c.n: c for c in [*children, *self.households.away]}
        reasons = ("unverified",) if code == "lost" else ("no_record", "village_reported", "run")
        told = [
            known[e.child] for e in self.plan.expected
            if e.reason in reasons and e.closing == "open_overdue" and e.reached_on and e.reached_on < date(2018, 11, 15)
        ]  # fmt: skip
        if code == "lost":
            return told[:many]
        fresh = first_of(c for c in reversed(self._elsewhere()) if not c.is_poor)
        self.plan.expected.append(Expected(FOUND, fresh.n, "list", None, _ANSWERED.date(), "open_overdue"))
        return [fresh, *told[: many - 1]]

    def _stranger(self, code: str, i: int, children: Sequence[Child]) -> _Told:
        """Somebody whom no register holds; a third of the wrong records bear a pupil's number, a third a damaged one."""
        village = list(self.county.villages)[int(self.draw.integers(0, len(self.county.villages)))]
        born = date(1999 if code == "over_age" else 2008, 1, 1) + timedelta(days=int(self.draw.integers(0, 900)))
        number, name = id_number(COUNTY, born, 700 + i % 300), person_name(self.draw)
        if code == "wrong_record" and i % 3 == 0:
            pupil = children[int(self.draw.integers(0, len(children)))]
            number, name = pupil.id_number, pupil.name[::-1] + "子"
        elif code == "wrong_record" and i % 3 == 1:
            number = "6.1083E+17" if i % 2 else number[:17]
        return _Told(code, name, number, village, "榆林市某学校" if code == "no_register" else "")

    @staticmethod
    def _spread(fitting: Sequence[Child], many: int) -> list[Child]:
        """Children spread over all that fit."""
        if len(fitting) <= many:
            raise TooSmall
        step = max(1, len(fitting) // (many + 1))
        return [fitting[(i + 1) * step] for i in range(many)]


def _clerk(home: Path, at: datetime) -> Viewer:
    return _post(home, "bureau_clerk", at)


def _post(home: Path, post_id: str, at: datetime) -> Viewer:
    with wiring.ledger_of(home).read() as connection:
        return viewer_of(standing(connection), post_id, at.date())
