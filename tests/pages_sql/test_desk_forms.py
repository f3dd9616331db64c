"""The clerk's desk of forms: registers by village and lists of aid by school; what is not known is neither none nor sent."""

from tests.measures.test_households import CALENDAR, SUBMISSION
from tests.spec import check

AREA = """
    area_code    | level    | name   | parent_code | sort | valid_to
    610830       | county   | 清涧县 | .           | 1    | 9999-12-31
    610830100    | township | 宽州镇 | 610830      | 1    | 9999-12-31
    610830101    | township | 石咀驿 | 610830      | 2    | 9999-12-31
    610830100201 | village  | a      | 610830100   | 1    | 9999-12-31
    610830100202 | village  | b      | 610830100   | 2    | 9999-12-31
    610830101201 | village  | c      | 610830101   | 1    | 9999-12-31
    610830101202 | village  | d      | 610830101   | 2    | 9999-12-31
"""
UNITS = "line | unit_code | area_level | area_code\n" + "\n".join(
    f"household | {village} | {level} | {village[:digits]}"
    for village in ("610830100201", "610830100202", "610830101201", "610830101202")
    for level, digits in (("village", 12), ("township", 9), ("county", 6))
)
CHILDREN = """
    month   | child_key | village_code | carried_from
    2018-11 | 3         | 610830100202 | .
    2018-12 | 1         | 610830100201 | .
    2018-12 | 3         | 610830100202 | 2018-11
"""
GIVEN = {"dim_unit": UNITS, "calendar": CALENDAR, "submission": SUBMISSION, "area": AREA, "children": CHILDREN}


def test_each_village_says_sent_carried_waiting_or_missing(engine):
    given = {
        **GIVEN,
        "register_list": """
            month   | village_code | rows_n | waiting_n | received_on
            2018-11 | 610830100202 | 1      | 2         | 2018-11-30
            2018-12 | 610830100201 | 2      | 0         | 2018-12-18
            2018-11 | 610830101201 | 0      | 3         | 2018-11-29
            2018-12 | 610830100    | 0      | 4         | 2018-12-19
        """,
    }
    check(engine, "pg_desk_registers", given, """
        sort | unit_code    | unit_level | township_name | state    | sent_for | waiting_n | received_on
        1    | 610830100    | township   | 宽州镇        | unplaced | 2018-12  | 4         | 2018-12-19
        2    | 610830100202 | village    | 宽州镇        | carried  | 2018-11  | 2         | 2018-11-30
        3    | 610830101201 | village    | 石咀驿        | waiting  | 2018-11  | 3         | 2018-11-29
        4    | 610830101202 | village    | 石咀驿        | missing  | .        | 0         | .
        5    | 610830100201 | village    | 宽州镇        | sent     | 2018-12  | 0         | 2018-12-18
    """, area="610830", month="2018-12")  # fmt: skip
    check(engine, "pg_desk_registers", given, """
        unit_code    | state
        610830101201 | waiting
        610830101202 | missing
    """, area="610830101", month="2018-12")  # fmt: skip
    check(engine, "pg_desk_register_counts", given, """
        registers_n | registers_d | registers_sent | registers_waiting | registers_unknown
        2           | 4           | 1              | 9                 | 0
    """, area="610830", month="2018-12")  # fmt: skip


def test_months_published_before_waiting_rows_were_kept_are_not_known(engine):
    """November held children and no list; the village sent anew in December is known, what is carried from November is not,
    nor whether a village that never stood had a file all of whose rows wait."""
    given = {**GIVEN, "register_list": """
        month   | village_code | rows_n | waiting_n | received_on
        2018-12 | 610830100201 | 2      | 0         | 2018-12-18
    """}  # fmt: skip
    check(engine, "pg_desk_registers", given, """
        sort | unit_code    | state   | sent_for | waiting_n
        1    | 610830101201 | missing | .        | .
        2    | 610830101202 | missing | .        | .
        3    | 610830100202 | carried | 2018-11  | .
        4    | 610830100201 | sent    | 2018-12  | 0
    """, area="610830", month="2018-12")  # fmt: skip
    check(engine, "msr_registers", given, """
        area_level | area_code    | month   | n | n_sent | waiting_n | unknown_n
        county     | 610830       | 2018-12 | 2 | 1      | 0         | 1+1+1
        township   | 610830100    | 2018-12 | 2 | 1      | 0         | 1
        township   | 610830101    | 2018-12 | 0 | 0      | 0         | 2
        village    | 610830100201 | 2018-12 | 1 | 1      | 0         | 0
        village    | 610830100202 | 2018-12 | 1 | 0      | 0         | 1
        village    | 610830101201 | 2018-12 | 0 | 0      | 0         | 1
        village    | 610830101202 | 2018-12 | 0 | 0      | 0         | 1
        county     | 610830       | 2018-11 | 1 | 1      | 0         | 4
        township   | 610830100    | 2018-11 | 1 | 1      | 0         | 2
        township   | 610830101    | 2018-11 | 0 | 0      | 0         | 2
        village    | 610830100201 | 2018-11 | 0 | 0      | 0         | 1
        village    | 610830100202 | 2018-11 | 1 | 1      | 0         | 1
        village    | 610830101201 | 2018-11 | 0 | 0      | 0         | 1
        village    | 610830101202 | 2018-11 | 0 | 0      | 0         | 1
    """)  # fmt: skip


def test_lists_of_aid_by_school_and_period(engine):
    """Rows that wait first, also of an earlier month; whole lists of earlier months and months to come are left out."""
    given = {
        "dim_area": """
            area_code | area_level | name   | parent_code | sort
            610830100 | township   | 宽州镇 | 610830      | 1
            S1        | school     | 一小   | 610830100   | 1
            S2        | school     | 二小   | 610830100   | 2
            S9        | school     | 九小   | 610830101   | 9
        """,
        "bld_aid_line": """
            school_code | item    | period  | state       | waiting_n | received_on
            S1          | boarder | 2018-1  | missing     | 0         | .
            S1          | senior  | 2018-1  | waiting     | 2         | 2018-12-01
            S1          | meals   | 2018-11 | received    | 0         | 2018-12-02
            S1          | meals   | 2018-12 | in_progress | 0         | .
            S1          | meals   | 2019-01 | in_progress | 0         | .
            S2          | boarder | 2018-1  | nil         | 0         | 2018-12-05
            S2          | meals   | 2018-10 | waiting     | 3         | 2018-11-05
            S2          | meals   | 2018-11 | missing     | 0         | .
            S2          | meals   | 2018-12 | missing     | 0         | .
            S9          | boarder | 2018-1  | received    | 0         | 2018-12-09
        """,
    }
    check(engine, "pg_desk_aid", given, """
        sort | school_code | period  | state       | lists_n | lists_d | missing_n | nil_n | waiting_n | received_on
        1    | S1          | 2018-1  | missing     | 1       | 2       | 1         | 0     | 2         | 2018-12-01
        2    | S2          | 2018-10 | waiting     | 1       | 1       | 0         | 0     | 3         | 2018-11-05
        3    | S2          | 2018-12 | missing     | 0       | 1       | 1         | 0     | 0         | .
        4    | S2          | 2018-11 | missing     | 0       | 1       | 1         | 0     | 0         | .
        5    | S1          | 2018-12 | in_progress | 0       | 1       | 0         | 0     | 0         | .
        6    | S2          | 2018-1  | nil         | 1       | 1       | 0         | 1     | 0         | 2018-12-05
    """, area="610830100", month="2018-12")  # fmt: skip
