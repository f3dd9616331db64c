"""The page of who goes on, who enters, who came and whose roll moved: tables by unit, the names behind each term."""

import pytest

from tests.pages_sql.county import DIM_AREA, DIM_CLASS, NAMES, SCHOOLS
from tests.spec import check, leaves, parameters

HANDED_OVER = """
    area_level | area_code | month   | term             | n | d
    county     | 610830    | 2018-09 | registered       | 2 | 3
    county     | 610830    | 2018-09 | missing          | 1 | 3
    township   | 610830100 | 2018-09 | registered       | 2 | 3
    township   | 610830100 | 2018-09 | missing          | 1 | 3
    school     | S1        | 2018-09 | registered       | 2 | 3
    school     | S1        | 2018-09 | missing          | 1 | 3
    county     | 610830    | 2017-09 | elsewhere_proved | 9 | 9
"""
CHILDREN = """
    child_key | school_year | school_code | class_key | junior_code | junior_class | said    | proved_on  | due_on     | term              | verify_on  | first_day  | month
    1         | 2018        | S1          | S1-C1     | .           | .            | .       | .          | 2018-09-10 | missing           | 2018-09-10 | 2018-09-03 | 2018-09
    2         | 2018        | S1          | S1-C1     | S2          | S2-C2        | .       | .          | .          | registered        | 2018-09-10 | 2018-09-03 | 2018-09
    3         | 2018        | S1          | S1-C1     | .           | .            | outside | .          | 2018-10-15 | elsewhere_pending | 2018-09-10 | 2018-09-03 | 2018-09
    4         | 2017        | S1          | S1-C1     | .           | .            | .       | .          | .          | missing           | 2017-09-10 | 2017-09-01 | 2017-09
"""
HOME = """
    child_key | household_area | school_code | class_key
    1         | 610830100201   | S1          | S1-C1
    2         | 610830101201   | S2          | S2-C2
    3         | .              | S1          | S1-C1
    3         | 610830100202   | S1          | S1-C1
"""
REGISTER = """
    month   | child_key | village_code | school_words | sex | birth_month | cause
    2018-09 | 3         | 610830100202 | 旧话         | 1   | 2006-01     | .
    2018-10 | 3         | 610830100202 | 西安某中学   | 1   | 2006-01     | .
    2019-01 | 3         | 610830100202 | 后话         | 1   | 2006-01     | .
    2018-12 | 4         | 610830100201 | .            | 2   | 2011-10     | 06
    2018-12 | 2         | 610830100202 | .            | 1   | 2011-11     | .
"""
CASE = "case_no | child_key | is_open | state\n2018-0001 | 1 | 1 | suspected\n2018-0002 | 3 | 0 | cleared"
PLACES = {"dim_area": DIM_AREA, "dim_class": DIM_CLASS, "school": SCHOOLS, "child_name": NAMES, "fct_case": CASE}


def numbers(duck, query: str, given: dict[str, str], key: str, **params) -> dict:
    rows = duck.ask(query, leaves({**PLACES, **given}), parameters(**params)).to_pylist()
    return {(r["unit_code"], r[key]): r["n"] for r in rows}


def test_the_county_and_its_townships_of_the_school_year_term_by_term(engine):
    """A township without a grade 6 has no line; a term where nobody stands is 0; last year's count is another year's."""
    answer = check(
        engine,
        "pg_handover",
        {
            **PLACES,
            "msr_handover": HANDED_OVER,
            "code": "code_set | code | parent | sort\nhandover | registered | sum | 1\nhandover | missing | sum | 6\nhandover | other | more | 11",
        },
        """
            unit_code | unit_name | is_total | term       | term_group | n | total
            610830    | 清涧县    | 1        | registered | sum        | 2 | 3
            610830    | 清涧县    | 1        | missing    | sum        | 1 | 3
            610830    | 清涧县    | 1        | other      | more       | 0 | 3
            610830100 | 宽州镇    | 0        | registered | sum        | 2 | 3
            610830100 | 宽州镇    | 0        | missing    | sum        | 1 | 3
            610830100 | 宽州镇    | 0        | other      | more       | 0 | 3
        """,
        area="610830",
    )
    assert [r["unit_code"] for r in answer.to_pylist()][::3] == ["610830", "610830100"]


def test_a_township_lists_its_schools_and_no_village(duck):
    found = numbers(duck, "pg_handover", {"msr_handover": HANDED_OVER}, "term", area="610830100")
    assert {unit for unit, _ in found} == {"610830100", "S1"} and found["S1", "missing"] == 1
    assert numbers(duck, "pg_handover", {"msr_handover": HANDED_OVER}, "term", area="610830100201") == {}


def test_each_name_of_grade_six_with_where_it_is_the_missing_first(engine):
    """The newest register up to the day says which school; a second, unknown home is not taken."""
    answer = check(
        engine,
        "pg_handover_children",
        {**PLACES, "fct_handover": CHILDREN, "bld_child_place": HOME, "children": REGISTER,
         "bld_no_show_step": "child_key | term | verified_on\n1 | 2018-1 | .\n3 | 2018-1 | 2018-09-08",
         "bld_elsewhere_now": "child_key | school_year | village_code\n1 | 2018 | 610830100201"},
        """
            child_key | name   | term              | school_name | village_name | junior_name | junior_class_label | school_words | is_overdue | case_no   | verified_on
            1         | 张小明 | missing           | 宽州小学    | 王家坪村     | .           | .                  | .            | 1          | 2018-0001 | .
            3         | 王强   | elsewhere_pending | 宽州小学    | 李家沟村     | .           | .                  | 西安某中学   | 0          | .         | 2018-09-08
            2         | 李红   | registered        | 宽州小学    | 刘家塬村     | 石咀驿中学  | 八(1)班            | .            | 0          | .         | .
        """,
        area="610830",
    )  # fmt: skip
    assert [r["child_key"] for r in answer.to_pylist()] == [1, 3, 2]


def test_a_school_and_a_village_see_their_own_of_grade_six(duck):
    given = {
        **PLACES, "fct_handover": CHILDREN, "bld_child_place": HOME, "children": REGISTER,
        "bld_no_show_step": "child_key | term | verified_on\n1 | 2018-1 | .",
        "bld_elsewhere_now": "child_key | school_year | village_code\n1 | 2018 | 610830100201",
    }  # fmt: skip

    def keys(**params):
        return {
            r["child_key"] for r in duck.ask("pg_handover_children", leaves(given), parameters(**params)).to_pylist()
        }

    assert keys(area="S1") == keys(area="610830100") == {1, 2, 3}
    assert (keys(area="610830100201"), keys(area="610830101"), keys(area="S1", month="2018-08")) == ({1}, set(), {4})


ENTERED = """
    area_level | area_code    | month   | term          | n | d
    county     | 610830       | 2018-09 | enrolled_here | 3 | 4
    county     | 610830       | 2018-09 | not_enrolled  | 1 | 4
    county     | 610830       | 2018-09 | register_gap  | 2 | 4
    township   | 610830100    | 2018-09 | enrolled_here | 3 | 4
    township   | 610830100    | 2018-09 | not_enrolled  | 1 | 4
    township   | 610830101    | 2018-09 | register_gap  | 2 | .
    village    | 610830100201 | 2018-09 | enrolled_here | 3 | 4
"""
SENT = """
    area_level | area_code    | month   | n | d | waiting_n | unknown_n
    county     | 610830       | 2018-12 | 2 | 3 | 4 | 0
    township   | 610830100    | 2018-12 | 2 | 2 | 4 | 0
    township   | 610830101    | 2018-12 | 0 | 1 | 0 | 0
    village    | 610830100201 | 2018-12 | 1 | 1 | 0 | 0
"""


def test_a_township_whose_register_was_never_sent_has_no_numbers_of_the_register(engine):
    """What the rolls alone know stands there all the same."""
    check(
        engine,
        "pg_entry",
        {
            **PLACES,
            "msr_entry": ENTERED,
            "msr_registers": SENT,
            "code": "code_set | code | parent | sort\nentry | enrolled_here | register | 1\nentry | not_enrolled | register | 8\nentry | register_gap | roll | 13",
        },
        """
            unit_code | is_total | term          | term_group | n | total | registers_n | registers_d | registers_waiting
            610830    | 1        | enrolled_here | register   | 3 | 4     | 2           | 3           | 4
            610830    | 1        | not_enrolled  | register   | 1 | 4     | 2           | 3           | 4
            610830    | 1        | register_gap  | roll       | 2 | 4     | 2           | 3           | 4
            610830100 | 0        | enrolled_here | register   | 3 | 4     | 2           | 2           | 4
            610830100 | 0        | not_enrolled  | register   | 1 | 4     | 2           | 2           | 4
            610830100 | 0        | register_gap  | roll       | 0 | 4     | 2           | 2           | 4
            610830101 | 0        | enrolled_here | register   | . | .     | 0           | 1           | 0
            610830101 | 0        | not_enrolled  | register   | . | .     | 0           | 1           | 0
            610830101 | 0        | register_gap  | roll       | 2 | .     | 0           | 1           | 0
        """,
        area="610830",
    )


def test_rows_that_wait_stand_beside_the_state_of_a_register(engine):
    """Sent, sent by some, and sent with nothing but rows that wait: none is said to be fine."""
    check(
        engine,
        "pg_elsewhere_units",
        {
            **PLACES,
            "msr_registers": """
                area_level | area_code    | month   | n | d | n_sent | waiting_n | unknown_n
                township   | 610830100    | 2018-12 | 2 | 3 | 1      | 7 | 0
                village    | 610830100201 | 2018-12 | 1 | 1 | 1      | 3 | 0
                village    | 610830100202 | 2018-12 | 0 | 1 | 0      | 4 | 0
            """,
        },
        """
            unit_code    | is_total | register_state | registers_n | registers_d | registers_sent | registers_waiting
            610830100    | 1        | partly         | 2           | 3           | 1              | 7
            610830100201 | 0        | sent           | 1           | 1           | 1              | 3
            610830100202 | 0        | missing        | 0           | 1           | 0              | 4
        """,
        area="610830100",
    )


@pytest.mark.parametrize(("registers", "verified"), [(2, 0), (0, None)])
def test_children_of_no_recognised_household_have_a_row_beside_the_townships(engine, registers, verified):
    """No village owes a register for them. Where nobody is unknown, and in a township, there is no such row."""
    given = {
        **PLACES,
        "msr_school_age": """
            area_level | area_code | stage | month   | n
            county     | 610830    | all   | 2018-12 | 5
            township   | 610830100 | all   | 2018-12 | 3
            township   | unknown   | all   | 2018-12 | 2
        """,
        "msr_registers": f"area_level | area_code | month | n | d | n_sent | waiting_n | unknown_n\ncounty | 610830 | 2018-12 | {registers} | 3 | 0 | 0 | 0",
    }

    def rows(given, area):
        found = engine.ask("pg_elsewhere_units", leaves(given), parameters(area=area)).to_pylist()
        return {r["unit_code"]: r for r in found}

    row = rows(given, "610830")["unknown"]
    assert (row["school_age"], row["registers_n"], row["registers_d"], row["register_state"]) == (2, None, None, "none")
    assert (row["unit_name"], row["is_total"], row["unverified_n"], row["pending_n"]) == (None, 0, verified, verified)
    assert "unknown" not in rows(given, "610830100")
    assert "unknown" not in rows(
        {**given, "msr_school_age": given["msr_school_age"].replace("unknown  ", "610830101")}, "610830"
    )


def test_a_township_lists_its_villages_with_their_registers(duck):
    given = {"msr_entry": ENTERED, "msr_registers": SENT}
    found = numbers(duck, "pg_entry", given, "term", area="610830100")
    assert {unit for unit, _ in found} == {"610830100", "610830100201", "610830100202"}
    assert found["610830100201", "not_enrolled"] == 0 and found["610830100202", "not_enrolled"] is None


SIX = """
    child_key | school_year | month   | line      | village_code | school_code | class_key | said | proved_on | until_on   | due_on | term          | unit_code
    1         | 2018        | 2018-12 | household | 610830100201 | S1          | S1-C1     | .    | .         | .          | .      | enrolled_here | 610830100201
    2         | 2018        | 2018-12 | household | 610830100202 | .           | .         | none | .         | 2019-08-31 | .      | deferred      | 610830100202
    3         | 2018        | 2018-12 | student   | 610830101201 | S1          | S1-C1     | .    | .         | .          | .      | register_gap  | S1
    4         | 2018        | 2018-12 | household | 610830100201 | .           | .         | none | .         | .          | .      | not_enrolled  | 610830100201
    5         | 2017        | 2018-07 | household | 610830100201 | .           | .         | none | .         | .          | .      | not_enrolled  | 610830100201
"""


def test_who_enters_grade_one_those_not_enrolled_first(engine):
    answer = check(
        engine,
        "pg_entry_children",
        {**PLACES, "fct_entry": SIX, "children": REGISTER, "fct_case": CASE + "\n2018-0003 | 4 | 1 | suspected"},
        """
            child_key | name   | birth_month | term          | village_name | township_name | school_name | class_label | cause | until_on   | case_no
            4         | 刘梅   | 2011-10     | not_enrolled  | 王家坪村     | 宽州镇        | .           | .           | 06    | .          | 2018-0003
            3         | 王强   | .           | register_gap  | 刘家塬村     | 石咀驿镇      | 宽州小学    | 六(1)班     | .     | .          | .
            2         | 李红   | 2011-11     | deferred      | 李家沟村     | 宽州镇        | .           | .           | .     | 2019-08-31 | .
            1         | 张小明 | .           | enrolled_here | 王家坪村     | 宽州镇        | 宽州小学    | 六(1)班     | .     | .          | 2018-0001
        """,
        area="610830",
    )
    assert [r["child_key"] for r in answer.to_pylist()] == [4, 3, 2, 1]


def test_a_pupil_on_no_register_stands_by_the_school_a_registered_child_by_the_household(duck):
    given = leaves({**PLACES, "fct_entry": SIX, "children": REGISTER})

    def keys(area):
        return {r["child_key"] for r in duck.ask("pg_entry_children", given, parameters(area=area)).to_pylist()}

    assert keys("610830100") == {1, 2, 3, 4} and keys("610830101") == set()
    assert keys("S1") == {1, 3} and keys("610830100201") == {1, 4}


TERMS = """
    term   | first_day  | month   | verify_on
    2017-2 | 2018-03-01 | 2018-03 | 2018-03-08
    2018-1 | 2018-09-03 | 2018-09 | 2018-09-10
    2018-2 | 2019-02-25 | 2019-02 | 2019-03-04
"""
STATES = """
    area_level | area_code | month   | state        | n | d
    county     | 610830    | 2018-09 | reported     | 2 | 5
    county     | 610830    | 2018-09 | not_reported | 1 | 5
    county     | 610830    | 2018-09 | overdue      | 1 | 5
    county     | 610830    | 2018-09 | unreported   | 2 | 5
    township   | 610830100 | 2018-09 | reported     | 2 | 3
    township   | 610830100 | 2018-09 | not_reported | 1 | 3
    township   | 610830100 | 2018-09 | overdue      | 1 | 3
    township   | 610830101 | 2018-09 | unreported   | 2 | 2
    county     | 610830    | 2018-03 | reported     | 9 | 9
"""
BY_DAY = """
    area_level | area_code | month   | day_no | n | d
    county     | 610830    | 2018-09 | 1      | 1 | 3
    county     | 610830    | 2018-09 | 2      | 2 | 3
    county     | 610830    | 2018-09 | 3      | 0 | 0
    township   | 610830100 | 2018-09 | 1      | 1 | 3
    township   | 610830100 | 2018-09 | 2      | 2 | 3
    township   | 610830101 | 2018-09 | 1      | 0 | 0
"""


def test_the_newest_term_begun_by_day_a_silent_township_first_and_never_zero(engine):
    """A day on which no class was due yet, or none reported, is empty."""
    answer = check(
        engine,
        "pg_term_start",
        {**PLACES, "bld_term_start": TERMS, "msr_term_start_state": STATES, "msr_term_start": BY_DAY},
        """
            term   | unit_code | due_n | day_1 | day_2 | day_3 | reported_n | on_leave_n | not_reported_n | overdue_n | unreported_n | report_state
            2018-1 | 610830    | 5     | 1     | 2     | .     | 2          | 0          | 1              | 1         | 2            | partly
            2018-1 | 610830101 | 2     | .     | .     | .     | 0          | 0          | 0              | 0         | 2            | unreported
            2018-1 | 610830100 | 3     | 1     | 2     | .     | 2          | 0          | 1              | 1         | 0            | reported
        """,
        area="610830",
    )
    assert [r["unit_code"] for r in answer.to_pylist()] == ["610830", "610830101", "610830100"]


STARTED = """
    child_key | school_code | class_key | is_on_roll | first_day  | reported_no | reported_on | class_no | state        | verify_on  | verified_on | is_overdue
    1         | S1          | S1-C1     | 0          | 2018-09-03 | .           | .           | 1        | not_reported | 2018-09-10 | .           | 1
    2         | S1          | S1-C1     | 1          | 2018-09-03 | 3           | 2018-09-05  | 1        | reported     | 2018-09-10 | .           | 0
    3         | S2          | S2-C2     | 1          | 2018-09-03 | .           | .           | 1        | on_leave     | 2018-09-10 | 2018-09-07  | 0
    4         | S1          | S1-C1     | 1          | 2018-09-03 | 1           | 2018-09-03  | 1        | reported     | 2018-09-10 | .           | 0
    5         | S1          | S1-C1     | 1          | 2018-09-03 | .           | .           | 1        | unreported   | 2018-09-10 | .           | 0
    1         | S1          | S1-C1     | 1          | 2018-03-01 | .           | .           | 1        | not_reported | 2018-03-08 | .           | 1
"""


def test_who_was_not_seen_on_the_first_day_and_nobody_of_a_class_that_reported_nothing(engine):
    given = {**PLACES, "fct_term_start": STARTED, "bld_term_start": TERMS, "bld_child_place": HOME,
             "class": "class_key | stage | school_code\nS1-C1 | primary | S1\nS2-C2 | junior | S2"}  # fmt: skip
    answer = check(
        engine,
        "pg_term_start_children",
        given,
        """
            child_key | report       | class_label | village_name | reported_no | verified_on | is_overdue | case_no
            1         | not_reported | .           | 王家坪村     | .           | .           | 1          | 2018-0001
            3         | on_leave     | 八(1)班     | 李家沟村     | .           | 2018-09-07  | 0          | .
            2         | reported     | 六(1)班     | 刘家塬村     | 3           | .           | 0          | .
        """,
        area="610830",
    )
    assert [r["child_key"] for r in answer.to_pylist()] == [1, 3, 2]
    check(engine, "pg_term_start_children", given, "child_key\n3", area="610830101")
    check(engine, "pg_term_start_children", given, "child_key\n1", area="610830", month="2018-08", as_of="2018-08-31")


MOVED = """
    area_level | area_code | month   | kind     | direction | other_code | n
    township   | 610830100 | 2018-12 | moved    | in        | 610830101  | 2
    township   | 610830101 | 2018-12 | moved    | out       | 610830100  | -2
    township   | 610830101 | 2018-12 | left     | out       | .          | -1
    township   | 610830100 | 2018-12 | entered  | in        | .          | 4
    county     | 610830    | 2018-12 | moved    | in        | .          | 2
    county     | 610830    | 2018-12 | moved    | out       | .          | -2
    county     | 610830    | 2018-12 | left     | out       | .          | -1
    county     | 610830    | 2018-12 | entered  | in        | .          | 4
    township   | 610830100 | 2018-11 | came     | in        | .          | 7
"""


def test_what_came_and_went_adds_up_and_moves_cancel_in_the_county(engine):
    given = {**PLACES, "msr_township_move": MOVED}
    expect = """
        unit_code | moved_in | moved_out | came | left_n | entered | finished | change_n
        610830    | 2        | -2        | 0    | -1     | 4       | 0        | 3
        610830100 | 2        | 0         | 0    | 0      | 4       | 0        | 6
        610830101 | 0        | -2        | 0    | -1     | 0       | 0        | -3
    """
    answer = check(engine, "pg_township_moves", given, expect, area="610830")
    assert [r["unit_code"] for r in answer.to_pylist()] == ["610830", "610830100", "610830101"]
    check(engine, "pg_township_moves", given, "unit_code | change_n\n610830101 | -3", area="610830101")


def test_from_which_township_to_which(engine):
    given = {**PLACES, "msr_township_move": MOVED}
    pair = "from_code | from_name | to_code | to_name | n\n610830101 | 石咀驿镇 | 610830100 | 宽州镇 | 2"
    for area in ("610830", "610830100", "610830101"):
        check(engine, "pg_township_pairs", given, pair, area=area)
    check(engine, "pg_township_pairs", given, "from_code | n", area="610830", month="2018-11")


def test_the_names_of_who_moved_came_and_left_the_unreceived_first(engine):
    """Grade 1 and grade 9 are no movement; who left with a word is received only once a roll shows the child."""
    given = {
        **PLACES,
        "bld_child_place": HOME,
        "bld_township_move": """
            child_key | month   | was_school | was_code  | now_school | now_code  | kind
            1         | 2018-12 | S2         | 610830101 | S1         | 610830100 | moved
            2         | 2018-12 | S1         | 610830100 | .          | .         | left
            3         | 2018-12 | .          | .         | S1         | 610830100 | came
            4         | 2018-12 | .          | .         | S1         | 610830100 | entered
        """,
        "fct_roll_move": """
            child_key | month   | day        | kind | school_code | other_school | is_received
            1         | 2018-12 | 2018-12-03 | in   | S1          | S2           | 1
            2         | 2018-12 | 2018-12-10 | out  | S1          | 外省某校     | 0
        """,
    }
    answer = check(
        engine,
        "pg_township_move_children",
        given,
        """
            child_key | kind  | was_name   | now_name | other_school_name | is_received | day        | village_name
            2         | left  | 宽州小学   | .        | 外省某校          | 0           | 2018-12-10 | 刘家塬村
            1         | moved | 石咀驿中学 | 宽州小学 | .                 | 1           | 2018-12-03 | 王家坪村
            3         | came  | .          | 宽州小学 | .                 | .           | .          | 李家沟村
        """,
        area="610830",
    )
    assert [r["child_key"] for r in answer.to_pylist()] == [2, 1, 3]
    check(engine, "pg_township_move_children", given, "child_key\n1", area="610830101")


def test_the_roll_of_a_place_from_last_month_to_this(engine):
    given = {"msr_roll_flow": """
        area_code | month   | term      | n
        610830    | 2018-12 | now       | 10
        610830    | 2018-12 | last      | 11
        610830    | 2018-12 | out       | -2
        610830    | 2018-12 | in        | 1
        610830    | 2018-12 | corrected | 1
        610830    | 2018-12 | gone      | -1
        610830    | 2018-11 | now       | 11
        S1        | 2018-12 | now       | 4
    """}  # fmt: skip
    answer = check(
        engine,
        "pg_roll_flow",
        given,
        "term | n\nlast | 11\nin | 1\nout | -2\ngone | -1\ncorrected | 1\nnow | 10",
        area="610830",
    )
    assert [r["term"] for r in answer.to_pylist()] == ["last", "in", "out", "gone", "corrected", "now"]
