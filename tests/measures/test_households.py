"""Figures by household: whereabouts add up to 适龄, enrolment, the disabled apart, incoming children, registers sent."""

from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.measures.county import CALENDAR, CHILDREN, SUBMISSION, UNITS
from tests.spec import check, leaves, parameters

V1, V2, V3 = "610830100201", "610830100202", "610830101201"
NO_CASES = "case_no | child_key | seq | effective_on | state\n0 | 0 | 0 | 2099-01-01 | closed"
BASE = {"dim_unit": UNITS, "calendar": CALENDAR, "submission": SUBMISSION, "fct_case_span": NO_CASES}
PLACES = (
    "in_county", "elsewhere_proved", "elsewhere_pending", "unverified", "home_teaching", "suspended", "finished",
    "out_of_school", "never_enrolled",
)  # fmt: skip
ENROLLED = {"in_county", "elsewhere_proved", "elsewhere_pending", "home_teaching"}
PLACED = """
    child_key | month   | stage   | household_unit | is_poor | is_disabled | is_registered | was_enrolled | whereabouts | placement
    1         | 2018-12 | primary | 610830100201   | true    | .           | 1             | 1            | in_county | ordinary
    2         | 2018-12 | primary | 610830100201   | false   | true        | 1             | 1            | home_teaching | home
    3         | 2018-12 | junior  | 610830100201   | .       | true        | 1             | 0            | never_enrolled | .
    4         | 2018-12 | junior  | 610830100201   | .       | .           | 1             | 1            | finished | .
    5         | 2018-12 | primary | 610830100202   | .       | .           | 1             | 0            | elsewhere_proved | .
    6         | 2018-12 | primary | 610830100202   | .       | false       | 1             | 0            | elsewhere_pending | .
    7         | 2018-12 | primary | 610830100202   | .       | .           | 1             | 0            | unverified | .
    8         | 2018-12 | primary | 610830100202   | .       | .           | 1             | 1            | suspended | .
    9         | 2018-12 | senior  | 610830101201   | .       | true        | 0             | 1            | in_county | special
    10        | 2018-11 | primary | unknown        | .       | .           | 0             | 1            | in_county | .
    11        | 2018-11 | junior  | 610830100201   | .       | .           | 1             | 1            | finished | .
"""


def test_enrolment_leaves_out_who_finished_and_places_without_a_register(engine):
    """Village 610830101201 never sent a register: no line. In November the village's only child has finished: no denominator,
    no line. Pending counts, suspension and the unverified do not."""
    check(
        engine,
        "msr_enrolment_rate",
        given={**BASE, "fct_whereabouts": PLACED},
        expect="""
            area_level | area_code    | stage   | month   | n       | d     | value
            county     | 610830       | all     | 2018-12 | 1+1+2+1 | 3+4+1 | 0.625
            county     | 610830       | primary | 2018-12 | 2+2     | 2+4   | 0.666667
            county     | 610830       | junior  | 2018-12 | 0       | 1     | 0.0
            township   | 610830100    | all     | 2018-12 | 2+2     | 3+4   | 0.571429
            township   | 610830100    | primary | 2018-12 | 2+2     | 2+4   | 0.666667
            township   | 610830100    | junior  | 2018-12 | 0       | 1     | 0.0
            village    | 610830100201 | all     | 2018-12 | 2       | 3     | 0.666667
            village    | 610830100201 | primary | 2018-12 | 2       | 2     | 1.0
            village    | 610830100201 | junior  | 2018-12 | 0       | 1     | 0.0
            village    | 610830100202 | all     | 2018-12 | 2       | 4     | 0.5
            village    | 610830100202 | primary | 2018-12 | 2       | 4     | 0.5
        """,
    )


def test_children_of_no_known_household_have_a_line_in_the_rates_as_they_are_in_the_countys(engine):
    """Two on the rolls alone, whose household nobody recognised: with them the rows add up to the county. In November
    no register stands, nor does one of a junior pupil: no line."""
    placed = """
        child_key | month   | stage   | household_unit | is_poor | is_disabled | is_registered | was_enrolled | whereabouts | placement
        1         | 2018-12 | primary | 610830100201   | .       | true        | 1             | 0            | unverified  | .
        2         | 2018-12 | primary | unknown        | .       | true        | 0             | 1            | in_county   | special
        3         | 2018-12 | primary | unknown        | .       | .           | 0             | 1            | suspended   | .
        4         | 2018-12 | junior  | unknown        | .       | .           | 0             | 1            | in_county   | .
        5         | 2018-11 | primary | unknown        | .       | .           | 0             | 1            | in_county   | .
    """
    check(
        engine,
        "msr_enrolment_rate",
        given={**BASE, "fct_whereabouts": placed},
        expect="""
            area_level | area_code    | stage   | month   | n   | d     | value
            county     | 610830       | all     | 2018-12 | 1+1 | 1+2+1 | 0.5
            county     | 610830       | primary | 2018-12 | 1   | 1+2   | 0.333333
            township   | 610830100    | all     | 2018-12 | 0   | 1     | 0.0
            township   | 610830100    | primary | 2018-12 | 0   | 1     | 0.0
            village    | 610830100201 | all     | 2018-12 | 0   | 1     | 0.0
            village    | 610830100201 | primary | 2018-12 | 0   | 1     | 0.0
            township   | unknown      | all     | 2018-12 | 1+1 | 2+1   | 0.666667
            township   | unknown      | primary | 2018-12 | 1   | 2     | 0.5
        """,
    )
    check(
        engine,
        "msr_disabled_enrolment_rate",
        given={**BASE, "fct_whereabouts": placed},
        expect="""
            area_code    | stage   | month   | n | d   | value | n_inclusive | n_special | n_home
            610830       | all     | 2018-12 | 1 | 1+1 | 0.5   | 0           | 1         | 0
            610830       | primary | 2018-12 | 1 | 1+1 | 0.5   | 0           | 1         | 0
            610830100    | all     | 2018-12 | 0 | 1   | 0.0   | 0           | 0         | 0
            610830100    | primary | 2018-12 | 0 | 1   | 0.0   | 0           | 0         | 0
            610830100201 | all     | 2018-12 | 0 | 1   | 0.0   | 0           | 0         | 0
            610830100201 | primary | 2018-12 | 0 | 1   | 0.0   | 0           | 0         | 0
            unknown      | all     | 2018-12 | 1 | 1   | 1.0   | 0           | 1         | 0
            unknown      | primary | 2018-12 | 1 | 1   | 1.0   | 0           | 1         | 0
        """,
    )


def test_disabled_children_are_counted_apart_and_without_any_there_is_no_rate(engine):
    check(
        engine,
        "msr_disabled_enrolment_rate",
        given={**BASE, "fct_whereabouts": PLACED},
        expect="""
            area_code    | stage   | month   | n   | d     | value    | n_inclusive | n_special | n_home
            610830       | all     | 2018-12 | 1+1 | 1+1+1 | 0.666667 | 0           | 1         | 1
            610830       | primary | 2018-12 | 1   | 1     | 1.0      | 0           | 0         | 1
            610830       | junior  | 2018-12 | 0   | 1     | 0.0      | 0           | 0         | 0
            610830100    | all     | 2018-12 | 1   | 2     | 0.5      | 0           | 0         | 1
            610830100    | primary | 2018-12 | 1   | 1     | 1.0      | 0           | 0         | 1
            610830100    | junior  | 2018-12 | 0   | 1     | 0.0      | 0           | 0         | 0
            610830100201 | all     | 2018-12 | 1   | 2     | 0.5      | 0           | 0         | 1
            610830100201 | primary | 2018-12 | 1   | 1     | 1.0      | 0           | 0         | 1
            610830100201 | junior  | 2018-12 | 0   | 1     | 0.0      | 0           | 0         | 0
            610830100202 | all     | 2018-12 | 0   | 0     | .        | 0           | 0         | 0
            610830100202 | primary | 2018-12 | 0   | 0     | .        | 0           | 0         | 0
        """,
    )


def test_incoming_children_are_followed_by_school(engine):
    outside = CHILDREN.replace("| 0             | 0", "| 0             | 1", 2)
    check(
        engine,
        "msr_incoming",
        given={"dim_unit": UNITS, "dim_child": outside},
        expect="""
            area_level | area_code | stage   | month   | n   | d
            county     | 610830    | all     | 2018-11 | 1+1 | .
            county     | 610830    | primary | 2018-11 | 1+1 | .
            township   | 610830100 | all     | 2018-11 | 1+1 | .
            township   | 610830100 | primary | 2018-11 | 1+1 | .
            school     | S1        | all     | 2018-11 | 1+1 | .
            school     | S1        | primary | 2018-11 | 1+1 | .
        """,
    )


def test_registers_sent_carried_and_never_sent(engine):
    """The second village's is carried with its rows that wait, all of the third's rows wait, the fourth was merged away before."""
    check(
        engine,
        "msr_registers",
        given={
            "dim_unit": UNITS,
            "calendar": CALENDAR,
            "submission": SUBMISSION,
            "area": """
                area_code    | level   | name | valid_to
                610830100201 | village | a    | 9999-12-31
                610830100202 | village | b    | 9999-12-31
                610830101201 | village | c    | 9999-12-31
                610830101202 | village | d    | 2018-06-30
            """,
            "children": """
                month   | child_key | village_code | carried_from
                2018-12 | 1         | 610830100201 | .
                2018-12 | 2         | 610830100201 | .
                2018-12 | 3         | 610830100202 | 2018-11
            """,
            "register_list": """
                month   | village_code | rows_n | waiting_n
                2018-10 | 610830100202 | 5      | 9
                2018-11 | 610830100202 | 1      | 2
                2018-12 | 610830100201 | 2      | 0
                2018-11 | 610830101201 | 0      | 3
                2018-12 | 610830100    | 0      | 4
            """,
        },
        expect="""
            area_level | area_code    | month   | n   | d   | value    | n_sent | waiting_n
            county     | 610830       | 2018-12 | 1+1 | 3   | 0.666667 | 1      | 2+3+4
            county     | 610830       | 2018-11 | 0   | 3   | 0.0      | 0      | 2+3
            township   | 610830100    | 2018-11 | 0   | 2   | 0.0      | 0      | 2
            township   | 610830101    | 2018-11 | 0   | 1   | 0.0      | 0      | 3
            village    | 610830100201 | 2018-11 | 0   | 1   | 0.0      | 0      | 0
            village    | 610830100202 | 2018-11 | 0   | 1   | 0.0      | 0      | 2
            village    | 610830101201 | 2018-11 | 0   | 1   | 0.0      | 0      | 3
            township   | 610830100    | 2018-12 | 1+1 | 2   | 1.0      | 1      | 2+4
            township   | 610830101    | 2018-12 | 0   | 1   | 0.0      | 0      | 3
            village    | 610830100201 | 2018-12 | 1   | 1   | 1.0      | 1      | 0
            village    | 610830100202 | 2018-12 | 1   | 1   | 1.0      | 0      | 2
            village    | 610830101201 | 2018-12 | 0   | 1   | 0.0      | 0      | 3
        """,
    )


children = st.lists(
    st.tuples(
        st.sampled_from([V1, V2, V3, "unknown"]),
        st.sampled_from(["primary", "junior", "senior"]),
        st.sampled_from(PLACES),
        st.sampled_from([True, False, None]),
        st.booleans(),
        st.booleans(),
        st.booleans(),
        st.sampled_from(["ordinary", "inclusive", "special", "home"]),
    ),
    min_size=1,
    max_size=16,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(children)
def test_a_second_plain_answer_and_the_row_adds_up(duck, rows):
    """Counted one by one: every place of 适龄, both rates, and their parts adding up to the whole in every area."""
    lines = [
        f"{key} | 2018-12 | {stage} | {unit} | true | {'.' if disabled is None else str(disabled).lower()} | {int(registered)} | {int(enrolled)} | {place} | {placement}"
        for key, (unit, stage, place, disabled, registered, enrolled, _, placement) in enumerate(rows, 1)
    ]
    gone = [f"K{k} | {k} | {k} | 2018-12-03 | dropped_out" for k, row in enumerate(rows, 1) if row[6]]
    span = "case_no | child_key | seq | effective_on | state\nZ | 999 | 9999 | 2099-01-01 | closed\n" + "\n".join(gone)
    tables = leaves(
        {**BASE, "fct_case_span": span, "fct_whereabouts": "\n".join([PLACED.strip().splitlines()[0], *lines])}
    )
    counted, n, d, disabled_n, disabled_d, registered_in = Counter(), Counter(), Counter(), Counter(), Counter(), set()
    placed: Counter = Counter()
    for unit, stage, place, disabled, registered, enrolled, dropped, placement in rows:
        where = ("out_of_school" if enrolled else "never_enrolled") if dropped else place
        areas = ["unknown", "610830"] if unit == "unknown" else [unit, unit[:9], "610830"]
        for area in areas:
            for printed in ["all", stage] if stage != "senior" else ["all"]:
                counted[area, printed, where] += 1
                if where == "finished":
                    continue
                d[area, printed] += 1
                n[area, printed] += where in ENROLLED
                disabled_d[area, printed] += disabled is True
                disabled_n[area, printed] += disabled is True and where in ENROLLED
                placed[area, printed, placement] += disabled is True and where in ("in_county", "home_teaching")
                if registered:
                    registered_in.add((area, printed))
    registered_in |= {("unknown", s) for a, s in registered_in if a == "610830" and d["unknown", s]}
    ask = lambda name: duck.ask(name, tables, parameters()).to_pylist()  # noqa: E731
    school_age = "area_level | area_code | stage | month | n\n" + "\n".join(
        f"x | {a} | {s} | 2018-12 | {sum(v for (x, y, _), v in counted.items() if (x, y) == (a, s))}"
        for a, s in {(a, s) for a, s, _ in counted}
    )
    tables["msr_school_age"] = leaves({"msr_school_age": school_age})["msr_school_age"]
    levels = {"610830": "county"}
    tables["msr_school_age"] = tables["msr_school_age"].set_column(
        0,
        "area_level",
        [
            [
                levels.get(a, "township" if len(a) < 12 else "village")
                for a in tables["msr_school_age"]["area_code"].to_pylist()
            ]
        ],
    )
    places = ask("msr_whereabouts")
    assert {(r["area_code"], r["stage"], r["whereabouts"]): r["n"] for r in places} == dict(counted)
    for row in places:
        own = [r["n"] for r in places if (r["area_code"], r["stage"]) == (row["area_code"], row["stage"])]
        assert sum(own) == row["d"]
    rates = {(r["area_code"], r["stage"]): (r["n"], r["d"], r["value"]) for r in ask("msr_enrolment_rate")}
    assert rates == {key: (n[key], d[key], n[key] / d[key]) for key in registered_in}
    found = ask("msr_disabled_enrolment_rate")
    disabled_rates = {(r["area_code"], r["stage"]): (r["n"], r["d"], r["value"]) for r in found}
    for row in found:
        assert [row["n_inclusive"], row["n_special"], row["n_home"]] == [
            placed[row["area_code"], row["stage"], placement] for placement in ("inclusive", "special", "home")
        ]
    assert disabled_rates == {
        key: (disabled_n[key], disabled_d[key], disabled_n[key] / disabled_d[key] if disabled_d[key] else None)
        for key in registered_in
    }
