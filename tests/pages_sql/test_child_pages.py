"""Lists of children and cases, the case file, attendance, the seven heads."""

import re

import pytest

from tests.pages_sql.county import CLOSED, GIVEN, PUPIL_MONTH
from tests.spec import check, leaves, parameters


def asked(duck, query, given=GIVEN, **params):
    return duck.ask(query, leaves(given), parameters(**params)).to_pylist()


def test_duties_stand_late_ones_first_with_holder_and_place(engine):
    check(
        engine,
        "pg_today_duties",
        given=GIVEN,
        area="610830",
        expect="""
            case_no   | name   | school_name | class_label | village_name | state       | duty    | holder_post_id | holder_name | due_on     | is_overdue | overdue_days | is_due_soon
            2018-0001 | 张小明 | 宽州小学    | 六(1)班     | 王家坪村     | dropped_out | persuade | t1            | 刘建国      | 2018-12-18 | 1          | 2            | 0
            2018-0002 | 李红   | 宽州小学    | 六(1)班     | 李家沟村     | suspected   | verify  | p1             | 马校长      | 2018-12-20 | 0          | 0            | 1
        """,
    )


def test_a_duty_whose_post_is_empty_has_no_holder(duck):
    posts = "\n".join(line for line in GIVEN["post"].splitlines() if "| p1 " not in line)
    rows = asked(duck, "pg_today_duties", {**GIVEN, "post": posts}, area="610830")
    assert [(r["case_no"], r["holder_post_id"]) for r in rows] == [("2018-0001", "t1"), ("2018-0002", None)]


def test_the_urgent_case_is_the_one_due_first(duck):
    assert [r["case_no"] for r in asked(duck, "pg_urgent", area="610830")] == ["2018-0001"]
    assert asked(duck, "pg_urgent", area="610830101") == []


OPEN_AT_MONTH_END = """
    line      | area_level | area_code | stage   | month   | case_no   | tier        | is_poor | cause
    household | county     | 610830    | all     | 2018-11 | 2018-0001 | suspected   | 1       | 01
    household | county     | 610830    | all     | 2018-12 | 2018-0001 | dropped_out | 1       | 01
    household | county     | 610830    | primary | 2018-12 | 2018-0001 | dropped_out | 1       | 01
    household | county     | 610830    | all     | 2018-12 | 2018-0002 | suspected   | 0       | .
    household | township   | 610830100 | all     | 2018-12 | 2018-0002 | suspected   | 0       | .
    student   | school     | S1        | all     | 2018-12 | 2018-0001 | dropped_out | 1       | 01
"""


def test_the_cases_of_a_months_end_are_listed_once_with_the_tier_of_that_day(engine):
    given = {**GIVEN, "bld_open_case": OPEN_AT_MONTH_END}
    now = """
        case_no   | tier        | name   | school_name | village_name | is_poor
        2018-0001 | dropped_out | 张小明 | 宽州小学    | 王家坪村     | 1
        2018-0002 | suspected   | 李红   | 宽州小学    | 李家沟村     | 0
    """
    check(engine, "pg_monthly_cases", given, now, area="610830", month="2018-12")
    stages = "case_no | stage\n2018-0001 | primary\n2018-0002 | ."
    check(engine, "pg_monthly_cases", given, stages, area="610830", month="2018-12")
    before = "case_no | tier\n2018-0001 | suspected"
    check(engine, "pg_monthly_cases", given, before, area="610830", month="2018-11")
    check(engine, "pg_monthly_cases", given, "case_no | tier\n2018-0002 | suspected", area="610830100", month="2018-12")
    check(engine, "pg_monthly_cases", given, "case_no | tier\n2018-0001 | dropped_out", area="S1", month="2018-12")


def test_the_ledger_puts_contradicted_closings_first(engine):
    answer = check(
        engine,
        "pg_ledger",
        given=GIVEN,
        area="610830",
        expect="""
            case_no   | closing_status      | evidence_met_n | evidence_n | present_days | need_days | contradicting_days | is_open | is_poor | holder_name | is_due_soon
            2018-0001 | open_overdue        | 1              | 2          | 0.0          | 20.0      | 0.0                | 1       | 1       | 刘建国      | 0
            2018-0002 | open_on_time        | 0              | 0          | 0.0          | 10.0      | 0.0                | 1       | 0       | 马校长      | 1
            2018-0003 | closed_contradicted | 1              | 1          | 12.0         | 10.0      | 2.0                | 0       | .       | .           | 0
        """,
    )
    assert answer["case_no"][0].as_py() == "2018-0003"


def test_every_kind_of_place_finds_its_cases(duck):
    found = {
        p: [r["case_no"] for r in asked(duck, "pg_ledger", area=p)]
        for p in ("610830100", "610830100202", "S2", "S1-C1", "unknown")
    }
    assert found == {
        "610830100": ["2018-0001", "2018-0002"],
        "610830100202": ["2018-0002"],
        "S2": ["2018-0003"],
        "S1-C1": ["2018-0001", "2018-0002"],
        "unknown": [],
    }


def test_a_post_sees_the_cases_it_must_act_on(duck):
    assert [r["case_no"] for r in asked(duck, "pg_head_cases", post_id="t1")] == ["2018-0001"]
    assert asked(duck, "pg_head_cases", post_id="c1") == []


def test_the_file_of_a_case(engine):
    check(
        engine,
        "pg_case",
        given=GIVEN,
        case_no="2018-0001",
        expect="""
            case_no   | name   | age | sex | grade | class_label | village_name | state       | previous_case_no | next_case_no | attempts_n | last_promise_on | evidence_met_n | evidence_n | is_poor | is_left_behind | is_boarder
            2018-0001 | 张小明 | 12  | 1   | 6     | 六(1)班     | 王家坪村     | dropped_out | .                | .            | 1          | 2018-12-10      | 1              | 2          | 1       | 1              | 0
        """,
    )
    check(engine, "pg_case", given=GIVEN, case_no="2018-9999", expect="case_no\n")


def test_episodes_of_one_child_are_linked(duck):
    second = GIVEN["fct_case"].replace("2018-0003 | 3         | 1 ", "2018-0003 | 1         | 2 ")
    first = asked(duck, "pg_case", {**GIVEN, "fct_case": second}, case_no="2018-0001")[0]
    again = asked(duck, "pg_case", {**GIVEN, "fct_case": second}, case_no="2018-0003")[0]
    assert (first["previous_case_no"], first["next_case_no"]) == (None, "2018-0003")
    assert (again["previous_case_no"], again["next_case_no"]) == ("2018-0001", None)


def test_entries_stand_newest_first_and_late_ones_are_marked(duck):
    rows = asked(duck, "pg_case_events", case_no="2018-0001")
    assert [(r["seq"], r["event"], r["is_late"]) for r in rows] == [
        (7, "persuaded", 0),
        (3, "confirmed", 0),
        (1, "opened", 1),
    ]
    assert [r["seq"] for r in asked(duck, "pg_case_events", case_no="2018-0001", ledger_seq=3)] == [3, 1]


def test_each_entry_names_the_office_by_which_it_was_made(engine):
    """A township's post, the county's, a class teacher's by the school; the program has none, nor a post nobody knows."""
    for case_no, expected in (
        ("2018-0001", "7 | township_head | 宽州镇\n3 | county_head | 清涧县\n1 | . | ."),
        ("2018-0003", "6 | . | .\n5 | class_teacher | 宽州小学\n4 | . | ."),
    ):
        check(
            engine, "pg_case_events", given=GIVEN, case_no=case_no, expect="seq | post_head | post_place\n" + expected
        )


def test_evidence_line_by_line(engine):
    check(
        engine,
        "pg_case_evidence",
        given=GIVEN,
        case_no="2018-0001",
        expect="line_no | evidence | needed | found | state\n1 | on_roll | 1 | 1 | met\n2 | present_days | 20 | 0 | missing",
    )


def test_days_of_a_case_tell_not_reported_from_present(engine):
    check(
        engine,
        "pg_case_days",
        given=GIVEN,
        case_no="2018-0001",
        expect="""
            day        | month   | is_school_day | mark_am | mark_pm | is_reported | school_day_no
            2018-09-03 | 2018-09 | 1             | .       | .       | 0           | 1
            2018-11-01 | 2018-11 | 1             | .       | .       | 0           | 2
            2018-11-30 | 2018-11 | 1             | .       | .       | 0           | 3
            2018-12-03 | 2018-12 | 1             | A       | A       | 1           | 4
        """,
    )
    check(engine, "pg_case_days", given=GIVEN, case_no="2018-9999", expect="day\n")


def test_the_seven_of_a_child_with_their_gaps(engine):
    check(
        engine,
        "pg_case_heads",
        given=GIVEN,
        case_no="2018-0002",
        expect="""
            sort | head          | post_id | person_name | phone | gap_reason
            1    | county_head   | c1      | 郝县长      | 1     | .
            2    | director      | .       | .           | .     | vacant
            3    | township_head | t1      | 刘建国      | 3     | .
            4    | principal     | p1      | 马校长      | 4     | .
            5    | village_head  | .       | .           | .     | vacant
            6    | class_teacher | k1      | 霍老师      | 5     | .
            7    | parent        | .       | .           | .     | not_registered
        """,
    )


def test_the_seven_heads_of_a_county(engine):
    """The old township head left in August; two duties touched the month for the principal, the school did one in 4 days; what the
    teacher observed was closed without its request."""
    own = re.sub(r"(\n +3 .*\| )c1\n", r"\1s1\n", GIVEN["case_event"])
    check(
        engine,
        "pg_seven_heads",
        given={**GIVEN, "case_event": own},
        area="610830",
        expect="""
            head          | unit_code    | post_id | in_care | open_n | overdue_n | due_n | done_n | median_days | gap_reason
            county_head   | 610830       | c1      | 5       | 2      | 0         | 0     | 0      | .           | .
            director      | 610830       | .       | 5       | 2      | 0         | 0     | 0      | .           | vacant
            township_head | 610830100    | t1      | 2       | 2      | 1         | 1     | 0      | .           | .
            township_head | 610830101    | .       | 2       | 0      | 0         | 0     | 0      | .           | vacant
            principal     | S1           | p1      | 2       | 2      | 0         | 1+1   | 1      | 4.0         | .
            principal     | S2           | .       | 3       | 0      | 0         | 0     | 0      | .           | vacant
            village_head  | 610830100201 | .       | 1       | 1      | 0         | 0     | 0      | .           | vacant
            village_head  | 610830100202 | .       | 1       | 1      | 0         | 0     | 0      | .           | vacant
            village_head  | 610830101201 | .       | 2       | 0      | 0         | 0     | 0      | .           | vacant
            class_teacher | S1-C1           | k1      | 2       | 2      | 0         | 0     | 0      | .           | .
            class_teacher | S2-C2           | .       | 3       | 0      | 0         | 0     | 0      | .           | vacant
            parent        | 610830       | .       | 5       | 2      | 0         | 0     | 0      | .           | not_registered
        """,
    )


def test_heads_of_a_smaller_place(duck):
    assert [r["head"] for r in asked(duck, "pg_seven_heads", area="S1")] == ["principal", "class_teacher", "parent"]
    town = {r["unit_code"] for r in asked(duck, "pg_seven_heads", area="610830100")}
    assert town == {"610830100", "S1", "610830100201", "610830100202", "S1-C1"}


def test_median_of_an_even_number_is_the_middle_of_two(duck):
    head = "child_key | seq | case_no | recorded_at | effective_on | resulting_state | post_id\n"
    events = head + "\n".join(
        f"1 | {10 * i + k} | 2018-000{i} | {day}T09:00 | {day} | {state} | p1"
        for i, days in ((1, ("2018-12-01", "2018-12-03")), (2, ("2018-12-01", "2018-12-05")))
        for k, (day, state) in enumerate(zip(days, ("suspected", "verified"), strict=True))
    )
    rows = asked(duck, "pg_seven_heads", {**GIVEN, "case_event": events}, area="S1")
    assert (rows[0]["due_n"], rows[0]["done_n"], rows[0]["median_days"]) == (2, 2, 3.0)


def test_followed_children_have_a_run_and_no_open_case(engine):
    """Child 1 has a case; 4 is out for half a day only."""
    check(
        engine,
        "pg_followed",
        given=GIVEN,
        area="610830",
        expect="child_key | name | absent_days | first_day | village_name\n3 | 王强 | 1.0 | 2018-12-03 | 刘家塬村",
    )


def test_watched_children_have_a_dated_sign(duck):
    """Child 2 has 45 days of leave but is formally suspended and has a case; without both the sign shows."""
    assert asked(duck, "pg_watched", area="610830") == []
    leave = PUPIL_MONTH + "    3 | S2-C2 | S2 | 2018-12 | 1 | 10 | 60 | 21\n"
    rows = asked(duck, "pg_watched", {**GIVEN, "drv_pupil_month": leave}, area="S2")
    assert [(r["child_key"], r["sign"], r["found"]) for r in rows] == [(3, "long_leave", 40.5)]


def test_school_age_children_by_name(engine):
    check(
        engine,
        "pg_school_age",
        given=GIVEN,
        area="610830",
        expect="""
            child_key | name   | whereabouts   | case_no   | is_poor
            1         | 张小明 | out_of_school | 2018-0001 | 1
            2         | 李红   | suspended     | 2018-0002 | 0
            3         | 王强   | home_teaching | .         | .
            4         | 刘梅   | in_county     | .         | .
            5         | .      | in_county     | .         | .
        """,
    )


def test_attendance_of_schools_leaves_the_unreported_empty(engine):
    check(
        engine,
        "pg_attendance_schools",
        given=GIVEN,
        area="610830",
        expect="""
            school_code | day        | classes_due | classes_reported | present_halves | absent_halves | due_halves | absent_days | due_days | absent_share
            S1          | 2018-12-03 | 1           | 1                | 1              | 3             | 4          | 1.5         | 2.0      | 0.75
            S2          | 2018-12-03 | 1           | 0                | .              | .             | .          | .           | .        | .
        """,
    )


def test_attendance_of_classes_and_pupils(engine):
    check(
        engine,
        "pg_attendance_classes",
        given=GIVEN,
        school="S1",
        expect="class_key | class_label | day | is_reported | present_halves | absent_days | absent_share | late_pupils | is_all_present_month\nS1-C1 | 六(1)班 | 2018-12-03 | 1 | 1 | 1.5 | 0.75 | 1 | 0",
    )
    check(
        engine,
        "pg_attendance_pupils",
        given=GIVEN,
        class_key="S1-C1",
        expect="child_key | name | day | mark_am | mark_pm | is_reported\n1 | 张小明 | 2018-12-03 | A | A | 1\n2 | 李红 | 2018-12-03 | L | . | 1",
    )


def test_a_full_month_is_a_question(duck):
    days = "class_key | school_code | month | day | is_school_day | is_reported | pupils | present_halves\n"
    days += "\n".join(f"S1-C1 | S1 | 2018-12 | 2018-12-{d:02d} | true | true | 2 | 4" for d in range(3, 13))
    rows = asked(duck, "pg_attendance_classes", {**GIVEN, "drv_class_day": days}, school="S1")
    assert {r["is_all_present_month"] for r in rows} == {1}
    assert {
        r["is_all_present_month"]
        for r in asked(duck, "pg_attendance_classes", {**GIVEN, "drv_class_day": days.rsplit("\n", 1)[0]}, school="S1")
    } == {0}


def test_roll_movements_of_a_place(engine):
    check(
        engine,
        "pg_roll_moves",
        given=GIVEN,
        area="610830",
        expect="""
            child_key | name | kind      | day        | school_code | other_school_name | is_received
            2         | 李红 | suspended | 2018-12-10 | S1          | .                 | 0
            3         | 王强 | in        | 2018-12-12 | S2          | 外省某校          | 1
        """,
    )


def test_child_places_are_those_of_the_newest_roll(engine):
    given = {**GIVEN, "roll": GIVEN["roll"] + "    2018-11 | 1 | S2 | S2-C2\n    2018-12 | 1 | S2 | S2-C2\n"}
    given["case_event"] = (
        GIVEN["case_event"]
        + "    8 | 2018-12-06T08:00 | 2018-12-06 | 99 | 2018-0009 | 1 | opened | suspected | . | . | x | . | . | .\n"
    )
    check(
        engine,
        "bld_child_place",
        given=given,
        expect="child_key | school_code | class_key\n1 | S1 | S1-C1\n1 | S2 | S2-C2\n2 | S1 | S1-C1\n3 | S2 | S2-C2\n99 | . | .",
    )


def test_a_child_on_no_roll_has_gaps_not_silence(duck):
    events = (
        GIVEN["case_event"]
        + "    8 | 2018-12-06T08:00 | 2018-12-06 | 99 | 2018-0009 | 1 | opened | suspected | . | . | x | . | . | .\n"
    )
    rows = asked(duck, "pg_case_heads", {**GIVEN, "case_event": events}, case_no="2018-0009")
    assert [(r["head"], r["gap_reason"]) for r in rows[2:6]] == [
        ("township_head", "no_household"),
        ("principal", "no_class"),
        ("village_head", "no_household"),
        ("class_teacher", "no_class"),
    ]


def test_days_follow_the_calendar_of_the_school(duck):
    own = GIVEN["bld_case_child"].replace("| county ", "| blocks ", 1)
    calendar = GIVEN["calendar"] + "    blocks | 2018-12-04 | 2018-12 | 2018 | 2018-1 | 2 | true | true | 9 | 9\n"
    rows = asked(duck, "pg_case_days", {**GIVEN, "bld_case_child": own, "calendar": calendar}, case_no="2018-0001")
    assert [(str(r["day"]), r["is_school_day"], r["is_reported"]) for r in rows] == [
        ("2018-12-03", 0, 1),
        ("2018-12-04", 1, 0),
    ]


DUTIES_POSTS = """
    post_id | head           | area_code    | school_code | class_key | valid_from | seq
    t1      | township_head  | 610830100    | .           | .         | 2017-09-01 | 1
    v1      | village_head   | 610830100201 | .           | .         | 2017-09-01 | 2
    t2      | township_head  | 610830101    | .           | .         | 2017-09-01 | 3
    p1      | principal      | .            | S1          | .         | 2017-09-01 | 4
    s1      | clerk_school   | .            | S1          | .         | 2017-09-01 | 5
    k1      | class_teacher  | .            | .           | S1-C1     | 2017-09-01 | 6
    b       | bureau_clerk   | 610830       | .           | .         | 2017-09-01 | 7
"""
DUTIES_EVENT = "child_key | seq | case_no | event | recorded_at | effective_on | resulting_state | post_id\n"


def duties(*acts: str) -> dict[str, str]:
    """Entries of the case of child 1: day of December, event, state, post."""
    rows = []
    for n, (day, event, state, post) in enumerate((a.split() for a in acts), 1):
        rows.append(f"1 | {n} | 2018-0001 | {event} | 2018-12-{day}T09:00 | 2018-12-{day} | {state} | {post}")
    head = "calendar_id | day | month | is_school_day | is_working_day | school_day_no | working_day_no\n"
    days = [f"county | 2018-12-{d:02d} | 2018-12 | true | true | {d} | {d}" for d in range(1, 32)]
    return {
        **GIVEN,
        "post": DUTIES_POSTS,
        "calendar": head + "\n".join(days),
        "case_event": DUTIES_EVENT + "\n".join(rows),
    }


def test_a_second_visit_is_no_duty_done(engine):
    """Three persuasions, the notice on 12-07: the township had one duty, and none before it left the state."""
    acts = ["01 persuaded persuading t1", "03 persuaded persuading t1", "05 persuaded persuading t1",
            "07 notice_served notice_served t1"]  # fmt: skip
    check(engine, "bld_head_duty", duties(*acts), "unit_code | due_n | done_n | median_days\n610830100 | 2 | 1 | 6.0")
    check(engine, "bld_head_duty", duties(*acts[:3]), "unit_code | due_n | done_n | median_days\n610830100 | 1 | 0 | .")


@pytest.mark.parametrize(
    "acts, expect",
    [
        # the school verifies: its clerk for the principal; the bureau that does it late leaves it undone, in time it falls away
        (
            ["03 opened suspected .", "05 verified verified s1"],
            "principal | S1 | 1 | 1 | 2.0\ndirector | 610830 | 1 | 0 | .",
        ),
        (
            ["03 opened suspected .", "14 verified verified b"],
            "principal | S1 | 1 | 0 | .\ndirector | 610830 | 1 | 0 | .",
        ),
        (["03 opened suspected .", "05 verified verified b"], "director | 610830 | 1 | 0 | ."),
        (
            ["03 opened suspected .", "14 verified verified ."],
            "principal | S1 | 1 | 0 | .\ndirector | 610830 | 1 | 0 | .",
        ),
        # the bureau confirms, not the school that enters a return in its place
        (
            ["03 opened verified .", "04 confirmed dropped_out b"],
            "director | 610830 | 1 | 1 | 1.0\ntownship_head | 610830100 | 1 | 0 | .",
        ),
        (
            ["03 opened verified .", "14 returned returned s1"],
            "director | 610830 | 1 | 0 | .\nclass_teacher | S1-C1 | 1 | 0 | .",
        ),
        # the township's village is its own, another township is not
        (["03 opened dropped_out .", "04 persuaded persuading v1"], "township_head | 610830100 | 2 | 1 | 1.0"),
        (["03 opened dropped_out .", "14 persuaded persuading t2"], "township_head | 610830100 | 2 | 0 | ."),
        # a relapse is nobody's act; an end is the act of whoever asked for it
        (["03 opened returned .", "10 broken suspected ."], "principal | S1 | 1 | 0 | ."),
        (
            ["03 opened returned .", "13 requested returned s1", "14 closed closed b"],
            "class_teacher | S1-C1 | 1 | 1 | 11.0",
        ),
        (["03 opened returned .", "14 closed closed b"], "."),
    ],
)
def test_what_another_does_is_no_duty_done(engine, acts, expect):
    rows = "" if expect == "." else expect
    check(engine, "bld_head_duty", duties(*acts), f"head | unit_code | due_n | done_n | median_days\n{rows}")


def test_the_list_of_a_past_month_has_the_cases_of_that_month(engine):
    """Child 1 was still suspected at the end of November and is confirmed in December: the list of November says so."""
    expect = """
        child_key | whereabouts | case_no   | state
        1         | in_county   | 2018-0001 | suspected
        2         | in_county   | .         | .
        3         | in_county   | 2018-0003 | returned
    """
    check(engine, "pg_school_age", GIVEN, expect, area="610830", month="2018-11")


def test_the_strip_of_a_child_on_two_rolls_shows_the_marks_that_the_evidence_counts(engine):
    """Absent at S1, present at S2, over whose marks the run is composed."""
    given = {
        **GIVEN,
        "attendance": "month | school_code | class_key | child_key | day | mark_am | mark_pm\n"
        "2018-12 | S1 | S1-C1 | 1 | 2018-12-03 | A | A\n2018-12 | S2 | S2-C2 | 1 | 2018-12-03 | P | P",
        "drv_pupil_month": "child_key | class_key | school_code | month | first_day | last_day\n"
        "1 | S1-C1 | S1 | 2018-12 | 2018-12-03 | 2018-12-03\n1 | S2-C2 | S2 | 2018-12 | 2018-12-03 | 2018-12-03",
        "drv_second_roll": "child_key | class_key | school_code | month\n1 | S1-C1 | S1 | 2018-12",
    }
    check(engine, "pg_case_days", given, """
        day        | mark_am | is_reported
        2018-09-03 | .       | 0
        2018-11-01 | .       | 0
        2018-11-30 | .       | 0
        2018-12-03 | P       | 1
    """, case_no="2018-0001")  # fmt: skip


def test_a_closed_school_keeps_its_days(engine):
    given = {**GIVEN, "school": CLOSED}
    expect = "school_code | day | classes_reported\nS1 | 2018-12-03 | 1\nS2 | 2018-12-03 | 0\nS2 | 2018-12-31 | 0"
    check(engine, "pg_attendance_schools", given, expect, area="610830", as_of="2019-01-20")


LOST = """
    child_key | month   | stage   | grade | sex | birth_month | village_code | township_code | school_code | class_key | status | is_poor | is_disabled
    7         | 2018-12 | primary | 6     | 1   | 2007-03     | 610830100201 | 610830100     | S1          | S1-C1     | 10     | true    | false
"""


def test_a_lost_child_stands_where_it_was_last_known(engine):
    """Of the village's list and head, not among the pupils of the school that no longer has it."""
    given = {**GIVEN, "bld_lost_child": LOST}
    found = engine.ask("pg_school_age", leaves(given), parameters(area="610830100201")).to_pylist()
    assert {r["child_key"]: r["village_code"] for r in found} == {1: "610830100201", 7: "610830100201"}
    assert next(r["whereabouts"] for r in found if r["child_key"] == 7) in ("out_of_school", "never_enrolled")
    at_school = engine.ask("pg_school_age", leaves(given), parameters(area="S1")).to_pylist()
    assert {r["child_key"] for r in at_school} == {1, 2}
    heads = engine.ask("pg_seven_heads", leaves(given), parameters(area="610830")).to_pylist()
    assert {r["unit_code"]: r["in_care"] for r in heads if r["head"] == "village_head"}["610830100201"] == 2
