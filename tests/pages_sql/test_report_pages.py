"""The monthly form, its flow line, who reported, and the day's head figures."""

from datetime import date

import pytest

from tests.pages_sql.county import CLOSED, GIVEN, SUBMISSION
from tests.spec import check, leaves, parameters

TERMS = ("open_last", "new", "reopened", "moved_in", "corrected")
LESS = ("closed", "cleared", "moved_out")


def test_the_form_prints_the_total_first_by_household_and_by_school(engine):
    answer = check(
        engine,
        "pg_monthly_report",
        given=GIVEN,
        area="610830",
        expect="""
            line      | unit_code | sort | stage   | school_age | in_county | home_teaching | suspended | out_of_school | on_roll | open_last | new | closed | closed_returned | open_now | suspected | dropped_out | dropped_out_poor | dropped_out_poverty | attempts | closed_year | elsewhere_proved
            household | 610830    | 1    | all     | 5          | 2         | 1             | 1         | 1             | 5       | 2         | 1   | 1      | 1               | 2        | 1         | 1           | 1                | 1                   | 1        | 1           | .
            household | 610830    | 1    | primary | 2          | 0         | 0             | 1         | 1             | 2       | 1         | 1   | 0      | 0               | 2        | 1         | 1           | 1                | 1                   | 1        | 0           | .
            household | 610830    | 1    | junior  | 2          | 1         | 1             | 0         | .             | 3       | 1         | 0   | 1      | 1               | 0        | 0         | 0           | 0                | 0                   | 0        | 1           | .
            household | 610830100 | 2    | all     | 2          | 0         | 0             | 1         | 1             | 2       | 1         | 1   | 0      | 0               | 2        | 1         | 1           | 1                | 1                   | 1        | 0           | .
            household | 610830100 | 2    | primary | 2          | 0         | 0             | 1         | 1             | 2       | 1         | 1   | 0      | 0               | 2        | 1         | 1           | 1                | 1                   | 1        | 0           | .
            household | 610830100 | 2    | junior  | 0          | 0         | 0             | 0         | .             | .       | 0         | 0   | 0      | 0               | 0        | 0         | 0           | 0                | 0                   | 0        | 0           | .
            household | 610830101 | 3    | all     | 2          | 1         | 1             | 0         | .             | 3       | 1         | 0   | 1      | 1               | 0        | 0         | 0           | 0                | 0                   | 0        | 1           | .
            household | 610830101 | 3    | primary | 0          | 0         | 0             | 0         | .             | .       | 0         | 0   | 0      | 0               | 0        | 0         | 0           | 0                | 0                   | 0        | 0           | .
            household | 610830101 | 3    | junior  | 1          | 0         | 1             | 0         | .             | 3       | 1         | 0   | 1      | 1               | 0        | 0         | 0           | 0                | 0                   | 0        | 1           | .
            household | unknown   | 4    | all     | 1          | 1         | 0             | 0         | .             | .       | 0         | 0   | 0      | 0               | 0        | 0         | 0           | 0                | 0                   | 0        | 0           | .
            household | unknown   | 4    | primary | 0          | 0         | 0             | 0         | .             | .       | 0         | 0   | 0      | 0               | 0        | 0         | 0           | 0                | 0                   | 0        | 0           | .
            household | unknown   | 4    | junior  | 1          | 1         | 0             | 0         | .             | .       | 0         | 0   | 0      | 0               | 0        | 0         | 0           | 0                | 0                   | 0        | 0           | .
            student   | 610830    | 1    | all     | .          | .         | .             | .         | .             | 5       | 2         | 1   | 1      | 1               | 2        | 1         | 1           | 1                | 1                   | 1        | 1           | .
            student   | 610830    | 1    | primary | .          | .         | .             | .         | .             | 2       | 1         | 1   | 0      | 0               | 2        | 1         | 1           | 1                | 1                   | 1        | 0           | .
            student   | 610830    | 1    | junior  | .          | .         | .             | .         | .             | 3       | 1         | 0   | 1      | 1               | 0        | 0         | 0           | 0                | 0                   | 0        | 1           | .
            student   | S1        | 2    | all     | .          | .         | .             | .         | .             | 2       | 1         | 1   | 0      | 0               | 2        | 1         | 1           | 1                | 1                   | 1        | 0           | .
            student   | S1        | 2    | primary | .          | .         | .             | .         | .             | 2       | 1         | 1   | 0      | 0               | 2        | 1         | 1           | 1                | 1                   | 1        | 0           | .
            student   | S1        | 2    | junior  | .          | .         | .             | .         | .             | .       | 0         | 0   | 0      | 0               | 0        | 0         | 0           | 0                | 0                   | 0        | 0           | .
            student   | S2        | 3    | all     | .          | .         | .             | .         | .             | 3       | 1         | 0   | 1      | 1               | 0        | 0         | 0           | 0                | 0                   | 0        | 1           | .
            student   | S2        | 3    | primary | .          | .         | .             | .         | .             | .       | 0         | 0   | 0      | 0               | 0        | 0         | 0           | 0                | 0                   | 0        | 0           | .
            student   | S2        | 3    | junior  | .          | .         | .             | .         | .             | 3       | 1         | 0   | 1      | 1               | 0        | 0         | 0           | 0                | 0                   | 0        | 1           | .
        """,
    )
    for row in answer.to_pylist():
        assert sum(row[t] for t in TERMS) - sum(row[t] for t in LESS) == row["open_now"]
        assert row["suspected"] + row["dropped_out"] + row["observation"] == row["open_now"]
        if row["line"] == "household":
            assert (
                row["in_county"] + row["home_teaching"] + row["suspended"] + (row["out_of_school"] or 0)
                == row["school_age"]
            )


def test_attempts_add_up_over_the_year_and_are_unknown_where_nobody_ever_wrote_one_down(duck):
    def attempts(given, **params):
        rows = duck.ask("pg_monthly_report", leaves(given), parameters(**{"area": "610830", **params})).to_pylist()
        return {(r["line"], r["unit_code"], r["stage"]): (r["attempts"], r["attempts_year"]) for r in rows}

    assert attempts(GIVEN)["student", "S1", "all"] == (1, 1)
    assert attempts(GIVEN)["student", "S2", "all"] == (0, 0)
    earlier = (
        "8 | 2018-11-06T08:00 | 2018-11-06 | 1 | 2018-0001 | 1 | persuaded | dropped_out | . | . | 镇 | 祖父 | . | .\n"
    )
    last_year = earlier.replace("8 |", "9 |", 1).replace("2018-11", "2017-11")
    head, *lines = GIVEN["case_event"].strip().splitlines()
    more = "\n".join([head, *lines, earlier + last_year])
    assert attempts({**GIVEN, "case_event": more})["student", "S1", "all"] == (1, 2)
    none = "\n".join([head, *[line for line in lines if "persuaded" not in line]])
    assert set(attempts({**GIVEN, "case_event": none}).values()) == {(None, None)}


def report(duck, given=GIVEN, **params):
    rows = duck.ask("pg_monthly_report", leaves(given), parameters(**{"area": "610830", **params})).to_pylist()
    return rows[0]


def test_a_silent_school_is_neither_present_nor_absent(duck):
    """Two of three seats are unknown; the rate rests on the one class that reported, and is too small to print."""
    row = report(duck)
    assert (row["at_school"], row["roll_seat_differs"], row["seat_unknown"]) == (0, 1, 2)
    assert (row["attendance_n"], row["attendance_d"]) == (1, 4)
    assert (row["classes_reported"], row["classes_due"]) == (1, 2)
    assert (row["attendance_rate"], row["rate_hidden"]) == (None, 1)


def test_a_rate_is_printed_from_the_dated_number_of_persons_on(duck):
    least = "name | value | unit | valid_from | valid_to | meaning | source | decided_by\n"
    others = "ghost_min_school_days | 5 | d | 2017-09-01 | 9999-12-31 | x | x | x"
    given = {**GIVEN, "threshold": f"{least}rate_min_pupils | 5 | p | 2017-09-01 | 9999-12-31 | x | x | x\n{others}"}
    row = report(duck, given)
    assert (row["attendance_rate"], row["rate_hidden"]) == (0.25, 0)


@pytest.mark.parametrize(
    ("month", "as_of", "state", "due", "missing"),
    [
        ("2018-12", "2018-12-20", "in_progress", 0, 0),
        ("2018-12", "2019-01-03", "in_progress", 0, 0),
        ("2018-12", "2019-01-04", "final", 2, 2),
        ("2018-11", "2018-12-20", "final", 2, 1),
    ],
)
def test_a_month_not_yet_due_is_in_progress_never_missing(duck, month, as_of, state, due, missing):
    row = report(duck, month=month, as_of=as_of)
    assert (row["state"], row["reports_due"], row["reports_missing"]) == (state, due, missing)


def test_a_month_without_a_school_day_is_a_holiday_with_cases_still_counted(duck):
    sent = SUBMISSION + "2018-07 | roll | S1 | missing | 2018-08-03 | . | . | . | false | 0 | 0 | 0 | 0\n"
    row = report(duck, {**GIVEN, "submission": sent}, month="2018-07")
    assert (row["state"], row["is_holiday"], row["reports_due"], row["attendance_d"], row["open_now"]) == (
        "holiday",
        1,
        None,
        None,
        0,
    )


def test_comparisons_exist_only_for_months_that_are_held(duck):
    december, november = report(duck), report(duck, month="2018-11")
    assert (december["open_now_last_month"], december["open_now_last_year"]) == (2, None)
    assert november["open_now_last_month"] is None


def test_the_flow_line_repeats_the_form(engine):
    check(
        engine,
        "pg_monthly_flow",
        given=GIVEN,
        area="610830100",
        expect="""
            sort | term      | n
            1    | open_last | 1
            2    | new       | 1
            3    | reopened  | 0
            4    | moved_in  | 0
            5    | corrected | 0
            6    | closed    | 0
            7    | cleared   | 0
            8    | moved_out | 0
            9    | open_now  | 2
        """,
    )


def test_each_term_opens_as_many_children_as_it_counts(duck):
    tables = leaves(GIVEN)
    for area in ("610830", "610830100", "610830101201", "S1", "S2"):
        terms = {r["term"]: r["n"] for r in duck.ask("pg_monthly_flow", tables, parameters(area=area)).to_pylist()}
        listed = [r["term"] for r in duck.ask("pg_flow_children", tables, parameters(area=area)).to_pylist()]
        assert {t: listed.count(t) for t in terms} == terms


def test_a_place_that_never_had_a_case_prints_zeros(engine):
    check(
        engine,
        "pg_monthly_flow",
        given=GIVEN,
        area="unknown",
        expect="term | n\n" + "\n".join(f"{t} | 0" for t in (*TERMS, *LESS, "open_now")),
    )


def test_reporting_shows_late_missing_and_contradicted_nil(engine):
    check(
        engine,
        "pg_reporting",
        given=GIVEN,
        area="610830",
        month="2018-11",
        expect="""
            school_code | kind       | state    | is_due | is_on_time | late_days | rows_waiting | nil_contradicted_n | clerk_name | clerk_phone
            S1          | roll       | received | 1      | true       | 0         | 0            | .                  | 白干事     | 7
            S1          | attendance | waiting  | 1      | false      | 2         | 1            | .                  | 白干事     | 7
            S2          | roll       | nil      | 1      | true       | 0         | 0            | 1                  | 师中心     | 6
            S2          | attendance | missing  | 1      | .          | 17        | 0            | .                  | 师中心     | 6
        """,
    )


def test_reporting_of_an_unfinished_month_is_in_progress(engine):
    check(
        engine,
        "pg_reporting",
        given=GIVEN,
        area="610830101",
        expect="""
            school_code | kind       | state       | is_due | late_days
            S2          | roll       | in_progress | 0      | 0
            S2          | attendance | in_progress | 0      | 0
        """,
    )


def test_the_desk_has_one_line_a_school_with_the_most_pressing_state(engine):
    check(
        engine,
        "pg_desk",
        given=GIVEN,
        area="610830",
        month="2018-11",
        expect="""
            school_code | sort | state   | is_contradicted | nil_contradicted_n | roll_state | roll_is_on_time | attendance_state | attendance_is_on_time | attendance_rows_waiting | attendance_late_days | classes_due | classes_reported | contact_head   | contact_name | contact_phone
            S2          | 1    | missing | 1               | 1                  | nil        | 1               | missing          | .                     | 0                       | 17                   | 1           | 0                | central_school | 师中心       | 6
            S1          | 2    | waiting | 0               | .                  | received   | 1               | waiting          | 0                     | 1                       | 2                    | 1           | 1                | clerk_school   | 白干事       | 7
        """,
    )
    check(
        engine,
        "pg_desk_counts",
        given=GIVEN,
        area="610830",
        month="2018-11",
        expect="""
            state        | n
            received     | 0
            waiting      | 1
            nil          | 0
            late         | 0
            returned     | 0
            missing      | 1
            interim      | 0
            in_progress  | 0
            holiday      | 0
            contradicted | 1
            gap          | 0
        """,
    )


_SHEETS = """
    school_code | kind       | state    | is_missing | first_accepted_at | is_on_time | is_nil | rows_waiting | nil_contradicted_n
    A           | roll       | received | 0          | 2018-12-01T09:00  | true       | false  | 0            | .
    A           | attendance | received | 0          | 2018-12-02T09:00  | true       | false  | 0            | .
    B           | roll       | received | 0          | 2018-12-01T09:00  | true       | false  | 0            | .
    B           | attendance | received | 0          | 2018-12-05T09:00  | false      | true   | 0            | 0
    C           | roll       | received | 0          | 2018-12-01T09:00  | true       | false  | 0            | .
    C           | attendance | nil      | 0          | 2018-12-01T09:00  | true       | true   | 0            | 2
    D           | roll       | waiting  | 0          | 2018-12-01T09:00  | true       | false  | 4            | .
    D           | attendance | returned | 0          | 2018-12-01T09:00  | true       | false  | 0            | .
    E           | roll       | waiting  | 1          | .                 | .          | false  | 9            | .
    E           | attendance | received | 0          | 2018-12-05T09:00  | false      | false  | 0            | .
    F           | roll       | holiday  | 0          | .                 | .          | false  | 0            | .
    F           | attendance | holiday  | 0          | .                 | .          | false  | 0            | .
    G           | roll       | received | 0          | 2018-12-01T09:00  | true       | false  | 0            | .
    G           | attendance | in_progress | 0       | .                 | .          | false  | 0            | .
    H           | roll       | received | 0          | 2018-12-01T09:00  | true       | false  | 0            | .
    H           | attendance | nil      | 0          | 2018-12-01T09:00  | true       | true   | 0            | 0
"""


def test_a_school_is_in_one_state_and_what_presses_stands_first(engine):
    more = "reported_until | classes_gap | short_name | township_code | township_name | sort | due_on | is_due | last_received_at | is_corrected | classes_due | classes_reported | rows_accepted | late_days | contact_head | contact_name | contact_phone"
    fixed = ". | 0 | 校 | 610830100 | 宽州镇 | 1 | 2018-12-03 | 1 | 2018-12-05T09:00 | false | 3 | 3 | 9 | 0 | clerk_school | 白干事 | 7"
    head, *body = _SHEETS.strip().splitlines()
    given = {"bld_report_sheet": "\n".join([f"{head} | {more}", *(f"{row} | {fixed}" for row in body)])}
    check(
        engine,
        "pg_desk",
        given=given,
        area="610830",
        month="2018-11",
        expect="""
            sort | school_code | state       | is_contradicted
            1    | C           | nil         | 1
            2    | E           | missing     | 0
            3    | D           | returned    | 0
            4    | G           | in_progress | 0
            5    | B           | late        | 0
            6    | H           | nil         | 0
            7    | A           | received    | 0
            8    | F           | holiday     | 0
        """,
    )
    counts = check(engine, "pg_desk_counts", given=given, area="610830", month="2018-11", expect="""
        state | n
        """ + "\n".join(f"{s} | {n}" for s, n in [
            ("received", 1), ("waiting", 0), ("nil", 2), ("late", 1), ("returned", 1), ("missing", 1),
            ("interim", 0), ("in_progress", 1), ("holiday", 1), ("contradicted", 1), ("gap", 0)]))  # fmt: skip
    assert sum(r["n"] for r in counts.to_pylist() if r["state"] != "contradicted") == 8


def test_rows_that_all_wait_are_waiting_also_before_the_due_day(engine):
    sent = GIVEN["submission"].replace(
        "2018-12 | attendance | S1          | missing  | 2019-01-03 | .                 | .                | .          | false  | 1           | 0                | 0             | 0",
        "2018-12 | attendance | S1          | waiting  | 2019-01-03 | .                 | 2018-12-19T09:00 | .          | false  | 1           | 0                | 0             | 3",
    )
    assert sent != GIVEN["submission"]
    expect = "kind | state | rows_waiting\nroll | received | 0\nattendance | waiting | 3"
    check(engine, "pg_reporting", given={**GIVEN, "submission": sent}, area="S1", expect=expect)


def test_month_calendar_of_one_school(engine):
    check(
        engine,
        "pg_submissions",
        given=GIVEN,
        area="S1",
        expect="""
            month   | kind       | state       | is_on_time
            2018-11 | roll       | received    | true
            2018-11 | attendance | waiting     | false
            2018-12 | roll       | received    | true
            2018-12 | attendance | in_progress | .
        """,
    )


COUNTS = {
    "610830": {
        "school_age": 5,
        "open_cases": 2,
        "suspected": 1,
        "dropped_out": 1,
        "overdue": 1,
        "due_soon": 1,
        "poor_open": 1,
        "reports_missing": 1,
        "reports_late_days": 17,
        "unknown_area": 1,
        "on_roll": None,
    },
    "610830100": {
        "school_age": 2,
        "open_cases": 2,
        "reports_missing": 0,
        "reports_late_days": None,
        "unknown_area": None,
    },
    "610830101201": {"school_age": 2, "open_cases": 0, "overdue": 0},
    "S1": {"school_age": None, "on_roll": 2, "open_cases": 2, "reports_missing": 0},
    "S2": {"on_roll": 3, "open_cases": 0, "reports_missing": 1},
    "S1-C1": {"on_roll": 2, "open_cases": 2},
}


@pytest.mark.parametrize("area", COUNTS)
def test_the_head_figures_of_every_kind_of_place(engine, area):
    rows = engine.ask("pg_today_counts", leaves(GIVEN), parameters(area=area)).to_pylist()
    found = {row["figure"]: row["n"] for row in rows}
    assert {figure: found[figure] for figure in COUNTS[area]} == COUNTS[area]


def test_units_of_a_county_a_township_and_a_school(engine):
    check(
        engine,
        "pg_today_units",
        given=GIVEN,
        area="610830",
        expect="""
            unit_code | unit_level | school_age | open_n | overdue_n | week_1 | week_6 | week_8 | reports_missing
            610830100 | township   | 2          | 2      | 1         | 0      | 2      | 0      | 0
            610830101 | township   | 2          | 0      | 0         | 1      | 0      | 0      | 1
            unknown   | township   | 1          | 0      | 0         | 0      | 0      | 0      | .
        """,
    )
    check(
        engine,
        "pg_today_units",
        given=GIVEN,
        area="S1",
        expect="unit_code | unit_name | school_age | open_n | reports_missing\nS1-C1 | 六(1)班 | 2 | 2 | .",
    )


def test_changes_since_a_day_add_up(engine):
    check(
        engine,
        "pg_changes",
        given=GIVEN,
        area="610830",
        since=date(2018, 12, 1),
        expect="""
            term      | n
            open_then | 2
            new       | 1
            reopened  | 0
            moved_in  | 0
            corrected | 0
            closed    | -1
            cleared   | 0
            moved_out | 0
            open_now  | 2
            returned  | 0
        """,
    )
    check(
        engine,
        "pg_changes",
        given=GIVEN,
        area="S2-C2",
        since=date(2018, 11, 10),
        expect="""
            term      | n
            open_then | 1
            new       | 0
            reopened  | 0
            moved_in  | 0
            corrected | 0
            closed    | -1
            cleared   | 0
            moved_out | 0
            open_now  | 0
            returned  | 1
        """,
    )


def test_the_summary_row(engine):
    check(
        engine,
        "pg_summary",
        given=GIVEN,
        area="610830100",
        since=date(2018, 12, 1),
        expect="""
            area_level | area_name | school_age | elsewhere | suspended | open_n | suspected_n | dropped_out_n | poor_n | poverty_n | overdue_n | due_soon_n | missing_n | missing_month | new_n | closed_n | open_then_n | open_change_n
            township   | 宽州镇    | 2          | .         | 1         | 2      | 1           | 1             | 1      | 1         | 1         | 1          | 0         | .             | 1     | 0        | 1           | 1
        """,
    )


def test_a_month_that_is_over_is_said_as_it_ended(engine):
    """At the end of November two cases were open, one of the town; 0 out of school is not known without a register, 1 is."""
    columns = "area_level | as_of_day | school_age | elsewhere | out_of_school | open_n | suspected_n | dropped_out_n | observation_n"
    for area, rest in {
        "610830": "county   | 2018-11-30 | 3 | . | . | 2 | 1 | 0 | 1",
        "610830100": "township | 2018-11-30 | 2 | . | . | 1 | 1 | 0 | 0",
        "S1": "school   | 2018-11-30 | . | . | . | 1 | 1 | 0 | 0",
    }.items():
        check(engine, "pg_summary_then", GIVEN, f"{columns}\n{rest}", area=area, month="2018-11")
        open_now = engine.ask("pg_monthly_flow", leaves(GIVEN), parameters(area=area, month="2018-11")).to_pylist()[-1]
        assert (open_now["term"], open_now["n"]) == ("open_now", int(rest.split("|")[5]))
    now = f"{columns}\ntownship | 2018-12-31 | 2 | . | 1 | 2 | 1 | 1 | 0"
    check(engine, "pg_summary_then", GIVEN, now, area="610830100", month="2018-12")


def is_over(engine):
    asked = {day: parameters(as_of=day) for day in ("2018-12-31", "2019-01-01")}
    return {
        day: engine.ask("pg_month_state", leaves(GIVEN), params).to_pylist()[0]["is_over"]
        for day, params in asked.items()
    }


def test_months_and_places(engine):
    check(
        engine,
        "pg_month_state",
        given=GIVEN,
        expect="month | state | due_on | has_last_month | has_last_year | is_over\n2018-12 | in_progress | 2019-01-03 | 1 | 0 | 0",
    )
    assert is_over(engine) == {"2018-12-31": 0, "2019-01-01": 1}
    check(
        engine,
        "pg_places",
        given=GIVEN,
        expect="""
            place        | place_level | central_code
            610830       | county      | .
            610830100    | township    | .
            610830101    | township    | .
            610830100201 | village     | .
            610830100202 | village     | .
            610830101201 | village     | .
            S1           | school      | .
            S2           | school      | S1
        """,
    )
    check(
        engine,
        "pg_codes",
        given={"code": "code_set | code | name_zh | sort\nstage | primary | 小学 | 2\nmark | P | 到 | 1"},
        expect="code_set | code | name_zh | sort\nstage | primary | 小学 | 2\nmark | P | 到 | 1",
    )


_UNTIL = "    S1-C1        | S1          | 2018-12 | 2018-12-31 | true          | false       | 2      | 0              | 0             | 0            | 0\n"


def test_a_closed_school_is_named_and_no_more_chosen(duck):
    """S2 closed with December."""
    for month, is_open in (("2018-12", 1), ("2019-01", 0)):
        rows = duck.ask("pg_places", leaves({**GIVEN, "school": CLOSED}), parameters(month=month)).to_pylist()
        assert {r["place"]: r["is_open"] for r in rows if r["place_level"] == "school"} == {"S1": 1, "S2": is_open}


INTERIM = {
    **GIVEN,
    "drv_class_day": GIVEN["drv_class_day"] + _UNTIL,
    "submission": GIVEN["submission"].replace(
        "2018-12 | attendance | S1          | missing  | 2019-01-03 | .                 | .                | .   ",
        "2018-12 | attendance | S1          | received | 2019-01-03 | 2018-12-18T09:00  | 2018-12-18T09:00 | true",
    ),
}


def test_a_sheet_that_stops_before_the_month_does_is_asked_for_wherever_reports_are_counted(engine):
    """S1 marked until the 3rd, in time; once December was due it owes the rest: desk, list, calendar, Today and the form agree."""
    asked = {"area": "610830", "as_of": "2019-01-04"}
    check(engine, "pg_desk", INTERIM, """
        school_code | state   | attendance_state | attendance_is_missing | attendance_is_on_time | attendance_late_days | attendance_until | roll_is_missing
        S1          | missing | interim          | 1                     | .                     | 1                    | 2018-12-03       | 0
        S2          | missing | missing          | 1                     | .                     | 1                    | .                | 1
    """, **asked)  # fmt: skip
    sheets = check(engine, "pg_reporting", INTERIM, """
        school_code | kind       | state    | is_missing | reported_until | is_on_time | late_days
        S1          | roll       | received | 0          | .              | true       | 0
        S1          | attendance | interim  | 1          | 2018-12-03     | .          | 1
        S2          | roll       | missing  | 1          | .              | .          | 1
        S2          | attendance | missing  | 1          | .              | .          | 1
    """, **asked)  # fmt: skip
    check(engine, "pg_submissions", INTERIM, """
        month   | kind       | state    | is_missing | reported_until | late_days
        2018-11 | roll       | received | 0          | .              | 0
        2018-11 | attendance | waiting  | 0          | .              | 2
        2018-12 | roll       | received | 0          | .              | 0
        2018-12 | attendance | interim  | 1          | 2018-12-03     | 1
    """, area="S1", as_of="2019-01-04")  # fmt: skip
    tables, at = leaves(INTERIM), parameters(**asked)
    states = {r["state"]: r["n"] for r in engine.ask("pg_desk_counts", tables, at).to_pylist()}
    today = {r["figure"]: r["n"] for r in engine.ask("pg_today_counts", tables, at).to_pylist()}
    form = engine.ask("pg_monthly_report", tables, at).to_pylist()[0]
    listed = {r["school_code"] for r in sheets.to_pylist() if r["is_missing"]}
    assert states["missing"] == today["reports_missing"] == form["reports_missing"] == len(listed) == 2


def test_an_interim_sheet_of_the_running_month_is_neither_late_nor_the_month_s_report(engine):
    check(engine, "pg_desk", INTERIM, """
        school_code | state       | attendance_state | attendance_is_missing | attendance_is_on_time | attendance_late_days | attendance_until
        S2          | in_progress | in_progress      | 0                     | .                     | 0                    | .
        S1          | interim     | interim          | 0                     | 1                     | 0                    | 2018-12-03
    """, area="610830")  # fmt: skip
    counts = {r["state"]: r["n"] for r in engine.ask("pg_desk_counts", leaves(INTERIM), parameters(area="610830")).to_pylist()}  # fmt: skip
    assert (counts["interim"], counts["in_progress"], counts["received"], counts["missing"]) == (1, 1, 0, 0)


def test_a_sheet_of_which_no_day_stands_any_more_is_no_report_a_nil_report_without_marks_and_one_given_back_are_as_before(
    engine,
):
    """S1's class days went unreported when its roll brought a pupil whom the sheet does not name."""
    unmarked = INTERIM["drv_class_day"].replace("| true          | true        |", "| true          | false       |")
    assert unmarked != INTERIM["drv_class_day"]
    for as_of, state, missing in (("2018-12-20", "in_progress", 0), ("2019-01-04", "missing", 1)):
        check(engine, "pg_desk", {**INTERIM, "drv_class_day": unmarked}, f"""
            school_code | state   | attendance_state | attendance_is_missing | attendance_until
            S1          | {state} | {state}          | {missing}             | .
        """, area="S1", as_of=as_of)  # fmt: skip
    lines = INTERIM["submission"].splitlines()
    for state in ("nil", "returned"):
        kept = "\n".join(
            line.replace("received", state) if "2018-12 | attendance | S1" in line else line for line in lines
        )
        check(engine, "pg_desk", {**INTERIM, "drv_class_day": unmarked, "submission": kept}, f"""
            school_code | attendance_state | attendance_is_missing | attendance_is_on_time
            S1          | {state}          | 0                     | 1
        """, area="S1", as_of="2019-01-04")  # fmt: skip


def test_waiting_rows_of_an_interim_sheet_do_not_hide_that_the_rest_is_owed(engine):
    sent = INTERIM["submission"].replace("2018-12 | attendance | S1          | received", "2018-12 | attendance | S1          | waiting ")  # fmt: skip
    check(engine, "pg_desk", {**INTERIM, "submission": sent}, """
        school_code | state   | attendance_state | attendance_is_missing | attendance_until
        S1          | missing | waiting          | 1                     | 2018-12-03
    """, area="S1", as_of="2019-01-04")  # fmt: skip
    # nor that no day of the other class stands any more: the school has reported nothing
    unmarked = INTERIM["drv_class_day"].replace("| true          | true        |", "| true          | false       |")
    for as_of, state, missing in (("2018-12-20", "waiting", 0), ("2019-01-04", "missing", 1)):
        check(engine, "pg_desk", {**INTERIM, "submission": sent, "drv_class_day": unmarked}, f"""
            school_code | state   | attendance_state | attendance_is_missing | attendance_until
            S1          | {state} | waiting          | {missing}             | .
        """, area="S1", as_of=as_of)  # fmt: skip


def test_a_visit_while_under_observation_is_no_return(engine):
    """Child 3 came back on 11-20; the visit of 11-22 and the request of 12-02 leave it where it is."""
    more = "    3 | 61 | 2018-0003 | 2018-11-22 | returned | 1 | 1 | 0 | .\n    3 | 62 | 2018-0003 | 2018-12-02 | returned | 1 | 1 | 0 | .\n"  # fmt: skip
    given = {**GIVEN, "fct_case_span": GIVEN["fct_case_span"] + more}
    for since, n in ((date(2018, 11, 10), 1), (date(2018, 11, 20), 0)):
        rows = engine.ask("pg_changes", leaves(given), parameters(area="610830", since=since)).to_pylist()
        assert [r["n"] for r in rows if r["term"] == "returned"] == [n]


def student_rows(engine, given, **params):
    rows = engine.ask("pg_monthly_report", leaves(given), parameters(**{"area": "610830", **params})).to_pylist()
    return {r["unit_code"]: r for r in rows if (r["line"], r["stage"]) == ("student", "all")}


def test_a_school_that_never_sent_a_roll_owes_its_report(engine):
    """S3 is new and silent: its row says so, and the rows add up to the county's."""
    head, *lines = (line for line in GIVEN["submission"].strip().splitlines())
    silent = [line.replace("| S2  ", "| S3  ") for line in lines if "2018-12" in line and "S2" in line]
    given = {
        **GIVEN,
        "dim_unit": GIVEN["dim_unit"] + "".join(f"    student | S3 | {level} | {code}\n" for level, code in
                                                (("school", "S3"), ("township", "610830101"), ("county", "610830"))),
        "drv_school_roll": "school_code | month | stage\nS1 | 2018-12 | primary\nS2 | 2018-12 | junior",
        "school": GIVEN["school"] + "    S3 | 新建小学 | 新小 | primary | 610830101 | . | false | false | 3\n",
        "school_calendar": GIVEN["school_calendar"] + "    S3 | 1 | county | 2017-09-01 | 2019-08-31\n",
        "submission": "\n".join([head, *lines, *silent]),
    }  # fmt: skip
    for as_of, gap, missing in (("2018-12-20", "in_progress", 0), ("2019-01-04", "not_reported", 1)):
        rows = student_rows(engine, given, as_of=as_of)
        assert (rows["S3"]["on_roll"], rows["S3"]["reports_missing"]) == (None, missing)
        for figure in ("on_roll", "reports_due", "reports_missing", "reports_on_time"):
            assert rows["610830"][figure] == sum(rows[s][figure] or 0 for s in ("S1", "S2", "S3")), figure
        gaps = engine.ask("pg_monthly_gaps", leaves(given), parameters(area="610830", as_of=as_of)).to_pylist()
        found = {r["figure"]: r["gap"] for r in gaps if (r["line"], r["unit_code"], r["stage"]) == ("student", "S3", "all")}  # fmt: skip
        assert {found[f] for f in ("on_roll", "at_school", "attendance_rate", "classes_due")} == {gap}
        assert found.get("reports_missing") == (None if missing else "in_progress")
        assert next(r["gap"] for r in gaps if (r["unit_code"], r["stage"], r["figure"]) == ("S2", "primary", "on_roll")) == "not_applicable"  # fmt: skip


def test_a_closed_school_stays_in_the_months_in_which_it_was_open(engine):
    """S2 closed with December: in January its December row is there, under its last name, and its report is asked for."""
    given = {**GIVEN, "school": CLOSED}
    rows = student_rows(engine, given, as_of="2019-01-20")
    assert (
        rows["610830"]["on_roll"] == rows["S1"]["on_roll"] + rows["S2"]["on_roll"] and rows["S2"]["unit_name"] == "石中"
    )
    assert {r["reports_missing"] for r in rows.values()} == {1, 2}
    today = engine.ask("pg_today_counts", leaves(given), parameters(area="610830", as_of="2019-01-20")).to_pylist()
    assert {r["figure"]: r["n"] for r in today}["reports_missing"] == rows["610830"]["reports_missing"] == 2


SHUT = """
    school_code | name       | short_name | kind    | area_code | sort | valid_from | valid_to
    S1          | 宽州小学   | 宽小       | primary | 610830100 | 1    | 2000-01-01 | 9999-12-31
    S2          | 石咀驿中学 | 石中       | junior  | 610830101 | 2    | 2000-01-01 | 2018-08-31
    S3          | 旧庄小学   | 旧小       | primary | 610830101 | 3    | 2000-01-01 | 2018-08-31
"""
"""Two schools closed in summer."""


def test_a_closed_school_has_a_row_while_it_has_a_roll_or_its_cases_are_counted(engine):
    """S2 closed in summer and pupils stay on its roll: a row, said to be closed, and the rows add up to county and township.
    Without a roll its December closing of a case is still counted, and so is the row; of S3 nothing stands."""
    roll = "school_code | month | stage\nS1 | 2018-12 | primary\nS2 | 2018-12 | junior"
    without = roll.replace("S2 | 2018-12", "S2 | 2018-06")
    units = "".join(f"    student | S3 | {level} | {code}\n" for level, code in
                    (("school", "S3"), ("township", "610830101"), ("county", "610830")))  # fmt: skip
    lesser = {**GIVEN, "dim_unit": GIVEN["dim_unit"] + units,
              "dim_area": GIVEN["dim_area"] + "    S3 | school | 旧小 | 610830101 | . | 3\n", "school": SHUT, "drv_school_roll": roll}  # fmt: skip
    counted = ("on_roll", "new", "closed", "open_now", "closed_year")
    for area, schools in (("610830", {"S1", "S2"}), ("610830101", {"S2"})):
        rows = student_rows(engine, lesser, area=area)
        assert rows.keys() - {area} == schools
        assert [rows["S2"][name] for name in ("unit_name", "is_closed", "on_roll")] == ["石中", 1, 3]
        for figure in counted:
            assert rows[area][figure] == sum(rows[s][figure] or 0 for s in schools), figure
    rows = student_rows(engine, lesser)
    assert rows["S1"]["is_closed"] == rows["610830"]["is_closed"] == 0 and [*rows] == ["610830", "S1", "S2"]
    assert "S3" in student_rows(engine, {**lesser, "drv_school_roll": roll + "\nS3 | 2018-12 | junior"})
    gone = {**lesser, "drv_school_roll": without, "dim_child": GIVEN["dim_child"].replace("| S2   ", "| S9   ")}
    rows = student_rows(engine, gone)
    assert (rows["S2"]["closed_year"], rows["S2"]["on_roll"], rows["S2"]["is_closed"]) == (1, None, 1)


LEFT_OUT = (
    "drv_class_day",
    """
    class_key | school_code | month   | day        | is_school_day | is_reported | pupils
    S1-C1     | S1          | 2018-12 | 2018-12-03 | true          | true        | 2
    S1-C1     | S1          | 2018-12 | 2018-12-04 | true          | true        | 2
    S1-C2     | S1          | 2018-12 | 2018-12-03 | true          | true        | 3
    S1-C2     | S1          | 2018-12 | 2018-12-04 | true          | {mark}      | {pupils}
    S1-C2     | S1          | 2018-12 | 2018-12-05 | true          | false       | 4
    S1-C3     | S1          | 2018-12 | 2018-12-04 | true          | false       | 0
    S1-C3     | S1          | 2018-12 | 2018-12-02 | false         | false       | 9
""",
)


@pytest.mark.parametrize(
    ("mark", "pupils", "gap", "before", "after"),
    [("false", 4, 1, "gap", "missing"), ("true", 4, 0, "interim", "missing"), ("false", 0, 0, "interim", "missing")],
)
def test_a_school_whose_class_lost_its_days_to_a_new_pupil_is_put_forward(engine, mark, pupils, gap, before, after):
    """S1 reported until the 4th; C2's roll has brought one whom the sheet does not name, so its 4th does not stand.
    The 5th is owed by all, days without school or pupils by nobody."""
    given = {**INTERIM, LEFT_OUT[0]: LEFT_OUT[1].format(mark=mark, pupils=pupils)}
    for as_of, state in (("2018-12-20", before), ("2019-01-04", after)):
        check(
            engine, "pg_desk", given, f"school_code | state | classes_gap\nS1 | {state} | {gap}", area="S1", as_of=as_of
        )
        check(engine, "pg_reporting", given, f"""
            school_code | kind       | classes_gap
            S1          | roll       | 0
            S1          | attendance | {gap}
        """, area="S1", as_of=as_of)  # fmt: skip


def test_a_month_reported_to_its_end_but_for_one_class_is_chased_after_the_due_day(duck):
    days = (
        LEFT_OUT[1]
        .format(mark="false", pupils=4)
        .replace("2018-12-05 | true          | false", "2018-12-05 | false         | false")
    )
    given = {**INTERIM, LEFT_OUT[0]: days}
    check(duck, "pg_desk", given, "school_code | state | classes_gap | attendance_is_missing\nS1 | gap | 1 | 0", area="S1", as_of="2019-01-04")  # fmt: skip
    rows = duck.ask("pg_desk_counts", leaves(given), parameters(area="S1", as_of="2019-01-04")).to_pylist()
    assert {r["state"]: r["n"] for r in rows if r["n"]} == {"gap": 1}


def test_roll_and_seat_differ_where_a_pupil_has_no_seat_and_where_a_seat_has_no_pupil(engine):
    """2 sits in S2 and is on S1's roll, 8 on none, 9 in a class of senior school; 4 is on the roll and was never seen.
    A child counts once in the county, and the column is what the checks find."""
    seated = [(2, "S2", "S2-C2"), (8, "S2", "S2-C2"), (9, "S2", "S2-C3"), (4, "S2", "S2-C2")]
    marks = [f"2018-12 | {s} | {k} | {c} | 2018-12-03 | P | P" for c, s, k in seated if c != 4]
    given = {
        **GIVEN,
        "attendance": GIVEN["attendance"] + "".join(f"    {line}\n" for line in marks),
        "roll": GIVEN["roll"] + "    2018-12 | 4 | S2 | S2-C2\n",
        "dim_class": GIVEN["dim_class"] + "    S2-C3 | S2 | senior | 2018 | 1 | 高一(1)班\n",
        "bld_unseen": "child_key | class_key | school_code | month | known_halves | is_unexplained | is_month_long\n"
        "4 | S2-C2 | S2 | 2018-12 | 20 | 1 | 0",
    }
    rows = student_rows(engine, given)
    assert {unit: row["roll_seat_differs"] for unit, row in rows.items()} == {"610830": 3, "S1": None, "S2": 3}
    gaps = engine.ask("pg_monthly_gaps", leaves(given), parameters(area="610830")).to_pylist()
    assert not [
        r
        for r in gaps
        if (r["line"], r["stage"], r["figure"]) == ("student", "all", "roll_seat_differs") and r["unit_code"] != "S1"
    ]


def test_a_closing_that_is_contradicted_stands_on_the_days_page(engine):
    """Where its child belongs, in the county and in its school; others are no doubt."""
    given = {**GIVEN, "fct_closing": """
        case_no   | child_key | closing_status
        2018-0001 | 1         | closed_no_evidence
        2018-0002 | 2         | closed_holding
        2018-0003 | 3         | closed_contradicted
    """}  # fmt: skip
    for area, contradicted in (("610830", 1), ("610830100", 0), ("S2", 1), ("610830101", 1)):
        found = engine.ask("pg_today_counts", leaves(given), parameters(area=area)).to_pylist()
        counts = {row["figure"]: row["n"] for row in found}
        assert (counts["closed_contradicted"], counts.get("closed_no_evidence")) == (contradicted, None), area
        check(engine, "pg_summary", given, f"contradicted_n\n{contradicted}", area=area)
