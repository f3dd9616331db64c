"""The invented county's places: towns, villages and schools. Names of towns are data; nobody in it exists."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

COUNTY = "610830"
TOWNS = ("宽州镇", "石咀驿镇", "折家坪镇", "玉家河镇", "高杰村镇", "李家塔镇", "店则沟镇", "解家沟镇", "下廿里铺镇")
_FAMILIES = ("王家", "李家", "刘家", "张家", "白家", "惠家", "郝家", "师家", "霍家", "贺家", "高家", "马家")
_SHAPES = ("坪", "塬", "沟", "湾", "岔", "峁", "砭", "圪", "畔", "渠", "崖", "咀")
VILLAGES_A_TOWN = 12
CLOSED_ON = date(2018, 7, 31)
_OPEN, _END = date(2000, 1, 1), date(9999, 12, 31)


@dataclass(frozen=True)
class School:
    """``weight``: its part of the town's pupils of a stage; ``marks_halves``: marks mornings and afternoons."""

    code: str
    name: str
    kind: str
    town: str
    weight: float
    central: str | None
    valid_to: date = _END
    successor: str | None = None
    marks_halves: bool = False

    @property
    def is_junior(self) -> bool:
        return self.kind == "junior"


@dataclass(frozen=True)
class County:
    towns: dict[str, str]
    villages: dict[str, tuple[str, str]]
    schools: dict[str, School]

    def of_town(self, town: str, junior: bool) -> list[School]:
        return [s for s in self.schools.values() if s.town == town and s.is_junior == junior]


def invent(pupils: int) -> County:
    """Nine towns; a central primary and a junior school in each, further primaries and teaching points by size."""
    towns = {f"{COUNTY}{100 + i}": name for i, name in enumerate(TOWNS)}
    villages = {
        f"{town}{200 + v:03d}": (f"{_FAMILIES[v]}{_SHAPES[(v + t) % len(_SHAPES)]}村", town)
        for t, town in enumerate(towns)
        for v in range(VILLAGES_A_TOWN)
    }
    many = max(2, round(pupils / 250 / len(TOWNS)))
    schools: dict[str, School] = {}
    for t, (town, name) in enumerate(towns.items()):
        for school in _town_schools(t, town, name.removesuffix("镇"), many + (3 if t == 0 else 0)):
            schools[school.code] = school
    return County(towns, villages, schools)


def _town_schools(t: int, town: str, name: str, many: int) -> list[School]:
    code = f"21610830{t}"
    central = f"{code}0"
    found = [School(central, f"清涧县{name}镇中心小学", "central", town, 3.0, central, marks_halves=t == 2)]
    found.append(School(f"{code}1", f"清涧县{name}初级中学", "junior", town, 1.0, None))
    for i in range(max(0, many - 2)):
        point = i % 2 == 1
        words = f"{_FAMILIES[i]}{_SHAPES[(i + t) % len(_SHAPES)]}"
        full = f"清涧县{name}镇{words}{'教学点' if point else '小学'}"
        closes = point and t == 4 and i == 1
        found.append(
            School(
                f"{code}{i + 2}",
                full,
                "point" if point else "primary",
                town,
                0.3 if point else 1.0,
                central,
                CLOSED_ON if closes else _END,
                central if closes else None,
            )
        )
    return found[:10]


def special_schools(county: County) -> dict[str, School]:
    """Schools that the stories treat as a whole, by what happens to them."""
    central = {name: county.of_town(town, junior=False)[0] for town, name in county.towns.items()}
    named = dict(zip(("halves", "silent", "late", "nil_true", "silent_roll"), [*central.values()][4:], strict=False))
    closed = next((s for s in county.schools.values() if s.successor), None)
    named["halves"] = next(s for s in county.schools.values() if s.marks_halves)
    return named | ({"closed": closed} if closed else {})


def write_reference(county: County, folder: Path) -> None:
    """areas.csv and schools.csv of the county's overlay."""
    folder.mkdir(parents=True, exist_ok=True)
    areas = [(COUNTY, "清涧县", "county", "", 0)]
    areas += [(code, name, "township", COUNTY, i) for i, (code, name) in enumerate(county.towns.items(), 1)]
    areas += [(code, name, "village", town, i) for i, (code, (name, town)) in enumerate(county.villages.items(), 1)]
    _write(
        folder / "areas.csv",
        "area_code,name,level,parent_code,sort,valid_from,valid_to,successor_code",
        [(*area, _OPEN, _END, "") for area in areas],
    )
    _write(
        folder / "schools.csv",
        "school_code,name,short_name,kind,area_code,central_code,has_clerk,is_boarding,sort,valid_from,valid_to,successor_code",
        [
            (s.code, s.name, s.name.removeprefix("清涧县"), s.kind, s.town, s.central or "", str(s.kind != "point").lower(),
             str(s.is_junior).lower(), i, _OPEN, s.valid_to, s.successor or "")
            for i, s in enumerate(county.schools.values(), 1)
        ],
    )  # fmt: skip


def _write(path: Path, header: str, rows: list[tuple]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(rows)
