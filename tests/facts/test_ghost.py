"""On the roll and never in the seat: by unexcused days at once, by leave alone once the month is over."""

from collections import Counter
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.spec import check, leaves, parameters

ROLL = "month | child_key | class_key | school_code | status\n"
NOVEMBER = [f"2018-11-{day:02d}" for day in (26, 27, 28, 29, 30)]
CLASS_DAYS = "class_key | month | day | is_school_day\n" + "\n".join(f"C | 2018-11 | {d} | true" for d in NOVEMBER)
MONTHS = "child_key | class_key | month | first_day | last_day | reported_halves | present_halves | sick_halves | personal_halves"
ON_LEAVE = "\n{} | C | 2018-11 | 2018-11-26 | 2018-11-30 | 10 | 0 | 4 | 6"


def test_a_month_that_leave_alone_fills_opens_on_its_last_reported_day_once_it_is_over(engine):
    """2 was suspended within the month, 3 was seen in another class, 4 has four days, 5 a day without marks."""
    given = {
        "roll": ROLL
        + "\n".join(f"2018-11 | {child} | C | S | {'02' if child == 2 else '01'}" for child in (1, 2, 3, 4, 5)),
        "drv_class_day": CLASS_DAYS,
        "drv_pupil_month": MONTHS
        + " | unmarked_halves"
        + "".join(ON_LEAVE.format(child) + " | 0" for child in (1, 2, 3))
        + "\n3 | D | 2018-11 | 2018-11-05 | 2018-11-06 | 4 | 1 | 3 | 0 | 0"
        + "\n4 | C | 2018-11 | 2018-11-26 | 2018-11-29 | 8 | 0 | 8 | 0 | 0"
        + "\n5 | C | 2018-11 | 2018-11-26 | 2018-11-30 | 10 | 0 | 8 | 0 | 2",
    }
    expect = "child_key | reason | first_day | reached_on | run_days\n"
    opened = expect + "1 | ghost | 2018-11-26 | 2018-11-30 | 5"
    check(engine, "bld_suspicion_absence", given, opened, month="2018-12", as_of="2018-12-20")
    check(engine, "bld_suspicion_absence", given, opened, month="2018-11", as_of="2018-11-30")
    late = given["drv_class_day"].replace("2018-11-30", "2018-12-03")  # one more school day is to come
    check(engine, "bld_suspicion_absence", given | {"drv_class_day": late}, expect, month="2018-11", as_of="2018-11-30")


def test_a_shorter_minimum_is_a_dated_row(engine):
    check(
        engine,
        "bld_unseen",
        given={
            "threshold": "name | value | valid_from | valid_to\nghost_min_school_days | 5 | 2017-09-01 | 2018-11-28\n"
            "ghost_min_school_days | 4 | 2018-11-29 | 9999-12-31",
            "drv_class_day": CLASS_DAYS,
            "drv_pupil_month": MONTHS
            + "\n1 | C | 2018-11 | 2018-11-26 | 2018-11-29 | 8 | 0 | 8 | 0"
            + "\n2 | C | 2018-11 | 2018-11-26 | 2018-11-28 | 8 | 0 | 8 | 0"
            + "\n3 | C | 2018-11 | 2018-11-26 | 2018-11-29 | 8 | 0 | 0 | 0",
        },
        expect="child_key | is_unexplained | is_month_long\n1 | 0 | 1\n2 | 0 | 0\n3 | 1 | 1",
        as_of="2018-12-20",
    )


def test_leave_that_the_last_closing_explains_opens_nothing_and_a_return_explains_none(engine):
    outcomes = ["returned", "suspension", "unfit", "vocational", "leave_added", "elsewhere", "merged"]
    check(
        engine,
        "bld_suspicion_absence",
        given={
            "roll": ROLL + "\n".join(f"2018-11 | {n} | C | S | 01" for n in range(1, 11)),
            "drv_class_day": CLASS_DAYS,
            "bld_last_closing": "child_key | closed_on | outcome\n"
            + "\n".join(f"{n} | 2018-10-20 | {outcome}" for n, outcome in enumerate(outcomes, 1))
            + "\n8 | 2018-11-27 | returned\n9 | 2018-10-20 | suspension\n10 | 2018-10-20 | .",
            "drv_pupil_month": MONTHS
            + "".join(ON_LEAVE.format(n) for n in (1, 2, 3, 4, 5, 6, 7, 8, 10))
            + "\n9 | C | 2018-11 | 2018-11-26 | 2018-11-30 | 10 | 0 | 0 | 0",
        },
        expect="child_key | reason\n1 | ghost\n5 | ghost\n7 | ghost\n9 | ghost\n10 | ghost",
        month="2018-12",
        as_of="2018-12-20",
    )


DAYS = [date(2018, month, day) for month in (11, 12) for day in range(3, 12)]
half = st.sampled_from("SRSRSRAA-P")
children = st.lists(st.lists(st.tuples(half, half), min_size=18, max_size=18), min_size=1, max_size=6)


def plain(days: dict[date, tuple[str, str]], as_of: date) -> list[tuple[date, date, float]]:
    """(first day, reached on, days unseen) of each month, one child, one day at a time."""
    found = []
    for month in (11, 12):
        own = sorted(day for day in days if day.month == month and day <= as_of)
        if not own or any("P" in days[day] for day in own):
            continue
        marks = Counter(mark for day in own for mark in days[day])
        leave, other = (marks["S"] + marks["R"]) / 2, marks["A"] / 2
        if other >= 5:
            passed = [day for n, day in enumerate(own, 1) if n >= 5 + leave]
            found.append((own[0], passed[0] if passed else own[-1], other))
        elif leave + other >= 5 and max(day for day in DAYS if day.month == month) <= as_of:
            found.append((own[0], own[-1], leave + other))
    return found


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(children, st.sets(st.sampled_from(DAYS), max_size=9), st.sampled_from(DAYS[8:]))
def test_second_answer(duck, marks, silent, as_of):
    """``silent``: days that the class did not report. The month's sheets hold the days up to ``as_of``."""
    reported = [day for day in DAYS if day not in silent and day <= as_of]
    rows, wanted = [], set()
    for key, halves in enumerate(marks, 1):
        days = {day: pair for day, pair in zip(DAYS, halves, strict=True) if day in reported}
        wanted |= {(key, *found) for found in plain(days, as_of)}
        for month in (11, 12):
            own = [day for day in days if day.month == month]
            count = Counter(mark for day in own for mark in days[day])
            if own:
                rows.append(
                    f"{key} | C | 2018-{month} | {own[0]} | {own[-1]} | {2 * len(own)} | {count['P']} | {count['S']}"
                    f" | {count['R']} | {count['-']}"
                )
    given = {
        "roll": ROLL
        + "\n".join(f"2018-{month} | {key} | C | S | 01" for month in (11, 12) for key in range(1, len(marks) + 1)),
        "drv_class_day": "class_key | month | day | is_school_day | is_reported\n"
        + "\n".join(f"C | {day:%Y-%m} | {day} | true | {str(day in reported).lower()}" for day in DAYS),
        "drv_pupil_month": MONTHS + " | unmarked_halves\n" + "\n".join(rows),
    }
    found = duck.ask("bld_suspicion_absence", leaves(given), parameters(month="2018-12", as_of=str(as_of))).to_pylist()
    assert {(r["child_key"], r["first_day"], r["reached_on"], r["run_days"]) for r in found} == wanted
