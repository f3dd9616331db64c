"""Invented children: names, valid ID numbers, households, and the classes they go through."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from baoxue.contracts.classes import class_key
from baoxue.demo.county import COUNTY, County

FIRST_ENTRY, LAST_ENTRY = 2009, 2018
HANDED_OVER = {2012: 1604 / 15_000}
"""Year of entry → its part of all pupils, where it is not a ninth: the grade 6 that goes on to junior school in 2018."""

_SURNAMES = "王李刘张白惠郝师霍贺高马陈杨赵黄周吴徐孙朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余杜叶程苏魏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊单"
_GIVEN = "子梓雨欣浩宇佳怡俊杰思涵晨曦文博嘉琪志强丽娜小明红芳伟艳军敏静磊洋勇杰娟涛超霞平刚桂英建国玉兰秀珍海燕春梅建华学义永红彩霞"
_CLASS_SIZE = 45
_WEIGHTS, _CHECKS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), "10X98765432"


@dataclass(frozen=True)
class Child:
    """One invented child. ``entry``: year of entering grade 1; class keys for both stages."""

    n: int
    name: str
    sex: str
    born: date
    id_number: str
    area: str
    phone: str
    guardian: str
    is_poor: bool
    is_left_behind: bool
    entry: int
    primary: str
    junior: str

    @cached_property
    def born_as_written(self) -> str:
        return f"{self.born:%Y%m%d}"

    @cached_property
    def student_number(self) -> str:
        """The permanent one."""
        return f"G{self.id_number}"

    def class_in(self, year: int) -> str | None:
        """The class key in a school year; None before grade 1 and after grade 9."""
        grade = year - self.entry + 1
        return self.primary if 1 <= grade <= 6 else self.junior if 7 <= grade <= 9 else None


def id_number(area: str, born: date, serial: int) -> str:
    """GB 11643: area, birth date, serial (odd = male), check character."""
    body = f"{area}{born:%Y%m%d}{serial:03d}"
    return body + _CHECKS[sum(w * int(d) for w, d in zip(_WEIGHTS, body, strict=True)) % 11]


def person_name(draw: np.random.Generator) -> str:
    """A surname and one or two characters."""
    surname = _SURNAMES[int(draw.integers(0, len(_SURNAMES)))]
    return surname + "".join(_GIVEN[int(i)] for i in draw.integers(0, len(_GIVEN), 1 + int(draw.random() < 0.8)))


def invent(county: County, pupils: int, seed: int) -> list[Child]:
    """About ``pupils`` children in each school year, over ten years of entry."""
    draw = np.random.default_rng(seed)
    towns = list(county.towns)
    shares = np.array([2.6 if i == 0 else 1.0 for i in range(len(towns))])
    serials: Counter[date] = Counter()
    children: list[Child] = []
    for entry in range(FIRST_ENTRY, LAST_ENTRY + 1):
        for town, many in zip(towns, _cohort(round(pupils * HANDED_OVER.get(entry, 1 / 9)), shares), strict=True):
            seats = _seats(county, town, entry, many)
            for place in range(many):
                children.append(_child(len(children), draw, county, town, entry, *seats[place], serials))
    return children


def _cohort(many: int, shares: np.ndarray) -> list[int]:
    """The children of one year of entry by town, at least four each; in a county large enough they add up to ``many``."""
    ends = np.round(np.cumsum(shares / shares.sum()) * many).astype(int)
    return [max(4, int(n)) for n in np.diff(ends, prepend=0)]


def _seats(county: County, town: str, entry: int, many: int) -> list[tuple[str, str]]:
    """(primary class, junior class) of each child of a town's cohort, classes of at most 45."""
    primaries, (junior, *_) = county.of_town(town, junior=False), county.of_town(town, junior=True)
    weights = np.array([s.weight for s in primaries])
    ends = np.round(np.cumsum(weights / weights.sum()) * many).astype(int)
    found: list[tuple[str, str]] = []
    in_school: dict[str, int] = defaultdict(int)
    sizes = {s.code: int(e) - int(b) for s, e, b in zip(primaries, ends, [0, *ends[:-1]], strict=True)}
    for place in range(many):
        school = primaries[int(np.searchsorted(ends, place, side="right"))].code
        classes = -(-sizes[school] // _CLASS_SIZE)
        number = in_school[school] * classes // sizes[school] + 1
        in_school[school] += 1
        junior_number = place * -(-many // _CLASS_SIZE) // many + 1
        found.append(
            (class_key(school, "primary", entry, number), class_key(junior.code, "junior", entry + 6, junior_number))
        )
    return found


def _child(
    n: int,
    draw: np.random.Generator,
    county: County,
    town: str,
    entry: int,
    primary: str,
    junior: str,
    serials: Counter,
) -> Child:
    born = date(entry - 7, 9, 1) + timedelta(days=int(draw.integers(0, 365)))
    male = bool(draw.integers(0, 2))
    serials[born] += 1
    serial = 2 * serials[born] + (1 if male else 0)
    villages = [code for code, (_, t) in county.villages.items() if t == town]
    name = person_name(draw)
    return Child(
        n,
        name,
        "男" if male else "女",
        born,
        id_number(COUNTY, born, serial),
        villages[int(draw.integers(0, len(villages)))],
        f"1{3 + n % 7}{n:09d}"[:11],
        name[0] + _GIVEN[int(draw.integers(0, len(_GIVEN)))],
        bool(draw.random() < 0.12),
        bool(draw.random() < 0.3),
        entry,
        primary,
        junior,
    )
