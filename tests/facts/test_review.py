"""Rows of the quarterly review: what is due, done, late, missing, found by others, and what cannot be counted."""

import pytest

from tests.spec import check

QUARTER = """
    quarter | quarter_no | first_day  | last_day   | school_days | is_finished
    2018-Q3 | 8075       | 2018-07-01 | 2018-09-30 | 20          | 1
    2018-Q4 | 8076       | 2018-10-01 | 2018-12-31 | 50          | 0
"""
MONTHS = """
    month   | month_no | first_day  | last_day   | school_days
    2018-10 | 24226    | 2018-10-01 | 2018-10-31 | 18
    2018-11 | 24227    | 2018-11-01 | 2018-11-30 | 22
    2018-12 | 24228    | 2018-12-01 | 2018-12-20 | 14
"""
SCHOOLS = """
    school_code | area_code
    2161083001  | 610830100
    2161083002  | 610830101
"""
AREAS = """
    area_code  | area_level | name | parent_code | sort
    2161083001 | school     | 一小 | 610830100   | 1
    2161083002 | school     | 二小 | 610830101   | 2
"""


def days(first: int, last: int, month: str = "2018-12") -> str:
    """A calendar on which Saturdays and Sundays are neither school days nor working days; 1 December 2018 is one."""
    head = "calendar_id | day | month | school_year | term | weekday | is_school_day | is_working_day | school_day_no | working_day_no\n"
    lines, number = [], 0
    for d in range(first, last + 1):
        weekday = (d + 4) % 7 + 1
        works = weekday < 6
        number += works
        lines.append(f"county | {month}-{d:02d} | {month} | 2018 | 2018-1 | {weekday} | {works} | {works} | {number} | {number}".replace("True", "true").replace("False", "false"))  # fmt: skip
    return head + "\n".join(lines)


def test_a_stay_has_one_clock_from_the_day_its_holder_could_know(engine):
    """A second visit in the same state starts no clock; what is recorded late is known late."""
    check(
        engine,
        "fct_duty",
        given={
            "calendar": days(1, 31),
            "bld_case_child": "child_key | calendar_id | township_code\n7 | county | .",
            "case_event": """
                seq | recorded_at      | effective_on | child_key | case_no | event     | resulting_state
                1   | 2018-12-04T18:00 | 2018-12-03   | 7         | A       | opened    | suspected
                2   | 2018-12-07T12:00 | 2018-12-07   | 7         | A       | confirmed | dropped_out
                3   | 2018-12-10T12:00 | 2018-12-10   | 7         | A       | persuaded | persuading
                4   | 2018-12-13T12:00 | 2018-12-12   | 7         | A       | persuaded | persuading
                5   | 2018-12-17T12:00 | 2018-12-17   | 7         | A       | returned  | returned
            """,
        },
        expect="""
            case_no | stay_no | state       | duty         | entered_on | known_on   | left_on    | due_on     | left_seq
            A       | 1       | suspected   | verify       | 2018-12-03 | 2018-12-04 | 2018-12-07 | 2018-12-07 | 2
            A       | 2       | dropped_out | persuade     | 2018-12-07 | 2018-12-07 | 2018-12-10 | 2018-12-11 | 3
            A       | 3       | persuading  | serve_notice | 2018-12-10 | 2018-12-10 | 2018-12-17 | 2018-12-12 | 5
            A       | 4       | returned    | observe      | 2018-12-17 | 2018-12-17 | .          | .          | .
        """,
    )


def test_who_enters_late_what_it_found_itself_has_known_since(engine):
    """Found on 3 December, entered on the 6th: by the child's own school, its class teacher, another school, the bureau, nobody
    knows whom; a child of no school by its own and by another township; and of the school's own entry in time nothing changes."""
    posts = ["p1", "k1", "s2", "b", ".", "v1", "t0", "p1"]
    rows = "\n".join(
        f"{n} | 2018-12-{6 if n < 8 else 3:02d}T18:00 | 2018-12-03 | {n} | C{n} | opened | suspected | 2018-12-03 | {post}"
        for n, post in enumerate(posts, 1)
    )
    check(
        engine,
        "fct_duty",
        given={
            **REGISTER,
            "calendar": days(1, 31),
            "school": "school_code | central_code | has_clerk\n2161083001 | . | true\n2161083002 | . | true",
            "dim_child": "month | child_key | school_code\n"
            + "\n".join(f"2018-12 | {n} | 2161083001" for n in (1, 2, 3, 4, 5, 8)),
            "bld_case_child": "child_key | calendar_id | township_code\n"
            + "\n".join(f"{n} | county | 610830101" for n in range(1, 9)),
            "bld_case_calendar": "child_key | from_day | to_day | calendar_id\n"
            + "\n".join(f"{n} | 1900-01-01 | 9999-12-31 | county" for n in range(1, 9)),
            "case_event": "seq | recorded_at | effective_on | child_key | case_no | event | resulting_state | discovered_on | post_id\n"
            + rows,
        },
        expect="""
            case_no | known_on   | due_on
            C1      | 2018-12-03 | 2018-12-06
            C2      | 2018-12-03 | 2018-12-06
            C3      | 2018-12-06 | 2018-12-11
            C4      | 2018-12-06 | 2018-12-11
            C5      | 2018-12-06 | 2018-12-11
            C6      | 2018-12-03 | 2018-12-06
            C7      | 2018-12-06 | 2018-12-11
            C8      | 2018-12-03 | 2018-12-06
        """,
    )


def test_a_quarter_counts_its_school_days_up_to_the_day_looked_at(engine):
    check(
        engine,
        "bld_quarter",
        given={"calendar": days(1, 31), "bld_month": MONTHS},
        expect="""
            quarter | quarter_no | first_day  | last_day   | school_days | is_finished
            2018-Q4 | 8076       | 2018-12-01 | 2018-12-31 | 14          | 0
        """,
    )


@pytest.mark.parametrize(
    "acts, as_of, result, standing",
    [
        (["agreed 03"], "2018-12-03", "agreed", "agreed"),
        (["not_agreed 03"], "2018-12-10", "not_agreed", "open"),
        (["not_agreed 03"], "2018-12-11", "not_agreed", "final"),
        (["not_agreed 03", "objected 07"], "2018-12-20", "not_agreed", "objected"),
        (["not_agreed 03", "objected 07", "upheld 12"], "2018-12-20", "not_agreed", "final"),
        (["not_agreed 03", "objected 07", "withdrawn 12"], "2018-12-20", "not_agreed", "withdrawn"),
        (["not_agreed 03", "objected 07", "withdrawn 12"], "2018-12-11", "not_agreed", "objected"),
        (["not_agreed 03", "agreed 05"], "2018-12-20", "agreed", "agreed"),
        (["hidden 03", "objected 04", "upheld 05"], "2018-12-05", "hidden", "final"),
    ],
)
def test_a_finding_counts_once_nobody_objects_any_more(engine, acts, as_of, result, standing):
    """3 December and five working days: objections until the 10th."""
    head = "seq | recorded_at | effective_on | quarter | unit_code | subject | subject_code | child_key | result\n"
    rows = [f"{n} | 2018-12-{a[-2:]} 09:00 | 2018-12-{a[-2:]} | 2018-Q4 | S | school | S | . | {a[:-3]}" for n, a in enumerate(acts, 1)]  # fmt: skip
    until = "2018-12-12" if acts[-1] == "agreed 05" else "2018-12-10"
    check(
        engine,
        "bld_recheck",
        given={"recheck": head + "\n".join(rows), "calendar": days(1, 31)},
        expect=f"""
            quarter | unit_code | result   | standing   | object_until
            2018-Q4 | S         | {result} | {standing} | {until}
        """,
        as_of=as_of,
    )


POSTS = """
    post_id | head           | area_code    | school_code | class_key       | valid_from | seq
    p1      | principal      | .            | 2161083001  | .               | 2017-09-01 | 1
    k1      | class_teacher  | .            | .           | 2161083001-P-01 | 2017-09-01 | 2
    s2      | clerk_school   | .            | 2161083002  | .               | 2017-09-01 | 3
    z1      | central_school | .            | 2161083001  | .               | 2017-09-01 | 4
    i1      | inspector      | .            | 2161083001  | .               | 2017-09-01 | 5
    f1      | contact_cadre  | .            | 2161083001  | .               | 2017-09-01 | 6
    t0      | clerk_township | 610830100    | .           | .               | 2017-09-01 | 7
    v1      | village_head   | 610830101201 | .           | .               | 2017-09-01 | 8
    l1      | area_leader    | 610830101    | .           | .               | 2017-09-01 | 9
    b       | bureau_clerk   | 610830       | .           | .               | 2017-09-01 | 10
"""
REGISTER = {
    "post": POSTS,
    "delegation": "seq | post_id | delegate_post_id | valid_from | valid_to\n20 | s2 | b | 2018-12-05 | 2018-12-06",
    "class": "class_key | school_code\n2161083001-P-01 | 2161083001",
}
"""Posts of one school and township, of the bureau's chain in both, and the second school's leave for the bureau on two days."""


def test_an_entry_counts_for_the_unit_whose_post_made_it_and_never_for_the_bureaus(engine):
    """Principal, class teacher and central school for the school, the central school for one without a clerk too; village and
    clerk for the township; inspector, contact cadre and leader of an area are the bureau's chain; a delegation for its days."""
    posts = ["p1", "k1", "z1", "i1", "f1", "t0", "v1", "l1", "b", "b", "gone", "."]
    lines = [f"{n} | 2018-12-{4 if n == 9 else 5:02d}T09:00 | 2018-12-03 | {post}" for n, post in enumerate(posts, 1)]
    check(
        engine,
        "bld_event_unit",
        given={
            **REGISTER,
            "case_event": "seq | recorded_at | effective_on | post_id\n" + "\n".join(lines),
            "school": """
                school_code | central_code | has_clerk
                2161083001  | .            | true
                2161083002  | 2161083001   | true
                2161083003  | 2161083001   | false
            """,
        },
        expect="""
            seq | line      | unit_code
            1   | student   | 2161083001
            2   | student   | 2161083001
            3   | student   | 2161083001
            3   | student   | 2161083003
            6   | household | 610830100
            7   | household | 610830101
            10  | student   | 2161083002
        """,
    )


def test_who_had_to_report_a_case_by_when_and_who_found_it(engine):
    """Friday the 7th: the report is due on Monday. The register alone knows child 3: the township reports. A list, and a case
    of the old ledger, are told apart; the school's own sheet is a report, if a late one. A report by the bureau in time leaves
    the school nothing to report (G); after the time the child was found by others (H), unless the school had told (I)."""
    check(
        engine,
        "bld_review_case",
        given={
            **REGISTER,
            "school": SCHOOLS,
            "calendar": days(1, 31),
            "bld_case_state": """
                case_no | child_key | suspicion  | opened_on  | discovered_on
                A       | 1         | reported   | 2018-12-07 | 2018-12-07
                B       | 2         | run        | 2018-12-04 | 2018-12-10
                C       | 3         | unverified | 2018-12-04 | 2018-12-05
                D       | 4         | list       | 2018-12-06 | 2018-12-06
                E       | 2         | imported   | 2018-12-12 | 2018-12-12
                F       | 5         | run        | 2018-12-04 | 2018-12-10
                G       | 6         | reported   | 2018-12-07 | 2018-12-07
                H       | 7         | reported   | 2018-12-07 | 2018-12-07
                I       | 8         | reported   | 2018-12-07 | 2018-12-07
                J       | 9         | reported   | 2018-12-07 | 2018-12-07
            """,
            "case_event": """
                seq | recorded_at      | effective_on | child_key | case_no | event    | resulting_state | post_id
                1   | 2018-12-10T08:00 | 2018-12-07   | 1         | A       | opened   | suspected       | k1
                2   | 2018-12-10T18:00 | 2018-12-04   | 2         | B       | opened   | suspected       | .
                3   | 2018-12-05T18:00 | 2018-12-04   | 3         | C       | opened   | suspected       | .
                4   | 2018-12-06T18:00 | 2018-12-06   | 4         | D       | opened   | suspected       | b
                5   | 2018-12-13T18:00 | 2018-12-12   | 2         | E       | opened   | suspected       | .
                6   | 2018-12-10T18:00 | 2018-12-04   | 5         | F       | opened   | suspected       | .
                7   | 2018-12-05T08:00 | 2018-12-05   | 5         | F       | reported | suspected       | p1
                8   | 2018-12-10T08:00 | 2018-12-07   | 6         | G       | opened   | suspected       | b
                9   | 2018-12-12T08:00 | 2018-12-07   | 7         | H       | opened   | suspected       | i1
                10  | 2018-12-13T08:00 | 2018-12-13   | 7         | H       | reported | suspected       | p1
                11  | 2018-12-12T08:00 | 2018-12-07   | 8         | I       | opened   | suspected       | p1
                12  | 2018-12-13T08:00 | 2018-12-13   | 8         | I       | reported | suspected       | b
                13  | 2018-12-12T08:00 | 2018-12-07   | 9         | J       | opened   | suspected       | .
            """,
            "bld_case_unit_month": """
                child_key | month   | line      | unit_code    | held_unit
                1         | 2018-12 | student   | 2161083001   | 2161083001
                1         | 2018-12 | household | 610830100201 | 610830100201
                2         | 2018-12 | student   | 2161083001   | 2161083001
                2         | 2018-12 | household | unknown      | unknown
                3         | 2018-12 | student   | 2161083001   | 2161083001
                3         | 2018-12 | household | 610830101201 | 610830101201
                4         | 2018-12 | household | 610830101201 | 610830101201
                5         | 2018-12 | student   | 2161083001   | 2161083001
                6         | 2018-12 | student   | 2161083001   | 2161083001
                7         | 2018-12 | student   | 2161083001   | 2161083001
                8         | 2018-12 | student   | 2161083001   | 2161083001
                9         | 2018-12 | student   | 2161083001   | 2161083001
            """,
        },
        expect="""
            case_no | reporter_line | reporter_unit | township_code | due_on     | reported_on | reported_by | report_seq | found_by | found_on   | is_old
            A       | student       | 2161083001    | 610830100     | 2018-12-10 | 2018-12-10  | own         | 1          | self     | 2018-12-10 | 0
            B       | student       | 2161083001    | .             | 2018-12-05 | 2018-12-10  | own         | 2          | self     | 2018-12-10 | 0
            C       | household     | 610830101     | 610830101     | 2018-12-05 | 2018-12-05  | own         | 3          | self     | 2018-12-05 | 0
            D       | household     | 610830101     | 610830101     | 2018-12-07 | 2018-12-06  | own         | 4          | list     | 2018-12-06 | 0
            E       | student       | 2161083001    | .             | 2018-12-13 | 2018-12-12  | own         | 5          | self     | 2018-12-13 | 1
            F       | student       | 2161083001    | .             | 2018-12-05 | 2018-12-05  | own         | 7          | self     | 2018-12-10 | 0
            G       | student       | 2161083001    | .             | 2018-12-10 | 2018-12-10  | other       | 8          | self     | 2018-12-10 | 0
            H       | student       | 2161083001    | .             | 2018-12-10 | 2018-12-12  | other       | 9          | other    | 2018-12-12 | 0
            I       | student       | 2161083001    | .             | 2018-12-10 | 2018-12-12  | own         | 11         | self     | 2018-12-12 | 0
            J       | student       | 2161083001    | .             | 2018-12-10 | 2018-12-12  | unknown     | 13         | self     | 2018-12-12 | 0
        """,
    )


NOTHING = {
    "bld_quarter": QUARTER,
    "bld_month": MONTHS,
    "dim_area": AREAS,
    "school": SCHOOLS,
    "area": "area_code | level\n",
    "submission": "month | kind | school_code\n",
    "case_event": "seq | recorded_at | effective_on | child_key | case_no | event\n",
    **REGISTER,
    "bld_review_told": "case_no | seq | told_on | whose\n- | 0 | 2000-01-01 | own",
    "roll": "month | child_key\n2018-10 | 1\n2018-11 | 1\n2018-12 | 1",
    "bld_school_month": """
        school_code | month   | due_on     | is_due | report_state
        -           | 2000-01 | 2000-02-03 | 1      | on_time
    """,
    "bld_nil_child": """
        school_code | month   | child_key | reached_on | is_reported
        -           | 2000-01 | 0         | 2000-01-01 | 1
    """,
    "bld_review_case": """
        case_no | child_key | suspicion | opened_on  | opened_month | school_code | township_code | reporter_line | reporter_unit | due_on     | reported_on | found_by | found_on   | is_old | reported_by | report_seq
        -       | 0         | run       | 2000-01-01 | 2000-01      | -           | -             | student       | .             | 2000-01-02 | 2000-01-02  | self     | 2000-01-02 | 0      | own         | 0
    """,
    "bld_recheck": """
        quarter | unit_code | subject | subject_code | child_key | result | checked_on | standing
        2000-Q1 | -         | case    | -            | 0         | agreed | 2000-01-01 | agreed
    """,
    "bld_review_sample": """
        quarter | subject | subject_code | unit_code | child_key
        2000-Q1 | case    | -            | -         | 0
    """,
    "bld_review_stand": """
        line    | unit_code | month   | due_on
        student | -         | 2000-01 | 2000-02-03
    """,
    "fct_duty": """
        case_no | child_key | holder    | duty    | known_on   | left_on    | due_on     | left_seq
        -       | 0         | principal | observe | 2000-01-01 | 2000-01-01 | 2000-01-01 | 0
    """,
    "fct_evidence": """
        case_no | child_key | evidence | state
        -       | 0         | approved | met
    """,
    "bld_case_state": """
        case_no | closed_on
        -       | 2000-01-01
    """,
    "dim_child": """
        month   | child_key | school_code | township_code | rolls_n | is_at_school | village_code | is_outside
        2000-01 | 0         | -           | -             | 1       | 1            | -            | 0
    """,
    "fct_whereabouts": """
        month   | child_key | village_code | whereabouts | said
        2000-01 | 0         | -            | in_county   | county
    """,
}
"""Every step of the rows with one row that belongs to no quarter: a spec draws what it is about."""


def given(**drawn: str) -> dict[str, str]:
    return {**NOTHING, **drawn}


REPORTS = """
    school_code | month   | due_on     | is_due | report_state
    2161083001  | 2018-10 | 2018-11-05 | 1      | on_time
    2161083001  | 2018-11 | 2018-12-03 | 1      | on_time
    2161083001  | 2018-12 | 2019-01-03 | 0      | in_progress
    2161083002  | 2018-10 | 2018-11-05 | 1      | late
    2161083002  | 2018-11 | 2018-12-03 | 1      | missing
"""
SHEETS = """
    month   | kind       | school_code | due_on     | first_accepted_at
    2018-10 | roll       | 2161083001  | 2018-11-05 | 2018-11-01T09:00
    2018-10 | attendance | 2161083001  | 2018-11-05 | 2018-11-02T09:00
    2018-11 | attendance | 2161083001  | 2018-12-03 | 2018-12-01T09:00
    2018-12 | attendance | 2161083001  | 2019-01-03 | 2018-12-10T09:00
    2018-10 | attendance | 2161083002  | 2018-11-05 | 2018-11-12T09:00
    2018-11 | attendance | 2161083002  | 2018-12-03 | .
"""


def test_a_monthly_report_is_in_time_late_missing_or_waits_for_the_county(engine):
    """A nil report that absence contradicts waits for the county's finding, and the child stands beside it; where the school itself
    reported the child it is late. A month that is not yet due waits; the township answers for the school on its ground."""
    check(
        engine,
        "fct_review_row",
        given=given(
            bld_school_month=REPORTS,
            submission=SHEETS,
            bld_nil_child="""
                school_code | month   | child_key | reached_on | is_reported
                2161083001  | 2018-10 | 1         | 2018-10-10 | 1
                2161083001  | 2018-11 | 2         | 2018-11-08 | 1
            """,
            bld_review_case="""
                case_no | child_key | suspicion | opened_month | school_code | reporter_line | reporter_unit | found_by | is_old | due_on     | reported_on | opened_on  | found_on   | township_code | reported_by | report_seq
                A       | 1         | reported  | 2018-10      | 2161083001  | student       | 2161083001    | self     | 0      | 2018-10-11 | 2018-10-20  | 2018-10-10 | 2018-10-20 | .             | own         | 1
                B       | 2         | run       | 2018-11      | 2161083001  | student       | 2161083001    | self     | 0      | 2018-11-09 | 2018-11-30  | 2018-11-08 | 2018-11-30 | .             | own         | 2
            """,
            bld_review_told="""
                case_no | seq | told_on    | whose
                A       | 1   | 2018-10-20 | own
                B       | 2   | 2018-11-30 | sheet
            """,
        ),
        expect="""
            line      | unit_code  | criterion       | subject        | subject_code | child_key | status  | found_by
            student   | 2161083001 | reports         | monthly_report | 2018-10      | .         | late    | self
            student   | 2161083001 | reports         | monthly_report | 2018-11      | .         | pending | data
            student   | 2161083001 | reports         | monthly_report | 2018-12      | .         | pending | .
            student   | 2161083001 | reports         | nil_child      | A            | 1         | ground  | data
            student   | 2161083001 | reports         | nil_child      | B            | 2         | ground  | data
            student   | 2161083002 | reports         | monthly_report | 2018-10      | .         | late    | self
            student   | 2161083002 | reports         | monthly_report | 2018-11      | .         | missing | .
            household | 610830100  | reports         | monthly_report | 2018-10      | .         | late    | self
            household | 610830100  | reports         | monthly_report | 2018-11      | .         | pending | data
            household | 610830100  | reports         | monthly_report | 2018-12      | .         | pending | .
            household | 610830100  | reports         | nil_child      | A            | 1         | ground  | data
            household | 610830100  | reports         | nil_child      | B            | 2         | ground  | data
            household | 610830101  | reports         | monthly_report | 2018-10      | .         | late    | self
            household | 610830101  | reports         | monthly_report | 2018-11      | .         | missing | .
            student   | 2161083001 | written_reports | written_report | A            | 1         | late    | self
            student   | 2161083001 | written_reports | written_report | B            | 2         | late    | self
        """,
    )


@pytest.mark.parametrize(
    "result, standing, status, found_by",
    [
        ("not_agreed", "open", "pending", "recheck"),
        ("not_agreed", "objected", "pending", "recheck"),
        ("not_agreed", "final", "found", "recheck"),
        ("not_agreed", "withdrawn", "ok", None),
        ("agreed", "agreed", "ok", None),
    ],
)
def test_a_false_nil_report_costs_once_the_countys_finding_is_final(engine, result, standing, status, found_by):
    """Never from data alone: the finding is open to objection, and where the county finds the report true its day counts."""
    check(
        engine,
        "fct_review_row",
        given=given(
            bld_school_month="school_code | month | due_on | is_due | report_state\n2161083001 | 2018-11 | 2018-12-03 | 1 | on_time",
            submission=SHEETS,
            bld_nil_child="school_code | month | child_key | reached_on | is_reported\n2161083001 | 2018-11 | 2 | 2018-11-08 | 1",
            bld_recheck=f"""
                quarter | unit_code  | subject | subject_code | child_key | result   | checked_on | standing
                2018-Q4 | 2161083001 | nil     | 2018-11      | .         | {result} | 2018-12-05 | {standing}
            """,
        ),
        expect=f"""
            line      | unit_code  | criterion | subject        | subject_code | child_key | status   | found_by
            student   | 2161083001 | reports   | monthly_report | 2018-11      | .         | {status} | {found_by or "."}
            student   | 2161083001 | reports   | nil_child      | 2018-11      | 2         | ground   | data
            household | 610830100  | reports   | monthly_report | 2018-11      | .         | {status} | {found_by or "."}
            household | 610830100  | reports   | nil_child      | 2018-11      | 2         | ground   | data
        """,
    )


CASES = """
    case_no | child_key | suspicion | opened_on  | opened_month | school_code | township_code | reporter_line | reporter_unit | due_on     | reported_on | found_by | found_on   | is_old | reported_by | report_seq
    A       | 1         | reported  | 2018-11-08 | 2018-11      | 2161083001  | 610830101     | student       | 2161083001    | 2018-11-09 | 2018-11-09  | self     | 2018-11-09 | 0      | own         | 1
    B       | 2         | run       | 2018-11-08 | 2018-11      | 2161083001  | .             | student       | 2161083001    | 2018-11-09 | 2018-11-30  | self     | 2018-11-30 | 0      | own         | 2
    C       | 3         | list      | 2018-11-20 | 2018-11      | 2161083002  | 610830101     | student       | 2161083002    | 2018-11-21 | 2018-11-20  | list     | 2018-11-20 | 0      | own         | 3
    D       | 4         | imported  | 2018-11-08 | 2018-11      | 2161083001  | 610830101     | student       | 2161083001    | 2018-11-09 | 2018-12-01  | self     | 2018-12-01 | 1      | own         | 4
    E       | 5         | recheck   | 2018-12-03 | 2018-12      | 2161083001  | 610830101     | student       | 2161083001    | 2018-12-04 | 2018-12-03  | recheck  | 2018-12-03 | 0      | own         | 5
"""
OTHERS = """
    F       | 6         | reported  | 2018-11-08 | 2018-11      | 2161083001  | 610830101     | student       | 2161083001    | 2018-11-09 | 2018-11-09  | self     | 2018-11-09 | 0      | other       | 6
    G       | 7         | reported  | 2018-11-08 | 2018-11      | 2161083001  | 610830101     | student       | 2161083001    | 2018-11-09 | 2018-11-09  | self     | 2018-11-09 | 0      | unknown     | 7
    H       | 8         | reported  | 2018-11-08 | 2018-11      | 2161083001  | 610830101     | student       | 2161083001    | 2018-11-09 | 2018-11-12  | self     | 2018-11-12 | 0      | unknown     | 8
    I       | 9         | reported  | 2018-11-08 | 2018-11      | 2161083002  | 610830101     | student       | 2161083002    | 2018-11-09 | 2018-11-12  | other    | 2018-11-12 | 0      | other       | 9
"""
"""Reported in time by another (F), in time and late by nobody knows whom (G, H), and by another once the time was over (I)."""


def test_written_reports_in_time_late_hidden_and_months_in_which_none_was_due(engine):
    """A month bears out that nobody had to be reported only where every sheet stands and no case arose; what a re-check found
    counts in the quarter that was re-checked, once it is final."""
    check(
        engine,
        "bld_review_written",
        given=given(
            bld_review_case=CASES.rstrip() + OTHERS,
            bld_recheck="""
                quarter | unit_code  | subject | subject_code | child_key | result | checked_on | standing
                2018-Q3 | 2161083001 | school  | 2161083001   | 5         | hidden | 2018-12-03 | final
                2018-Q4 | 610830100  | school  | 610830100    | 6         | hidden | 2018-12-18 | open
                2018-Q4 | 610830100  | school  | 610830100    | 7         | hidden | 2018-12-03 | withdrawn
            """,
            bld_review_stand="""
                line    | unit_code  | month   | due_on
                student | 2161083001 | 2018-10 | 2018-11-05
                student | 2161083001 | 2018-11 | 2018-12-03
                student | 2161083002 | 2018-11 | 2018-12-03
            """,
        ),
        expect="""
            line      | unit_code  | subject        | subject_code | child_key | due_on     | done_on    | counted_on | fixed    | found_by
            student   | 2161083001 | written_report | A            | 1         | 2018-11-09 | 2018-11-09 | 2018-11-09 | .        | .
            student   | 2161083001 | written_report | B            | 2         | 2018-11-09 | 2018-11-30 | 2018-11-09 | .        | .
            student   | 2161083001 | written_report | D            | 4         | 2018-11-09 | 2018-12-01 | 2018-11-09 | excluded | .
            student   | 2161083001 | written_report | F            | 6         | 2018-11-09 | 2018-11-09 | 2018-11-09 | excluded | .
            student   | 2161083001 | written_report | G            | 7         | 2018-11-09 | 2018-11-09 | 2018-11-09 | excluded | .
            student   | 2161083001 | written_report | H            | 8         | 2018-11-09 | 2018-11-12 | 2018-11-09 | .        | .
            student   | 2161083002 | unreported     | I            | 9         | .          | .          | 2018-11-12 | found    | other
            student   | 2161083002 | unreported     | C            | 3         | .          | .          | 2018-11-20 | found    | list
            student   | 2161083001 | unreported     | .            | 5         | .          | .          | 2018-09-30 | found    | recheck
            household | 610830100  | unreported     | .            | 6         | .          | .          | 2018-12-31 | pending  | recheck
            student   | 2161083001 | clear_month    | 2018-10      | .         | 2018-11-05 | .          | 2018-10-01 | ok       | .
        """,
    )


def test_duties_count_for_whoever_had_to_act_and_only_the_acting(engine):
    """The school verifies, the township of the household (else of the school) persuades; the bureau's duty and the family's
    days of a notice are nobody's points; what was over before anybody could know is not judged."""
    duties = """
        case_no | child_key | holder    | duty          | known_on   | left_on    | due_on     | left_seq
        A       | 1         | principal | verify        | 2018-11-09 | 2018-11-13 | 2018-11-14 | 1
        A       | 1         | bureau    | confirm       | 2018-11-13 | 2018-11-14 | 2018-11-15 | 2
        A       | 1         | township  | persuade      | 2018-11-14 | 2018-11-20 | 2018-11-16 | 3
        A       | 1         | township  | serve_notice  | 2018-11-20 | .          | 2018-11-22 | .
        A       | 1         | township  | follow_notice | 2018-11-20 | .          | 2018-11-26 | .
        B       | 2         | principal | verify        | 2018-11-30 | 2018-11-15 | 2018-12-05 | 4
        B       | 2         | township  | persuade      | 2018-12-18 | .          | 2018-12-20 | .
    """
    check(
        engine,
        "fct_review_row",
        given=given(bld_review_case=CASES, fct_duty=duties, case_event=acts("p1", "b", "v1", ".")),
        expect="""
            line      | unit_code  | quarter | criterion       | row_no | subject        | subject_code | due_on     | status   | found_by
            student   | 2161083001 | 2018-Q4 | visits          | 1 | verify         | A            | 2018-11-14 | ok       | .
            student   | 2161083001 | 2018-Q4 | visits          | 2 | verify         | B            | 2018-12-05 | excluded | .
            household | 610830101  | 2018-Q4 | visits          | 1 | persuade       | A            | 2018-11-16 | late     | self
            household | 610830101  | 2018-Q4 | visits          | 2 | serve_notice   | A            | 2018-11-22 | missing  | .
            household | 610830100  | 2018-Q4 | visits          | 1 | persuade       | B            | 2018-12-20 | pending  | .
            student   | 2161083002 | 2018-Q4 | visits          | 1 | unvisited      | C            | .          | found    | list
            student   | 2161083001 | 2018-Q4 | written_reports | 1 | written_report | A            | 2018-11-09 | ok       | .
            student   | 2161083001 | 2018-Q4 | written_reports | 2 | written_report | B            | 2018-11-09 | late     | self
            student   | 2161083001 | 2018-Q4 | written_reports | 3 | written_report | D            | 2018-11-09 | excluded | .
            student   | 2161083002 | 2018-Q4 | written_reports | 1 | unreported     | C            | .          | found    | list
        """,
    )


def test_whom_no_school_has_the_township_verifies(engine):
    """Known to the household register alone: K verified late by its township, L in time by a village, M by nobody; N has not
    even a household here, and is the bureau's."""
    cases = """
        case_no | child_key | suspicion | opened_on  | opened_month | school_code | township_code | reporter_line | reporter_unit | due_on     | reported_on | found_by | found_on   | is_old | reported_by | report_seq
        K       | 1         | village   | 2018-11-05 | 2018-11      | .           | 610830100     | household     | 610830100     | 2018-11-06 | 2018-11-05  | self     | 2018-11-05 | 0      | own         | 1
        L       | 2         | village   | 2018-11-05 | 2018-11      | .           | 610830101     | household     | 610830101     | 2018-11-06 | 2018-11-05  | self     | 2018-11-05 | 0      | own         | 2
        M       | 3         | village   | 2018-11-05 | 2018-11      | .           | 610830100     | household     | 610830100     | 2018-11-06 | 2018-11-05  | self     | 2018-11-05 | 0      | own         | 3
        N       | 4         | village   | 2018-11-05 | 2018-11      | .           | .             | household     | .             | 2018-11-06 | 2018-11-05  | self     | 2018-11-05 | 0      | own         | 4
    """
    duties = """
        case_no | child_key | holder    | duty   | known_on   | left_on    | due_on     | left_seq
        K       | 1         | principal | verify | 2018-11-05 | 2018-11-20 | 2018-11-08 | 1
        L       | 2         | principal | verify | 2018-11-05 | 2018-11-07 | 2018-11-08 | 2
        M       | 3         | principal | verify | 2018-11-05 | .          | 2018-11-08 | .
        N       | 4         | principal | verify | 2018-11-05 | .          | 2018-11-08 | .
    """
    check(
        engine,
        "bld_review_visit",
        given=given(bld_review_case=cases, fct_duty=duties, case_event=acts("t0", "v1")),
        expect="""
            line      | unit_code | subject | school_code | subject_code | due_on     | done_on    | acted
            household | 610830100 | verify  | .           | K            | 2018-11-08 | 2018-11-20 | own
            household | 610830101 | verify  | .           | L            | 2018-11-08 | 2018-11-07 | own
            household | 610830100 | verify  | .           | M            | 2018-11-08 | .          | .
        """,
    )


def acts(*posts: str) -> str:
    """Entries 1, 2, … made by these posts."""
    return "seq | recorded_at | effective_on | child_key | case_no | event | post_id\n" + "\n".join(
        f"{n} | 2018-11-14T09:00 | 2018-11-14 | 1 | A | x | {post}" for n, post in enumerate(posts, 1)
    )


@pytest.mark.parametrize(
    "post, in_time, late",
    [
        ("p1", ("ok", "own"), ("late", "own")),
        ("b", ("excluded", "other"), ("missing", "other")),
        ("i1", ("excluded", "other"), ("missing", "other")),
        ("t0", ("excluded", "other"), ("missing", "other")),
        (".", ("excluded", "unknown"), ("late", "unknown")),
    ],
)
def test_what_another_does_in_a_units_place_earns_it_nothing(engine, post, in_time, late):
    """In time it is nobody's point, afterwards the unit had left it undone; an old entry without a post earns nothing in time and
    is late where it was. Who did it stands beside the row."""
    duties = """
        case_no | child_key | holder    | duty   | known_on   | left_on    | due_on     | left_seq
        A       | 1         | principal | verify | 2018-11-09 | 2018-11-13 | 2018-11-14 | 1
        B       | 2         | principal | verify | 2018-11-09 | 2018-11-20 | 2018-11-14 | 2
    """
    cases = "\n".join(CASES.splitlines()[:4])
    check(
        engine,
        "fct_review_row",
        given=given(bld_review_case=cases, fct_duty=duties, case_event=acts(post, post)),
        expect=f"""
            criterion       | subject_code | status       | acted       | act_seq | found_by
            visits          | A            | {in_time[0]} | {in_time[1]} | 1      | .
            visits          | B            | {late[0]}    | {late[1]}   | 2       | {"self" if post == "p1" else "."}
            written_reports | A            | ok           | own         | 1       | .
            written_reports | B            | late         | own         | 2       | self
        """,
    )


CLOSING = """
    school_code | area_code | valid_from | valid_to   | successor_code
    2161083001  | 610830100 | 2000-01-01 | 2018-11-16 | 2161083002
    2161083002  | 610830101 | 2000-01-01 | 9999-12-31 | .
"""


def test_a_duty_that_begins_after_a_closing_is_the_successors(engine):
    """A began while the school was open, B and D after: those are the successor's, whose clerk acts."""
    duties = """
        case_no | child_key | holder    | duty     | known_on   | left_on    | due_on     | left_seq
        A       | 1         | principal | verify   | 2018-11-09 | 2018-11-13 | 2018-11-14 | 1
        B       | 2         | principal | verify   | 2018-11-20 | 2018-11-22 | 2018-11-23 | 2
        B       | 2         | township  | persuade | 2018-11-22 | .          | 2018-11-26 | .
        D       | 4         | principal | verify   | 2018-11-20 | 2018-11-26 | 2018-11-23 | 3
    """
    check(
        engine,
        "bld_review_visit",
        given=given(bld_review_case=CASES, fct_duty=duties, case_event=acts("p1", "s2", "s2"), school=CLOSING),
        expect="""
            line      | unit_code  | subject   | school_code | subject_code | fixed | acted
            student   | 2161083001 | verify    | 2161083001  | A            | .     | own
            student   | 2161083002 | verify    | 2161083002  | B            | .     | own
            household | 610830101  | persuade  | 2161083002  | B            | .     | .
            student   | 2161083002 | verify    | 2161083002  | D            | .     | own
            student   | 2161083002 | unvisited | 2161083002  | C            | found | .
        """,
    )


def test_who_was_there_on_the_day_had_to_report(engine):
    """The school closed on 16 November: what was reached before is its own report, what was reached since the successor's."""
    check(
        engine,
        "bld_review_case",
        given={
            **REGISTER,
            "school": CLOSING,
            "calendar": days(1, 30, "2018-11"),
            "bld_case_state": """
                case_no | child_key | suspicion | opened_on  | discovered_on
                A       | 1         | reported  | 2018-11-05 | 2018-11-05
                B       | 2         | reported  | 2018-11-20 | 2018-11-20
            """,
            "case_event": """
                seq | recorded_at      | effective_on | child_key | case_no | event  | resulting_state | post_id
                1   | 2018-11-06T09:00 | 2018-11-05   | 1         | A       | opened | suspected       | p1
                2   | 2018-11-21T09:00 | 2018-11-20   | 2         | B       | opened | suspected       | s2
            """,
            "dim_child": """
                month   | child_key | school_code | village_code
                2018-11 | 1         | 2161083001  | 610830100201
                2018-11 | 2         | 2161083001  | 610830100201
            """,
            "bld_month": MONTHS,
        },
        expect="""
            case_no | school_code | reporter_unit | reported_by | found_by
            A       | 2161083001  | 2161083001    | own         | self
            B       | 2161083002  | 2161083002    | own         | self
        """,
        month="2018-11",
        as_of="2018-11-30",
    )


@pytest.mark.parametrize(
    "left, recorded, status, done",
    [
        ("2018-11-13", "2018-11-20", "ok", "2018-11-13"),
        ("2018-11-13", "2018-11-21", "late", "2018-11-21"),
        ("2018-11-08", "2018-12-19", "late", "2018-12-19"),
        ("2018-11-08", "2018-11-09", "excluded", "2018-11-08"),
    ],
)
def test_a_visit_entered_long_after_its_day_counts_on_the_day_it_was_entered(engine, left, recorded, status, done):
    """Seven days are allowed for the entry. A day before anybody could know is no way round: entered in December it is late."""
    duties = f"""
        case_no | child_key | holder    | duty   | known_on   | left_on | due_on     | left_seq
        A       | 1         | principal | verify | 2018-11-09 | {left}  | 2018-11-14 | 1
    """
    check(
        engine,
        "fct_review_row",
        given=given(
            bld_review_case="\n".join(CASES.splitlines()[:3]),
            fct_duty=duties,
            case_event=acts("p1").replace("2018-11-14T09:00", f"{recorded}T09:00"),
        ),
        expect=f"""
            criterion       | subject_code | status   | done_on    | found_by
            visits          | A            | {status} | {done}     | {"self" if status == "late" else "."}
            written_reports | A            | ok       | 2018-11-09 | .
        """,
    )


@pytest.mark.parametrize(
    "post, school, township",
    [("p1", "ok own", "excluded other"), ("v1", "excluded other", "ok own"), ("b", "excluded other", "excluded other"),
     (".", "excluded unknown", "excluded unknown")],
)  # fmt: skip
def test_a_closing_is_requested_by_one_unit_and_earns_that_one(engine, post, school, township):
    (school_fixed, school_acted), (town_fixed, town_acted) = school.split(), township.split()
    check(
        engine,
        "bld_review_evidence",
        given=given(
            bld_review_case="\n".join(CASES.splitlines()[:3]),
            bld_case_state="case_no | closed_on\nA | 2018-12-03",
            fct_evidence="case_no | child_key | evidence | state\nA | 1 | requested | met",
            case_event=acts(post).replace("| x |", "| requested |"),
        ),
        expect=f"""
            line      | unit_code  | subject   | done_on    | fixed          | acted          | act_seq
            student   | 2161083001 | requested | 2018-12-03 | {school_fixed} | {school_acted} | 1
            household | 610830101  | requested | 2018-12-03 | {town_fixed}   | {town_acted}   | 1
        """,
    )


def test_a_closing_owes_its_evidence_line_by_line_in_both_tables(engine):
    check(
        engine,
        "bld_review_evidence",
        given=given(
            bld_review_case=CASES,
            bld_case_state="""
                case_no | closed_on
                A       | 2018-12-03
                B       | .
                D       | 2018-12-03
            """,
            fct_evidence="""
                case_no | child_key | evidence        | state
                A       | 1         | on_roll         | met
                A       | 1         | present_days    | missing
                A       | 1         | no_contradiction | contradicted
                A       | 1         | received        | unreported
                A       | 1         | approved        | met
                A       | 1         | reported_since  | unreported
                B       | 2         | on_roll         | missing
                D       | 4         | on_roll         | missing
            """,
        ),
        expect="""
            line      | unit_code  | subject          | due_on     | done_on    | fixed   | found_by
            student   | 2161083001 | on_roll          | 2018-12-03 | 2018-12-03 | ok      | .
            student   | 2161083001 | present_days     | 2018-12-03 | .          | missing | .
            student   | 2161083001 | no_contradiction | 2018-12-03 | .          | found   | data
            student   | 2161083001 | received         | 2018-12-03 | .          | pending | .
            household | 610830101  | on_roll          | 2018-12-03 | 2018-12-03 | ok      | .
            household | 610830101  | present_days     | 2018-12-03 | .          | missing | .
            household | 610830101  | no_contradiction | 2018-12-03 | .          | found   | data
            household | 610830101  | received         | 2018-12-03 | .          | pending | .
        """,
    )


def test_suspicious_data_are_settled_by_a_later_sheet(engine):
    """Due thirty days after the due day of the first month that shows it; rows that wait belong to no child; a month without any
    counts where its sheets stand."""
    check(
        engine,
        "bld_review_check",
        given=given(
            submission="""
                month   | kind       | school_code | due_on     | rows_waiting
                2018-10 | roll       | 2161083002  | 2018-11-05 | 4
                2018-11 | roll       | 2161083002  | 2018-12-03 | 0
                2018-12 | roll       | 2161083002  | 2019-01-03 | 0
            """,
            dim_child="""
                month   | child_key | school_code | township_code | rolls_n | is_at_school | village_code | is_outside
                2018-10 | 1         | 2161083001  | 610830100     | 2       | 1            | 610830100201 | 0
                2018-11 | 1         | 2161083001  | 610830100     | 2       | 1            | 610830100201 | 0
                2018-12 | 1         | 2161083001  | 610830100     | 1       | 1            | 610830100201 | 0
                2018-12 | 2         | 2161083001  | .             | 1       | 1            | .            | 0
                2018-12 | 3         | 2161083001  | .             | 1       | 1            | .            | 1
            """,
            fct_whereabouts="""
                month   | child_key | village_code | whereabouts | said
                2018-10 | 4         | 610830101201 | unverified  | county
                2018-11 | 4         | 610830101201 | unverified  | county
                2018-12 | 4         | 610830101201 | unverified  | county
                2018-12 | 5         | 610830101201 | unverified  | outside
            """,
            bld_review_stand="""
                line    | unit_code  | month   | due_on
                student | 2161083002 | 2018-10 | 2018-11-05
                student | 2161083002 | 2018-11 | 2018-12-03
            """,
        ),
        expect="""
            line      | unit_code  | subject           | subject_code | child_key | due_on     | done_on    | fixed
            student   | 2161083001 | two_rolls         | 2018-10      | 1         | 2018-12-05 | 2018-12-01 | .
            household | 610830100  | two_rolls         | 2018-10      | 1         | 2018-12-05 | 2018-12-01 | .
            student   | 2161083001 | household_unknown | 2018-12      | 2         | 2019-02-02 | .          | .
            household | 610830101  | register_word     | 2018-10      | 4         | 2018-12-05 | .          | .
            student   | 2161083002 | waiting_roll      | 2018-10      | .         | 2018-12-05 | 2018-11-01 | .
            student   | 2161083002 | clear_data        | 2018-11      | .         | 2018-12-03 | .          | ok
        """,
    )


def test_months_stand_where_every_class_and_every_village_reported(engine):
    """Silence is never taken for nothing to report, nor is a day left out, nor the register of a term before."""
    check(
        engine,
        "bld_review_stand",
        given=given(
            bld_school_month="""
                school_code | month   | due_on     | is_due | report_state
                2161083001  | 2018-10 | 2018-11-05 | 1      | on_time
                2161083001  | 2018-11 | 2018-12-03 | 1      | late
                2161083001  | 2018-12 | 2019-01-03 | 0      | in_progress
                2161083002  | 2018-10 | 2018-11-05 | 1      | missing
                2161083002  | 2018-11 | 2018-12-03 | 1      | on_time
                2161083003  | 2018-10 | 2018-11-05 | 1      | on_time
                2161083003  | 2018-11 | 2018-12-03 | 1      | on_time
            """,
            submission="""
                month   | kind       | school_code | due_on     | classes_due | classes_reported
                2018-10 | attendance | 2161083001  | 2018-11-05 | 2           | 2
                2018-11 | attendance | 2161083001  | 2018-12-03 | 2           | 2
                2018-12 | attendance | 2161083001  | 2019-01-03 | 2           | 2
                2018-10 | attendance | 2161083002  | 2018-11-05 | 2           | 2
                2018-11 | attendance | 2161083002  | 2018-12-03 | 2           | 1
                2018-10 | attendance | 2161083003  | 2018-11-05 | 1           | 1
                2018-11 | attendance | 2161083003  | 2018-12-03 | 1           | 1
            """,
            drv_class_day="""
                month   | school_code | class_key | day        | is_school_day | is_reported | pupils
                2018-10 | 2161083001  | 1-1       | 2018-10-31 | true          | true        | 30
                2018-10 | 2161083001  | 1-1       | 2018-10-27 | false         | false       | 30
                2018-10 | 2161083003  | 3-1       | 2018-10-31 | true          | true        | 30
                2018-11 | 2161083003  | 3-1       | 2018-11-29 | true          | true        | 30
                2018-11 | 2161083003  | 3-1       | 2018-11-30 | true          | false       | 30
            """,
            area="""
                area_code    | level
                610830100201 | village
                610830100202 | village
                610830101201 | village
                610830102201 | village
            """,
            children="""
                month   | child_key | village_code | carried_from
                2018-10 | 1         | 610830100201 | .
                2018-10 | 2         | 610830101201 | 2018-09
                2018-10 | 3         | 610830102201 | 2018-08
                2018-11 | 1         | 610830100201 | .
                2018-11 | 2         | 610830100202 | .
                2018-12 | 2         | 610830101201 | .
            """,
        ),
        expect="""
            line      | unit_code  | month   | due_on
            student   | 2161083001 | 2018-10 | 2018-11-05
            student   | 2161083001 | 2018-11 | 2018-12-03
            student   | 2161083003 | 2018-10 | 2018-11-05
            household | 610830101  | 2018-10 | 2018-11-05
            household | 610830100  | 2018-11 | 2018-12-03
        """,
    )


def test_re_checks_count_for_the_school_and_its_township_once_they_are_final(engine):
    """A case counts for the township of the household; a hidden child for the unit that hid it alone; drawn and not yet done
    is the county's to do."""
    check(
        engine,
        "bld_review_recheck",
        given=given(
            bld_review_case=CASES,
            bld_review_sample="""
                quarter | subject | subject_code | unit_code  | child_key
                2018-Q4 | school  | 2161083001   | 2161083001 | .
                2018-Q4 | school  | 2161083002   | 2161083002 | .
                2018-Q4 | case    | A            | 2161083001 | 1
            """,
            bld_recheck="""
                quarter | unit_code  | subject | subject_code | child_key | result     | checked_on | standing
                2018-Q4 | 2161083001 | school  | 2161083001   | .         | agreed     | 2018-12-03 | agreed
                2018-Q4 | 2161083001 | school  | 2161083001   | 5         | hidden     | 2018-12-03 | final
                2018-Q4 | 2161083001 | case    | A            | 1         | not_agreed | 2018-12-03 | open
            """,
        ),
        expect="""
            line      | unit_code  | subject        | subject_code | child_key | done_on    | counted_on | fixed   | found_by
            student   | 2161083001 | recheck_school | 2161083001   | .         | 2018-12-03 | 2018-12-31 | ok      | .
            student   | 2161083001 | recheck_hidden | 2161083001   | 5         | 2018-12-03 | 2018-12-31 | found   | recheck
            student   | 2161083001 | recheck_case   | A            | 1         | 2018-12-03 | 2018-12-31 | pending | .
            student   | 2161083002 | recheck_school | 2161083002   | .         | .          | 2018-12-31 | pending | .
            household | 610830100  | recheck_school | 2161083001   | .         | 2018-12-03 | 2018-12-31 | ok      | .
            household | 610830101  | recheck_school | 2161083002   | .         | .          | 2018-12-31 | pending | .
            household | 610830101  | recheck_case   | A            | 1         | 2018-12-03 | 2018-12-31 | pending | .
        """,
    )


def plain_draw(number: int, quarter_no: int, seed: int, percent: int) -> bool:
    return (number * 7919 + (quarter_no + seed) * 104729) % 10007 * 100 < 10007 * percent


def test_the_sample_is_drawn_by_a_rule_that_anybody_can_repeat(engine):
    """The same numbers, quarter and seed draw the same; another seed draws others; about the share that is asked for."""
    schools = "school_code | area_code\n" + "\n".join(f"{2161083000 + n} | 610830100" for n in range(100))

    def drawn(seed: int) -> list[str]:
        limits = (
            "name | value | unit | valid_from | valid_to\n"
            f"recheck_seed | {seed} | x | 2017-09-01 | 9999-12-31\n"
            "recheck_school_percent | 30 | x | 2017-09-01 | 9999-12-31\n"
            "recheck_case_percent | 50 | x | 2017-09-01 | 9999-12-31"
        )
        codes = [2161083000 + n for n in range(100) if plain_draw(2161083000 + n, 8076, seed, 30)]
        rows = "\n".join(f"2018-Q4 | school | {code} | {code}" for code in codes)
        cases = "\n".join(
            f"2018-Q4 | case | 2018-{n:04d} | 610830100" for n in (1, 2, 3) if plain_draw(20180000 + n, 8076, seed, 50)
        )
        check(
            engine,
            "bld_review_sample",
            given={
                "bld_quarter": "\n".join(line for line in QUARTER.splitlines() if "Q3" not in line),
                "school": schools,
                "threshold": limits,
                "bld_case_state": """
                    case_no   | child_key | opened_on  | closed_on
                    2018-0001 | 1         | 2018-10-08 | 2018-11-08
                    2018-0002 | 2         | 2018-09-08 | 2018-11-08
                    2018-0003 | 3         | 2018-12-08 | .
                    2018-0004 | 4         | 2018-09-08 | .
                """,
                "bld_review_case": """
                    case_no   | school_code | township_code
                    2018-0001 | .           | 610830100
                    2018-0002 | .           | 610830100
                    2018-0003 | .           | 610830100
                    2018-0004 | .           | 610830100
                """,
            },
            expect=f"quarter | subject | subject_code | unit_code\n{rows}\n{cases}",
        )
        return [str(code) for code in codes]

    first, second = drawn(1), drawn(2)
    assert 15 < len(first) < 45 and first != second
