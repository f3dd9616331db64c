"""The invented county's people in office, by post; a few posts are vacant, as in life."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from baoxue.access import represented, viewer_of
from baoxue.contracts.classes import STAGES
from baoxue.demo.children import Child
from baoxue.demo.county import COUNTY, County
from baoxue.ledger.posts import OPEN, Delegation, Entry, Gap, Post, appoint, delegate, explain

_SINCE = date(2017, 9, 1)
_SURNAMES, _GIVEN = (
    "刘王李张白惠郝师霍贺高马",
    ("建国", "志强", "秀珍", "海燕", "卫东", "红梅", "文军", "晓芳", "学义", "永平"),
)


def _name(n: int) -> str:
    return _SURNAMES[n % len(_SURNAMES)] + _GIVEN[(n // len(_SURNAMES) + n) % len(_GIVEN)]


def _phone(n: int) -> str:
    return f"139{n:08d}"


def invent(county: County, children: Sequence[Child]) -> list[Post]:
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
    found += [
        Post(
            f"area_leader-{town}", "area_leader", _name(i // 3 + 80), _SINCE, phone=_phone(250 + i // 3), area_code=town
        )
        for i, town in enumerate(county.towns)
    ]
    found += [
        Post(
            f"clerk_village-{village}",
            "clerk_village",
            _name(i + 60),
            _SINCE,
            phone=_phone(7000 + i),
            area_code=village,
        )
        for i, village in enumerate(county.villages)
        if i % 4 == 0
    ]
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
                ("central_school", school.kind == "central", 51), ("inspector", i % 5 == 0, 71),
                ("contact_cadre", i % 6 == 0, 91)]  # fmt: skip
        found += [
            Post(
                f"{head}-{school.code}", head, _name(i + offset), _SINCE, school.valid_to,
                phone=_phone(3000 + i), school_code=school.code,
            )
            for head, is_held, offset in held
            if is_held
        ]  # fmt: skip
    return found + _teachers(children)


class Acting:
    """Who acts by a post, and for whom, as the program itself would write it."""

    def __init__(self, county: County, children: Sequence[Child]):
        self._posts = {post.post_id: asdict(post) for post in invent(county, children)}
        self._given = [asdict(one) for one in delegated(county)]

    def __contains__(self, post_id: str) -> bool:
        return post_id in self._posts

    def by(self, post_id: str, on: date) -> dict[str, Any]:
        """The fields of an act: the person, the post, and by name the leader whom a clerk acts for on the day."""
        held = self._posts.values()
        leader, _ = represented(viewer_of(held, post_id, on, {}, self._given), held, self._given, on)
        return {"actor": self._posts[post_id]["person_name"], "post_id": post_id,
                "on_behalf": leader["person_name"] if leader else None}  # fmt: skip


def enter(connection: sa.Connection, county: County, children: list[Child]) -> None:
    """Everybody in office, who acts for whom, and why a post is empty, as the bureau's clerk entered it."""
    by = Entry("白雪", datetime(2017, 9, 1, 9), "王立平")
    appoint(connection, invent(county, children), by)
    delegate(connection, delegated(county), by)
    explain(connection, explained(county), by)


def delegated(county: County) -> list[Delegation]:
    """Two townships whose head lets somebody act by name: one its clerk, one a village's."""
    first, second = list(county.towns)[:2]
    village = next(v for i, v in enumerate(county.villages) if i % 4 == 0 and v.startswith(second))
    return [
        Delegation(f"township_head-{first}", f"clerk_township-{first}", _SINCE),
        Delegation(f"township_head-{second}", f"clerk_village-{village}", date(2018, 11, 1)),
    ]


def explained(county: County) -> list[Gap]:
    """The first empty village post says why it is empty; the others do not."""
    village = next(v for i, v in enumerate(county.villages) if i % 37 == 11)
    return [Gap("village_head", village, "换届中,由包村干部代管", date(2018, 9, 1))]


def _teachers(children: Sequence[Child]) -> list[Post]:
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
