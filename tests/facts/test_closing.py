"""Whether a closing is true: present halves after the last unexcused one, up to the approval."""

from datetime import date

import pytest

from tests.spec import check, leaves, parameters, reference_rows  # noqa: F401

CALENDAR = "calendar_id | day | month | is_school_day | is_working_day | school_day_no | working_day_no\n" + "\n".join(
    f"county | 2018-10-{d:02d} | 2018-10 | true | true | {d} | {d}" for d in range(1, 32)
)
ROLL = "month | child_key | class_key | school_code | status\n2018-10 | 1 | C | S | 01"
RUN = "child_key | month | class_key | school_code | last_reported_month | present_halves\n1 | 2018-10 | C | S | 2018-10 | 9"
OPENED = "1 | 2018-10-31 09:00 | 2018-10-03 | 1 | 2018-0001 | 1 | opened | suspected | run | 2018-10-01 | ."


def marks(*days: str) -> str:
    """Days 1, 2, 3 … of October: two letters a day; ``--`` is a day not reported."""
    head = "month | school_code | class_key | child_key | day | origin | mark_am | mark_pm\n"
    return head + "\n".join(
        f"2018-10 | S | C | 1 | 2018-10-{d:02d} | sheet | {m[0]} | {m[1]}" for d, m in enumerate(days, 1) if m != "--"
    )


def events(*rows: str) -> str:
    head = "seq | recorded_at | effective_on | child_key | case_no | episode_no | event | resulting_state | reason | run_first_day | outcome\n"
    return head + "\n".join((OPENED, *rows))


CLOSED_15 = "2 | 2018-10-31 09:00 | 2018-10-15 | 1 | 2018-0001 | 1 | closed | closed | . | . | returned"
RETURNED_4 = "3 | 2018-10-31 09:00 | 2018-10-04 | 1 | 2018-0001 | 1 | returned | returned | . | . | ."


@pytest.mark.parametrize(
    "days, acts, status, present, contradicting",
    [
        (["AA"] * 3 + ["PP"] * 10 + ["PP"] * 6, [CLOSED_15], "closed_holding", 24, 0),
        (["AA"] * 3 + ["PP"] * 4 + ["AP"] + ["PP"] * 7, [RETURNED_4, CLOSED_15], "closed_contradicted", 14, 0.5),
        (["AA"] * 10 + ["PP"] * 5, [CLOSED_15], "closed_contradicted", 10, 5),
        (["AA"] * 3 + ["SS"] * 8 + ["PP"] * 4, [CLOSED_15], "closed_no_evidence", 8, 0),
        (["AA"] * 3 + ["PP"] * 12 + ["--"] * 4, [CLOSED_15], "closed_unreported", 24, 0),
        (["AA"] * 3 + ["PP"] * 4 + ["RR"] + ["PP"] * 3, [], "observing", 8 + 6, 0),
        (["AA"] * 3 + ["PP"] * 9 + ["SP"] + ["PP"], [], "observing", 18 + 1 + 2 - 2, 0),
        (["AA"] * 3 + ["PP"] * 10, [], "closable", 20, 0),
        (["AA"] * 5, [], "open_on_time", 0, 0),
    ],
)
def test_status_of_a_case(engine, days, acts, status, present, contradicting):
    judged(engine, days, acts, status, present, contradicting)


@pytest.mark.parametrize(
    "row, present, status",
    [
        ("1 | C | S | 01", 4, "observing"),
        ("1 | C | S | 10", 4, "open_on_time"),
        ("1 | C | S | 02", 12, "open_on_time"),
        ("9 | C | S | 01", 4, "open_on_time"),
        ("9 | C | S | 01", 12, "open_on_time"),
    ],
)
def test_a_child_whom_no_roll_holds_any_more_is_not_under_observation(engine, row, present, status):
    """However long it sat in class before: the case stays open, and runs out of time."""
    judged(
        engine,
        ["AA"] * 3 + ["PP"] * present,
        [],
        status,
        2 * present,
        0,
        f"{ROLL[: ROLL.index('2018')]}2018-10 | {row}",
    )


def judged(engine, days, acts, status, present, contradicting, roll=ROLL):
    """One case of a child with these days in October, looked at on the last."""
    if days[-2:] == ["SP", "PP"]:
        days = days[:-1]
    limits = "\n".join(
        f"{name} | {value} | x | 2017-09-01 | 9999-12-31"
        for name, value in (("observe_rule_date", 1), ("observe_days_suspected", 10), ("observe_days_dropped_out", 20),
                            ("observe_days_repeat", 20), ("contradiction_days", 0.5), ("unreported_after_closing_days", 4),
                            ("pause_days", 3), ("due_soon_days", 1))
    )  # fmt: skip
    thresholds = f"name | value | unit | valid_from | valid_to\n{limits}\ndeadline_suspected | 3 | school_days | 2017-09-01 | 9999-12-31"
    as_of = f"2018-10-{max(len(days), 19 if acts else len(days)):02d}"
    check(
        engine,
        "fct_closing",
        given={
            "threshold": thresholds,
            "calendar": CALENDAR,
            "roll": roll,
            "drv_child_run": RUN,
            "attendance": marks(*days),
            "class_day": "class_key | day\n",
            "case_event": events(*acts),
        },
        expect=f"""
            case_no   | closing_status | present_days | contradicting_days
            2018-0001 | {status}       | {present / 2} | {float(contradicting)}
        """,
        month="2018-10",
        as_of=as_of,
    )


@pytest.mark.parametrize(
    "post, asked, status, line",
    [
        ("b", True, "closed_holding", "met"),
        ("b", False, "closed_no_evidence", "missing"),
        (".", False, "closed_holding", "unreported"),
        (".", True, "closed_holding", "met"),
    ],
)
def test_a_closing_that_a_post_enters_is_one_that_somebody_asked_for(engine, post, asked, status, line):
    """A line of a paper ledger, which no post enters, has no column for a request; page and status agree."""
    rows = ["1 | 2018-10-31 09:00 | 2018-10-03 | 1 | 2018-0001 | 1 | opened | suspected | run | 2018-10-01 | . | ."]
    if asked:
        rows.append("2 | 2018-10-31 09:00 | 2018-10-15 | 1 | 2018-0001 | 1 | requested | suspected | . | . | . | s")
    rows.append(f"3 | 2018-10-31 09:00 | 2018-10-15 | 1 | 2018-0001 | 1 | closed | closed | . | . | returned | {post}")
    given = {
        "calendar": CALENDAR,
        "roll": ROLL,
        "drv_child_run": RUN,
        "attendance": marks(*["AA"] * 3, *["PP"] * 16),
        "class_day": "class_key | day\n",
        "case_event": events()[: events().index("\n")] + " | post_id\n" + "\n".join(rows),
    }
    told = f"case_no | closing_status\n2018-0001 | {status}"
    check(engine, "fct_closing", given, told, month="2018-10", as_of="2018-10-19")
    found = engine.ask("fct_evidence", leaves(given), parameters(month="2018-10", as_of="2018-10-19")).to_pylist()
    assert [r["state"] for r in found if r["evidence"] == "requested"] == [line]


def test_who_sat_in_class_before_the_case_was_opened_has_not_come_back_by_it(engine):
    """V vanished from the roll in October, found a month later: sat until then, and nobody reported since. W came back,
    and X before the closing."""
    check(
        engine,
        "bld_case_presence",
        given={
            "bld_case_state": """
                case_no | child_key | returned_on | opened_on  | closed_on
                V       | 1         | .           | 2018-11-01 | .
                W       | 2         | 2018-11-02  | 2018-11-01 | .
                X       | 3         | .           | 2018-10-08 | 2018-10-31
            """,
            "bld_case_day": """
                case_no | child_key | day        | absent_halves | present_halves
                V       | 1         | 2018-10-30 | 0             | 2
                V       | 1         | 2018-10-31 | 0             | 2
                W       | 2         | 2018-10-31 | 0             | 2
                W       | 2         | 2018-11-05 | 0             | 2
                W       | 2         | 2018-11-06 | 0             | 1
                X       | 3         | 2018-10-09 | 2             | 0
                X       | 3         | 2018-10-30 | 0             | 2
            """,
        },
        expect="""
            case_no | present_halves | last_absent_on | last_reported_on
            V       | 0              | .              | .
            W       | 3              | .              | 2018-11-06
            X       | 2              | 2018-10-09     | 2018-10-30
        """,
        month="2018-11",
        as_of="2018-11-07",
    )


def test_after_a_change_of_school_each_day_is_read_at_the_school_of_that_day(engine):
    """Child 1 at S until the 3rd, at T from the 8th; child 2 on two rolls at once; child 3 in a month nobody reported."""
    check(
        engine,
        "bld_case_day",
        given={
            "bld_case_state": """
                case_no | child_key | run_first_day | opened_on
                N1      | 1         | 2018-10-02    | 2018-10-10
                N2      | 2         | 2018-10-02    | 2018-10-10
                N3      | 3         | 2018-10-02    | 2018-10-10
            """,
            "drv_pupil_month": """
                child_key | class_key | school_code | month   | first_day  | last_day
                1         | S1        | S           | 2018-10 | 2018-10-01 | 2018-10-03
                1         | T1        | T           | 2018-10 | 2018-10-08 | 2018-10-31
                2         | S1        | S           | 2018-10 | 2018-10-01 | 2018-10-31
                2         | T1        | T           | 2018-10 | 2018-10-01 | 2018-10-31
            """,
            "drv_second_roll": "child_key | class_key | school_code | month\n2 | T1 | T | 2018-10",
            "drv_child_run": """
                child_key | month   | school_code
                1         | 2018-10 | T
                2         | 2018-10 | S
                3         | 2018-10 | S
            """,
            "attendance": """
                month   | child_key | class_key | school_code | day        | mark_am | mark_pm
                2018-10 | 1         | S1        | S           | 2018-10-01 | A       | A
                2018-10 | 1         | S1        | S           | 2018-10-02 | P       | A
                2018-10 | 1         | T1        | T           | 2018-10-02 | A       | A
                2018-10 | 1         | S1        | S           | 2018-10-08 | P       | P
                2018-10 | 1         | T1        | T           | 2018-10-08 | A       | A
                2018-10 | 2         | S1        | S           | 2018-10-08 | P       | P
                2018-10 | 2         | T1        | T           | 2018-10-08 | A       | A
                2018-10 | 3         | S1        | S           | 2018-10-08 | A       | P
            """,
        },
        expect="""
            case_no | day        | absent_halves | present_halves
            N1      | 2018-10-02 | 1             | 1
            N1      | 2018-10-08 | 1+1           | 0
            N2      | 2018-10-08 | 0             | 1+1
            N3      | 2018-10-08 | 1             | 1
        """,
        as_of="2018-10-31",
    )


def weekdays(*months: tuple[str, int]) -> str:
    """Every day a school day but Saturday and Sunday, in 2018 and 2019."""
    lines, number = [], 0
    for month, last in months:
        for d in range(1, last + 1):
            is_open = date.fromisoformat(f"{month}-{d:02d}").weekday() < 5
            number += is_open
            flag = str(is_open).lower()
            lines.append(f"county | {month}-{d:02d} | {month} | {flag} | {flag} | {number} | {number}")
    return CALENDAR.splitlines()[0] + "\n" + "\n".join(lines)


SAID_BACK = "2 | 2018-11-12 18:00 | 2018-11-12 | 1 | 2018-0001 | 1 | returned | returned | . | . | ."
ENTERED_LATE = "2 | 2018-11-28 18:00 | 2018-11-12 | 1 | 2018-0001 | 1 | returned | returned | . | . | ."
NO_ROLL, LEFT = ROLL.replace("2018-10", "2018-11").replace("| 1 |", "| 9 |"), "2018-12 | 1 | C | S | 10"


@pytest.mark.parametrize(
    "act, seen, roll, as_of, status, due",
    [
        # said to be back on the 12th of November: nobody has shown it, and the sheet of the month is due on the 3rd
        (SAID_BACK, (), "", "2018-11-20", "open_on_time", "2018-12-03"),
        (SAID_BACK, (), "", "2018-12-03", "open_on_time", "2018-12-03"),
        (SAID_BACK, (), "", "2018-12-04", "open_overdue", "2018-12-03"),
        (SAID_BACK, (), NO_ROLL, "2018-12-20", "open_overdue", "2018-12-03"),
        # entered too near the month's end for that sheet to show three days: the next one
        (ENTERED_LATE, (), "", "2018-12-20", "open_on_time", "2019-01-03"),
        (ENTERED_LATE, (), "", "2019-01-04", "open_overdue", "2019-01-03"),
        # leave is no sight of the child; one half day is, and the observation runs
        (SAID_BACK, ("2018-11-13 SS", "2018-11-14 SS"), "", "2018-12-04", "open_overdue", "2018-12-03"),
        (SAID_BACK, ("2018-11-30 .P",), "", "2018-12-04", "observing", "."),
        # seen before the return was said, absent since: not seen
        (SAID_BACK, ("2018-11-09 PP",), "", "2018-12-04", "open_overdue", "2018-12-03"),
        # seen, then absent: counted from the last half in class, never red on the very day
        (SAID_BACK, ("2018-11-13 PP", "2018-12-04 AA"), "", "2018-12-04", "open_overdue", "2018-12-03"),
        (SAID_BACK, ("2018-12-03 PP", "2018-12-04 AA"), "", "2018-12-04", "open_on_time", "2019-01-03"),
        # seen, and then on no roll any more
        (SAID_BACK, ("2018-12-03 PP",), LEFT, "2018-12-20", "open_on_time", "2019-01-03"),
        (SAID_BACK, ("2018-12-03 PP",), LEFT, "2019-01-04", "open_overdue", "2019-01-03"),
    ],
)
def test_a_child_said_to_be_back_must_be_seen_by_the_day_its_sheet_is_due(engine, act, seen, roll, as_of, status, due):
    """However the return came into the ledger: without roll, seat or mark it does not stand on time for ever."""
    head, row = ROLL.splitlines()
    rolls = [row.replace("2018-10", m) for m in ("2018-10", "2018-11", "2018-12")]
    if roll == LEFT:
        rolls[2] = LEFT
    drawn = roll if roll == NO_ROLL else "\n".join((head, *rolls))
    runs = [f"1 | {month} | C | S | {month} | 9" for month in ("2018-10", "2018-11", "2018-12")]
    given = {
        "calendar": weekdays(("2018-10", 31), ("2018-11", 30), ("2018-12", 31), ("2019-01", 31)),
        "roll": drawn,
        "drv_child_run": RUN.splitlines()[0] + "\n" + "\n".join(runs),
        "attendance": marks() + "".join(
            f"{day[:7]} | S | C | 1 | {day} | sheet | {m[0]} | {m[1]}\n" for day, m in (s.split() for s in seen)),
        "class_day": "class_key | day\n",
        "case_event": events(act),
    }  # fmt: skip
    check(engine, "fct_closing", given, f"case_no | closing_status\n2018-0001 | {status}", month="2018-12", as_of=as_of)
    due_on = "case_no | due_on\n" + ("" if due == "." else f"2018-0001 | {due}\n")
    check(engine, "bld_case_due", given, due_on, month="2018-12", as_of=as_of)
