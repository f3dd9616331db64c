"""The invented county's household registers: who lives in each village, and the children who are at school elsewhere.

Registers enter as townships and villages send them. Ordinary children are proved in summer, so that what is found must
be exactly what is told here.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import numpy as np
import sqlalchemy as sa

from baoxue.contracts.forms import HOUSEHOLD
from baoxue.demo.books import Month
from baoxue.demo.children import Child, id_number, person_name
from baoxue.demo.county import COUNTY, County
from baoxue.demo.entry import faulty_rows, tell_entry
from baoxue.demo.plan import Expected, Plan, first_of
from baoxue.demo.posts import Acting
from baoxue.intake.form_layout import FormBlock, FormBook, Line
from baoxue.intake.form_reception import FormSending
from baoxue.ledger import whereabouts
from baoxue.ledger.whereabouts import Check

FIRST_MONTH, LAST_MONTH = "2018-09", "2018-12"
AWAY_SHARE = 0.4
"""Children at school elsewhere to pupils on the rolls: fewer than in such a county (about 0.8), to stay quick."""

_FIRST_NUMBER = 1_000_000
_SERIALS = 500
_YEAR = 2018
_DUE = date(2018, 10, 15)
_PLACES = (
    ("省内", "西安市雁塔区第二小学", "西安市雁塔区第一中学"), ("省内", "榆林市第三小学", "榆林市第七中学"),
    ("省内", "延安市宝塔区某小学", "延安市宝塔区某中学"), ("省内", "绥德县第一小学", "绥德县第二中学"),
    ("省外", "内蒙古鄂尔多斯市某小学", "内蒙古鄂尔多斯市某中学"), ("省外", "江苏省扬州市某小学", "江苏省扬州市某中学"),
    ("省外", "山西省太原市某小学", "山西省太原市某中学"), ("省外", "浙江省义乌市某小学", "浙江省义乌市某中学"),
)  # fmt: skip
_PROOFS = ("学籍系统", "学籍系统", "学籍系统", "就读证明", "就读证明", "家长说明+校方电话")
_GRADES = "一二三四五六七八九"
_OTHER_COUNTY = "陕西省榆林市绥德县名州镇"
_COLUMN = {name: place for place, name in enumerate(HOUSEHOLD.columns)}


@dataclass(frozen=True)
class Said:
    """What a village writes of a child besides who it is, by field of the form."""

    at_school: str = "是"
    school: str = ""
    place: str = ""
    cause: str = ""
    proof: str = ""
    proof_on: str = ""
    poor: str = ""
    poor_to: str = ""
    disability: str = ""


class Households:
    """Registers of every village, made once; ``sendings`` gives what arrives for a month."""

    def __init__(self, county: County, children: Sequence[Child], plan: Plan, pupils: int, seed: int) -> None:
        self.county, self.plan, self.people = county, plan, Acting(county, children)
        self.draw = np.random.default_rng(seed + 7)
        self.incoming = self._incoming(children)
        self.away = self._invent(round(pupils * AWAY_SHARE))
        villages = list(county.villages)
        self.never = villages[17]
        self.alone = {v for i, v in enumerate(villages) if i % 20 == 3}
        self.said: dict[int, Said] = {c.n: self._elsewhere(c) for c in self.away}
        self.by_village: dict[str, list[Child]] = defaultdict(list)
        for child in [*self._residents(children), *self.away]:
            self.by_village[child.area].append(child)
        for n in plan.registered:
            self.by_village[children[n].area].append(children[n])
        self._stories()
        self._sent: dict[str, date] = {}

    def sendings(self, month: str, at: datetime) -> list[FormSending]:
        """What arrives for a month: once the registers of all villages but one, later those of a few; within a month
        those of which more is known than when they were sent."""
        if not FIRST_MONTH <= month <= LAST_MONTH:
            return []
        sent, self._sent[month] = self._sent.get(month), at.date()
        if sent:
            learnt = {n for n, told in self.plan.registered.items() if any(sent < day <= at.date() for day, _ in told)}
            villages = {child.area for children in self.by_village.values() for child in children if child.n in learnt}
            return [self._book(v, month, at, [v]) for v in sorted(villages)]
        if month == FIRST_MONTH:
            townships = [
                self._book(town, month, at, [v for v, (_, t) in self.county.villages.items() if t == town])
                for town in self.county.towns
            ]
            return [*townships, *(self._book(v, month, at, [v]) for v in sorted(self.alone))]
        return [self._book(v, month, at, [v]) for v in sorted(self.alone)]

    def _book(self, unit: str, month: str, at: datetime, villages: Sequence[str]) -> FormSending:
        held = [v for v in villages if v != self.never and (len(unit) > 9 or v not in self.alone)]
        rows = [self._cells(c, at.date()) for v in held for c in self.by_village[v]]
        lines = [Line(cells, [], "户籍登记表", n, _COLUMN) for n, cells in enumerate(rows, 2)]
        name = self.county.towns.get(unit) or "".join(reversed(self._named(unit)))
        block = FormBlock("户籍登记表", f"{name}{month}户籍登记表", lines, [], _COLUMN)
        sender = "镇教育专干" if unit in self.county.towns else "村文书"
        return FormSending(FormBook(f"{unit}-{month}-户籍.xlsx", [block]), "household", unit, month, sender, at)

    def _named(self, village: str) -> tuple[str, str]:
        name, town = self.county.villages[village]
        return name, self.county.towns[town]

    def _cells(self, child: Child, on: date) -> dict[str, str]:
        """The line of a child as known on a day; what has no place of its own is said by ``Said``."""
        said = self.said.get(child.n)
        if told := [cells for day, cells in self.plan.registered.get(child.n, ()) if day <= on]:
            said = Said(**told[-1])
        if said is None:
            key = child.class_in(_YEAR)
            school = self.county.schools[key[:10]] if key else None
            said = Said(school=school.name) if school else Said(at_school="已完成义务教育")
        key = child.class_in(_YEAR)
        return {
            "head": child.guardian, "name": child.name, "relation": "子" if child.sex == "男" else "女", "sex": child.sex,
            "birth_date": f"{child.born:%Y%m%d}", "id_number": child.id_number, "village": child.area,
            "residence": "外出" if said.place else "常住", "at_school": said.at_school, "school": said.school,
            "place": said.place, "grade": f"{_GRADES[_YEAR - child.entry]}年级" if key and said.school else "",
            "cause": said.cause, "proof": said.proof, "proof_on": said.proof_on,
            "guardian": child.guardian, "phone": child.phone, "poor": said.poor or ("是" if child.is_poor else "否"),
            "poor_from": "20140601" if child.is_poor or said.poor_to else "", "poor_to": said.poor_to,
            "disability": said.disability or (self.plan.patch_of(child, f"{on:%Y-%m}") or {}).get("disability", "无"),
        }  # fmt: skip

    def _incoming(self, children: Sequence[Child]) -> set[int]:
        """Pupils here whose household is in another county: their rolls say so, and no register holds them."""
        ordinary = [c for c in children if c.class_in(_YEAR) and c.n not in self.plan.taken]
        chosen = ordinary[7 :: max(1, len(ordinary) // max(6, len(ordinary) // 350))]
        for child in chosen:
            self.plan.patches[child.n].append(("0000-00", "9999-12", {"household_area": _OTHER_COUNTY}))
        return {c.n for c in chosen}

    def _residents(self, children: Sequence[Child]) -> list[Child]:
        """Children of school age of whom no story tells: the registers of whom it does follow the rolls too, where they
        are on one all the time."""
        on_roll = [
            {
                c.n
                for rows in Month(children, self.plan, month).classes.values()
                for c, cells in rows
                if "status" not in cells
            }
            for month in ("2018-09", "2018-10", "2018-11", "2018-12")
        ]
        always = set.intersection(*on_roll)
        return [
            c
            for c in children
            if c.entry >= _YEAR - 9
            and c.n not in self.incoming
            and c.n not in self.plan.registered
            and (c.n in always or (c.entry == _YEAR - 9 and c.n not in self.plan.taken))
        ]

    def _invent(self, many: int) -> list[Child]:
        """Children whom no roll of the county holds, spread over villages and ages."""
        villages = list(self.county.villages)
        serials: Counter[date] = Counter()
        found = []
        places = self.draw.integers(0, len(villages), many)
        days = self.draw.integers(0, 365, many)
        for i in range(many):
            entry = _YEAR - 8 + i % 9
            born = date(entry - 7, 9, 1) + timedelta(days=int(days[i]))
            serials[born] += 1
            is_male = i % 2 == 0
            serial = _SERIALS + 2 * serials[born] + is_male
            name = person_name(self.draw)
            found.append(
                Child(_FIRST_NUMBER + i, name, "男" if is_male else "女", born, id_number(COUNTY, born, serial),
                      villages[int(places[i])], f"18{i:09d}", name[0] + "建国", i % 11 == 0, False, entry, "", "")
            )  # fmt: skip
        return found

    def _elsewhere(self, child: Child) -> Said:
        """An ordinary child elsewhere: proved in the summer; every fifth is checked by its village in
        October, so that September has children to be verified."""
        n = child.n - _FIRST_NUMBER
        place, primary, junior = _PLACES[n % len(_PLACES)]
        said = Said(school=junior if _YEAR - child.entry >= 6 else primary, place=place,
                    disability="肢体残疾" if n % 150 == 60 else "")  # fmt: skip
        if _is_checked_late(child):
            return said
        day = date(2018, 7, 16) + timedelta(days=n % 48)
        return replace(said, proof=_PROOFS[n % len(_PROOFS)], proof_on=f"{day:%Y%m%d}")

    def _stories(self) -> None:
        """The planted ones: three whom nobody proved in time, one whom a call-back refuted, one nobody can place, two who
        never entered a school (one disabled, both of age to), and a poverty label that ended."""
        registered = [c for c in self.away if c.area != self.never]
        free = iter([c for c in registered if c.area not in self.alone and not c.is_poor and not _is_checked_late(c)])

        def plant(
            story: str, reason: str | None, first: date | None = None, reached: date | None = None,
            closing: str = "open_overdue", fits: Callable[[Child], bool] = lambda c: True, **said: str,
        ) -> Child:  # fmt: skip
            child = first_of(c for c in free if fits(c))
            self.said[child.n] = Said(**{**vars(self.said[child.n]), **said})
            self.plan.expected.append(Expected(story, child.n, reason, first, reached, closing if reason else None))
            return child

        for proof_on in ("20180520", "20180612", ""):
            plant("at school elsewhere, not verified by 15 October", "unverified", _DUE, _DUE + timedelta(days=1),
                 proof="就读证明" if proof_on else "", proof_on=proof_on)  # fmt: skip
        refuted = plant(
            "at school elsewhere, refuted by a call-back", "unverified", date(2018, 11, 20), date(2018, 11, 20)
        )
        plant("on the register, on no roll, nobody knows where", "no_record", date(2018, 9, 1), date(2018, 9, 1),
             at_school="不详", school="", place="", proof="", proof_on="")  # fmt: skip
        for disability in ("", "智力残疾"):
            plant("never entered a school", "village_reported", date(2018, 9, 1), date(2018, 9, 1), at_school="否", school="",
                 place="", cause="家长不重视" if not disability else "残疾", proof="", proof_on="", disability=disability,
                 fits=lambda c: c.entry < _YEAR)  # fmt: skip
        plant("a poverty label that ended in June", None, poor="是", poor_to="20180630")
        school = next(s.name for s in self.county.schools.values() if s.kind == "central")
        tell_entry(self.plan, plant, school, self.people)
        told = [v for v in self.county.villages if v != self.never and v not in self.alone]
        for row, known in faulty_rows(free, told):
            self.said[row.n] = self.said[known.n]
            held = self.by_village[row.area]
            if known in held and row.n == known.n:
                held.remove(known)
            held.append(row)
        late = [c for c in registered if _is_checked_late(c)]
        self._act(late, date(2018, 10, 8), "checked", "confirmed", "村文书", "certificate")
        confirmed = [first_of(free) for _ in range(4)]
        self._act([refuted], date(2018, 10, 12), "reviewed", "confirmed", "镇教育专干")
        self._act([refuted], date(2018, 11, 20), "called_back", "refuted", "基教股 白雪")
        self._act(confirmed, date(2018, 10, 9), "checked", "confirmed", "村文书")
        self._act(confirmed, date(2018, 10, 12), "reviewed", "confirmed", "镇教育专干")
        self._act(confirmed[:2], date(2018, 11, 20), "called_back", "confirmed", "基教股 白雪")
        self.plan.acts.sort(key=lambda pair: pair[0])

    def _act(
        self, children: Sequence[Child], on: date, step: str, result: str, actor: str, proof: str | None = None
    ) -> None:
        at = datetime(on.year, on.month, on.day, 12)

        def record(connection: sa.Connection, keys: dict[int, int]) -> None:
            acts = [Check(keys[c.n], step, result, on, at, actor, proof) for c in children]
            whereabouts.record(connection, acts)

        self.plan.acts.append((at, record))


def _is_checked_late(child: Child) -> bool:
    return (child.n - _FIRST_NUMBER) % 5 == 4
