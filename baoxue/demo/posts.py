"""The invented county's people in office, by post; a few posts are vacant, as in life."""

from datetime import date

from baoxue.contracts.classes import STAGES
from baoxue.demo.children import Child
from baoxue.demo.county import COUNTY, County
from baoxue.ledger.posts import OPEN, Post

_SINCE = date(2017, 9, 1)
_SURNAMES, _GIVEN = (
    "刘王李张白惠郝师霍贺高马",
    ("建国", "志强", "秀珍", "海燕", "卫东", "红梅", "文军", "晓芳", "学义", "永平"),
)


def _name(n: int) -> str:
    return _SURNAMES[n % len(_SURNAMES)] + _GIVEN[(n // len(_SURNAMES) + n) % len(_GIVEN)]


def _phone(n: int) -> str:
    return f"139{n:08d}"


def invent(county: County, children: list[Child]) -> list[Post]:
    """County, bureau, townships, villages, central schools, principals, clerks, inspectors, class teachers."""
    found = [
        Post("county_head", "county_head", "刘志远", _SINCE, phone=_phone(1), area_code=COUNTY),
        Post("director", "director", "王立平", _SINCE, phone=_phone(2), area_code=COUNTY),
        Post("deputy_director", "deputy_director", "惠志强", _SINCE, phone=_phone(4), area_code=COUNTY),
        Post("bureau_clerk", "bureau_clerk", "白雪", _SINCE, phone=_phone(3), area_code=COUNTY),
    ]
    for i, town in enumerate(county.towns):
        found.append(
            Post(f"township_head-{town}", "township_head", _name(i + 3), _SINCE, phone=_phone(100 + i), area_code=town)
        )
        found.append(
            Post(
                f"clerk_township-{town}", "clerk_township", _name(i + 20), _SINCE, phone=_phone(200 + i), area_code=town
            )
        )
    for i, village in enumerate(county.villages):
        if i % 37 != 11:
            found.append(
                Post(
                    f"village_head-{village}",
                    "village_head",
                    _name(i),
                    _SINCE,
                    phone=_phone(1000 + i),
                    area_code=village,
                )
            )
    for i, school in enumerate(county.schools.values()):
        held = [("principal", i % 23 != 17, 7), ("clerk_school", school.kind != "point", 31),
                ("central_school", school.kind == "central", 51), ("inspector", i % 5 == 0, 71)]  # fmt: skip
        found += [
            Post(
                f"{head}-{school.code}", head, _name(i + offset), _SINCE, school.valid_to,
                phone=_phone(3000 + i), school_code=school.code,
            )
            for head, is_held, offset in held
            if is_held
        ]  # fmt: skip
    return found + _teachers(children)


def _teachers(children: list[Child]) -> list[Post]:
    """A class teacher for each class and school year: posts change every September."""
    found = []
    for year in (2017, 2018):
        last = date(2018, 8, 31) if year == 2017 else OPEN
        keys = sorted({key for c in children if (key := c.class_in(year))})
        for i, key in enumerate(keys):
            if STAGES[key[11]] and i % 61 != 29:
                found.append(
                    Post(
                        f"class_teacher-{key}-{year}", "class_teacher", _name(i + year), date(year, 9, 1), last,
                        phone=_phone(5000 + i), class_key=key, school_code=key[:10],
                    )
                )  # fmt: skip
    return found
