"""A county town and a village township with schools of every stage, drawn for the specs of aid. Lists of autumn 2018."""

CALENDAR = """
    calendar_id | day        | month   | school_year | term   | is_school_day
    county      | 2018-09-03 | 2018-09 | 2018        | 2018-1 | true
    county      | 2018-09-28 | 2018-09 | 2018        | 2018-1 | true
    county      | 2018-10-31 | 2018-10 | 2018        | 2018-1 | true
"""
SUBMISSION = "month | kind | school_code\n2018-09 | roll | P1"
SCHOOL = """
    school_code | name | short_name | kind         | area_code | sort
    P1          | 小学 | 小学       | primary      | 610830101 | 1
    P2          | 城小 | 城小       | primary      | 610830100 | 2
    J1          | 初中 | 初中       | junior       | 610830101 | 3
    K1          | 幼儿 | 幼儿       | kindergarten | 610830101 | 4
    H1          | 高中 | 高中       | senior       | 610830100 | 5
    V1          | 职中 | 职中       | vocational   | 610830100 | 6
"""
AREA = """
    area_code    | name   | level    | parent_code
    610830       | 清涧县 | county   | .
    610830100    | 宽州镇 | township | 610830
    610830101    | 石咀驿 | township | 610830
    610830101201 | 王家坪 | village  | 610830101
"""
CLASS = """
    class_key     | school_code | stage        | entry_year | class_no
    P1-P2015-01   | P1          | primary      | 2015       | 1
    P2-P2015-01   | P2          | primary      | 2015       | 1
    J1-J2018-01   | J1          | junior       | 2018       | 1
    K1-K2016-01   | K1          | kindergarten | 2016       | 1
    H1-S2018-01   | H1          | senior       | 2018       | 1
    V1-V2017-01   | V1          | vocational   | 2017       | 1
    V1-V2016-01   | V1          | vocational   | 2016       | 1
"""
HEAD = "month | child_key | school_code | class_key | stage | boarder | is_poor | household_area | status | placement"
PLACES = {
    "P1": ("P1-P2015-01", "primary"), "P2": ("P2-P2015-01", "primary"), "J1": ("J1-J2018-01", "junior"),
    "K1": ("K1-K2016-01", "kindergarten"), "H1": ("H1-S2018-01", "senior"), "V1": ("V1-V2017-01", "vocational"),
    "V3": ("V1-V2016-01", "vocational"),
}  # fmt: skip


def pupil(key: int, place: str, boarder="false", poor="false", months=("2018-09", "2018-10"), area="610830101201", status="01",
          placement="ordinary") -> str:  # fmt: skip
    """Rows of a pupil's roll: the same in every month given."""
    class_key, stage = PLACES[place]
    school = place.replace("V3", "V1")
    return "\n".join(
        f"{month} | {key} | {school} | {class_key} | {stage} | {boarder} | {poor} | {area} | {status} | {placement}"
        for month in months
    )


def roll(*pupils: str) -> str:
    return "\n".join([HEAD, *pupils])


def present(*places: tuple[int, str], months=("2018-09", "2018-10")) -> str:
    """Pupils who were seen in their class in every month given: (child, place)."""
    rows = [f"{key} | {PLACES[place][0]} | {month} | 2" for key, place in places for month in months]
    return "\n".join(["child_key | class_key | month | present_halves", *rows])


def given(rolls: str, **more: str) -> dict[str, str]:
    return {
        "calendar": CALENDAR,
        "submission": SUBMISSION,
        "school": SCHOOL,
        "area": AREA,
        "class": CLASS,
        "roll": rolls,
        **more,
    }


ASKED = dict(month="2018-10", as_of="2018-10-31")
